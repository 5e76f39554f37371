import Geo

/// A coverage of blocks with parcels that fit exactly, and faults planted in it.
struct RandomCoverage {
  var parcels: [MultiPolygon] = []
  private var random: Seeded

  /// Makes blocks of parcels, streets of 5 m between them, coordinates in whole millimetres.
  init(seed: Int, blocks: Int = 3, parcelsPerSide: Int = 5) {
    random = Seeded(seed: UInt64(seed))
    let size = parcelsPerSide
    for block in 0..<blocks * blocks {
      let (left, bottom) = (Double(block % blocks) * 80, Double(block / blocks) * 80)
      var nodes: [[Coordinate]] = []
      for row in 0...size {
        nodes.append(
          (0...size).map { column in
            let isRim = row == 0 || column == 0 || row == size || column == size
            let reach = isRim ? 0 : 3.0
            return position(
              left + Double(column) * 15 + random.number(-reach...reach),
              bottom + Double(row) * 15 + random.number(-reach...reach))
          })
      }
      var between: [String: [Coordinate]] = [:]
      for row in 0..<size {
        for column in 0..<size {
          let corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
          var ring: [Coordinate] = []
          for (start, end) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
            let (a, b) = (nodes[start.0][start.1], nodes[end.0][end.1])
            let isForward = (a.x, a.y) < (b.x, b.y)
            let key = isForward ? "\(a) \(b)" : "\(b) \(a)"
            let inner = between[key] ?? bends(isForward ? (a, b) : (b, a))
            between[key] = inner
            ring += [a] + (isForward ? inner : inner.reversed())
          }
          parcels.append(MultiPolygon([[ring + [ring[0]]]]))
        }
      }
    }
  }

  private func position(_ x: Double, _ y: Double) -> Coordinate {
    Coordinate(x: ((585_000 + x) * 1000).rounded() / 1000, y: ((1_672_000 + y) * 1000).rounded() / 1000)
  }

  /// Up to two vertices near the line between two nodes.
  private mutating func bends(_ ends: (Coordinate, Coordinate)) -> [Coordinate] {
    let (a, b) = ends
    return (0..<random.integer(below: 3)).map { index in
      let part = 0.3 * Double(index + 1)
      let off = random.number(-0.5...0.5)
      return position(
        a.x + (b.x - a.x) * part - (b.y - a.y) * off / 15 - 585_000,
        a.y + (b.y - a.y) * part + (b.x - a.x) * off / 15 - 1_672_000)
    }
  }

  /// Plants faults of every sort: moved vertices, moved, doubled, shrunken, simplified and joined parcels.
  mutating func plantFaults(_ count: Int) {
    for _ in 0..<count {
      let index = random.integer(below: parcels.count)
      switch random.integer(below: 7) {
      case 0: move(index, by: [0.0004, 0.01, 0.3, 2][random.integer(below: 4)])
      case 1: parcels.append(parcels[index])
      case 2: parcels.append(scaled(parcels[index], by: 0.5))
      case 3:
        let (dx, dy) = (random.number(-10...10), random.number(-10...10))
        parcels.append(mapped(parcels[index]) { Coordinate(x: $0.x + dx, y: $0.y + dy) })
      case 4: dropVertex(index)
      case 5: parcels[index] = scaled(parcels[index], by: 1 + random.number(-0.02...0.02))
      default: addInscribed(index)
      }
    }
  }

  private func mapped(_ polygons: MultiPolygon, _ transform: (Coordinate) -> Coordinate) -> MultiPolygon {
    var result = polygons
    result.coordinates = polygons.coordinates.map(transform)
    return result
  }

  private func scaled(_ polygons: MultiPolygon, by factor: Double) -> MultiPolygon {
    let center = polygons.envelope.center
    return mapped(polygons) {
      Coordinate(x: center.x + ($0.x - center.x) * factor, y: center.y + ($0.y - center.y) * factor)
    }
  }

  private mutating func move(_ index: Int, by reach: Double) {
    let vertex = random.integer(below: parcels[index].coordinates.count - 2) + 1
    parcels[index].coordinates[vertex].x += random.number(-reach...reach)
    parcels[index].coordinates[vertex].y += random.number(-reach...reach)
  }

  private mutating func dropVertex(_ index: Int) {
    guard parcels[index].coordinates.count > 5 else { return }
    var ring = parcels[index].coordinates
    ring.remove(at: random.integer(below: ring.count - 2) + 1)
    parcels[index] = MultiPolygon([[ring]])
  }

  /// Adds a parcel through every second vertex of another.
  private mutating func addInscribed(_ index: Int) {
    let ring = parcels[index].coordinates.dropLast()
    let inner = ring.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    guard inner.count >= 3 else { return }
    parcels.append(MultiPolygon([[inner + [inner[0]]]]))
  }
}
