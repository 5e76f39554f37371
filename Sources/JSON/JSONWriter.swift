/// Writes JSON text (RFC 8259) into a byte buffer, without spaces, and sets the commas itself.
///
/// It allocates nothing but the growth of its buffer; a buffer can be lent with ``init(reusing:)`` and taken back
/// with ``take()``. Whether calls make a well-formed text (a name before each member, an end for each beginning) is up
/// to the caller.
public struct JSONWriter: Sendable {
  /// What is written so far.
  public var bytes: [UInt8]
  /// Whether the next value stands after another one of the same container.
  @usableFromInline
  var followsValue = false

  /// Makes a writer that keeps the storage of a buffer, but not its content.
  @inlinable
  public init(reusing buffer: consuming [UInt8] = []) {
    buffer.removeAll(keepingCapacity: true)
    bytes = buffer
  }

  /// Makes a writer that appends to what a buffer holds.
  @inlinable
  public init(appendingTo buffer: consuming [UInt8]) { bytes = buffer }

  /// Gives what is written and begins anew with an empty buffer.
  @inlinable
  public mutating func take() -> [UInt8] {
    followsValue = false
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    return taken
  }

  /// The text so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Begins an object.
  @inlinable
  public mutating func beginObject() { begin(0x7B) }

  /// Ends an object.
  @inlinable
  public mutating func endObject() { end(0x7D) }

  /// Begins an array.
  @inlinable
  public mutating func beginArray() { begin(0x5B) }

  /// Ends an array.
  @inlinable
  public mutating func endArray() { end(0x5D) }

  /// Writes the name of a member, whose value must follow.
  public mutating func key(_ name: String) {
    separate()
    appendQuoted(name)
    bytes.append(0x3A)
    followsValue = false
  }

  /// Writes a string.
  public mutating func string(_ text: String) {
    separate()
    appendQuoted(text)
  }

  /// Writes a string, or `null` for nil.
  public mutating func string(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// Writes an integer.
  public mutating func integer(_ value: Int) {
    separate()
    appendInteger(UInt64(value.magnitude), isNegative: value < 0)
  }

  /// Writes the shortest number that reads back as the same `Double`; `null` for NaN and the infinities.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    separate()
    // An integer is written without `.0`, as most writers of JSON do; -0 keeps its sign through the general way.
    if value.magnitude < 1e15, let integer = Int(exactly: value), integer != 0 || value.sign == .plus {
      appendInteger(UInt64(integer.magnitude), isNegative: integer < 0)
    } else {
      bytes.append(contentsOf: value.description.utf8)
    }
  }

  /// Writes a truth value.
  @inlinable
  public mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// Writes `null`.
  @inlinable
  public mutating func null() { raw("null") }

  /// Writes a value that is JSON text already.
  @inlinable
  public mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes a value that is JSON text already.
  @inlinable
  public mutating func raw(_ text: [UInt8]) {
    separate()
    bytes.append(contentsOf: text)
  }

  /// Writes a value held in memory.
  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let flag): bool(flag)
    case .integer(let number): integer(number)
    case .number(let number): self.number(number)
    case .numeral(let text): raw(text)
    case .string(let text): string(text)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let object): self.object(object)
    }
  }

  /// Writes an object held in memory.
  public mutating func object(_ object: JSONObject) {
    beginObject()
    for member in object.members {
      key(member.name)
      value(member.value)
    }
    endObject()
  }

  /// Sets the comma before a value, where one is due.
  @inlinable
  mutating func separate() {
    if followsValue { bytes.append(0x2C) }
    followsValue = true
  }

  @inlinable
  mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    followsValue = false
  }

  @inlinable
  mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    followsValue = true
  }
}
