import CSV
import Foundation
import Register
import VietText

/// A CSV or TSV file of facts, read whole: some ten thousand rows for a country.
struct FactTableFile {
  /// The most rows that are read.
  private static let mostRows = 1_000_000

  /// The file's name without its folder.
  let name: String
  /// The column that each field comes from, for the receipt.
  private(set) var columns: [FactField: String] = [:]
  /// The rows that could be read.
  private(set) var rows: [FactValues] = []
  /// What is wrong with others.
  private(set) var findings: [FactFinding] = []

  /// Reads a file.
  ///
  /// - Throws: ``Refusal`` when it is no table, or lacks a column.
  init(_ url: URL, _ request: FactRequest) throws(Refusal) {
    name = url.lastPathComponent
    let encoding = try Self.encoding(request)
    let bytes = try FileBytes(url)
    var reader = CSVReader()
    var places: [FactField: Int]?
    var piece: [UInt8] = []
    var offset = 0
    while true {
      while let row = reader.next() {
        if let places { take(row, places, request, encoding) } else { places = try header(row, request, encoding) }
        guard rows.count <= Self.mostRows else { throw tooLong }
      }
      guard offset < bytes.count else { break }
      do { try bytes.read(at: offset, count: min(1 << 18, bytes.count - offset), into: &piece) } catch {
        throw Refusal(
          "fileUnreadable", cause: .environment, vi: "không đọc được \(name)", en: "\(name) cannot be read")
      }
      offset += piece.count
      reader.feed(piece)
      if offset >= bytes.count { reader.finish() }
    }
    guard places != nil else {
      throw Refusal("tableEmpty", vi: "\(name): tập tin trống, không có dòng tiêu đề", en: "\(name): it has no header")
    }
  }

  private static func encoding(_ request: FactRequest) throws(Refusal) -> LegacyEncoding {
    guard let name = request.encoding else { return .utf8 }
    guard let encoding = LegacyEncoding(name: name) else {
      throw Refusal(
        "encodingUnknown", cause: .usage, vi: "không có bảng mã “\(name)”", en: "there is no encoding “\(name)”")
    }
    return encoding
  }

  private var tooLong: Refusal {
    Refusal(
      "tableTooLong", vi: "\(name) có hơn \(Self.mostRows) dòng; hãy chia ra",
      en: "\(name) has more than \(Self.mostRows) rows; divide it")
  }

  /// Finds the columns.
  private mutating func header(
    _ row: CSVRow, _ request: FactRequest, _ encoding: LegacyEncoding
  ) throws(Refusal) -> [FactField: Int] {
    let names = (0..<row.count).map { Self.tidy(encoding.decode(row[$0]).text) }
    let fields = FactField.fields(of: request.table)
    var places = FactField.columns(names, of: request.table)
    for (word, column) in request.columns.sorted(by: { $0.key < $1.key }) {
      let field = try Self.field(word, fields, option: "--map")
      guard let place = names.firstIndex(where: { $0.lowercased() == column.lowercased() }) else {
        throw Refusal(
          "columnMissing",
          vi: "\(name) không có cột “\(column)”. Các cột: \(names.joined(separator: ", "))",
          en: "\(name) has no column “\(column)”. Its columns: \(names.joined(separator: ", "))")
      }
      places = places.filter { $0.value != place }
      places[field] = place
    }
    for word in request.constants.keys.sorted() { places[try Self.field(word, fields, option: "--set")] = nil }
    for field in fields where field.isRequired(in: request.table) && places[field] == nil {
      guard request.constants[field.rawValue] == nil else { continue }
      throw Refusal(
        "columnMissing",
        vi: "\(name): không thấy cột \(field.rawValue). Thêm --map \(field.rawValue)=CỘT hoặc --set "
          + "\(field.rawValue)=GIÁ_TRỊ. Các cột: \(names.joined(separator: ", "))",
        en: "\(name): no column for \(field.rawValue). Add --map \(field.rawValue)=COLUMN or --set "
          + "\(field.rawValue)=VALUE. Its columns: \(names.joined(separator: ", "))")
    }
    columns = places.mapValues { names[$0] }
    let left = names.indices.filter { !places.values.contains($0) && !names[$0].isEmpty }.map { names[$0] }
    if !left.isEmpty {
      note(
        "columnIgnored", .note, nil,
        Phrase(
          vi: "bỏ qua cột \(left.joined(separator: ", "))", en: "columns left out: \(left.joined(separator: ", "))"))
    }
    return places
  }

  private static func field(_ word: String, _ fields: [FactField], option: String) throws(Refusal) -> FactField {
    if let field = FactField(rawValue: word), fields.contains(field) { return field }
    let names = fields.map(\.rawValue).joined(separator: ", ")
    throw Refusal(
      "fieldUnknown", cause: .usage, vi: "\(option): không có trường “\(word)”. Các trường: \(names)",
      en: "\(option): there is no field “\(word)”. The fields: \(names)")
  }

  private mutating func take(
    _ row: CSVRow, _ places: [FactField: Int], _ request: FactRequest, _ encoding: LegacyEncoding
  ) {
    // Spreadsheets leave rows of nothing but delimiters behind.
    guard (0..<row.count).contains(where: { place in !row[place].allSatisfy { $0 <= 0x20 } }) else { return }
    if let problem = row.problem {
      // A row that ends early lacks only what stands in columns that may be blank.
      guard case .ragged(let expected) = problem, row.count < expected else {
        note("rowBroken", .error, row.line, problem.phrase)
        return
      }
    }
    var values: [FactField: String] = [:]
    for (word, value) in request.constants {
      if let field = FactField(rawValue: word) { values[field] = Self.tidy(value) }
    }
    for (field, place) in places {
      let decoded = encoding.decode(row[place])
      guard decoded.damage.isEmpty else {
        note(
          "textDamaged", .error, row.line,
          Phrase(
            vi: "\(field.rawValue): chữ không phải \(encoding.rawValue); thêm --encoding TCVN3 hay CP1258",
            en: "\(field.rawValue): the text is not \(encoding.rawValue); add --encoding TCVN3 or CP1258"))
        return
      }
      let text = Self.tidy(decoded.text)
      if !text.isEmpty { values[field] = text }
    }
    rows.append(FactValues(line: row.line, values))
  }

  private mutating func note(_ code: String, _ severity: Finding.Severity, _ line: Int?, _ message: Phrase) {
    findings.append(FactFinding(code: code, severity: severity, file: name, line: line, message: message))
  }

  /// Text without outer spaces and with single inner ones.
  private static func tidy(_ text: String) -> String {
    text.split(whereSeparator: { $0.isWhitespace || $0 == "\u{FEFF}" }).joined(separator: " ")
  }
}

extension CSVProblem {
  fileprivate var phrase: Phrase {
    switch self {
    case .ragged(let expected):
      Phrase(
        vi: "nhiều hơn \(expected) ô của dòng tiêu đề", en: "it has more than the \(expected) fields of the header")
    case .unclosedQuote: Phrase(vi: "dấu nháy không đóng", en: "a quote is never closed")
    case .strayQuote: Phrase(vi: "có chữ sau dấu nháy đóng", en: "something stands after a closing quote")
    case .rowTooLong: Phrase(vi: "dòng quá dài", en: "the row is too long")
    case .tooManyFields: Phrase(vi: "quá nhiều ô", en: "it has too many fields")
    case .fieldTooLong(let field): Phrase(vi: "ô \(field + 1) quá dài", en: "field \(field + 1) is too long")
    }
  }
}
