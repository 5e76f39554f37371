/// Finds the fields of one row.
struct RowForm {
  enum State {
    /// The bytes end before the row does.
    case open
    /// A line break ended the row.
    case ended
  }

  let start: Int
  /// No byte from here on is looked at.
  let end: Int
  let mostFields: Int
  private(set) var state = State.open
  /// The first byte after the line break that ended the row; of CRLF the first byte only.
  private(set) var next = 0
  /// Line breaks inside quotes.
  private(set) var breaks = 0
  /// Whether the bytes ended inside a quoted field, or right after a quote that may close it.
  private(set) var isQuoted = false
  /// Whether the last byte is a quote that closes the field if nothing follows.
  private(set) var closesAtEnd = false
  /// Whether a field has a quote inside.
  private(set) var hasEscapes = false
  private(set) var longestField = 0
  var problem: CSVProblem?
  private var count = 0
  private var fieldStart: Int

  init(start: Int, end: Int, mostFields: Int) {
    self.start = start
    self.end = end
    self.mostFields = mostFields
    fieldStart = start
  }

  /// Looks through the bytes up to the end of the row.
  mutating func scan(
    _ bytes: Span<UInt8>, _ delimiter: UInt8, takesQuotes: Bool, _ fields: inout [(start: UInt32, end: UInt32)]
  ) {
    var place = start
    while true {
      fieldStart = place
      if takesQuotes, place < end, bytes[place] == 0x22 {
        guard let after = quoted(bytes, from: place + 1, delimiter, &fields) else { return }
        place = after
      } else {
        while place < end {
          let byte = bytes[place]
          if byte == delimiter || byte == 0x0A || byte == 0x0D { break }
          place &+= 1
        }
        guard place < end else { return }
        endField(at: place, &fields)
      }
      guard bytes[place] == delimiter else {
        state = .ended
        next = place + 1
        return
      }
      place += 1
    }
  }

  /// Looks through a field after its opening quote; gives the place of what ends it.
  private mutating func quoted(
    _ bytes: Span<UInt8>, from first: Int, _ delimiter: UInt8, _ fields: inout [(start: UInt32, end: UInt32)]
  ) -> Int? {
    var place = first
    fieldStart = first
    isQuoted = true
    while place < end {
      let byte = bytes[place]
      if byte == 0x22 {
        guard place + 1 < end else {
          closesAtEnd = true
          return nil
        }
        let following = bytes[place + 1]
        if following == 0x22 {
          hasEscapes = true
          place += 2
          continue
        }
        isQuoted = false
        if following == delimiter || following == 0x0A || following == 0x0D {
          endField(at: place, &fields)
          return place + 1
        }
        // `"12"B`: what follows the quote belongs to the field all the same.
        problem = problem ?? .strayQuote
        hasEscapes = true
        var rest = place + 1
        while rest < end, bytes[rest] != delimiter, bytes[rest] != 0x0A, bytes[rest] != 0x0D { rest += 1 }
        guard rest < end else { return nil }
        endField(at: rest, &fields)
        return rest
      }
      if byte == 0x0D || (byte == 0x0A && bytes[place - 1] != 0x0D) { breaks += 1 }
      place += 1
    }
    return nil
  }

  /// Ends the field that was begun last.
  mutating func endField(at place: Int, _ fields: inout [(start: UInt32, end: UInt32)]) {
    let end = closesAtEnd ? place - 1 : place
    guard count < mostFields else {
      problem = problem ?? .tooManyFields
      return
    }
    count += 1
    longestField = max(longestField, end - fieldStart)
    fields.append((UInt32(fieldStart), UInt32(end)))
  }
}
