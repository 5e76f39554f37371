/// A walk through the records of a .shp from its beginning, without an index.
///
/// A record whose length is wrong is got over if its content tells the right one.
public struct RecordScan {
  private var window: ByteWindow
  private let header: SHPHeader
  private var position = SHPHeader.length
  private var previous: (start: Int, number: Int32)?
  private var row = 0
  /// What was got over so far.
  public private(set) var findings: [StructuralFinding] = []

  /// Begins a walk; throws if the header is not that of a .shp.
  public init(_ source: any ByteSource) throws(ShapefileError) {
    header = try SHPHeader(source, .shp)
    window = ByteWindow(source, .shp)
    if header.declaredLength != source.count {
      findings.append(
        StructuralFinding(.shp, .fileLength(declared: header.declaredLength, actual: source.count), offset: 24))
    }
  }

  /// The next record; `nil` after the last one.
  ///
  /// Throws if the file ends inside a record, or no record begins where one should.
  public mutating func next() throws(ShapefileError) -> SHXReader.Entry? {
    guard position < window.end else { return try finish() }
    if position == header.declaredLength, try plausibleHeader(at: position)?.number != Int32(clamping: row + 1) {
      return try finish()
    }
    if let entry = try step() { return entry }
    if let (start, number) = previous, let length = try contentLength(at: start, number: number) {
      findings.append(
        StructuralFinding(
          .shp, .recordLength(declared: position - start - 8, actual: length), record: row, offset: start))
      previous = nil
      position = start + 8 + length
      return try next()
    }
    return try giveUp()
  }

  private mutating func step() throws(ShapefileError) -> SHXReader.Entry? {
    guard let (number, length) = try plausibleHeader(at: position) else { return nil }
    let entry = SHXReader.Entry(offset: position, length: length)
    previous = (position, number)
    position += 8 + length
    row += 1
    return entry
  }

  /// The number and the length of the record at an offset, if one can begin there and lies within the file.
  private mutating func plausibleHeader(at offset: Int) throws(ShapefileError) -> (number: Int32, length: Int)? {
    guard offset >= SHPHeader.length, offset <= window.end - 12 else { return nil }
    let place = try window.require(at: offset, count: 12)
    let bytes = window.bytes.span
    let length = Int(UInt32(bitPattern: bytes.bigInt32(at: place + 4))) * 2
    guard length >= 4, length <= window.end - offset - 8, ShapeType(rawValue: bytes.int32(at: place + 8)) != nil
    else { return nil }
    return (bytes.bigInt32(at: place), length)
  }

  /// The length that the content of a record tells, if the next record or the end of the file follows it.
  private mutating func contentLength(at start: Int, number: Int32) throws(ShapefileError) -> Int? {
    guard start <= window.end - 12 else { return nil }
    let available = min(52, window.end - start)
    let beginning = try window.copy(at: start, count: available)
    for length in RecordScan.contentLengths(beginning.span) where length <= window.end - start - 8 {
      let next = start + 8 + length
      if next == window.end { return length }
      if let header = try plausibleHeader(at: next), header.number == number &+ 1 { return length }
    }
    return nil
  }

  /// The lengths that a content may have by its own counts, given the first 52 bytes of its record.
  private static func contentLengths(_ bytes: borrowing Span<UInt8>) -> [Int] {
    guard let type = ShapeType(rawValue: bytes.int32(at: 8)) else { return [] }
    switch type.family {
    case .null: return [4]
    case .point: return [20, 28, 36]
    case .multiPatch: return []
    case .multiPoint, .polyline, .polygon:
      let countsEnd = type.family == .multiPoint ? 48 : 52
      guard bytes.count >= countsEnd else { return [] }
      let parts = type.family == .multiPoint ? 0 : Int(bytes.int32(at: 44))
      let count = Int(bytes.int32(at: countsEnd - 4))
      guard parts >= 0, count >= 0 else { return [] }
      let flat = countsEnd - 8 + 4 * parts + 16 * count
      return type.mayHaveM ? [0, 1, 2].map { flat + $0 * (16 + 8 * count) } : [flat]
    }
  }

  private mutating func finish() throws(ShapefileError) -> SHXReader.Entry? {
    if position < window.end {
      findings.append(StructuralFinding(.shp, .trailingBytes(window.end - position), offset: position))
      position = window.end
    }
    return nil
  }

  private mutating func giveUp() throws(ShapefileError) -> SHXReader.Entry? {
    let remaining = window.end - position
    if try isBlank(from: position) { return try finish() }
    guard remaining >= 8 else {
      throw ShapefileError(.shp, .truncated(needed: 8, remaining: remaining), record: row + 1, offset: position)
    }
    let place = try window.require(at: position, count: 8)
    let length = Int(UInt32(bitPattern: window.bytes.span.bigInt32(at: place + 4))) * 2
    if length > remaining - 8 {
      throw ShapefileError(
        .shp, .truncated(needed: length, remaining: remaining - 8), record: row + 1, offset: position)
    }
    throw ShapefileError(.shp, .lostTrack, record: row + 1, offset: position)
  }

  /// Whether only zeros follow, as in files that were given their room beforehand.
  private mutating func isBlank(from start: Int) throws(ShapefileError) -> Bool {
    var offset = start
    while offset < window.end {
      let count = min(4096, window.end - offset)
      let place = try window.require(at: offset, count: count)
      let bytes = window.bytes.span
      for index in place..<place + count where bytes[index] != 0 { return false }
      offset += count
    }
    return true
  }
}
