import Compression
import HTTP
import JSON
import VietText

/// Makes a long answer on an area while it is sent: the parcels are worked out already, their text is not.
final class AreaProducer: BodyProducer {
  /// Answers up to this many parcels are made at once.
  static let longestAnswer = 200
  /// So many bytes one turn makes, or one parcel more.
  private static let turn = 65_536

  private let answer: AreaAnswer
  private let language: Language
  private let table: AreaTable?
  private var writer = JSONWriter()
  /// The next parcel: one that counts, or behind those one that is touched only.
  private var next = 0
  private var hasBegun = false
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
    let end = answer.rows.count + (table == nil ? answer.touched.count : 0)
    if !hasBegun { begin() }
    while next < end, writer.bytes.count < Self.turn {
      append(next)
      next += 1
    }
    isEnded = next == end
    if isEnded, table == nil { answer.end(into: &writer, language) }
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

  private func begin() {
    hasBegun = true
    if let table { table.begin(into: &writer.bytes) } else { answer.begin(into: &writer) }
    if table == nil, answer.rows.isEmpty { answer.turn(into: &writer) }
  }

  private func append(_ place: Int) {
    if let table {
      table.append(answer.feature(place), into: &writer.bytes)
    } else if place < answer.rows.count {
      answer.feature(place).write(into: &writer)
      if place == answer.rows.count - 1 { answer.turn(into: &writer) }
    } else {
      answer.write(touched: answer.touched[place - answer.rows.count], into: &writer)
    }
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
