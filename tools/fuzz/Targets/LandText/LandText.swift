import Cadastre
import Geo
import Harness
import VietText

/// What stands in the columns of a table: land use labels, dates, codes, names, and the columns' own names.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLandText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let text = String(decoding: unsafe bytes(start, count), as: UTF8.self)
  let label = LandUse.parse(text)
  demand(label.raw == text, "a label is kept as it is given")
  _ = label.words
  _ = label.hasUnknown
  _ = label.hasLegacy
  if let day = Day(text) { demand(Day("\(day)") == day, "a day does not come back") }
  if let code = try? NationalParcelCode(text) { demand(!code.cell.isEmpty, "a code of no place") }
  if let crs = CRS(text) { demand(CRS("\(crs)") == crs, "a system does not come back") }
  let name = WardName(text)
  demand(WardName.searchKeys(text).allSatisfy { !$0.contains("\u{0}") || text.contains("\u{0}") }, "NUL in a key")
  _ = name.kind
  _ = LegacyEncoding(name: text)
  _ = Language(tag: text)
  let names = text.split(separator: "\n", omittingEmptySubsequences: false).prefix(300).map(String.init)
  for layer in ImportLayer.allCases {
    let mapping = ColumnMapping(names, layer: layer)
    demand(mapping.columns.count == names.count, "columns are missing")
    demand(mapping.fields.values.allSatisfy(names.indices.contains), "a field of no column")
  }
  return 0
}
