import Foundation
import Service
import VietText

/// What a command is given to read: a file, or standard input for `-`.
struct InputContent {
  let bytes: [UInt8]

  var count: Int { bytes.count }

  /// Reads it.
  ///
  /// - Throws: ``Service/ServiceError`` of code `badContent` when it cannot be read, `contentTooLarge` when it is longer
  ///   than the limit, `missingContent` when there is nothing in it.
  init(_ path: String, limit: Int) throws {
    let name = path == "-" ? Phrase(vi: "đầu vào", en: "standard input") : Phrase(vi: path, en: path)
    guard let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: limit + 1) ?? Data()
    else {
      throw ServiceError(
        .badContent,
        Phrase(vi: "không đọc được \(name.vietnamese)", en: "\(name.english) cannot be read"))
    }
    guard data.count <= limit else {
      throw ServiceError(
        .contentTooLarge,
        Phrase(
          vi: "\(name.vietnamese) dài quá \(limit >> 20) MiB", en: "\(name.english) is longer than \(limit >> 20) MiB"))
    }
    guard !data.isEmpty else {
      throw ServiceError(
        .missingContent, Phrase(vi: "\(name.vietnamese) không có gì", en: "there is nothing in \(name.english)"))
    }
    bytes = Array(data)
  }

  /// At most so many bytes from an offset.
  func read(at offset: Int, maximum: Int) -> [UInt8] {
    Array(bytes[min(offset, bytes.count)..<min(offset + maximum, bytes.count)])
  }
}
