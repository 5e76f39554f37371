/// Text that leads to a value: the names before it, their colons, and the commas between.
///
/// An answer has fifty names that never change; written as text made once they cost a tenth of a name each.
public struct JSONLead: Sendable {
  @usableFromInline
  let bytes: [UInt8]

  /// Makes a lead of its text.
  public init(_ text: String) { bytes = Array(text.utf8) }
}

extension JSONWriter {
  /// Writes what leads to a value, which must follow.
  @inlinable
  public mutating func lead(_ lead: JSONLead) {
    bytes.append(contentsOf: lead.bytes)
    followsValue = false
  }
}
