import Cadastre
import Register
public import VietText

/// Something that was noticed about a row of a table of facts, or about its file.
public struct FactFinding: Hashable, Sendable {
  /// The stable code.
  public var code: String
  /// How bad it is.
  public var severity: Finding.Severity
  /// The file's name without its folder.
  public var file: String
  /// The line in which the row begins, from 1; `nil` for the file as a whole.
  public var line: Int?
  /// What was found.
  public var message: Phrase

  /// The finding as the register keeps it.
  var recorded: RecordedFinding {
    RecordedFinding(code: code, severity: severity.rawValue, file: file, row: line, message: message)
  }
}

/// Why a row cannot be taken.
struct BadFact: Error {
  let code: String
  let message: Phrase

  init(_ code: String, vi: String, en: String) {
    self.code = code
    message = Phrase(vi: vi, en: en)
  }
}

/// The values of a row of a table of facts, tidied.
struct FactValues {
  /// The line in which it begins, from 1.
  let line: Int
  private let values: [FactField: String]

  init(line: Int, _ values: [FactField: String]) {
    self.line = line
    self.values = values
  }

  /// The text of a field; `nil` when it is blank.
  subscript(field: FactField) -> String? { values[field] }

  /// The text of a field that must be there.
  func required(_ field: FactField) throws(BadFact) -> String {
    if let text = values[field] { return text }
    throw BadFact(
      "valueMissing", vi: "thiếu \(field.rawValue)", en: "\(field.rawValue) is missing")
  }

  /// A ward's code, with the leading zeros that spreadsheets lose.
  func code(_ field: FactField) throws(BadFact) -> String { try Self.code(try required(field), field) }

  /// A ward's code, if there is one.
  func codeIfAny(_ field: FactField) throws(BadFact) -> String? {
    guard let text = values[field] else { return nil }
    return try Self.code(text, field)
  }

  private static func code(_ text: String, _ field: FactField) throws(BadFact) -> String {
    let code = NumeralOrder.normalised(text)
    guard (1...5).contains(code.utf8.count), code.utf8.allSatisfy({ (48...57).contains($0) }) else {
      throw BadFact(
        "wardCodeUnusual", vi: "\(field.rawValue): “\(text.prefix(20))” không phải mã xã 5 chữ số",
        en: "\(field.rawValue): “\(text.prefix(20))” is no ward code of 5 digits")
    }
    return String(repeating: "0", count: 5 - code.utf8.count) + code
  }

  /// A sheet or parcel number that must be there.
  func number(_ field: FactField) throws(BadFact) -> String { NumeralOrder.normalised(try required(field)) }

  /// A sheet or parcel number, if there is one.
  func numberIfAny(_ field: FactField) -> String? { values[field].map { NumeralOrder.normalised($0) } }

  /// A day, as 2025-07-01 or 01/07/2025, if there is one.
  func dayIfAny(_ field: FactField) throws(BadFact) -> Day? {
    guard let text = values[field] else { return nil }
    let numbers = text.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
    let isPlain = text.utf8.allSatisfy { (48...57).contains($0) || [0x2D, 0x2F, 0x2E, 0x20].contains($0) }
    if isPlain, numbers.count == 3 {
      let day =
        numbers[0] > 31
        ? Day(year: numbers[0], month: numbers[1], day: numbers[2])
        : Day(year: numbers[2], month: numbers[1], day: numbers[0])
      if let day { return day }
    }
    throw BadFact(
      "dateUnreadable", vi: "\(field.rawValue): “\(text.prefix(20))” không phải là ngày như 2025-07-01",
      en: "\(field.rawValue): “\(text.prefix(20))” is not a date such as 2025-07-01")
  }

  /// A day that must be there.
  func day(_ field: FactField) throws(BadFact) -> Day {
    _ = try required(field)
    guard let day = try dayIfAny(field) else { throw BadFact("valueMissing", vi: field.rawValue, en: field.rawValue) }
    return day
  }

  /// Whether a word says yes; blank says no.
  func isTrue(_ field: FactField) throws(BadFact) -> Bool {
    guard let text = values[field] else { return false }
    switch SearchKey.make(text) {
    case "true", "yes", "y", "1", "x", "co", "roi", "da": return true
    case "false", "no", "n", "0", "khong", "chua": return false
    default:
      throw BadFact(
        "valueUnreadable", vi: "\(field.rawValue): “\(text.prefix(20))” không phải là có hay không",
        en: "\(field.rawValue): “\(text.prefix(20))” says neither yes nor no")
    }
  }

  /// A share as 0.25, 0,25 or 25 %, if there is one.
  func shareIfAny(_ field: FactField) throws(BadFact) -> Double? {
    guard let text = values[field] else { return nil }
    let isPercent = text.hasSuffix("%")
    let figure = (isPercent ? String(text.dropLast()) : text).filter { $0 != " " }.replacing(",", with: ".")
    if let value = Double(figure), value.isFinite {
      let share = isPercent ? value / 100 : value
      if share > 0, share <= 1 { return share }
    }
    throw BadFact(
      "shareUnreadable",
      vi: "\(field.rawValue): “\(text.prefix(20))” không phải là phần của một xã, như 0.25 hay 25%",
      en: "\(field.rawValue): “\(text.prefix(20))” is no share of a ward, such as 0.25 or 25%")
  }

  /// A whole number, if there is one.
  func integerIfAny(_ field: FactField) throws(BadFact) -> Int? {
    guard let text = values[field] else { return nil }
    if let value = Int(NumeralOrder.normalised(text)) { return value }
    throw BadFact(
      "numberUnreadable", vi: "\(field.rawValue): “\(text.prefix(20))” không phải là số nguyên",
      en: "\(field.rawValue): “\(text.prefix(20))” is no whole number")
  }
}

/// A kind of fact as rows of a table hold it.
protocol TabledFact: Hashable, Sendable {
  init(_ values: FactValues) throws(BadFact)
  /// What two rows of one table may not share.
  var subject: [String] { get }
}

extension WardSuccession: TabledFact {
  init(_ values: FactValues) throws(BadFact) {
    let share = try values.shareIfAny(.share)
    let extent: Extent
    let word = try values.required(.extent)
    switch SearchKey.make(word) {
    case "whole", "toan bo", "all", "nguyen ven": extent = .whole
    case "part", "mot phan", "partial": extent = .part
    default:
      throw BadFact(
        "extentUnknown", vi: "extent: “\(word.prefix(20))” không phải là whole (toàn bộ) hay part (một phần)",
        en: "extent: “\(word.prefix(20))” is neither whole nor part")
    }
    if extent == .whole, let share, share < 1 {
      throw BadFact(
        "extentUnknown", vi: "ghi toàn bộ nhưng tỷ lệ là \(share)", en: "the whole is said, but the share is \(share)")
    }
    self.init(
      oldCode: try values.code(.oldCode), oldName: values[.oldName], oldFrom: try values.dayIfAny(.oldFrom),
      newCode: try values.code(.newCode), newName: values[.newName], day: try values.day(.validFrom), extent: extent,
      share: share, source: values[.source], isVerified: try values.isTrue(.verified))
    if let oldFrom, oldFrom >= day {
      throw BadFact(
        "datesCrossed", vi: "xã cũ có từ \(oldFrom), không trước ngày thay đổi \(day)",
        en: "the old ward is from \(oldFrom), which is not before the change on \(day)")
    }
  }

  var subject: [String] { [oldCode, oldFrom?.description ?? "", day.description, newCode] }
}

extension SheetRenumbering: TabledFact {
  init(_ values: FactValues) throws(BadFact) {
    let ward = try values.code(.ward)
    let (old, new) = (values.numberIfAny(.oldNumber), values.numberIfAny(.newNumber))
    let shift = try values.integerIfAny(.numberShift)
    let numbers: Numbers
    switch (old, new, shift) {
    case (nil, nil, nil), (nil, nil, 0?): numbers = .kept
    case (nil, nil, let amount?): numbers = .shifted(by: amount)
    case (let old?, let new?, nil): numbers = .single(old: old, new: new)
    case (_, _, .some):
      throw BadFact(
        "numbersCrossed", vi: "chỉ ghi numberShift, hoặc oldNumber và newNumber",
        en: "give numberShift, or oldNumber and newNumber, not both")
    case (nil, .some, nil), (.some, nil, nil):
      throw BadFact(
        "valueMissing", vi: "oldNumber và newNumber phải đi cùng nhau", en: "oldNumber and newNumber go together")
    }
    self.init(
      oldWard: ward, oldWardFrom: try values.dayIfAny(.wardFrom), oldSeries: values[.series],
      oldSheet: try values.number(.oldSheet), newWard: try values.codeIfAny(.newWard) ?? ward,
      newSeries: values[.newSeries], newSheet: try values.number(.newSheet), numbers: numbers,
      day: try values.day(.validFrom), source: values[.source], isVerified: try values.isTrue(.verified))
    if let oldWardFrom, oldWardFrom >= day {
      throw BadFact(
        "datesCrossed", vi: "xã cũ có từ \(oldWardFrom), không trước ngày đổi số \(day)",
        en: "the old ward is from \(oldWardFrom), which is not before the change on \(day)")
    }
  }

  var subject: [String] {
    var number = ""
    if case .single(let old, _) = numbers { number = old }
    return [oldWard, oldWardFrom?.description ?? "", day.description, oldSeries ?? "", oldSheet, number]
  }
}
