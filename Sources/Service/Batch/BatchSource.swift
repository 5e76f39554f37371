import Geo
import CSV
import JSON
import VietText

/// Cuts a list that comes in pieces of bytes into rows to be answered, in bounded memory.
///
/// It knows nothing of files or sockets: bytes are fed, and pieces taken until there is none.
public struct BatchSource: Sendable {
  /// The form of the list; `nil` until its first bytes have told it.
  public private(set) var form: BatchForm?
  /// The system that a collection itself names.
  private var statedCRS: CRS?
  /// The longest row of a list.
  private static let longestRow = 1 << 20
  /// How many objects make a piece.
  private static let objectsInPiece = 256

  private var head: [UInt8] = []
  private var table = CSVReader(limits: CSVLimits(row: longestRow, field: longestRow))
  private var header: BatchTable?
  private var features = GeoJSONFeatureReader(maximumFeatureLength: longestRow)
  private var lines = LineCutter(longest: longestRow)
  private var isFinished = false
  private var hasEnded = false
  private var followsRows = false
  private var isOpened = false

  /// Makes a source.
  ///
  /// - Parameter form: the form of the list, if it is known; else its first bytes tell it.
  public init(form: BatchForm? = nil) { self.form = form }

  /// Takes the next bytes.
  public mutating func feed(_ bytes: [UInt8]) {
    guard form == nil else { return take(bytes) }
    head.append(contentsOf: bytes)
    decide()
  }

  /// Ends the list.
  public mutating func finish() {
    isFinished = true
    decide()
    table.finish()
    features.finish()
    lines.finish()
  }

  /// The next rows; `nil` when more bytes are needed, and at the end.
  ///
  /// - Throws: ``ServiceError`` of code `badContent` when this is no list; only before the first piece.
  public mutating func next() throws(ServiceError) -> BatchPiece? {
    guard !hasEnded, let form else {
      if isFinished, !hasEnded { throw Self.unreadable(nil) }
      return nil
    }
    switch form {
    case .table: return try nextOfTable()
    case .collection: return try nextOfCollection()
    case .lines, .records: return try nextOfLines(form)
    }
  }

  private mutating func take(_ bytes: [UInt8]) {
    switch form {
    case .table: table.feed(bytes)
    case .collection: features.feed(bytes)
    case .lines, .records: lines.feed(bytes)
    case nil: break
    }
  }

  // MARK: the form

  /// Tells the form by the first bytes.
  private mutating func decide() {
    guard form == nil else {
      if !head.isEmpty { handOver() }
      return
    }
    guard let first = head.first(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }) else {
      if isFinished || head.count > 65_536 { form = .table }
      return handOver()
    }
    let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3).first ?? first : first
    if start == 0x1E {
      form = .records
    } else if start == 0x7B {
      // One document goes on in its second line; of lines each is one.
      guard let line = head.firstIndex(of: 0x0A) ?? (isFinished || head.count > 65_536 ? head.count : nil) else {
        return
      }
      let isWhole = (try? JSONParser.parse(Array(head[..<line]).withoutMark)) != nil
      let isLong = line == head.count && !isFinished
      form = isWhole && !isLong && !Self.isCollection(head[..<line]) ? .lines : .collection
    } else {
      form = .table
    }
    handOver()
  }

  private static func isCollection(_ line: ArraySlice<UInt8>) -> Bool {
    (try? JSONParser.parse(Array(line).withoutMark))?["type"]?.string == "FeatureCollection"
  }

  private mutating func handOver() {
    guard form != nil, !head.isEmpty else { return }
    var bytes: [UInt8] = []
    swap(&bytes, &head)
    take(bytes)
  }

  // MARK: the rows

  private mutating func nextOfTable() throws(ServiceError) -> BatchPiece? {
    while true {
      guard let block = table.nextBlock() else {
        guard isFinished else { return nil }
        hasEnded = true
        guard header == nil else { return nil }
        throw Self.unreadable(nil)
      }
      var first = 0
      var opening: [UInt8] = []
      if header == nil {
        let made = try BatchTable(block[0], delimiter: table.delimiter ?? .comma, mark: true)
        header = made
        opening = made.header
        first = 1
      }
      guard let header, first < block.count || !opening.isEmpty else { continue }
      return piece(.table(header, block, first..<block.count), .table, opening)
    }
  }

  private mutating func nextOfCollection() throws(ServiceError) -> BatchPiece? {
    var rows: [Result<JSONObject, BatchFault>] = []
    var failure: GeoError?
    while rows.count < Self.objectsInPiece {
      do throws(GeoError) {
        guard let feature = try features.next() else { break }
        rows.append(.success(feature.object))
      } catch {
        guard !error.isFatal else {
          failure = error
          break
        }
        rows.append(.failure(.badRow(Self.phrase(error.line, error.column, error.kind.sentence))))
      }
    }
    if let failure {
      hasEnded = true
      let fault = Self.phrase(failure.line, failure.column, failure.kind.sentence)
      guard followsRows || !rows.isEmpty else { throw Self.unreadable(fault) }
      rows.append(.failure(.badRow(fault)))
    }
    if features.isAtEnd { hasEnded = true }
    guard !rows.isEmpty || hasEnded else { return nil }
    if statedCRS == nil { statedCRS = Self.crs(features.crsMember) }
    let opening = isOpened ? [] : Array(#"{"type":"FeatureCollection","features":["#.utf8)
    var piece = piece(.objects(rows), .collection, opening)
    if hasEnded { piece.closing = Array("\n]}\n".utf8) }
    return piece
  }

  private mutating func nextOfLines(_ form: BatchForm) throws(ServiceError) -> BatchPiece? {
    var rows: [Result<JSONObject, BatchFault>] = []
    while rows.count < Self.objectsInPiece, let line = lines.next() { rows.append(Self.object(line)) }
    guard !rows.isEmpty else {
      if isFinished {
        hasEnded = true
        guard followsRows else { throw Self.unreadable(nil) }
      }
      return nil
    }
    return piece(.objects(rows), form, [])
  }

  private mutating func piece(_ rows: BatchPiece.Rows, _ form: BatchForm, _ opening: [UInt8]) -> BatchPiece {
    let piece = BatchPiece(rows: rows, form: form, statedCRS: statedCRS, opening: opening, followsRows: followsRows)
    isOpened = true
    if piece.count > 0 { followsRows = true }
    return piece
  }

  private static func object(_ line: LineCutter.Line) -> Result<JSONObject, BatchFault> {
    guard case .whole(let bytes) = line else {
      return .failure(.badRow(Phrase(vi: "Dòng quá dài.", en: "The line is too long.")))
    }
    do throws(JSONError) {
      if let object = try JSONParser.parse(bytes).object { return .success(object) }
      return .failure(.badRow(Phrase(vi: "Dòng không phải là một đối tượng JSON.", en: "The line is no JSON object.")))
    } catch {
      return .failure(.badRow(phrase(nil, error.place.column, error.kind.sentence)))
    }
  }

  // MARK: faults

  private static func phrase(_ line: Int?, _ column: Int?, _ sentence: String) -> Phrase {
    let vietnamese = [line.map { "dòng \($0)" }, column.map { "cột \($0)" }].compactMap { $0 }.joined(separator: ", ")
    let english = [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap { $0 }.joined(separator: ", ")
    return Phrase(
      vi: "JSON sai" + (vietnamese.isEmpty ? "." : " ở \(vietnamese)."),
      en: "Broken JSON" + (english.isEmpty ? "" : " at \(english)") + ": \(sentence).")
  }

  private static func unreadable(_ reason: Phrase?) -> ServiceError {
    ServiceError(
      .badContent,
      reason
        ?? Phrase(
          vi: "Danh sách trống: cần bảng CSV có dòng tên cột, GeoJSON gồm các điểm, hoặc mỗi dòng một đối tượng JSON.",
          en: "The list is empty: a CSV table with a header, GeoJSON points, or one JSON object to a line are needed."),
      allowed: BatchForm.mediaTypes, suggestion: "at\\n15.1205, 108.7923")
  }

  private static func crs(_ member: JSONValue?) -> CRS? {
    guard let name = member?["properties"]?["name"]?.string ?? member?.string else { return nil }
    guard name.uppercased().contains("EPSG") else { return nil }
    return CRS(name.split(separator: ":").last.map(String.init) ?? "")
  }
}

extension GeoJSONFeature {
  /// The feature as an object again.
  var object: JSONObject {
    var members = [JSONObject.Member(name: "type", value: .string("Feature"))]
    if let id { members.append(JSONObject.Member(name: "id", value: id)) }
    // Other kinds are answered with a fault; their coordinates were not kept.
    var shape = JSONValue.null
    if case .point(let position) = geometry {
      shape = .object(["type": .string("Point"), "coordinates": .array([.number(position.x), .number(position.y)])])
    }
    members.append(JSONObject.Member(name: "geometry", value: shape))
    members.append(JSONObject.Member(name: "properties", value: .object(properties)))
    return JSONObject(members: members)
  }
}

extension [UInt8] {
  /// The bytes without a UTF-8 byte order mark.
  var withoutMark: [UInt8] { starts(with: [0xEF, 0xBB, 0xBF]) ? Array(dropFirst(3)) : self }
}
