import Harness
import Shapefile
import VietText

/// Any bytes are a .dbf or none; all of its values can be asked for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTable(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  let encoding = LegacyEncoding.allCases[Int(input.last ?? 0) % LegacyEncoding.allCases.count]
  do throws(ShapefileError) {
    var reader = try DBFReader(MemoryBytes(input))
    let names = reader.header.names { encoding.decode($0).text }
    demand(names.count == reader.header.fields.count, "names are missing")
    demand(Set(names).count == names.count, "two columns of one name")
    _ = reader.header.findings.map(\.description)
    _ = CodePage.name(languageDriver: reader.header.languageDriver)
    var record = DBFRecord()
    var rows = 0
    while try reader.next(into: &record) {
      rows += 1
      for field in reader.header.fields {
        demand(record.range(of: field).upperBound <= record.bytes.count, "a field leaves its row")
        _ = record.value(field) { encoding.decode($0).text }
        _ = record.number(field).double
      }
    }
    demand(rows == reader.count && rows <= input.count, "more rows than bytes")
  } catch {
    demand(error.part == .dbf && !error.description.isEmpty, "an error without words")
  }
  _ = CodePage.name(cpg: input)
  return 0
}
