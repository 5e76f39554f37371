extension DBFHeader {
  init(_ source: any ByteSource) throws(ShapefileError) {
    guard source.count >= 32 else {
      throw ShapefileError(.dbf, .truncated(needed: 32, remaining: source.count), offset: 0)
    }
    var window = ByteWindow(source, .dbf)
    let fixed = try window.copy(at: 0, count: 32)
    let head = fixed.span
    version = head[0]
    let day = DBFDate(year: 1900 + Int(head[1]), month: Int(head[2]), day: Int(head[3]))
    lastUpdate = day.isValid ? day : nil
    declaredCount = Int(UInt32(bitPattern: head.int32(at: 4)))
    headerLength = head.uint16(at: 8)
    rowLength = head.uint16(at: 10)
    languageDriver = head[29]
    guard headerLength >= 32 else {
      throw ShapefileError(.dbf, .header("its length is \(headerLength) bytes"), offset: 8)
    }
    guard rowLength >= 1 else { throw ShapefileError(.dbf, .header("its rows have no bytes"), offset: 10) }
    guard headerLength <= source.count else {
      throw ShapefileError(.dbf, .truncated(needed: headerLength, remaining: source.count), offset: 0)
    }
    let whole = try window.copy(at: 0, count: headerLength)
    let bytes = whole.span
    var isDBase7 = false
    var columns = ColumnList(bytes, rowLength: rowLength, layout: .dBase3)
    if version & 0x07 == 4, !columns.fits, headerLength > 68 {
      // dBase 7 has the version byte of dBase IV, and other descriptions of its columns.
      let other = ColumnList(bytes, rowLength: rowLength, layout: .dBase7)
      if other.fits {
        columns = other
        isDBase7 = true
      }
    }
    if [0x30, 0x31, 0x32, 0xF5, 0xFB].contains(version) {
      dialect = .foxPro
    } else {
      dialect = isDBase7 ? .dBase7 : .dBase
    }
    fields = columns.fields
    var findings = columns.findings
    let room = source.count - headerLength
    let stored = room / rowLength
    if declaredCount != stored {
      findings.append(StructuralFinding(.dbf, .rowCount(declared: declaredCount, stored: stored), offset: 4))
    }
    self.findings = findings
  }
}

/// The columns that a header describes.
private struct ColumnList {
  struct Layout {
    var start: Int
    var stride: Int
    var nameLength: Int
    var type: Int

    static let dBase3 = Layout(start: 32, stride: 32, nameLength: 11, type: 11)
    static let dBase7 = Layout(start: 68, stride: 48, nameLength: 32, type: 32)
  }

  private(set) var fields: [DBFField] = []
  private(set) var findings: [StructuralFinding] = []
  private(set) var fits = false

  init(_ bytes: borrowing Span<UInt8>, rowLength: Int, layout: Layout) {
    let (count, isMarked) = ColumnList.count(bytes, layout)
    if !isMarked { findings.append(StructuralFinding(.dbf, .columnListEnd)) }
    let lengthAt = layout.type == 11 ? 16 : 33
    var narrow = 1
    var wide = 1
    for column in 0..<count {
      let start = layout.start + column * layout.stride
      let low = Int(bytes[start + lengthAt])
      narrow += low
      wide += ColumnList.isNumber(bytes[start + layout.type]) ? low : low + 256 * Int(bytes[start + lengthAt + 1])
    }
    // Clipper and FoxPro keep the high byte of a long text column in the place of the decimals.
    let isWide = narrow != rowLength && wide == rowLength
    fits = narrow == rowLength || isWide
    if !fits { findings.append(StructuralFinding(.dbf, .rowLength(declared: rowLength, columns: narrow), offset: 10)) }
    var offset = 1
    for column in 0..<count {
      let start = layout.start + column * layout.stride
      let letter = bytes[start + layout.type]
      var name: [UInt8] = []
      for index in start..<start + layout.nameLength {
        guard bytes[index] != 0 else { break }
        name.append(bytes[index])
      }
      var length = Int(bytes[start + lengthAt])
      let decimals = ColumnList.isNumber(letter) ? Int(bytes[start + lengthAt + 1]) : 0
      if isWide, !ColumnList.isNumber(letter) { length += 256 * Int(bytes[start + lengthAt + 1]) }
      if length > rowLength - offset {
        findings.append(StructuralFinding(.dbf, .columnBeyondRow, offset: start, field: column + 1))
        length = max(0, rowLength - offset)
      }
      if fields.contains(where: { $0.rawName == name }) {
        findings.append(StructuralFinding(.dbf, .columnName, offset: start, field: column + 1))
      }
      fields.append(
        DBFField(
          rawName: name, type: DBFFieldType(letter: letter), offset: offset, length: length, decimals: decimals,
          index: column))
      offset += length
    }
  }

  private static func isNumber(_ letter: UInt8) -> Bool {
    letter == UInt8(ascii: "N") || letter == UInt8(ascii: "F")
  }

  /// How many columns are described, and whether the list ends with its mark.
  private static func count(_ bytes: borrowing Span<UInt8>, _ layout: Layout) -> (Int, Bool) {
    var count = 0
    while true {
      let start = layout.start + count * layout.stride
      guard start < bytes.count else { return (count, false) }
      if bytes[start] == 0x0D { return (count, true) }
      guard start + layout.stride <= bytes.count, bytes[start] != 0x0A, bytes[start] != 0x00 else {
        return (count, false)
      }
      count += 1
    }
  }
}
