import Harness
import VietText

/// Any bytes are text in each encoding, with its damage told; keys of the text can be made.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEncodings(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  for encoding in LegacyEncoding.allCases {
    let decoded = encoding.decode(input)
    demand(Array(Composition.compose(decoded.text).unicodeScalars) == Array(decoded.text.unicodeScalars), "not NFC")
    for damage in decoded.damage { demand(input.indices.contains(damage.offset), "damage outside of the text") }
    if let encoded = encoding.encode(decoded.text) {
      let again = encoding.decode(encoded)
      demand(encoding.encode(again.text) == encoded, "\(encoding.rawValue): bytes do not come back")
    }
    _ = DoubleDamage.undo(decoded.text, in: encoding)
    keys(decoded.text)
  }
  return 0
}

private func keys(_ text: String) {
  let key = SearchKey.make(text)
  demand(SearchKey.make(key) == key, "the key of a key is another")
  _ = ToneKey.make(text)
  _ = Collation.sortKey(text)
  _ = Collation.personalNameKey(text)
  _ = CapitalRepair.repair(text)
  _ = LookAlikes.repair(text)
  demand(Composition.compose(Composition.decompose(text)) == text, "text does not come back")
}
