import Compression
import HTTP
import JSON
import VietText

/// Makes a long answer on an area while it is sent: the parcels are worked out already, their text is not.
final class AreaProducer: BodyProducer {
  /// Answers up to this many parcels are made at once.
  static let longestAnswer = 200
  /// How many parcels one turn makes: some 100 KiB with geometry.
  private static let turn = 128

  private let answer: AreaAnswer
  private let language: Language
  private let table: AreaTable?
  private var writer = JSONWriter()
  private var next = 0
  private var isEnded = false
  private var encoder: GzipEncoder?

  /// Makes the producer of an answer, as GeoJSON or as a table.
  init(_ answer: AreaAnswer, language: Language, table: AreaTable?, isCoded: Bool) {
    self.answer = answer
    self.language = language
    self.table = table
    encoder = isCoded ? try? GzipEncoder(level: 4) : nil
  }

  func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool {
    guard !isEnded else { return false }
    let end = min(next + Self.turn, answer.rows.count)
    if let table {
      if next == 0 { table.begin(into: &writer.bytes) }
      for row in next..<end { table.append(answer.feature(row), into: &writer.bytes) }
    } else {
      if next == 0 { answer.begin(into: &writer) }
      for row in next..<end { answer.feature(row).write(into: &writer) }
      if end == answer.rows.count { answer.end(into: &writer, language) }
    }
    next = end
    isEnded = end == answer.rows.count
    if encoder == nil {
      outbox.append(contentsOf: writer.bytes)
    } else {
      try encoder?.encode(writer.bytes, into: &outbox)
      if isEnded { try encoder?.finish(into: &outbox) }
    }
    // The writer keeps whether a comma is due.
    writer.bytes.removeAll(keepingCapacity: true)
    return !isEnded
  }

  /// The whole of it at once.
  func all() throws(ServiceError) -> [UInt8] {
    try ServiceError.wrapping {
      var bytes: [UInt8] = []
      while try produce(into: &bytes, session: self) {}
      return bytes
    }
  }
}
