/// Whether an index and the records of a .shp belong together.
struct IndexComparison {
  enum Verdict {
    case agrees
    case cutOff(record: Int, offset: Int, needed: Int)
    case disagrees(record: Int)
    case broken(String)
  }

  private(set) var verdict = Verdict.agrees
  private(set) var findings: [StructuralFinding] = []
  private var window: ByteWindow
  private let header: SHPHeader
  /// Where the records seen so far end, if they follow one another without gaps.
  private var end: Int? = SHPHeader.length
  private var covered = SHPHeader.length

  init(shp: any ByteSource, header: SHPHeader, _ index: inout SHXReader) throws(ShapefileError) {
    window = ByteWindow(shp, .shp)
    self.header = header
    let length = SHPHeader.length + 8 * index.count + index.trailingBytes
    guard index.header.declaredLength == length else {
      verdict = .broken("it says it has \(index.header.declaredLength) bytes and has \(length)")
      return
    }
    for row in 0..<index.count {
      if let verdict = try judge(try index.entry(row), row) {
        self.verdict = verdict
        return
      }
    }
    if end != window.end {
      if let first = findings.first {
        verdict = .disagrees(record: first.record ?? 1)
      } else if covered != window.end {
        try judgeRest(shp, index.count)
      }
    }
  }

  /// Judges one entry; answers a verdict only if it ends the comparison.
  private mutating func judge(_ entry: SHXReader.Entry, _ row: Int) throws(ShapefileError) -> Verdict? {
    let isInside = entry.offset >= SHPHeader.length && entry.offset <= window.end - 8
    guard isInside, entry.length <= window.end - entry.offset - 8 else {
      // An index that fitted so far, and a file shorter than its own header says: the .shp was cut.
      let isCut = findings.isEmpty && entry.offset == (end ?? entry.offset) && header.declaredLength > window.end
      return isCut
        ? .cutOff(record: row + 1, offset: entry.offset, needed: 8 + entry.length) : .disagrees(record: row + 1)
    }
    let (number, length) = try window.recordHeader(at: entry.offset)
    if length != entry.length {
      // Where the index tiles the file and the numbers are right, it is the record's header that is wrong.
      guard number == Int32(clamping: row + 1), end == entry.offset else {
        return .disagrees(record: findings.first?.record ?? row + 1)
      }
      findings.append(
        StructuralFinding(
          .shp, .recordLength(declared: length, actual: entry.length), record: row + 1, offset: entry.offset))
    }
    end = end == entry.offset ? entry.offset + 8 + entry.length : nil
    covered += 8 + entry.length
    return nil
  }

  /// Judges bytes that the index leaves out: records that it does not know yet, or dead ones that an editor left.
  private mutating func judgeRest(_ shp: any ByteSource, _ count: Int) throws(ShapefileError) {
    guard count > 0 else {
      verdict = .disagrees(record: 1)
      return
    }
    do throws(ShapefileError) {
      var scan = try RecordScan(shp)
      var row = 0
      while try scan.next() != nil {
        row += 1
        guard Int(scan.number) == row else { break }
      }
      if Int(scan.number) == row, row > count {
        verdict = .disagrees(record: count + 1)
        return
      }
    } catch {
      if case .unreadable = error.kind { throw error }
    }
    findings.append(StructuralFinding(.shx, .unindexedBytes(window.end - covered)))
  }
}
