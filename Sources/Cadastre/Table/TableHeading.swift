internal import Geo

/// What the headings of a table tell: the order of the columns, heights, the system.
struct TableHeading {
  /// Whether the easting stands first, if the heading tells.
  private(set) var eastFirst: Bool?
  /// Whether a column of heights stands between coordinates and edges.
  private(set) var hasHeight = false
  /// The system that is named.
  private(set) var crs: CRS?

  /// Takes a line that is no row.
  mutating func take(_ line: ArraySlice<UInt8>) {
    let text = String(decoding: line, as: UTF8.self)
    takeColumns(text)
    takeSystem(text)
  }

  private mutating func takeColumns(_ text: String) {
    let names = text.split { $0 == "|" || $0 == ";" || $0 == "\t" || $0 == "," || $0 == " " || $0 == "(" || $0 == ")" }
      .map { LetterFolding.key($0) }
    let x = names.firstIndex { ["X", "XM", "NORTHING"].contains($0) }
    let y = names.firstIndex { ["Y", "YM", "EASTING"].contains($0) }
    guard let x, let y else { return }
    eastFirst = y < x
    let tail = names[(max(x, y) + 1)...]
    let height = tail.firstIndex { ["H", "HM", "Z", "ZM", "CAO"].contains($0) }
    let edge = tail.firstIndex { ["CANH", "DAI", "CHIEU", "KHOANG"].contains($0) }
    if let height { hasHeight = edge.map { height < $0 } ?? true }
  }

  private mutating func takeSystem(_ text: String) {
    guard crs == nil else { return }
    let folded = LetterFolding.words(text)
    guard folded.contains("KTT") || folded.contains("KINH TUYEN") || folded.contains("EPSG") else { return }
    for word in ["KTT", "Kinh", "kinh", "KINH", "EPSG", "epsg"] {
      guard let start = text.firstRange(of: word)?.lowerBound else { continue }
      let tail = text[start...].prefix(60)
      // The longest beginning that reads as a system and nothing else.
      let ends =
        [")", ";", ",", "|", "\t"].compactMap { mark in tail.firstRange(of: mark)?.lowerBound } + [tail.endIndex]
      for end in ends.sorted() {
        let candidate = String(tail[..<end])
        guard let tokens = try? CoordinateLexer.tokens(of: candidate),
          let lexicon = try? CoordinateLexicon(tokens, text: candidate), let found = lexicon.crs
        else { continue }
        crs = found
        return
      }
    }
  }
}
