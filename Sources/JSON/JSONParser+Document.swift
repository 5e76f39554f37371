extension JSONParser {
  /// Reads a whole text.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8.
  ///   - options: What is allowed.
  /// - Returns: The one value of the text.
  /// - Throws: The first fault, with its place.
  public static func parse(_ bytes: [UInt8], options: Options = Options()) throws(JSONError) -> JSONValue {
    var parser = JSONParser(bytes, options: options)
    return try parser.document()
  }

  /// Reads a whole text.
  public static func parse(_ text: String, options: Options = Options()) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8), options: options)
  }

  /// Reads the one value of a text that is there in full, to the end of the text.
  public mutating func document() throws(JSONError) -> JSONValue {
    let value = try value()
    // Anything after the value is an error that this call throws.
    _ = try next()
    return value
  }

  /// Reads the value that comes next, of a text that is there in full.
  public mutating func value() throws(JSONError) -> JSONValue {
    guard let event = try next() else { throw JSONError(.unexpectedEnd, at: position) }
    return try value(of: event)
  }

  /// Reads the rest of the value that an event begins, of a text that is there in full.
  public mutating func value(of event: Event) throws(JSONError) -> JSONValue {
    switch event {
    case .beginObject: return .object(try object())
    case .beginArray:
      var elements: [JSONValue] = []
      while let event = try next(), event != .endArray { elements.append(try value(of: event)) }
      return .array(elements)
    case .string: return .string(text)
    case .number: return numberValue
    case .bool(let flag): return .bool(flag)
    case .null: return .null
    case .name, .endObject, .endArray: preconditionFailure("no value begins with \(event)")
    }
  }

  /// Reads the members of an object whose beginning has been read.
  public mutating func object() throws(JSONError) -> JSONObject {
    var names = NameSet()
    var members: [JSONObject.Member] = []
    while let event = try next(), event == .name {
      let name = text
      if options.duplicateNames == .refused, !names.insert(name, beside: members) {
        // The place of the quote that opens the name.
        throw JSONError(.duplicateName, at: place(at: token.start - 1))
      }
      members.append(JSONObject.Member(name: name, value: try value()))
    }
    return JSONObject(members: members)
  }

  private var numberValue: JSONValue {
    if let integer, !(integer == 0 && token.decimal.isNegative) { return .integer(integer) }
    return isHeldByDouble ? .number(number) : .numeral(numeral)
  }

  /// Whether the last number is what its `Double` is written as.
  private var isHeldByDouble: Bool {
    if token.decimal.digits <= 15 { return true }
    guard token.decimal.digits <= 17 else { return false }
    var shortest = JSONParser(Array(number.description.utf8))
    return (try? shortest.next()) == .number && shortest.token.decimal.hasSameValue(as: token.decimal)
  }
}

/// The names of an object that is being read; a set is made only when there are many.
private struct NameSet {
  private var names: Set<String> = []

  /// Whether a name is new beside the members that are there.
  mutating func insert(_ name: String, beside members: [JSONObject.Member]) -> Bool {
    guard members.count >= 16 else { return !members.contains { $0.name == name } }
    if names.isEmpty { names = Set(members.map(\.name)) }
    return names.insert(name).inserted
  }
}
