import Foundation
import Glibc
import JSON
import Service
import VietText

/// `diaba lookup --batch`: what lies at each place of a list.
enum BatchCommand {
  /// Below this many bytes a list is answered from the file alone: taking all parcels into memory would take longer.
  private static let shortList = 200_000
  private static let readLength = 1 << 17

  static func run(_ invocation: Invocation, file: String) throws -> ExitStatus {
    guard invocation.operands.isEmpty else {
      throw UsageError(
        vi: "--batch FILE thay cho tọa độ; hãy bỏ một trong hai",
        en: "--batch FILE stands for the coordinate; leave out one")
    }
    let register = try invocation.register()
    let input = try open(file)
    let settings = BatchSettings(
      crs: try invocation.crs("--crs"), accuracy: try invocation.metres("--accuracy"),
      moment: try invocation.moment(), language: invocation.language)
    var source = BatchSource(form: file == "-" ? nil : BatchForm(fileName: file))
    // The beginning tells whether the list is long.
    var first: [UInt8] = []
    while first.count <= shortList {
      let bytes = try read(input)
      if bytes.isEmpty { break }
      first += bytes
    }
    source.feed(first)
    let clock = ContinuousClock()
    let start = clock.now
    let run = try BatchRun(
      register: register, settings: settings, loadsIndex: first.count > shortList,
      workers: ProcessInfo.processInfo.activeProcessorCount)
    let opened = clock.now
    var output = try BatchFile(invocation.value("--out"))
    var drawn = opened
    let total = try run.run(source, read: { try read(input) }, write: { try output.write($0) }) { done in
      let now = clock.now
      guard Console.drawsProgress, now - drawn > .milliseconds(100) else { return }
      drawn = now
      Console.draw(rate(done.rows, now - opened)[invocation.language])
    }
    try output.finish()
    Console.draw("")
    tell(total, opening: opened - start, answering: clock.now - opened, invocation)
    return total.faults > 0 ? .needsPerson : .done
  }

  private static func open(_ file: String) throws -> FileHandle {
    if file == "-" { return .standardInput }
    let isFolder = (try? URL(filePath: file).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory == true
    guard !isFolder, let handle = FileHandle(forReadingAtPath: file) else {
      throw UsageError(vi: "không đọc được tập tin “\(file)”", en: "the file “\(file)” cannot be read")
    }
    return handle
  }

  private static func read(_ input: FileHandle) throws -> [UInt8] {
    [UInt8](try input.read(upToCount: readLength) ?? Data())
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func rate(_ rows: Int, _ duration: Duration) -> Phrase {
    let rate = Int(Double(rows) / max(1e-6, seconds(duration)))
    return Phrase(vi: "\(rows) dòng, \(rate) dòng/s", en: "\(rows) rows, \(rate) rows/s")
  }

  /// Tells how the rows came out; as JSON where `--out` leaves standard output free for that.
  private static func tell(
    _ total: BatchOutput, opening: Duration, answering: Duration, _ invocation: Invocation
  ) {
    let nothing = total.rows - total.found - total.faults
    if invocation.has("--json"), invocation.value("--out") != nil {
      var writer = JSONWriter()
      writer.beginObject()
      for (name, value) in [
        ("rows", total.rows), ("found", total.found), ("nothing", nothing), ("errors", total.faults),
      ] {
        writer.key(name)
        writer.integer(value)
      }
      for (name, value) in [("secondsToOpen", opening), ("seconds", answering)] {
        writer.key(name)
        writer.fixed(seconds(value), decimals: 3)
      }
      writer.endObject()
      Console.out(writer.text + "\n")
      return
    }
    let figures = (String(format: "%.2f", seconds(opening)), String(format: "%.2f", seconds(answering)))
    let rate = rate(total.rows, answering)
    Console.tell(
      Phrase(
        vi: "\(rate.vietnamese): \(total.found) dòng có thửa, \(nothing) dòng không có, \(total.faults) dòng lỗi "
          + "(mở sổ \(figures.0) s, tra \(figures.1) s).",
        en: "\(rate.english): \(total.found) with a parcel, \(nothing) without, \(total.faults) faulty "
          + "(opened in \(figures.0) s, answered in \(figures.1) s).")[invocation.language])
  }
}

/// Where the answers to a list go: standard output, or a file that appears under its name when it is whole.
private struct BatchFile {
  private let path: String?
  private let handle: FileHandle

  private var unfinished: String? { path.map { $0 + ".part" } }

  init(_ path: String?) throws {
    self.path = path
    guard let path else {
      handle = .standardOutput
      return
    }
    guard FileManager.default.createFile(atPath: path + ".part", contents: nil),
      let handle = FileHandle(forWritingAtPath: path + ".part")
    else {
      throw UsageError(vi: "không ghi được tập tin “\(path)”", en: "the file “\(path)” cannot be written")
    }
    self.handle = handle
  }

  mutating func write(_ bytes: [UInt8]) throws { try handle.write(contentsOf: Data(bytes)) }

  func finish() throws {
    guard let path, let unfinished else { return }
    try handle.close()
    guard unsafe rename(unfinished, path) == 0 else {
      throw UsageError(vi: "không ghi được tập tin “\(path)”", en: "the file “\(path)” cannot be written")
    }
  }
}
