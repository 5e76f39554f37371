/// Reads JSON text (RFC 8259, strictly) as a sequence of events, from bytes that are fed in chunks of any size.
///
/// ```swift
/// var parser = JSONParser()
/// parser.feed(chunk)
/// while let event = try parser.next() { … }   // nil: feed more, or finish()
/// ```
/// Events and errors are the same wherever the chunks are cut. Memory is bounded by the longest string or number and
/// by the chunk. A UTF-8 byte order mark is passed over and told in ``hasByteOrderMark``.
/// Duplicate names are seen by ``parse(_:options:)`` only, for which they are collected anyway.
public struct JSONParser: Sendable {
  /// A part of a JSON text.
  @frozen
  public enum Event: Hashable, Sendable {
    /// The beginning of an object.
    case beginObject
    /// The end of an object.
    case endObject
    /// The beginning of an array.
    case beginArray
    /// The end of an array.
    case endArray
    /// The name of a member; its text is in ``JSONParser/text``.
    case name
    /// A string; its text is in ``JSONParser/text``.
    case string
    /// A number; its value is in ``JSONParser/number``, ``JSONParser/integer`` and ``JSONParser/numeral``.
    case number
    /// A truth value.
    case bool(Bool)
    /// The literal `null`.
    case null
  }

  /// What is allowed.
  public struct Options: Hashable, Sendable {
    /// What is done with a name that its object already has.
    ///
    /// Names are the same when they show the same characters, composed or not (é as one or as two code points).
    public enum DuplicateNames: Hashable, Sendable {
      /// The text is refused.
      case refused
      /// All members are kept; ``JSONObject/duplicateNames`` tells.
      case kept
    }

    /// The deepest nesting of arrays and objects, at most 1024.
    public var maximumDepth: Int
    /// The longest string, in bytes of the text.
    public var maximumStringLength: Int
    /// What is done with a name that its object already has.
    public var duplicateNames: DuplicateNames

    /// Makes options; the defaults are for texts from outside.
    public init(
      maximumDepth: Int = 64, maximumStringLength: Int = 1 << 26, duplicateNames: DuplicateNames = .refused
    ) {
      self.maximumDepth = min(maximumDepth, 1024)
      self.maximumStringLength = maximumStringLength
      self.duplicateNames = duplicateNames
    }
  }

  /// What may come next.
  enum State: Hashable, Sendable {
    case start, value, valueOrEndArray, nameOrEndObject, name, colon, commaOrEnd, end
  }

  /// What is allowed.
  public let options: Options
  /// Whether the text began with a UTF-8 byte order mark.
  public internal(set) var hasByteOrderMark = false
  /// How many arrays and objects are open.
  public var depth: Int { containers.count }

  var bytes: [UInt8]
  /// The index in `bytes` of what is read next, and of the end of what may be read.
  var cursor: Int
  var end: Int
  var isFinished = false
  var state = State.start
  /// The open containers: true for an object.
  var containers: [Bool] = []
  /// The place of `bytes[placeIndex]`, from which other places are counted.
  var place: JSONPlace
  var placeIndex: Int
  /// The last name, string or number: where it stands, without quotes.
  var token = Token()
  /// How far an unfinished string has been looked at, so that small chunks do not cost the square of its length.
  var resumption: Token?
  var failure: JSONError?

  /// Makes a parser that is to be fed.
  public init(options: Options = Options()) {
    self.init([], options: options, isWhole: false)
  }

  /// Makes a parser of a whole text, or of a part of it that is a text by itself.
  ///
  /// - Parameters:
  ///   - bytes: The bytes; they are shared, not copied.
  ///   - range: The part that is read.
  ///   - place: The place that errors call the beginning of the part.
  ///   - options: What is allowed.
  ///   - isWhole: Whether the text ends with the part; otherwise more may be fed, and its lack is no error.
  public init(
    _ bytes: [UInt8], in range: Range<Int>? = nil, at place: JSONPlace = JSONPlace(), options: Options = Options(),
    isWhole: Bool = true
  ) {
    let range = range ?? bytes.startIndex..<bytes.endIndex
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "the part lies within the bytes")
    self.options = options
    self.bytes = bytes
    self.place = place
    (cursor, end, placeIndex) = (range.lowerBound, range.upperBound, range.lowerBound)
    isFinished = isWhole
  }

  /// Appends the next bytes of the text.
  public mutating func feed(_ chunk: [UInt8]) {
    precondition(!isFinished, "a finished text cannot be fed")
    // An unfinished token is what is left; it moves to the front.
    let kept = cursor
    place = place(at: kept)
    if kept == end {
      bytes = chunk
    } else {
      bytes.removeSubrange(end...)
      bytes.removeSubrange(..<kept)
      bytes.append(contentsOf: chunk)
    }
    resumption?.move(by: -kept)
    (cursor, placeIndex, end) = (0, 0, bytes.count)
  }

  /// Says that no bytes follow.
  public mutating func finish() { isFinished = true }

  /// Whether the text is read to its end, white space included.
  public var isAtEnd: Bool { isFinished && failure == nil && state == .end && cursor == end }

  /// The place of what is read next.
  public var position: JSONPlace { place(at: cursor) }

  /// The place at which the last name, string (after its quote) or number begins.
  public var tokenPosition: JSONPlace { place(at: token.start) }

  func place(at index: Int) -> JSONPlace {
    place.advanced(over: bytes, in: placeIndex..<max(index, placeIndex))
  }

  /// The next event; nil when more bytes are needed, and at the end of the text.
  ///
  /// - Throws: The first fault of the text; the same one again when called once more.
  public mutating func next() throws(JSONError) -> Event? {
    if let failure { throw failure }
    do {
      return try step()
    } catch {
      let error = JSONError(error.kind, at: place(at: error.index))
      failure = error
      throw error
    }
  }

  /// Passes over the value that comes next, whole.
  ///
  /// - Returns: Whether it was there in full; in a text that is fed, false asks for more and for ``skipToDepth(_:)``.
  @discardableResult
  public mutating func skipValue() throws(JSONError) -> Bool {
    let outer = depth
    guard try next() != nil else { return false }
    return try skipToDepth(outer)
  }

  /// Passes over events until no more than so many containers are open.
  @discardableResult
  public mutating func skipToDepth(_ outer: Int) throws(JSONError) -> Bool {
    while depth > outer {
      guard try next() != nil else { return false }
    }
    return true
  }
}
