/// Cuts bytes into lines, in bounded memory; empty lines are passed over, and a record separator before one is dropped.
struct LineCutter: Sendable {
  enum Line: Sendable {
    case whole([UInt8])
    /// Longer than the limit; its end was passed over.
    case tooLong
  }

  private let longest: Int
  private var pending: [UInt8] = []
  private var cursor = 0
  /// How far the pending bytes were searched for a line break.
  private var searched = 0
  private var isSkipping = false
  private var isFirst = true
  private var isFinished = false

  init(longest: Int) { self.longest = longest }

  mutating func feed(_ bytes: [UInt8]) {
    if cursor > 0 {
      pending.removeFirst(cursor)
      searched -= cursor
      cursor = 0
    }
    pending.append(contentsOf: bytes)
  }

  mutating func finish() { isFinished = true }

  mutating func next() -> Line? {
    while true {
      while searched < pending.count, pending[searched] != 0x0A { searched += 1 }
      let isWhole = searched < pending.count
      guard isWhole || isFinished || searched - cursor > longest else { return nil }
      if !isWhole, isFinished, cursor == pending.count { return nil }
      let bytes = pending[cursor..<searched]
      let (wasSkipping, isLong) = (isSkipping, bytes.count > longest)
      isSkipping = !isWhole && (isSkipping || isLong)
      searched += isWhole ? 1 : 0
      cursor = searched
      if wasSkipping { continue }
      if isLong { return .tooLong }
      let line = Self.content(Array(bytes), isFirst: isFirst)
      isFirst = false
      if !line.isEmpty { return .whole(line) }
    }
  }

  private static func content(_ bytes: [UInt8], isFirst: Bool) -> [UInt8] {
    var line = isFirst ? bytes.withoutMark[...] : bytes[...]
    while let first = line.first, first == 0x1E || first == 0x20 || first == 0x09 { line.removeFirst() }
    while let last = line.last, last == 0x0D || last == 0x20 || last == 0x09 { line.removeLast() }
    return Array(line)
  }
}
