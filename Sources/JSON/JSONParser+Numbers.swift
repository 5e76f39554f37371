extension JSONParser {
  /// The longest number that is read, in bytes.
  private static let maximumNumberLength = 4096

  /// Reads a number; false when it may go on in bytes not fed yet.
  mutating func scanNumber() throws(Fault) -> Bool {
    // The same limit wherever chunks are cut: nothing beyond it is looked at.
    let limit = min(end, cursor + Self.maximumNumberLength + 1)
    let isWhole = isFinished && limit == end
    var decimal = Decimal()
    let next = try scanDigits(into: &decimal, limit: limit, isWhole: isWhole)
    guard let next, next - cursor <= Self.maximumNumberLength else {
      guard limit - cursor <= Self.maximumNumberLength else { throw Fault(.tooLong, at: cursor) }
      return false
    }
    token = Token(start: cursor, end: next, decimal: decimal)
    if decimal.mayOverflow, !number.isFinite { throw Fault(.numberOutOfRange, at: cursor) }
    cursor = next
    return true
  }

  /// The index after a number; nil when the bytes end before it is known to end.
  private func scanDigits(into decimal: inout Decimal, limit: Int, isWhole: Bool) throws(Fault) -> Int? {
    var index = cursor
    if bytes[index] == 0x2D {
      decimal.isNegative = true
      index += 1
    }
    if index < limit, bytes[index] == 0x30 {
      index += 1
    } else {
      let first = index
      while index < limit, case let digit = bytes[index] &- 0x30, digit < 10 {
        decimal.append(digit)
        index += 1
      }
      guard try isDone(index, since: first, limit: limit, isWhole: isWhole) else { return nil }
    }
    if index < limit, bytes[index] == 0x2E {
      index += 1
      decimal.isInteger = false
      let first = index
      while index < limit, case let digit = bytes[index] &- 0x30, digit < 10 {
        decimal.appendFraction(digit)
        index += 1
      }
      guard try isDone(index, since: first, limit: limit, isWhole: isWhole) else { return nil }
    }
    if index < limit, bytes[index] | 0x20 == 0x65 {
      guard let next = try scanExponent(from: index + 1, into: &decimal, limit: limit, isWhole: isWhole) else {
        return nil
      }
      index = next
    }
    guard index < limit else { return isWhole ? index : nil }
    // What follows a number is checked here, so that `01` and `1x` are told as bad numbers.
    let byte = bytes[index]
    if byte &- 0x30 < 10 || byte == 0x2E || byte == 0x2B || byte == 0x2D || (byte | 0x20) &- 0x61 < 26 {
      throw Fault(.malformedNumber, at: index)
    }
    return index
  }

  private func scanExponent(
    from start: Int, into decimal: inout Decimal, limit: Int, isWhole: Bool
  ) throws(Fault) -> Int? {
    var index = start
    decimal.isInteger = false
    var isNegative = false
    if index < limit, bytes[index] == 0x2B || bytes[index] == 0x2D {
      isNegative = bytes[index] == 0x2D
      index += 1
    }
    let first = index
    var exponent = 0
    while index < limit, case let digit = bytes[index] &- 0x30, digit < 10 {
      // Beyond this nothing changes: the mantissa has at most 4096 digits.
      if exponent < 100_000 { exponent = exponent * 10 + Int(digit) }
      index += 1
    }
    guard try isDone(index, since: first, limit: limit, isWhole: isWhole) else { return nil }
    decimal.exponent += isNegative ? -exponent : exponent
    return index
  }

  /// Whether a run of digits is known to be over; it must hold one.
  private func isDone(_ index: Int, since first: Int, limit: Int, isWhole: Bool) throws(Fault) -> Bool {
    if index == limit && !isWhole { return false }
    if index == first { throw Fault(.malformedNumber, at: index) }
    return true
  }
}
