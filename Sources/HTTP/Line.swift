/// Bytes of lines that end with CRLF, gathered however the input is cut.
struct LineBuffer: Sendable {
  private(set) var bytes: [UInt8] = []
  /// Where the line that is being gathered begins.
  private(set) var lineStart = 0
  private var endsWithReturn = false

  /// The line that was completed last, without its CRLF.
  var line: Range<Int> { lineStart..<(bytes.count - 2) }

  mutating func removeAll() {
    // A single long head must not stay with an idle connection.
    bytes.removeAll(keepingCapacity: bytes.capacity <= 4096)
    lineStart = 0
    endsWithReturn = false
  }

  /// Begins the next line.
  mutating func advance() { lineStart = bytes.count }

  /// What taking bytes has brought.
  enum Progress {
    case partial
    case complete
    case tooLong
    case fault(HTTPError.Code)
  }

  /// Takes bytes up to the end of the line.
  ///
  /// - Parameters:
  ///   - input: the bytes at hand.
  ///   - position: where to go on in them; afterwards the first byte not taken, or the offending one.
  ///   - end: where they end.
  ///   - allowance: the most bytes that the line may have, CRLF included.
  /// - Returns: whether the line is complete, or why not.
  mutating func take(_ input: [UInt8], _ position: inout Int, _ end: Int, allowance: Int) -> Progress {
    let start = position
    let stop = min(end, start + max(0, allowance - (bytes.count - lineStart)))
    var index = start
    if endsWithReturn, index < stop {
      guard input[index] == 10 else { return .fault(.bareCarriageReturn) }
      bytes.append(10)
      position = index + 1
      endsWithReturn = false
      return .complete
    }
    while index < stop {
      let byte = input[index]
      if byte >= 32 ? byte != 127 : byte == 9 {
        index += 1
        continue
      }
      guard byte == 13 else {
        position = index
        return .fault(byte == 10 ? .bareLineFeed : .controlCharacter)
      }
      index += 1
      guard index < stop else {
        endsWithReturn = true
        break
      }
      guard input[index] == 10 else {
        position = index
        return .fault(.bareCarriageReturn)
      }
      index += 1
      bytes.append(contentsOf: input[start..<index])
      position = index
      return .complete
    }
    bytes.append(contentsOf: input[start..<index])
    position = index
    return index < end ? .tooLong : .partial
  }
}
