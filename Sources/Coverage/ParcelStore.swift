internal import Geo

/// The parcels of one grid in flat memory: 8 bytes for a position that is a decimal of 0.1 mm, 16 for any other.
///
/// Shells run counter-clockwise and holes clockwise, so that the parcel lies to the left of each edge; the closing position
/// is left out. Nothing is rounded: a position comes back bit for bit.
struct ParcelStore: Sendable {
  /// A box in single precision, relative to ``origin`` and rounded outwards: minX, minY, maxX, maxY.
  typealias Box = SIMD4<Float>

  /// Positions of several parcels, so that growth never copies what is already there.
  private struct Chunk: Sendable {
    var decimals: [Int32] = []
    var doubles: [Double] = []
  }

  private static let chunkSize = 1 << 18
  private static let farthest = 1e9
  private static let scale = 10_000.0
  private static let shellFlag: UInt32 = 1 << 31

  /// The position that boxes and tiles are relative to: the first one added.
  private(set) var origin = Coordinate(x: 0, y: 0)
  /// The caller's name of each parcel.
  private(set) var ids: [Int] = []
  /// The box of each parcel.
  private(set) var boxes: [Box] = []
  /// The number of positions of all parcels.
  private(set) var positionCount = 0
  private var decimalOrigin = (x: Int64(0), y: Int64(0))
  private var chunks: [Chunk] = []
  /// For each parcel its chunk (32 bits), whether it is in decimals (1 bit) and where it starts (31 bits).
  private var places: [UInt64] = []
  /// For each parcel the index in `rings` after its last ring.
  private var ringEnds: [UInt32] = []
  /// The positions of each ring, and whether it is a shell.
  private var rings: [UInt32] = []

  var count: Int { ids.count }

  init(expecting parcels: Int) {
    ids.reserveCapacity(parcels)
    boxes.reserveCapacity(parcels)
    places.reserveCapacity(parcels)
    ringEnds.reserveCapacity(parcels)
    rings.reserveCapacity(parcels + parcels / 16)
  }

  /// The number of positions of a parcel.
  func size(of parcel: Int) -> Int {
    var size = 0
    for ring in ringRange(parcel) { size += Int(rings[ring] & ~Self.shellFlag) }
    return size
  }

  private func ringRange(_ parcel: Int) -> Range<Int> {
    (parcel == 0 ? 0 : Int(ringEnds[parcel - 1]))..<Int(ringEnds[parcel])
  }

  /// Adds a parcel; `false` if it has no area to check or a position that is no number.
  mutating func add(id: Int, polygons: borrowing MultiPolygon) -> Bool {
    let positions = polygons.coordinates.span
    var (minX, minY, maxX, maxY) = (Double.infinity, Double.infinity, -Double.infinity, -Double.infinity)
    for index in positions.indices {
      let position = positions[index]
      guard abs(position.x) <= Self.farthest, abs(position.y) <= Self.farthest else { return false }
      minX = min(minX, position.x)
      minY = min(minY, position.y)
      maxX = max(maxX, position.x)
      maxY = max(maxY, position.y)
    }
    guard minX < maxX, minY < maxY else { return false }
    if ids.isEmpty {
      origin = positions[0]
      decimalOrigin = (Int64((origin.x * Self.scale).rounded()), Int64((origin.y * Self.scale).rounded()))
    }
    let firstRing = rings.count
    guard appendRings(polygons) else {
      rings.removeSubrange(firstRing...)
      return false
    }
    ids.append(id)
    boxes.append(box(around: Envelope(minX: minX, minY: minY, maxX: maxX, maxY: maxY)))
    ringEnds.append(UInt32(rings.count))
    return true
  }

  /// A box relative to the origin; what lies in a box lies in its rounded form too.
  func box(around envelope: Envelope) -> Box {
    Box(
      down(envelope.minX - origin.x), down(envelope.minY - origin.y), -down(origin.x - envelope.maxX),
      -down(origin.y - envelope.maxY))
  }

  /// The greatest single-precision number that is not above a value.
  private func down(_ value: Double) -> Float {
    let near = Float(value)
    return Double(near) <= value ? near : near.nextDown
  }

  private mutating func appendRings(_ polygons: borrowing MultiPolygon) -> Bool {
    if chunks.last.map({ $0.decimals.count + 2 * $0.doubles.count > Self.chunkSize }) ?? true {
      var chunk = Chunk()
      chunk.decimals.reserveCapacity(Self.chunkSize + 256)
      chunks.append(chunk)
    }
    let chunk = chunks.count - 1
    let start = chunks[chunk].decimals.count
    if Self.appendRings(polygons, decimalOrigin, to: &chunks[chunk].decimals) {
      places.append(UInt64(chunk) << 32 | 1 << 31 | UInt64(start))
    } else {
      chunks[chunk].decimals.removeSubrange(start...)
      let start = chunks[chunk].doubles.count
      Self.appendRings(polygons, to: &chunks[chunk].doubles)
      places.append(UInt64(chunk) << 32 | UInt64(start))
    }
    let size = appendRingSizes(polygons)
    positionCount += size
    if size == 0 { places.removeLast() }
    return size > 0
  }

  private mutating func appendRingSizes(_ polygons: borrowing MultiPolygon) -> Int {
    var total = 0
    for polygon in 0..<polygons.polygonCount {
      let range = polygons.rings(ofPolygon: polygon)
      for ring in range {
        let size = Self.usedPositions(polygons, ring).count
        guard size >= 3 else {
          // Without its shell a polygon's holes would become land.
          if ring == range.lowerBound { break }
          continue
        }
        rings.append(UInt32(size) | (ring == range.lowerBound ? Self.shellFlag : 0))
        total += size
      }
    }
    return total
  }

  private static func usedPositions(_ polygons: borrowing MultiPolygon, _ ring: Int) -> Range<Int> {
    let range = polygons.positions(ofRing: ring)
    let isClosed =
      range.count > 1 && polygons.coordinates[range.lowerBound] == polygons.coordinates[range.upperBound - 1]
    return range.lowerBound..<(isClosed ? range.upperBound - 1 : range.upperBound)
  }

  /// Lends the positions of each ring that is kept, in the order in which they are to be stored.
  @inline(__always)
  private static func forEachPosition(
    _ polygons: borrowing MultiPolygon, _ body: (Coordinate) -> Bool
  ) -> Bool {
    let positions = polygons.coordinates.span
    for polygon in 0..<polygons.polygonCount {
      let range = polygons.rings(ofPolygon: polygon)
      for ring in range {
        let used = usedPositions(polygons, ring)
        guard used.count >= 3 else {
          if ring == range.lowerBound { break }
          continue
        }
        let isShell = ring == range.lowerBound
        let first = positions[used.lowerBound]
        var twiceArea = 0.0
        var last = positions[used.upperBound - 1]
        for index in used {
          let next = positions[index]
          twiceArea += (last.x - first.x) * (next.y - first.y) - (next.x - first.x) * (last.y - first.y)
          last = next
        }
        if (twiceArea >= 0) == isShell {
          for index in used where !body(positions[index]) { return false }
        } else {
          for index in used.reversed() where !body(positions[index]) { return false }
        }
      }
    }
    return true
  }

  private static func appendRings(
    _ polygons: borrowing MultiPolygon, _ decimalOrigin: (x: Int64, y: Int64), to decimals: inout [Int32]
  ) -> Bool {
    forEachPosition(polygons) { position in
      let x = (position.x * Self.scale).rounded()
      let y = (position.y * Self.scale).rounded()
      guard x / Self.scale == position.x, y / Self.scale == position.y,
        let x = Int32(exactly: Int64(x) - decimalOrigin.x), let y = Int32(exactly: Int64(y) - decimalOrigin.y)
      else { return false }
      decimals.append(x)
      decimals.append(y)
      return true
    }
  }

  private static func appendRings(_ polygons: borrowing MultiPolygon, to doubles: inout [Double]) {
    _ = forEachPosition(polygons) { position in
      doubles.append(position.x)
      doubles.append(position.y)
      return true
    }
  }
}

extension ParcelStore {
  /// A ring in the positions of ``Outline``.
  struct Ring {
    var end: Int
    var isShell: Bool
  }

  /// The rings of a parcel, unpacked; to be used again and again.
  struct Outline {
    var positions: [Coordinate] = []
    var rings: [Ring] = []
  }

  /// Unpacks a parcel, its positions as they were added.
  func unpack(_ parcel: Int, into outline: inout Outline) {
    outline.positions.removeAll(keepingCapacity: true)
    outline.rings.removeAll(keepingCapacity: true)
    var end = 0
    for ring in ringRange(parcel) {
      end += Int(rings[ring] & ~Self.shellFlag)
      outline.rings.append(Ring(end: end, isShell: rings[ring] & Self.shellFlag != 0))
    }
    let place = places[parcel]
    let start = Int(place & 0x7FFF_FFFF)
    if place & 1 << 31 != 0 {
      let decimals = chunks[Int(place >> 32)].decimals
      let (x, y) = decimalOrigin
      for index in 0..<end {
        outline.positions.append(
          Coordinate(
            x: Double(Int64(decimals[start + 2 * index]) + x) / Self.scale,
            y: Double(Int64(decimals[start + 2 * index + 1]) + y) / Self.scale))
      }
    } else {
      let doubles = chunks[Int(place >> 32)].doubles
      for index in 0..<end {
        outline.positions.append(Coordinate(x: doubles[start + 2 * index], y: doubles[start + 2 * index + 1]))
      }
    }
  }

  /// The parcel as polygons with closed rings.
  func polygons(of parcel: Int, using outline: inout Outline) -> MultiPolygon {
    unpack(parcel, into: &outline)
    var result = MultiPolygon()
    result.coordinates.reserveCapacity(outline.positions.count + outline.rings.count)
    var start = 0
    for ring in outline.rings {
      if ring.isShell, start > 0 { result.polygonEnds.append(result.ringEnds.count) }
      result.coordinates.append(contentsOf: outline.positions[start..<ring.end])
      result.coordinates.append(outline.positions[start])
      result.ringEnds.append(result.coordinates.count)
      start = ring.end
    }
    result.polygonEnds.append(result.ringEnds.count)
    return result
  }
}
