/// A walk through the records of a .shp from its beginning, without an index.
///
/// A record whose length is wrong is got over if its content tells the right one.
public struct RecordScan {
  private var window: ByteWindow
  private let header: SHPHeader
  private var position = SHPHeader.length
  private var row = 0
  /// The number that the record answered last has in the file.
  public private(set) var number: Int32 = 0
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
  /// Throws if the file ends inside a record or before its announced end, or if no record begins where one should.
  public mutating func next() throws(ShapefileError) -> SHXReader.Entry? {
    guard position < window.end else { return try finish() }
    let isAnnouncedEnd = position == header.declaredLength
    guard let (number, declared) = try recordHeader(at: position) else {
      return isAnnouncedEnd ? try finish() : try giveUp()
    }
    if isAnnouncedEnd, number != Int32(clamping: row + 1) { return try finish() }
    let room = window.end - position - 8
    let fits = declared >= 4 && declared <= room
    var length = declared
    let isRight = fits ? try isBoundary(position + 8 + declared, after: number) : false
    if !isRight {
      if let told = try contentLength(after: number) {
        if told != declared {
          findings.append(
            StructuralFinding(.shp, .recordLength(declared: declared, actual: told), record: row + 1, offset: position))
        }
        length = told
      } else if !fits {
        return try giveUp()
      }
    }
    self.number = number
    defer {
      position += 8 + length
      row += 1
    }
    return SHXReader.Entry(offset: position, length: length)
  }

  /// The number and the length that the record header at an offset says, if there is room for a type after it.
  private mutating func recordHeader(at offset: Int) throws(ShapefileError) -> (number: Int32, length: Int)? {
    offset <= window.end - 12 ? try window.recordHeader(at: offset) : nil
  }

  /// Whether a record can end at an offset: at the end of the file, or where the next one seems to begin.
  private mutating func isBoundary(_ offset: Int, after number: Int32) throws(ShapefileError) -> Bool {
    if offset == window.end || offset == header.declaredLength { return true }
    guard offset <= window.end - 12 else { return false }
    let place = try window.require(at: offset, count: 12)
    let bytes = window.bytes.span
    let length = Int(UInt32(bitPattern: bytes.bigInt32(at: place + 4))) * 2
    if bytes.bigInt32(at: place) == number &+ 1, length >= 4 { return true }
    return length >= 4 && length <= window.end - offset - 8 && ShapeType(rawValue: bytes.int32(at: place + 8)) != nil
  }

  /// The length that the content of the record here tells, if the next record or the end of the file follows it.
  private mutating func contentLength(after number: Int32) throws(ShapefileError) -> Int? {
    let beginning = try window.copy(at: position, count: min(52, window.end - position))
    for length in RecordScan.contentLengths(beginning.span) where length <= window.end - position - 8 {
      if try isBoundary(position + 8 + length, after: number) { return length }
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
    // Twice the length is a known mistake: the header counts words of two bytes.
    if header.declaredLength > window.end, header.declaredLength != 2 * window.end {
      throw ShapefileError(
        .shp, .truncated(needed: header.declaredLength - position, remaining: window.end - position), record: row + 1,
        offset: position)
    }
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
    let (number, length) = try window.recordHeader(at: position)
    if length > remaining - 8, number == Int32(clamping: row + 1) {
      throw ShapefileError(
        .shp, .truncated(needed: 8 + length, remaining: remaining), record: row + 1, offset: position)
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
