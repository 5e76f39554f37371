import Foundation
import SpatiaLite
import Synchronization
import Testing

@testable import Office

/// An office file in a folder of its own, with a clock that the test moves.
final class Bureau: Sendable {
  let folder: String
  let path: String
  let writer: OfficeWriter
  private let time: Clock

  private final class Clock: Sendable {
    let seconds = Atomic(1_795_161_600)
  }

  init(makesFile: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "diaba-bureau-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    path = OfficeFile.path(beside: folder + "/xa.sqlite")
    let clock = Clock()
    time = clock
    writer = OfficeWriter(path: path, makesFile: makesFile) { clock.seconds.load(ordering: .relaxed) }
  }

  deinit {
    writer.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  var now: Int { time.seconds.load(ordering: .relaxed) }

  func pass(_ seconds: Int) { time.seconds.add(seconds, ordering: .relaxed) }

  func reader() throws -> OfficeReader { try OfficeReader(path: path) }

  /// Changes the file behind the office's back, as somebody with the file and another program can.
  func tamper(_ sql: String) throws {
    let connection = try Connection(path: path, access: .readWrite)
    try connection.execute(sql)
  }
}

let boss = Identity.machine("lan")
