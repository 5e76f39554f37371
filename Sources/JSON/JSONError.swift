/// A JSON text that is refused, with the place where it went wrong.
///
/// It never carries a part of the text itself, which may hold personal data.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The text ends before its value does.
    case unexpectedEnd
    /// A byte that cannot stand here.
    case unexpectedByte
    /// A word other than `true`, `false` and `null`, `NaN` and `Infinity` included.
    case unknownLiteral
    /// A number not written as RFC 8259 §6 says.
    case malformedNumber
    /// A number that no finite `Double` is near to.
    case numberOutOfRange
    /// A control character that stands unescaped in a string.
    case controlCharacter
    /// An escape that RFC 8259 §7 does not know.
    case malformedEscape
    /// Half of a surrogate pair.
    case loneSurrogate
    /// Bytes that are not UTF-8.
    case invalidUTF8
    /// A name that its object already has.
    case duplicateName
    /// More nesting than is allowed.
    case tooDeep
    /// A string or number longer than is allowed.
    case tooLong
    /// Something after the end of the value.
    case trailingBytes
  }

  /// What is wrong.
  public let kind: Kind
  /// Where it is.
  public let place: JSONPlace

  /// Makes the error of a kind at a place.
  public init(_ kind: Kind, at place: JSONPlace) {
    self.kind = kind
    self.place = place
  }

  /// The error in one sentence: what, and where.
  public var description: String { "\(kind.sentence) at \(place)" }
}

extension JSONError.Kind {
  /// What is wrong, in words, without the place.
  public var sentence: String {
    switch self {
    case .unexpectedEnd: "the JSON text ends too early"
    case .unexpectedByte: "unexpected byte in the JSON text"
    case .unknownLiteral: "unknown word in the JSON text (only true, false and null are known)"
    case .malformedNumber: "malformed JSON number"
    case .numberOutOfRange: "JSON number beyond the range of a Double"
    case .controlCharacter: "unescaped control character in a JSON string"
    case .malformedEscape: "malformed escape in a JSON string"
    case .loneSurrogate: "half of a surrogate pair in a JSON string"
    case .invalidUTF8: "bytes that are not UTF-8 in a JSON string"
    case .duplicateName: "a JSON object has the same name twice"
    case .tooDeep: "JSON nested too deep"
    case .tooLong: "JSON string or number longer than allowed"
    case .trailingBytes: "bytes after the end of the JSON value"
    }
  }
}

/// A place in a text.
@frozen
public struct JSONPlace: Hashable, Sendable, CustomStringConvertible {
  /// How many bytes precede it.
  public var offset: Int
  /// The line, from 1; lines end with a line feed.
  public var line: Int
  /// The column in bytes, from 1.
  public var column: Int

  /// Makes a place; without arguments, the beginning of a text.
  @inlinable
  public init(offset: Int = 0, line: Int = 1, column: Int = 1) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// The place as a person reads it.
  public var description: String { "line \(line), column \(column) (byte \(offset))" }

  /// The place reached after some further bytes of the text.
  public func advanced(over bytes: [UInt8], in range: Range<Int>) -> JSONPlace {
    var place = self
    place.offset += range.count
    var lineStart: Int?
    for index in range where bytes[index] == 0x0A {
      place.line += 1
      lineStart = index + 1
    }
    place.column = lineStart.map { range.upperBound - $0 + 1 } ?? place.column + range.count
    return place
  }
}
