/// The name of an administrative unit, its kind taken off.
public struct WardName: Hashable, Sendable {
  /// What kind of unit a name says it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// A rural commune.
    case commune = "xã"
    /// An urban ward.
    case ward = "phường"
    /// A township, until 2025.
    case township = "thị trấn"
    /// A special zone, since 2025.
    case specialZone = "đặc khu"
    /// A city.
    case city = "thành phố"
    /// A town, until 2025.
    case town = "thị xã"
    /// A rural district, until 2025.
    case district = "huyện"
    /// An urban district, until 2025.
    case urbanDistrict = "quận"
    /// A province.
    case province = "tỉnh"
  }

  /// The kind that the name begins with, if any.
  public var kind: Kind?
  /// The name without its kind, as written; `1` for `Phường 01`.
  public var bare: String

  /// Takes the kind off a name: `Thị trấn Sông Vệ`, `P. Cẩm Thành`, `TT.Di Lăng`, `PHƯỜNG 01`.
  ///
  /// A word counts as a kind only with its marks (`Xã`, not `Xa`: there is a commune Xa Dung) or as an abbreviation with
  /// a full stop (`P.`, `X.`, `TT.`, `TP.`, `TX.`, `H.`, `Q.`, `ĐK.`), `TT`, `TP`, `TX` and `ĐK` also without.
  public init(_ text: String) {
    let name = Composition.compose(text)
    let trimmed = name.trimmed
    kind = nil
    bare = WardName.withoutLeadingZeros(trimmed)
    guard let (found, rest) = WardName.prefix(of: trimmed) else { return }
    let remaining = rest.trimmed
    guard remaining.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
    else { return }
    kind = found
    bare = WardName.withoutLeadingZeros(remaining)
  }

  /// The search keys under which a person may mean a unit: of the bare name, of the whole text, and, if the text has no
  /// marks at all, of the text without a first word that reads like a kind (`phuong 1`, `xa binh son`).
  public static func searchKeys(_ text: String) -> [String] {
    var keys = [SearchKey.make(WardName(text).bare)]
    let whole = SearchKey.make(text)
    if !keys.contains(whole) { keys.append(whole) }
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      for kind in Kind.allCases {
        let word = SearchKey.make(kind.rawValue) + " "
        if whole.hasPrefix(word) {
          let key = withoutLeadingZeros(String(whole.dropFirst(word.count)))
          if !key.isEmpty, !keys.contains(key) { keys.append(key) }
        }
      }
    }
    return keys
  }

  private static let words: [(words: [String], kind: Kind)] = Kind.allCases.map { kind in
    (ToneKey.make(kind.rawValue).split(separator: " ").map(String.init), kind)
  }

  private static let abbreviations: [(text: String, needsStop: Bool, kind: Kind)] = [
    ("tt", false, .township), ("tp", false, .city), ("tx", false, .town), ("đk", false, .specialZone),
    ("p", true, .ward), ("x", true, .commune), ("h", true, .district), ("q", true, .urbanDistrict),
    ("t", true, .province),
  ]

  private static func prefix(of name: String) -> (Kind, Substring)? {
    var rest = name[...]
    var first = ToneKey.make(String(takeWord(&rest)))
    for (words, kind) in words where words.first == first {
      if words.count == 1 { return (kind, rest) }
      var afterSecond = rest.drop { $0 == " " || $0 == "\t" || $0 == "\u{A0}" }
      if ToneKey.make(String(takeWord(&afterSecond))) == words[1] { return (kind, afterSecond) }
    }
    rest = name[...]
    let letters = rest.prefix { $0.isLetter }
    first = ToneKey.make(String(letters))
    rest = rest.dropFirst(letters.count)
    for (text, needsStop, kind) in abbreviations where text == first {
      if rest.first == "." { return (kind, rest.dropFirst()) }
      if !needsStop, rest.first == " ", letters.allSatisfy(\.isUppercase) { return (kind, rest) }
    }
    return nil
  }

  private static func takeWord(_ text: inout Substring) -> Substring {
    let word = text.prefix { $0.isLetter }
    text = text.dropFirst(word.count)
    return word
  }

  private static func withoutLeadingZeros(_ name: String) -> String {
    guard !name.isEmpty, name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return name }
    let significant = name.drop { $0 == "0" }
    return significant.isEmpty ? "0" : String(significant)
  }
}

extension StringProtocol {
  /// The text without spaces and full stops at its ends.
  fileprivate var trimmed: String {
    let body = drop { $0.isWhitespace || $0 == "." }
    guard let last = body.lastIndex(where: { !$0.isWhitespace && $0 != "." }) else { return "" }
    return String(body[...last])
  }
}
