import VietText

/// The area that stands beside a table of corners: `Diện tích: 221,3 m²`.
enum StatedArea {
  private static let names = ["dien tich", "dt", "s", "area"]

  /// Finds it in the lines that are no corners.
  ///
  /// - Parameters:
  ///   - text: the whole text.
  ///   - lines: the lines to look at, from 1.
  /// - Returns: square metres; `nil` when none are stated, or in two ways.
  static func find(in text: String, lines: [Int]) -> Double? {
    let wanted = Set(lines)
    var found: Set<Double> = []
    for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
    where wanted.contains(place + 1) {
      if let area = area(in: line.prefix(300)) { found.insert(area) }
    }
    return found.count == 1 ? found.first : nil
  }

  private static func area(in line: Substring) -> Double? {
    let key = SearchKey.make(String(line))
    guard names.contains(where: { key == $0 || key.hasPrefix($0 + " ") || key.contains(" \($0) ") }) else { return nil }
    // The first number before a unit of square metres, with its marks.
    var digits = ""
    var rest = line[...]
    while let character = rest.popFirst() {
      if character.isASCII, character.isNumber || (!digits.isEmpty && ".,".contains(character)) {
        digits.append(character)
      } else if !digits.isEmpty {
        if character == " " { continue }
        let isUnit = character == "m" && (rest.first == "2" || rest.first == "²")
        if isUnit { return number(digits) }
        digits = ""
      }
    }
    return nil
  }

  /// Reads `221.3`, `221,3`, `1.221,3`; nothing for `1.221`, which may be one or a thousand.
  private static func number(_ text: String) -> Double? {
    let groups = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }.map(String.init)
    guard text.utf8.count <= 15, !groups.contains("") else { return nil }
    switch groups.count {
    case 1: return Double(text)
    case 2: return groups[1].count == 3 ? nil : Double("\(groups[0]).\(groups[1])")
    case 3: return groups[1].count == 3 ? Double("\(groups[0])\(groups[1]).\(groups[2])") : nil
    default: return nil
    }
  }
}
