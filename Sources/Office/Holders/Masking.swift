internal import VietText

/// How names and numbers are shown to whoever has no reason to see them whole.
public enum Masking {
  /// The family name and the initials of the others: `Nguyễn V. A.`; of several names, each.
  public static func name(_ name: String) -> String {
    var people: [[String]] = [[]]
    for word in name.split(whereSeparator: { $0.isWhitespace || ",;-–/&+()\"'<>=|".contains($0) }).map(String.init) {
      if ["va", "cung"].contains(SearchKey.make(word)), word.first?.isLowercase == true {
        people.append([])
      } else if !titles.contains(SearchKey.make(word)) || people[people.count - 1].count > 0 {
        people[people.count - 1].append(word)
      }
    }
    let shown = people.filter { !$0.isEmpty }.prefix(8).map { words in
      ([String(words[0].prefix(20))] + words.dropFirst().prefix(6).map { $0.prefix(1) + "." }).joined(separator: " ")
    }
    return shown.isEmpty ? "***" : shown.joined(separator: " – ")
  }

  /// The last three digits behind stars: `*********789`.
  public static func identity(_ number: String) -> String {
    guard number.count > 3 else { return "***" }
    return String(repeating: "*", count: min(number.count - 3, 20)) + number.suffix(3)
  }

  private static let titles: Set<String> = ["ho", "ong", "ba", "gia", "dinh", "anh", "chi", "co"]
}

/// What an identity number is, by its form.
public enum IdentityNumber {
  /// What was noticed on a number.
  public enum Note: String, Sendable, CaseIterable {
    /// It had eleven digits, as numbers have that lost the zero before them; the zero was set again.
    case padded
    /// It has neither nine nor twelve digits.
    case oddLength
    /// Its digits for the century, sex and year disagree with the person's.
    case contradicts
  }

  /// The digits of a number as typed, repaired where that is certain; `nil` for an empty one.
  ///
  /// - Parameters:
  ///   - text: as written, with spaces, dots or a `.0` of a spreadsheet.
  ///   - birthYear: of the person, to compare with.
  ///   - sex: of the person, to compare with.
  /// - Returns: the number and what was noticed.
  public static func read(_ text: String, birthYear: Int? = nil, sex: String? = nil) -> (number: String, notes: [Note])?
  {
    var trimmed = text.filter { !$0.isWhitespace && $0 != "." && $0 != "-" && $0 != "'" }
    if text.hasSuffix(".0"), trimmed.hasSuffix("0") { trimmed.removeLast() }
    guard !trimmed.isEmpty else { return nil }
    guard trimmed.utf8.allSatisfy({ (48...57).contains($0) }) else { return (trimmed, [.oddLength]) }
    var notes: [Note] = []
    switch trimmed.count {
    case 9: return (trimmed, [])
    case 11:
      trimmed = "0" + trimmed
      notes.append(.padded)
    case 12: break
    default: return (trimmed, [.oddLength])
    }
    let digits = trimmed.utf8.map { Int($0) - 48 }
    let year = 1900 + digits[3] / 2 * 100 + digits[4] * 10 + digits[5]
    let isWoman = digits[3] % 2 == 1
    if let birthYear, birthYear != year { notes.append(.contradicts) }
    if let sex, !notes.contains(.contradicts) {
      let key = SearchKey.make(sex)
      if (key == "nam" && isWoman) || (key == "nu" && !isWoman) { notes.append(.contradicts) }
    }
    return (trimmed, notes)
  }
}
