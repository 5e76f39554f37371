/// Header fields in the order of the message; names are compared without regard to case.
///
/// A request's fields are places in the bytes as received: a text is made only of the one that is asked for.
public struct Headers: Sendable {
  struct Field: Sendable {
    var nameStart: UInt32
    var nameEnd: UInt32
    var valueStart: UInt32
    var valueEnd: UInt32

    var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
    var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
  }

  private(set) var bytes: [UInt8]
  private(set) var fields: [Field]

  /// Makes an empty section.
  public init() {
    bytes = []
    fields = []
  }

  init(bytes: [UInt8], fields: [Field]) {
    self.bytes = bytes
    self.fields = fields
  }

  /// The number of field lines.
  public var count: Int { fields.count }

  /// Whether there is no field.
  public var isEmpty: Bool { fields.isEmpty }

  /// The value of the first field of a name; set, it replaces every field of that name.
  public subscript(_ name: String) -> String? {
    get { firstValue(of: name).map { bytes.text($0) } }
    set {
      fields.removeAll { bytes.equalsIgnoringCase(name, in: $0.name) }
      if let newValue { append(name, newValue) }
    }
  }

  /// Every value of a name, in order.
  public func values(of name: String) -> [String] {
    fields.compactMap { bytes.equalsIgnoringCase(name, in: $0.name) ? bytes.text($0.value) : nil }
  }

  /// Whether a field of this name is there.
  public func contains(_ name: String) -> Bool { firstValue(of: name) != nil }

  /// Every field, in order, as text.
  public var all: [(name: String, value: String)] {
    fields.map { (bytes.text($0.name), bytes.text($0.value)) }
  }

  /// Adds a field after the others.
  ///
  /// - Precondition: the name is a token.
  /// - Parameters:
  ///   - name: the field's name.
  ///   - value: its value; a control character becomes a space, so that no text can end the line (RFC 9110 §5.5).
  public mutating func append(_ name: String, _ value: String) {
    if bytes.isEmpty {
      bytes.reserveCapacity(256)
      fields.reserveCapacity(8)
    }
    let nameStart = bytes.count
    bytes.append(contentsOf: name.utf8)
    let valueStart = bytes.count
    precondition(valueStart > nameStart, "a field name is a token")
    for index in nameStart..<valueStart {
      precondition(ByteSet.token.contains(bytes[index]), "a field name is a token")
    }
    bytes.append(contentsOf: value.utf8)
    for index in valueStart..<bytes.count {
      let byte = bytes[index]
      if byte < 32 || byte == 127 { bytes[index] = 32 }
    }
    fields.append(
      Field(
        nameStart: UInt32(nameStart), nameEnd: UInt32(valueStart), valueStart: UInt32(valueStart),
        valueEnd: UInt32(bytes.count)))
  }

  /// The place of the first value of a name.
  func firstValue(of name: String) -> Range<Int>? {
    for field in fields where bytes.equalsIgnoringCase(name, in: field.name) { return field.value }
    return nil
  }

  /// Calls a closure with each member of the comma-separated lists of a name, over all its lines.
  func forEachMember(of name: String, _ body: (Range<Int>) -> Void) {
    for field in fields where bytes.equalsIgnoringCase(name, in: field.name) {
      bytes.forEachMember(in: field.value, body)
    }
  }
}

extension Headers: ExpressibleByDictionaryLiteral {
  /// Makes the fields of a literal, in its order.
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init()
    for (name, value) in elements { append(name, value) }
  }
}
