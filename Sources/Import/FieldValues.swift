import Cadastre
import VietText

/// The values of a row by field, tidied as the register keeps them.
struct FieldValues: Sendable {
  private let fields: [ImportField]
  private let values: [String?]

  /// Takes the values of a row.
  init(plan: ColumnPlan, feature: borrowing RawFeature) {
    fields = plan.fields
    values = feature.values
  }

  /// The tidied text of a field; `nil` when it is blank.
  subscript(field: ImportField) -> String? {
    guard let index = fields.firstIndex(of: field), let raw = values[index] else { return nil }
    var text = Self.trimmed(raw)
    guard !text.isEmpty else { return nil }
    if !text.utf8.allSatisfy({ $0 < 0x80 }) { text = LookAlikes.repair(text) ?? text }
    return text
  }

  /// The text of a field that holds a sheet or parcel number; stars and blanks are none.
  func number(_ field: ImportField) -> String? {
    guard let text = self[field], !text.utf8.allSatisfy({ $0 == UInt8(ascii: "*") }) else { return nil }
    return NumeralOrder.normalised(text)
  }

  /// The value of a field that holds an area in m²; zero means unknown, as land offices write it.
  func area(_ field: ImportField, _ identity: RowIdentity, _ findings: inout [Finding]) -> Double? {
    guard let text = self[field] else { return nil }
    // Stars are how GDAL writes that there is no number.
    guard !text.utf8.allSatisfy({ $0 == UInt8(ascii: "*") }) else { return nil }
    guard let value = Self.decimal(text), value.isFinite, value >= 0 else {
      findings.append(
        identity.finding(
          .numberUnreadable, vi: "\(field.label.vietnamese): “\(text.prefix(20))” không phải là số, để trống",
          en: "\(field.label.english): “\(text.prefix(20))” is not a number, left empty"))
      return nil
    }
    return value > 0 ? value : nil
  }

  /// A number with a decimal point or comma.
  private static func decimal(_ text: String) -> Double? {
    if let value = Double(text) { return value }
    guard text.utf8.contains(UInt8(ascii: ",")) else { return nil }
    return Double(String(decoding: text.utf8.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self))
  }

  /// The value of a field that holds a day, as 2025-07-01, 01/07/2025 or 20250701.
  func day(_ field: ImportField, _ identity: RowIdentity, _ findings: inout [Finding]) -> Day? {
    guard let text = self[field] else { return nil }
    let numbers = text.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
    let day: Day? =
      switch numbers.count {
      case 1 where text.count == 8: Day(year: numbers[0] / 10_000, month: numbers[0] / 100 % 100, day: numbers[0] % 100)
      case 3 where numbers[0] > 31: Day(year: numbers[0], month: numbers[1], day: numbers[2])
      case 3: Day(year: numbers[2], month: numbers[1], day: numbers[0])
      default: nil
      }
    if day == nil {
      findings.append(
        identity.finding(
          .dateUnreadable, vi: "\(field.label.vietnamese): “\(text.prefix(20))” không phải là ngày, để trống",
          en: "\(field.label.english): “\(text.prefix(20))” is not a date, left empty"))
    }
    return day
  }

  /// Whether the row has no value that would name it.
  var isUnnamed: Bool { self[.code] == nil && self[.number] == nil }

  /// The ward, sheet and number as findings name a row: `21025/12/345`, or the code of a ward.
  var label: String? {
    if fields.contains(.code) { return self[.code] }
    let parts = [self[.ward], number(.sheet), number(.number)]
    guard parts.contains(where: { $0 != nil }) else { return nil }
    return parts.map { $0 ?? "?" }.joined(separator: "/")
  }

  private static func trimmed(_ text: String) -> String {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, first <= 0x20 || last <= 0x20 || first > 0x7F || last > 0x7F
    else { return text }
    let scalars = text.unicodeScalars
    let isSpace: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0xFEFF }
    guard let start = scalars.firstIndex(where: { !isSpace($0) }), let end = scalars.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(scalars[start...end])
  }
}
