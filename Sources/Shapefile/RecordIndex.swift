/// The index that a .shp is read by: its own .shx, or one made anew when that is missing or wrong.
public struct RecordIndex {
  /// The index.
  public private(set) var shx: SHXReader
  /// What was seen and got over.
  public private(set) var findings: [StructuralFinding]
  /// The bytes of the .shx that was made anew; `nil` if the file's own is good.
  public let rebuilt: [UInt8]?

  /// Compares the .shx with the whole .shp, and makes it anew if need be.
  ///
  /// This reads both once (about 0.1 s for a million polygons), so that whatever is structurally broken is known before
  /// anything is written. Throws if the .shp is none, ends inside a record or before the last record of its own index,
  /// or loses track; the error names record and offset.
  public init(shp: any ByteSource, shx: (any ByteSource)?) throws(ShapefileError) {
    let header = try SHPHeader(shp, .shp)
    findings = []
    if let shx {
      do throws(ShapefileError) {
        var reader = try SHXReader(shx)
        let comparison = try IndexComparison(shp: shp, header: header, &reader)
        switch comparison.verdict {
        case .agrees:
          self.shx = reader
          rebuilt = nil
          findings = comparison.findings
          if header.declaredLength != shp.count {
            findings.append(
              StructuralFinding(.shp, .fileLength(declared: header.declaredLength, actual: shp.count), offset: 24))
          }
          return
        case .cutOff(let record, let offset, let needed):
          throw ShapefileError(
            .shp, .truncated(needed: needed, remaining: max(0, shp.count - offset)), record: record, offset: offset)
        case .broken(let reason):
          findings.append(StructuralFinding(.shx, .indexBroken(reason)))
        case .disagrees(let record):
          findings.append(StructuralFinding(.shx, .indexForeign, record: record))
        }
      } catch {
        guard error.part == .shx else { throw error }
        findings.append(StructuralFinding(.shx, .indexBroken(error.description)))
      }
    } else {
      findings.append(StructuralFinding(.shx, .indexMissing))
    }
    let (bytes, found) = try RecordIndex.rebuild(scanning: shp)
    findings += found
    rebuilt = bytes
    self.shx = try SHXReader(MemoryBytes(bytes))
  }

  /// The bytes of a .shx for a .shp, made by walking through its records, and what was got over on the way.
  public static func rebuild(
    scanning shp: any ByteSource
  ) throws(ShapefileError) -> (bytes: [UInt8], findings: [StructuralFinding]) {
    var scan = try RecordScan(shp)
    var window = ByteWindow(shp, .shp)
    var bytes = try window.copy(at: 0, count: SHPHeader.length)
    while let entry = try scan.next() {
      bytes.appendBig(UInt32(truncatingIfNeeded: entry.offset / 2))
      bytes.appendBig(UInt32(truncatingIfNeeded: entry.length / 2))
    }
    bytes.replaceBig(UInt32(truncatingIfNeeded: bytes.count / 2), at: 24)
    return (bytes, scan.findings)
  }
}
