/// Finds where a JSON value ends, in bytes that come in chunks, without judging more than its brackets.
struct JSONFrame {
  enum Progress: Hashable {
    /// The bytes end within the value.
    case more
    /// The value ends just before an index.
    case complete(Int)
    /// The brackets do not match, or nest deeper than 64, at an index.
    case broken(Int)
  }

  private var depth = 0
  /// The open brackets, the innermost in the lowest bit: 1 for a brace.
  private var stack: UInt64 = 0
  private var isInString = false
  private var isEscaped = false
  private var isScalar = false
  private var hasBegun = false

  /// Looks at further bytes; the first ones must begin the value.
  mutating func advance(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Progress {
    guard start < end else { return .more }
    if !hasBegun {
      hasBegun = true
      let byte = bytes[start]
      isScalar = byte != 0x22 && byte != 0x5B && byte != 0x7B
    }
    return isScalar ? scalarEnd(bytes, from: start, to: end) : bracketEnd(bytes, from: start, to: end)
  }

  private func scalarEnd(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Progress {
    for index in start..<end {
      switch bytes[index] {
      case 0x09, 0x0A, 0x0D, 0x20, 0x2C, 0x5D, 0x7D: return .complete(index)
      default: continue
      }
    }
    return .more
  }

  private mutating func bracketEnd(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Progress {
    var index = start
    while index < end {
      if isInString {
        index = skipString(bytes, from: index, to: end)
        if isInString {
          // A control character ends no string, but a line: nothing good follows.
          return index < end ? .broken(index) : .more
        }
        if depth == 0 { return .complete(index) }
      }
      // Digits, commas, points, spaces: most of a file.
      while index < end, bytes[index] < 0x40, bytes[index] != 0x22 { index += 1 }
      guard index < end else { return .more }
      let byte = bytes[index]
      switch byte {
      case 0x22: isInString = true
      case 0x5B, 0x7B:
        guard depth < 64 else { return .broken(index) }
        depth += 1
        stack = stack << 1 | (byte == 0x7B ? 1 : 0)
      case 0x5D, 0x7D:
        guard depth > 0, stack & 1 == (byte == 0x7D ? 1 : 0) else { return .broken(index) }
        depth -= 1
        stack >>= 1
        if depth == 0 { return .complete(index + 1) }
      default: break
      }
      index += 1
    }
    return .more
  }

  /// The index after the closing quote, or of a control character, or the end.
  private mutating func skipString(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index < end {
      let byte = bytes[index]
      if byte < 0x20 { return index }
      index += 1
      if isEscaped {
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else if byte == 0x22 {
        isInString = false
        return index
      }
    }
    return index
  }
}
