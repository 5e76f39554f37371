import Foundation
import VietText

/// What the name of a file and of its folders says of the ward and the sheet of its parcels.
///
/// Offices name files `21025_to12.shp`, `To ban do so 12.shp`, `DC12.shp`, and put them into folders of their wards.
struct FilePlace: Sendable, Hashable {
  /// Something that a name says.
  struct Word: Sendable, Hashable {
    /// The value, as the field would hold it.
    var value: String
    /// The name of the file or folder that says it.
    var source: String
  }

  /// The ward's code; `nil` when no name has one, or a name has several.
  var ward: Word?
  /// The sheet.
  var sheet: Word?
  /// The names of the folders and the file without its ending, the innermost first: they may name a ward.
  let names: [String]

  /// Reads the names of a file and of the two folders above it.
  init(_ url: URL) {
    var names = [String(url.lastPathComponent.prefix { $0 != "." })]
    var folder = url.deletingLastPathComponent()
    for _ in 0..<2 where folder.path.count > 1 {
      names.append(folder.lastPathComponent)
      folder = folder.deletingLastPathComponent()
    }
    self.names = names
    for name in names {
      if ward == nil { ward = Self.wardCode(in: name).map { Word(value: $0, source: name) } }
    }
    // A folder two steps up is a ward's or a year's, never a sheet's.
    for name in names.prefix(2) {
      if sheet == nil { sheet = Self.sheet(in: Self.words(of: name)).map { Word(value: $0, source: name) } }
    }
  }

  /// A name as its words, `to12` as `to` and `12`; other mixtures stay whole, as codes and hashes have them.
  private static func words(of name: String) -> [String] {
    var words: [String] = []
    for piece in SearchKey.make(name).split(separator: " ") {
      let letters = piece.prefix { !$0.isNumber }
      let digits = piece.dropFirst(letters.count)
      if !letters.isEmpty, !digits.isEmpty, digits.allSatisfy(\.isNumber) {
        words += [String(letters), String(digits)]
      } else {
        words.append(String(piece))
      }
    }
    return words
  }

  private static func isNumber(_ word: String) -> Bool { word.utf8.allSatisfy { (48...57).contains($0) } }

  /// The ward code in a name: five digits that stand by themselves and begin like a province's code.
  private static func wardCode(in name: String) -> String? {
    let codes = SearchKey.make(name).split(separator: " ").map(String.init).filter { word in
      word.utf8.count == 5 && isNumber(word) && "01"..."96" ~= String(word.prefix(2))
    }
    return Set(codes).count == 1 ? codes[0] : nil
  }

  /// The ways in which offices write "sheet" before its number.
  private static let sheetWords: [[String]] = [
    ["to", "ban", "do", "dia", "chinh", "so"], ["to", "ban", "do", "so"], ["to", "ban", "do"], ["to", "bd"], ["tobd"],
    ["to", "so"], ["to"], ["dc"], ["sheet"], ["bando"],
  ]

  private static func sheet(in words: [String]) -> String? {
    var found: Set<String> = []
    for index in words.indices where isNumber(words[index]) && words[index].utf8.count <= 4 {
      for before in sheetWords where index >= before.count && Array(words[(index - before.count)..<index]) == before {
        found.insert(words[index].drop { $0 == "0" }.isEmpty ? "0" : String(words[index].drop { $0 == "0" }))
      }
    }
    return found.count == 1 ? found.first : nil
  }
}
