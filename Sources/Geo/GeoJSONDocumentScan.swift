/// How far the outer object of a GeoJSON document has been scanned: its members, and the elements of `features`.
struct GeoJSONDocumentScan {
  enum Step: Hashable {
    case memberOrEnd, member, inName, colon, value, inValue, commaOrEnd
    case elementOrEnd, element, inElement, elementCommaOrEnd
  }

  /// Something that the scan has come upon; offsets are those of the file.
  enum Event: Hashable {
    /// The bytes end.
    case more
    /// A member of the outer object is complete.
    case member(name: Range<Int>, value: Range<Int>)
    /// The array of `features` begins.
    case features(name: Range<Int>)
    /// An element of the features is complete.
    case element(Range<Int>)
    /// The outer object ends just before an offset.
    case end(Int)
    /// The text is broken at an offset, at the latest.
    case broken(Int)
  }

  /// Where the outer object begins.
  let start: Int
  private(set) var step = Step.memberOrEnd
  /// Where the name, value or element begins that is being scanned.
  private(set) var tokenStart = 0
  /// Whether the array of `features` has been come upon.
  private(set) var isCollection = false
  /// Whether the `type` of the outer object, if it has been read, is that of a collection.
  var hasCollectionType: Bool?
  private var isFeaturesNext = false
  private var name = 0..<0
  private var frame = JSONFrame()
  private var position: Int
  private var breach: Int?

  /// Begins at the opening brace of the outer object.
  init(at start: Int = 0) {
    self.start = start
    position = start + 1
  }

  /// Goes back before the closing brace, to come upon the end once more.
  mutating func stay() {
    position -= 1
    step = .commaOrEnd
  }

  /// What has been scanned.
  var cursor: Int { position }

  /// Where the bytes begin that are still needed of a collection.
  var needed: Int {
    switch step {
    case .inElement, .inName: tokenStart
    case .colon, .value, .inValue: name.lowerBound
    default: position
    }
  }

  /// Scans on to the next event, up to an offset.
  mutating func next(_ bytes: [UInt8], base: Int, limit: Int) -> Event {
    if let breach { return .broken(breach) }
    let span = bytes.span
    while position < limit {
      switch step {
      case .inName, .inValue, .inElement:
        switch frame.advance(span, from: position - base, to: limit - base) {
        case .more:
          position = limit
          return .more
        case .broken(let index):
          return broken(at: base + index)
        case .complete(let index):
          position = base + index
          if let event = endToken(span, base) { return event }
        }
      default:
        let byte = span[position - base]
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
          position += 1
        } else if let event = take(byte) {
          return event
        }
      }
    }
    return .more
  }

  private mutating func endToken(_ span: Span<UInt8>, _ base: Int) -> Event? {
    let token = tokenStart..<position
    switch step {
    case .inName:
      name = token
      isFeaturesNext = Self.isFeatures(span, token.lowerBound - base, token.count)
      step = .colon
      return nil
    case .inValue:
      step = .commaOrEnd
      return .member(name: name, value: token)
    default:
      step = .elementCommaOrEnd
      return .element(token)
    }
  }

  private static func isFeatures(_ span: Span<UInt8>, _ start: Int, _ count: Int) -> Bool {
    let expected = "\"features\"".utf8
    guard count == expected.count else { return false }
    var index = start
    for byte in expected {
      guard span[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// Takes a byte between tokens.
  private mutating func take(_ byte: UInt8) -> Event? {
    switch (step, byte) {
    case (.memberOrEnd, 0x7D), (.commaOrEnd, 0x7D):
      position += 1
      return .end(position)
    case (.memberOrEnd, 0x22), (.member, 0x22): begin(.inName)
    case (.commaOrEnd, 0x2C): move(to: .member)
    case (.colon, 0x3A): move(to: .value)
    case (.value, 0x5B) where isFeaturesNext:
      isCollection = true
      move(to: .elementOrEnd)
      return .features(name: name)
    case (.elementOrEnd, 0x5D), (.elementCommaOrEnd, 0x5D): move(to: .commaOrEnd)
    case (.elementCommaOrEnd, 0x2C): move(to: .element)
    case (.value, _) where !Self.isPunctuation(byte): begin(.inValue)
    case (.element, _) where !Self.isPunctuation(byte), (.elementOrEnd, _) where !Self.isPunctuation(byte):
      begin(.inElement)
    default: return broken(at: position)
    }
    return nil
  }

  private mutating func broken(at offset: Int) -> Event {
    breach = offset
    return .broken(offset)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x3A || byte == 0x5D || byte == 0x7D
  }

  private mutating func begin(_ next: Step) {
    step = next
    tokenStart = position
    frame = JSONFrame()
  }

  private mutating func move(to next: Step) {
    position += 1
    step = next
  }
}
