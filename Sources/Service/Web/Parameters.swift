import Cadastre
import Geo
import HTTP
import Register
import VietText

/// The parameters of a request, known ones only and each once.
struct Parameters {
  private var items: [Query.Item] = []

  init(_ query: Query, allowed: [String]) throws(ServiceError) {
    for item in query {
      guard allowed.contains(item.name) else { throw Self.unknown(item.name, allowed) }
      for earlier in items where earlier.name == item.name { throw Self.repeated(item.name) }
      items.append(item)
    }
  }

  /// The value of a parameter, if it was given.
  func text(_ name: String) -> String? {
    for item in items where item.name == name { return item.value }
    return nil
  }

  /// The value of a parameter that must be there.
  func required(_ name: String, example: String) throws(ServiceError) -> String {
    guard let text = text(name), !text.isEmpty else {
      throw ServiceError(
        .missingParameter,
        Phrase(
          vi: "Cần có tham số \(name), ví dụ \(example).",
          en: "The parameter \(name) is needed, for example \(example)."),
        parameter: name, suggestion: example)
    }
    return text
  }

  /// A short text such as a sheet or a number; an empty one counts as absent.
  func word(_ name: String) throws(ServiceError) -> String? {
    guard let text = text(name), !text.isEmpty else { return nil }
    return try Self.word(text, name)
  }

  /// A short text, from a path or a query.
  static func word(_ text: String, _ name: String) throws(ServiceError) -> String {
    guard text.utf8.count <= 100, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "\(name) dài quá 100 byte hoặc có ký tự điều khiển.",
          en: "\(name) is longer than 100 bytes, or has a control character."),
        parameter: name)
    }
    return text
  }

  func day(_ name: String) throws(ServiceError) -> Day? {
    guard let text = text(name) else { return nil }
    guard let day = Day(text) else {
      throw ServiceError(
        .badParameter,
        Phrase(vi: "\(name) là ngày dạng 2025-07-01.", en: "\(name) is a date of the form 2025-07-01."),
        parameter: name, value: text, allowed: ["YYYY-MM-DD"], suggestion: Self.isoDay(text))
    }
    return day
  }

  func crs(_ name: String) throws(ServiceError) -> CRS? {
    guard let text = text(name) else { return nil }
    guard let crs = CRS(text) else {
      throw ServiceError(
        .badParameter,
        Phrase(vi: "\(name) là mã EPSG, ví dụ EPSG:5898.", en: "\(name) is an EPSG code, for example EPSG:5898."),
        parameter: name, value: text, allowed: ["EPSG:n"], suggestion: "EPSG:5898")
    }
    return crs
  }

  /// A length in metres.
  func metres(_ name: String, upTo limit: Double) throws(ServiceError) -> Double? {
    guard let text = text(name) else { return nil }
    guard text.utf8.count <= 20, let value = Double(text), value >= 0, value <= limit else {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "\(name) là số mét từ 0 đến \(Int(limit)).", en: "\(name) is a number of metres from 0 to \(Int(limit))."),
        parameter: name, value: text, allowed: ["0–\(Int(limit))"])
    }
    return value
  }

  func integer(_ name: String, in range: ClosedRange<Int>) throws(ServiceError) -> Int? {
    guard let text = text(name) else { return nil }
    guard text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(text),
      range.contains(value)
    else {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "\(name) là số nguyên từ \(range.lowerBound) đến \(range.upperBound).",
          en: "\(name) is a whole number from \(range.lowerBound) to \(range.upperBound)."),
        parameter: name, value: text, allowed: ["\(range.lowerBound)–\(range.upperBound)"])
    }
    return value
  }

  /// The state of the land that is asked for.
  func moment() throws(ServiceError) -> Moment {
    guard !items.isEmpty else { return .now }
    return Moment(revision: try integer("revision", in: 1...999_999_999), asOf: try day("asOf"))
  }

  /// What a date of another form probably means: `1/7/2025` and `2025/7/1`.
  private static func isoDay(_ text: String) -> String? {
    let parts = text.split { "/-. ".contains($0) }.compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    return (Day(year: parts[2], month: parts[1], day: parts[0]) ?? Day(year: parts[0], month: parts[1], day: parts[2]))
      .map { "\($0)" }
  }

  private static func unknown(_ name: String, _ allowed: [String]) -> ServiceError {
    let nearest = Resemblance.nearest(to: name, among: allowed)
    let shown = String(name.prefix(60))
    return ServiceError(
      .unknownParameter,
      allowed.isEmpty
        ? Phrase(vi: "Ở đây không có tham số nào.", en: "There are no parameters here.")
        : Phrase(
          vi: "Không có tham số “\(shown)”\(nearest.map { "; có phải là “\($0)”?" } ?? ".")",
          en: "There is no parameter “\(shown)”\(nearest.map { "; did you mean “\($0)”?" } ?? ".")"),
      parameter: shown, allowed: allowed, suggestion: nearest)
  }

  private static func repeated(_ name: String) -> ServiceError {
    ServiceError(
      .repeatedParameter,
      Phrase(vi: "Tham số \(name) chỉ được ghi một lần.", en: "The parameter \(name) may be given only once."),
      parameter: name)
  }
}
