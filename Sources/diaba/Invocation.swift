import Cadastre
import Foundation
import Geo
import VietText

/// A command line that was not understood.
struct UsageError: Error {
  let message: Phrase

  init(vi: String, en: String) { message = Phrase(vi: vi, en: en) }
}

/// The operands and options of one run of a command, checked against its ``CommandSpec``.
struct Invocation {
  /// What follows the command's name, options aside.
  let operands: [String]
  /// The language for people.
  let language: Language
  private let values: [String: [String]]

  /// Takes a command line apart.
  ///
  /// Options may stand before, between and after the operands; `--` ends them; `--name=value` is the same as two words.
  init(_ words: [String], of command: CommandSpec, language: Language) throws(UsageError) {
    var operands: [String] = []
    var values: [String: [String]] = [:]
    let known = Dictionary((command.options + CommandSpec.common).map { ($0.name, $0) }) { first, _ in first }
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        break
      }
      // "-" is standard input, and "-15.1, 108.2" is a coordinate.
      guard word.hasPrefix("--"), word.count > 2 else {
        operands.append(word)
        continue
      }
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let option = known[parts[0]] else {
        let nearest = Resemblance.nearest(to: parts[0], among: known.keys.sorted())
        let hint = nearest.map { ("; có phải \($0)?", "; did you mean \($0)?") } ?? ("", "")
        throw UsageError(
          vi: "không có tùy chọn \(parts[0]) cho lệnh \(command.name)\(hint.0)",
          en: "\(command.name) has no option \(parts[0])\(hint.1)")
      }
      if option.value == nil {
        guard parts.count == 1 else {
          throw UsageError(vi: "\(option.name) không nhận giá trị", en: "\(option.name) takes no value")
        }
        values[option.name, default: []].append("")
        continue
      }
      // A forgotten value must not swallow the next option; `--name=--x` says that it is meant.
      let isNext = rest.first.map { !$0.hasPrefix("--") || known[String($0.prefix { $0 != "=" })] == nil } ?? false
      guard let value = parts.count == 2 ? parts[1] : isNext ? rest.popFirst() : nil else {
        throw UsageError(
          vi: "\(option.name) cần một giá trị: \(option.name) \(option.value ?? "")",
          en: "\(option.name) needs a value: \(option.name) \(option.value ?? "")")
      }
      if !option.repeats, values[option.name] != nil {
        throw UsageError(vi: "\(option.name) được cho hai lần", en: "\(option.name) is given twice")
      }
      values[option.name, default: []].append(value)
    }
    if let tag = values["--lang"]?.first {
      guard let chosen = Language(tag: tag) else {
        throw UsageError(vi: "--lang nhận vi hoặc en, không phải “\(tag)”", en: "--lang takes vi or en, not “\(tag)”")
      }
      self.language = chosen
    } else {
      self.language = language
    }
    self.operands = operands
    self.values = values
    guard !has("--help") else { return }
    guard command.operandCount.contains(operands.count) else {
      throw UsageError(
        vi: "lệnh \(command.name) cần: diaba \(command.name) \(command.operands)",
        en: "\(command.name) takes: diaba \(command.name) \(command.operands)")
    }
  }

  /// Whether an option or switch is given.
  func has(_ option: String) -> Bool { values[option] != nil }

  /// The value of an option, if given.
  func value(_ option: String) -> String? { values[option]?.first }

  /// All values of an option that may be repeated.
  func all(_ option: String) -> [String] { values[option] ?? [] }

  /// The land register's file, from `--register` or `DIABA_REGISTER`.
  func register() throws(UsageError) -> String {
    if let path = value("--register") ?? ProcessInfo.processInfo.environment["DIABA_REGISTER"], !path.isEmpty {
      return path
    }
    throw UsageError(
      vi: "chưa biết sổ địa bạ nào: thêm --register TẬP_TIN.sqlite hoặc đặt biến DIABA_REGISTER",
      en: "which land register? Add --register FILE.sqlite or set the variable DIABA_REGISTER")
  }

  /// The value of an option that names a coordinate reference system.
  func crs(_ option: String) throws(UsageError) -> CRS? {
    guard let text = value(option) else { return nil }
    guard let crs = CRS(text) else {
      throw UsageError(
        vi: "\(option) nhận một mã EPSG như EPSG:5898, không phải “\(text)”",
        en: "\(option) takes an EPSG code such as EPSG:5898, not “\(text)”")
    }
    return crs
  }

  /// The value of an option that names a day.
  func day(_ option: String) throws(UsageError) -> Day? {
    guard let text = value(option) else { return nil }
    guard let day = Day(text) else {
      throw UsageError(
        vi: "\(option) nhận một ngày như 2025-07-01, không phải “\(text)”",
        en: "\(option) takes a date such as 2025-07-01, not “\(text)”")
    }
    return day
  }

  /// The value of an option that is a whole number in a range.
  func number(_ option: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError(
        vi: "\(option) nhận một số từ \(range.lowerBound) đến \(range.upperBound), không phải “\(text)”",
        en: "\(option) takes a number from \(range.lowerBound) to \(range.upperBound), not “\(text)”")
    }
    return number
  }
}
