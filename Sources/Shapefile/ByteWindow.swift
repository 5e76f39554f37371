/// A part of a source in memory, moved along as records are asked for.
struct ByteWindow {
  private let source: any ByteSource
  private let part: ShapefileError.Part
  private(set) var bytes: [UInt8] = []
  private var start = 0
  /// How many bytes the source has.
  let end: Int

  init(_ source: any ByteSource, _ part: ShapefileError.Part) {
    self.source = source
    self.part = part
    end = source.count
  }

  /// Brings a range of the source into ``bytes``, and tells the index in ``bytes`` where it begins.
  @inline(__always)
  mutating func require(at offset: Int, count: Int) throws(ShapefileError) -> Int {
    let place = offset &- start
    if place >= 0, count >= 0, place <= bytes.count, count <= bytes.count &- place { return place }
    return try load(at: offset, count: count)
  }

  /// A copy of a range of the source, for what is read once.
  mutating func copy(at offset: Int, count: Int) throws(ShapefileError) -> [UInt8] {
    let place = try require(at: offset, count: count)
    return Array(bytes[place..<place + count])
  }

  /// The number and the length of the content, in bytes, that the record header at an offset of a .shp says.
  mutating func recordHeader(at offset: Int) throws(ShapefileError) -> (number: Int32, length: Int) {
    let place = try require(at: offset, count: 8)
    let bytes = bytes.span
    return (bytes.bigInt32(at: place), Int(UInt32(bitPattern: bytes.bigInt32(at: place + 4))) * 2)
  }

  @inline(never)
  private mutating func load(at offset: Int, count: Int) throws(ShapefileError) -> Int {
    guard offset >= 0, count >= 0, offset <= end, count <= end - offset else {
      throw ShapefileError(part, .truncated(needed: count, remaining: max(0, end - max(0, offset))), offset: offset)
    }
    // A jump is likely to be followed by another one, a step forwards by more of them.
    let isForwards = offset >= start && offset <= start + bytes.count
    let size = min(end - offset, max(count, isForwards ? 1 << 20 : 1 << 16))
    let wasStart = start
    start = offset
    do throws(ShapefileError) {
      try source.read(at: offset, count: size, into: &bytes)
    } catch {
      start = wasStart
      bytes.removeAll()
      throw error
    }
    guard bytes.count == size else {
      bytes.removeAll()
      throw ShapefileError(part, .unreadable("the source gave fewer bytes than it has"), offset: offset)
    }
    return 0
  }
}

extension Span<UInt8> {
  /// The little-endian integer at an offset, which must lie within the bytes.
  @inline(__always)
  func int32(at offset: Int) -> Int32 {
    unsafe Int32(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Int32.self))
  }

  /// The big-endian integer at an offset.
  @inline(__always)
  func bigInt32(at offset: Int) -> Int32 {
    unsafe Int32(bigEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Int32.self))
  }

  /// The little-endian 16-bit integer at an offset.
  @inline(__always)
  func uint16(at offset: Int) -> Int {
    Int(unsafe UInt16(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt16.self)))
  }

  /// The little-endian 64-bit pattern at an offset.
  @inline(__always)
  func uint64(at offset: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The little-endian number at an offset.
  @inline(__always)
  func double(at offset: Int) -> Double { Double(bitPattern: uint64(at: offset)) }
}
