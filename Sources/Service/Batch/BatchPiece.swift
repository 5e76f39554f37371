import CSV
import Cadastre
import Geo
import JSON
import VietText

/// Rows of a list that are answered together: a value that any thread may answer.
public struct BatchPiece: Sendable {
  enum Rows: Sendable {
    case table(BatchTable, CSVBlock, Range<Int>)
    case objects([Result<JSONObject, BatchFault>])
  }

  let rows: Rows
  let form: BatchForm
  /// The system that the list itself names.
  let statedCRS: CRS?
  /// What stands before the answers to these rows.
  let opening: [UInt8]
  /// Whether rows of the same list stand before these.
  let followsRows: Bool
  /// What stands behind them.
  var closing: [UInt8] = []

  /// How many rows there are.
  public var count: Int {
    switch rows {
    case .table(_, _, let range): range.count
    case .objects(let objects): objects.count
    }
  }

  /// The piece cut in two after a number of rows.
  func cut(after count: Int) -> (head: BatchPiece, tail: BatchPiece?) {
    guard count < self.count else { return (self, nil) }
    let parts: (Rows, Rows)
    switch rows {
    case .table(let table, let block, let range):
      let middle = range.lowerBound + count
      parts = (.table(table, block, range.lowerBound..<middle), .table(table, block, middle..<range.upperBound))
    case .objects(let objects):
      parts = (.objects(Array(objects[..<count])), .objects(Array(objects[count...])))
    }
    return (
      BatchPiece(rows: parts.0, form: form, statedCRS: statedCRS, opening: opening, followsRows: followsRows),
      BatchPiece(rows: parts.1, form: form, statedCRS: statedCRS, opening: [], followsRows: true, closing: closing)
    )
  }
}

/// What the header of a table says of its rows.
struct BatchTable: Sendable {
  let delimiter: CSVDelimiter
  let width: Int
  let columns: PositionColumns
  /// The header of the answer.
  let header: [UInt8]

  /// Reads a header.
  ///
  /// - Throws: ``ServiceError`` of code `badContent` when no column says where the rows lie.
  init(_ row: CSVRow, delimiter: CSVDelimiter, mark: Bool) throws(ServiceError) {
    let names = (0..<row.count).map { row.text($0).trimmed }
    guard let columns = PositionColumns(names: names) else { throw Self.withoutPlace(names) }
    self.delimiter = delimiter
    self.columns = columns
    width = row.count
    var writer = CSVWriter(delimiter: delimiter, mark: mark)
    for place in 0..<row.count { writer.kept(row[place].span) }
    for name in BatchColumn.names(beside: names) { writer.text(name) }
    writer.endRow()
    header = writer.take()
  }

  private static func withoutPlace(_ names: [String]) -> ServiceError {
    let shown = names.prefix(12).map { "“\($0.prefix(40))”" }.joined(separator: ", ")
    return ServiceError(
      .badContent,
      Phrase(
        vi: "Dòng đầu phải ghi tên cột, trong đó có cột tọa độ: lon và lat (kinh độ, vĩ độ), x và y, hoặc at (tọa độ)"
          + (names.isEmpty ? "." : "; ở đây có \(shown)."),
        en: "The first line must name the columns, those of the coordinate among them: lon and lat, x and y, or at"
          + (names.isEmpty ? "." : "; there are \(shown).")),
      value: names.joined(separator: ","), allowed: PositionColumns.examples, suggestion: "at")
  }

  /// What is wrong with a row, if it cannot be answered for that.
  func fault(of block: CSVBlock, row: Int) -> BatchFault? {
    guard let problem = block.problem(of: row) else { return nil }
    switch problem {
    case .ragged(let expected):
      let count = block.width(of: row)
      if count > expected, (expected..<count).allSatisfy({ block.range(row: row, field: $0).isEmpty }) { return nil }
      return .badRow(
        Phrase(
          vi: "Dòng có \(count) cột, còn dòng tên cột có \(expected).",
          en: "The row has \(count) fields, the header has \(expected)."))
    case .unclosedQuote:
      return .badRow(Phrase(vi: "Dấu nháy kép không được đóng.", en: "A quote is never closed."))
    case .strayQuote:
      return .badRow(
        Phrase(vi: "Có chữ đứng sau dấu nháy kép đóng.", en: "Something stands behind a closing quote."))
    case .rowTooLong: return .badRow(Phrase(vi: "Dòng quá dài.", en: "The row is too long."))
    case .tooManyFields: return .badRow(Phrase(vi: "Dòng có quá nhiều cột.", en: "The row has too many fields."))
    case .fieldTooLong: return .badRow(Phrase(vi: "Một cột quá dài.", en: "A field is too long."))
    }
  }
}

extension String {
  /// The text without spaces at its ends.
  var trimmed: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
