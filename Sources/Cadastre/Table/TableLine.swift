/// The cells of one line of a table.
struct TableLine {
  /// How a line without separators is cut where spaces may be thousands marks.
  enum Grouping {
    /// Each word is a cell.
    case words
    /// Words of three digits belong to the number before them, except behind the first word, which is a label.
    case labelled
    /// Words of three digits belong to the number before them.
    case unlabelled
  }

  static let mostCells = 12

  /// Cuts a line into cells.
  ///
  /// - Parameters:
  ///   - line: the bytes, without the line end.
  ///   - grouping: how spaces are meant where nothing else separates.
  /// - Returns: the cells, none of them empty; `nil` if there are more than ``mostCells``.
  static func cells(of line: ArraySlice<UInt8>, _ grouping: Grouping) -> [ArraySlice<UInt8>]? {
    var cells: [ArraySlice<UInt8>] = []
    let separator = separator(in: line)
    var start = line.startIndex
    for index in line.startIndex...line.endIndex {
      guard index == line.endIndex || isSeparator(line[index], separator) else { continue }
      let segment = trimmed(line[start..<index])
      start = index + 1
      guard !segment.isEmpty else { continue }
      if separator == .spaces {
        append(words(segment), grouping, to: &cells)
      } else if segment.contains(0x20), TableNumber(segment) == nil {
        append(words(segment), .words, to: &cells)
      } else {
        cells.append(segment)
      }
      guard cells.count <= mostCells else { return nil }
    }
    return cells
  }

  private enum Separator {
    case marks, commas, spaces
  }

  /// What separates: tabs, semicolons and pipes; else commas that are no decimal marks; else spaces.
  private static func separator(in line: ArraySlice<UInt8>) -> Separator {
    var (commas, freeCommas, hasSpace, hasPoint) = (0, 0, false, false)
    for index in line.indices {
      switch line[index] {
      case 0x09, 0x3B, 0x7C: return .marks
      case 0x2C:
        commas += 1
        if index + 1 == line.endIndex || line[index + 1] == 0x20 { freeCommas += 1 }
      case 0x20: hasSpace = true
      case 0x2E: hasPoint = true
      default: break
      }
    }
    guard commas > 0 else { return .spaces }
    // `1, 1672422,43, 584963,15` is cut into words, whose commas at the end go.
    if hasSpace { return freeCommas == commas && hasPoint ? .commas : .spaces }
    return commas > 1 || hasPoint ? .commas : .spaces
  }

  private static func isSeparator(_ byte: UInt8, _ separator: Separator) -> Bool {
    switch separator {
    case .marks: byte == 0x09 || byte == 0x3B || byte == 0x7C
    case .commas: byte == 0x2C
    case .spaces: false
    }
  }

  /// A cell without spaces and quotes around it.
  private static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var cell = cell
    while let first = cell.first, first == 0x20 || first == 0x22 { cell = cell.dropFirst() }
    while let last = cell.last, last == 0x20 || last == 0x22 { cell = cell.dropLast() }
    return cell
  }

  /// The words, of which no more are made than any line may have.
  private static func words(_ segment: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    segment.split(separator: 0x20, maxSplits: 4 * mostCells).compactMap { word in
      var word = trimmed(word)
      while let last = word.last, last == 0x2C { word = word.dropLast() }
      return word.isEmpty ? nil : word
    }
  }

  private static func append(_ words: [ArraySlice<UInt8>], _ grouping: Grouping, to cells: inout [ArraySlice<UInt8>]) {
    guard grouping != .words else { return cells.append(contentsOf: words) }
    var index = 0
    if grouping == .labelled, let label = words.first {
      cells.append(label)
      index = 1
    }
    while index < words.count {
      var end = index
      if isGroup(words[index], 1...3, mayHaveFraction: false) {
        while end + 1 < words.count, isGroup(words[end + 1], 3...3, mayHaveFraction: true) {
          end += 1
          if !words[end].allSatisfy(LetterFolding.isDigit) { break }
        }
      }
      cells.append(end == index ? words[index] : joined(words[index...end]))
      index = end + 1
    }
  }

  /// Words with single spaces between them.
  private static func joined(_ words: ArraySlice<ArraySlice<UInt8>>) -> ArraySlice<UInt8> {
    Array(words.joined(separator: [0x20]))[...]
  }

  /// Whether a word is a group of digits, the last of a number with its fraction behind.
  private static func isGroup(
    _ word: ArraySlice<UInt8>, _ length: ClosedRange<Int>, mayHaveFraction: Bool
  ) -> Bool {
    let digits = word.prefix(while: LetterFolding.isDigit)
    guard length.contains(digits.count) else { return false }
    let tail = word.dropFirst(digits.count)
    if tail.isEmpty { return true }
    guard mayHaveFraction, let mark = tail.first, mark == 0x2E || mark == 0x2C else { return false }
    return tail.dropFirst().allSatisfy(LetterFolding.isDigit)
  }
}
