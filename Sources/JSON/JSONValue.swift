/// A JSON value held in memory.
public enum JSONValue: Hashable, Sendable {
  /// The literal `null`.
  case null
  /// The literals `true` and `false`.
  case bool(Bool)
  /// A number written as an integer that an `Int` holds.
  case integer(Int)
  /// A number that a `Double` holds as written: the shortest form of the `Double` is the same number.
  case number(Double)
  /// A number that neither `Int` nor `Double` holds to its last digit, as it was written.
  case numeral(String)
  /// A string, unescaped.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object, its members in the order of the text.
  case object(JSONObject)
}

extension JSONValue {
  /// The text of a string; nil for anything else.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The nearest `Double` of any number; nil for anything else.
  public var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .numeral(let text): Double(text)
    default: nil
    }
  }

  /// The integer that a number is exactly, `3` and `3.0` alike; nil for anything else.
  public var integer: Int? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// The truth value; nil for anything else.
  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  /// The elements of an array; nil for anything else.
  public var array: [JSONValue]? {
    guard case .array(let elements) = self else { return nil }
    return elements
  }

  /// The object; nil for anything else.
  public var object: JSONObject? {
    guard case .object(let object) = self else { return nil }
    return object
  }

  /// Whether this is the literal `null`.
  public var isNull: Bool { self == .null }

  /// The member of an object with a name; nil where there is none, and for anything but an object.
  public subscript(name: String) -> JSONValue? { object?[name] }
}

/// The members of a JSON object, in the order of the text.
public struct JSONObject: Hashable, Sendable {
  /// One member of an object.
  public struct Member: Hashable, Sendable {
    /// The name, unescaped.
    public var name: String
    /// The value.
    public var value: JSONValue

    /// Makes a member from its name and value.
    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  /// All members.
  public var members: [Member]

  /// Makes an object from its members.
  public init(members: [Member] = []) { self.members = members }

  /// The value of the last member with a name.
  ///
  /// The last, because a text that repeats a name and was not refused is read so by most others (RFC 8259 §4).
  public subscript(name: String) -> JSONValue? { members.last { $0.name == name }?.value }

  /// Each name that stands more than once.
  public var duplicateNames: [String] {
    var seen: Set<String> = []
    var duplicates: [String] = []
    for member in members where !seen.insert(member.name).inserted && !duplicates.contains(member.name) {
      duplicates.append(member.name)
    }
    return duplicates
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  /// Makes an object from a literal, in its order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    members = elements.map { Member(name: $0.0, value: $0.1) }
  }
}
