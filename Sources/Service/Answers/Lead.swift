import JSON

/// Text that leads to a value: the names before it, their colons, and the commas between.
///
/// An answer has fifty names that never change; written as text made once they cost a tenth of a name each.
struct Lead: Sendable {
  fileprivate let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }
}

extension JSONWriter {
  /// Writes what leads to a value, which must follow.
  mutating func lead(_ lead: Lead) {
    bytes.append(contentsOf: lead.bytes)
    // A writer made anew expects a value without a comma before it.
    self = JSONWriter(appendingTo: take())
  }
}
