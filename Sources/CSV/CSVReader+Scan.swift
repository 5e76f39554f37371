extension CSVReader {
  /// How a row ended.
  private enum Ending {
    /// The row is not whole yet.
    case open
    /// It is; the next one begins at a byte.
    case at(Int)
  }

  /// Makes rows of all that is pending, as far as it goes; what is left of a row stays pending.
  mutating func scan(into block: inout CSVBlock) {
    mayHoldRow = false
    var buffer: [UInt8] = []
    swap(&buffer, &pending)
    if delimiter == nil { findDelimiter(&buffer) }
    guard let delimiter else {
      pending = buffer
      return
    }
    block.firstNumber = number
    var start = 0
    while start < buffer.count {
      if isDropping {
        start = drop(buffer, from: start)
        continue
      }
      if followsReturn, buffer[start] == 0x0A {
        followsReturn = false
        start += 1
        continue
      }
      followsReturn = false
      if buffer[start] == 0x0A || buffer[start] == 0x0D {
        followsReturn = buffer[start] == 0x0D
        line += 1
        start += 1
        continue
      }
      guard case .at(let next) = row(in: &buffer, from: start, delimiter.rawValue, into: &block) else { break }
      start = next
    }
    offset += start
    number += block.count
    if start < buffer.count { pending = Array(buffer[start...]) }
    block.bytes = buffer
  }

  /// The first place after a line break, or the end.
  private mutating func drop(_ buffer: [UInt8], from start: Int) -> Int {
    for place in start..<buffer.count where buffer[place] == 0x0A || buffer[place] == 0x0D {
      isDropping = false
      followsReturn = buffer[place] == 0x0D
      line += 1
      return place + 1
    }
    return buffer.count
  }

  /// Reads one row.
  private mutating func row(
    in buffer: inout [UInt8], from start: Int, _ delimiter: UInt8, into block: inout CSVBlock
  ) -> Ending {
    let firstField = block.fields.count
    var form = RowForm(start: start, end: min(buffer.count, start + limits.row), mostFields: limits.fields)
    form.scan(buffer.span, delimiter, takesQuotes: true, &block.fields)
    let isCut = form.end == start + limits.row
    if form.state == .open {
      guard isFinished || isCut else {
        block.fields.removeLast(block.fields.count - firstField)
        return .open
      }
      if form.isQuoted, !form.closesAtEnd || isCut {
        // The quote is one of inches, or forgotten: the rows after this one must not vanish into it.
        block.fields.removeLast(block.fields.count - firstField)
        form = RowForm(start: start, end: form.end, mostFields: limits.fields)
        form.scan(buffer.span, delimiter, takesQuotes: false, &block.fields)
        form.problem = .unclosedQuote
      }
      if form.state == .open {
        form.endField(at: form.end, &block.fields)
        if isCut {
          if form.problem == nil { form.problem = .rowTooLong }
          isDropping = true
        }
      }
    }
    if form.hasEscapes { Self.unescape(&buffer, &block.fields, from: firstField) }
    block.places.append(
      CSVBlock.Place(
        firstField: firstField, line: line, offset: offset + start,
        problem: problem(form, block.fields, from: firstField)))
    line += form.breaks
    guard form.state == .ended else { return .at(form.end) }
    line += 1
    followsReturn = buffer[form.next - 1] == 0x0D
    return .at(form.next)
  }

  private mutating func problem(
    _ form: RowForm, _ fields: [(start: UInt32, end: UInt32)], from first: Int
  ) -> CSVProblem? {
    let count = fields.count - first
    let expected = width ?? count
    width = expected
    if let problem = form.problem { return problem }
    if form.longestField > limits.field,
      let long = fields[first...].firstIndex(where: { Int($0.end - $0.start) > limits.field })
    {
      return .fieldTooLong(long - first)
    }
    return count == expected ? nil : .ragged(expected: expected)
  }

  /// Makes one quote of two, in place; the fields before stay where they are.
  private static func unescape(
    _ buffer: inout [UInt8], _ fields: inout [(start: UInt32, end: UInt32)], from first: Int
  ) {
    for field in first..<fields.count {
      let (start, end) = (Int(fields[field].start), Int(fields[field].end))
      // Only a field that was quoted follows its quote; in others a quote is a letter.
      guard start > 0, buffer[start - 1] == 0x22, start < end else { continue }
      var (from, to, isOpen) = (start, start, true)
      while from < end {
        if buffer[from] == 0x22, isOpen {
          from += 1
          guard from < end, buffer[from] == 0x22 else {
            isOpen = false
            continue
          }
        }
        buffer[to] = buffer[from]
        to += 1
        from += 1
      }
      fields[field].end = UInt32(to)
    }
  }

  // MARK: the delimiter

  /// Takes the delimiter from a line `sep=;`, or from the first row: the one that it has most of.
  private mutating func findDelimiter(_ buffer: inout [UInt8]) {
    if buffer.count < 6, !isFinished, buffer.starts(with: Array("sep=".utf8).prefix(buffer.count)) { return }
    if buffer.starts(with: Array("sep=".utf8)), buffer.count > 4, let named = CSVDelimiter(rawValue: buffer[4]),
      buffer.count == 5 || buffer[5] == 0x0A || buffer[5] == 0x0D
    {
      delimiter = named
      offset += 5
      buffer.removeFirst(5)
      return
    }
    guard let counts = Self.counts(in: buffer.prefix(limits.row), takesQuotes: true) else {
      guard isFinished || buffer.count >= limits.row else { return }
      delimiter = Self.commonest(
        Self.counts(in: buffer.prefix(limits.row) + [0x0A], takesQuotes: false) ?? (comma: 0, semicolon: 0, tab: 0))
      return
    }
    delimiter = Self.commonest(counts)
  }

  /// How many of each stand in the first row outside quotes; `nil` when the row is not whole.
  private static func counts(
    in bytes: ArraySlice<UInt8>, takesQuotes: Bool
  ) -> (comma: Int, semicolon: Int, tab: Int)? {
    var counts = (comma: 0, semicolon: 0, tab: 0)
    var (isQuoted, beginsField, hasText) = (false, true, false)
    for byte in bytes {
      if isQuoted || (byte == 0x22 && beginsField && takesQuotes) {
        if byte == 0x22 { isQuoted.toggle() }
        (beginsField, hasText) = (false, true)
        continue
      }
      switch byte {
      case 0x2C: counts.comma += 1
      case 0x3B: counts.semicolon += 1
      case 0x09: counts.tab += 1
      case 0x0A, 0x0D:
        if hasText { return counts }
        continue
      default: break
      }
      beginsField = byte == 0x2C || byte == 0x3B || byte == 0x09
      hasText = true
    }
    return nil
  }

  /// With as many of each the comma gives way: it is the one that stands in numbers and in sentences.
  private static func commonest(_ counts: (comma: Int, semicolon: Int, tab: Int)) -> CSVDelimiter {
    if counts.tab > 0, counts.tab >= max(counts.comma, counts.semicolon) { return .tab }
    return counts.semicolon > 0 && counts.semicolon >= counts.comma ? .semicolon : .comma
  }
}
