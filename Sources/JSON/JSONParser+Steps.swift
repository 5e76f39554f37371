/// A fault at an index of the bytes, before its place is known.
struct Fault: Error {
  let kind: JSONError.Kind
  let index: Int

  init(_ kind: JSONError.Kind, at index: Int) {
    self.kind = kind
    self.index = index
  }
}

extension JSONParser {
  mutating func step() throws(Fault) -> Event? {
    while true {
      guard try skipSpace() else { return nil }
      let byte = bytes[cursor]
      switch state {
      case .start:
        guard try startText(byte) else { return nil }
      case .value:
        return try value(byte)
      case .valueOrEndArray:
        return byte == 0x5D ? endContainer(.endArray) : try value(byte)
      case .nameOrEndObject:
        return byte == 0x7D ? endContainer(.endObject) : try name(byte)
      case .name:
        return try name(byte)
      case .colon:
        guard byte == 0x3A else { throw Fault(.unexpectedByte, at: cursor) }
        cursor += 1
        state = .value
      case .commaOrEnd:
        if let event = try separator(byte) { return event }
      case .end:
        throw Fault(.trailingBytes, at: cursor)
      }
    }
  }

  /// Moves to the next byte that is not white space; false when there is none.
  private mutating func skipSpace() throws(Fault) -> Bool {
    while cursor < end {
      let byte = bytes[cursor]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return true }
      cursor += 1
      // White space before a mark would hide it; a text whose first byte is not the mark has none.
      if state == .start { state = .value }
    }
    if isFinished && state != .end { throw Fault(.unexpectedEnd, at: end) }
    return false
  }

  /// Passes over a byte order mark; false when more bytes are needed to tell.
  private mutating func startText(_ byte: UInt8) throws(Fault) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    if byte == mark[0] {
      for (index, expected) in mark.enumerated() {
        guard cursor + index < end else {
          if isFinished { throw Fault(.unexpectedEnd, at: end) }
          return false
        }
        guard bytes[cursor + index] == expected else { throw Fault(.unexpectedByte, at: cursor + index) }
      }
      hasByteOrderMark = true
      cursor += mark.count
    }
    state = .value
    return true
  }

  private mutating func separator(_ byte: UInt8) throws(Fault) -> Event? {
    let isObject = containers[containers.count - 1]
    switch byte {
    case 0x2C:
      cursor += 1
      state = isObject ? .name : .value
      return nil
    case 0x5D where !isObject: return endContainer(.endArray)
    case 0x7D where isObject: return endContainer(.endObject)
    default: throw Fault(.unexpectedByte, at: cursor)
    }
  }

  private mutating func endContainer(_ event: Event) -> Event {
    containers.removeLast()
    cursor += 1
    return endValue(event)
  }

  private mutating func endValue(_ event: Event) -> Event {
    state = containers.isEmpty ? .end : .commaOrEnd
    return event
  }

  private mutating func beginContainer(_ event: Event, isObject: Bool) throws(Fault) -> Event {
    guard containers.count < options.maximumDepth else { throw Fault(.tooDeep, at: cursor) }
    containers.append(isObject)
    cursor += 1
    state = isObject ? .nameOrEndObject : .valueOrEndArray
    return event
  }

  private mutating func name(_ byte: UInt8) throws(Fault) -> Event? {
    guard byte == 0x22 else { throw Fault(.unexpectedByte, at: cursor) }
    guard try scanString() else { return nil }
    state = .colon
    return .name
  }

  private mutating func value(_ byte: UInt8) throws(Fault) -> Event? {
    switch byte {
    case 0x7B: return try beginContainer(.beginObject, isObject: true)
    case 0x5B: return try beginContainer(.beginArray, isObject: false)
    case 0x22: return try scanString() ? endValue(.string) : nil
    case 0x2D, 0x30...0x39: return try scanNumber() ? endValue(.number) : nil
    case 0x74: return try literal("true") ? endValue(.bool(true)) : nil
    case 0x66: return try literal("false") ? endValue(.bool(false)) : nil
    case 0x6E: return try literal("null") ? endValue(.null) : nil
    case 0x41...0x5A, 0x61...0x7A: throw Fault(.unknownLiteral, at: cursor)
    default: throw Fault(.unexpectedByte, at: cursor)
    }
  }

  /// Passes over a word; false when it may go on in bytes not fed yet.
  private mutating func literal(_ word: String) throws(Fault) -> Bool {
    var index = cursor
    for expected in word.utf8 {
      guard index < end else {
        if isFinished { throw Fault(.unexpectedEnd, at: end) }
        return false
      }
      guard bytes[index] == expected else { throw Fault(.unknownLiteral, at: cursor) }
      index += 1
    }
    cursor = index
    return true
  }
}
