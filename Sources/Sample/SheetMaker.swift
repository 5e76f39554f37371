import Cadastre
import Geo

/// Makes the parcels of one sheet.
struct SheetMaker {
  private let commune: SampleCommune
  private let sheet: SheetPlan
  private let wardCode: String
  private let wardName: String
  private var made: [SampleParcel] = []

  init(commune: SampleCommune, sheet: SheetPlan) {
    self.commune = commune
    self.sheet = sheet
    wardCode = WardLayout.code(sheet.ward)
    wardName = WardLayout.name(sheet.ward)
  }

  /// The parcels by number.
  consuming func parcels() -> [SampleParcel] {
    made.reserveCapacity(sheet.parcels)
    let blocks = sheet.kind.blocks
    for block in 0..<blocks.rows * blocks.columns where made.count < sheet.parcels { make(block) }
    return made
  }

  private mutating func make(_ block: Int) {
    let (blocks, size) = (sheet.kind.blocks, sheet.kind.blockSize)
    var random = SampleRandom(commune.seed, 2 + sheet.ward, sheet.index, block)
    let plan = BlockPlan(kind: sheet.kind, random: &random)
    let pitch = (across: SheetPlan.side / Double(blocks.columns), along: SheetPlan.side / Double(blocks.rows))
    let u =
      Double(sheet.column) * SheetPlan.side + (Double(block % blocks.columns) + 0.5) * pitch.across - size.width / 2
    let v = Double(sheet.row) * SheetPlan.side + (Double(block / blocks.columns) + 0.5) * pitch.along - size.depth / 2
    let lattice = BlockLattice(plan, kind: sheet.kind, u: u, v: v, terrain: commune.terrain, random: &random)
    let address = address(&random)
    for cell in 0..<plan.rows * plan.columns where made.count < sheet.parcels {
      // The second part of a divided parcel came with the first.
      if let divided = plan.divided, cell == divided + 2 { continue }
      let number = String(made.count + 1)
      var polygons = MultiPolygon()
      lattice.appendRing(ofCell: cell, to: &polygons.coordinates)
      polygons.ringEnds.append(polygons.coordinates.count)
      let corners = lattice.corners(ofCell: cell)
      let center = SheetMaker.center(corners)
      guard cell == plan.island else {
        polygons.polygonEnds.append(1)
        if cell == plan.divided {
          lattice.appendRing(ofCell: cell + 2, to: &polygons.coordinates)
          polygons.ringEnds.append(polygons.coordinates.count)
          polygons.polygonEnds.append(2)
        }
        add(polygons, number, center, address, &random)
        continue
      }
      let hole = SheetMaker.island(corners, center)
      polygons.coordinates += hole.reversed()
      polygons.ringEnds.append(polygons.coordinates.count)
      polygons.polygonEnds.append(2)
      let aside = Coordinate(
        x: center.x + 0.66 * (corners.0.x - center.x), y: center.y + 0.66 * (corners.0.y - center.y))
      add(polygons, number, aside, address, &random)
      guard made.count < sheet.parcels else { return }
      let island = MultiPolygon(coordinates: hole, ringEnds: [hole.count], polygonEnds: [1])
      add(island, "\(number)a", center, address, &random)
    }
  }

  private static func center(_ corners: (Coordinate, Coordinate, Coordinate, Coordinate)) -> Coordinate {
    Coordinate(
      x: (corners.0.x + corners.1.x + corners.2.x + corners.3.x) / 4,
      y: (corners.0.y + corners.1.y + corners.2.y + corners.3.y) / 4)
  }

  /// A ring a third as large as its cell, clockwise and closed.
  private static func island(
    _ corners: (Coordinate, Coordinate, Coordinate, Coordinate), _ center: Coordinate
  ) -> [Coordinate] {
    [corners.0, corners.1, corners.2, corners.3, corners.0].map { corner in
      Coordinate(
        x: Terrain.millimetres(center.x + 0.33 * (corner.x - center.x)),
        y: Terrain.millimetres(center.y + 0.33 * (corner.y - center.y)))
    }
  }

  private mutating func add(
    _ polygons: MultiPolygon, _ number: String, _ interior: Coordinate, _ address: String, _ random: inout SampleRandom
  ) {
    let area = SheetMaker.area(polygons)
    let (draw, spread) = (random.below(100), random.between(-1, 1))
    // Most legal areas agree with the map to a tenth, some differ as old papers do, some are missing.
    let difference = draw < 50 ? 0 : draw < 72 ? 0.005 * spread : draw < 83 ? 0.03 * spread : 0.15 * spread
    let registered: Double? = draw < 88 ? ((area * (1 + difference) * 10).rounded() / 10) : nil
    let parcel = Parcel(
      key: ParcelKey(
        ward: wardCode, wardFrom: SampleCommune.reform, series: sheet.series, sheet: sheet.number, number: number),
      landUse: landUse(area: registered ?? area, &random), registeredArea: registered, mapArea: area, address: address,
      dataDate: SampleCommune.reform)
    made.append(
      SampleParcel(
        ordinal: sheet.firstParcel + made.count, parcel: parcel, polygons: polygons, interior: interior))
  }

  /// The area of polygons in the plane, m², measured from their own first point to keep the digits.
  private static func area(_ polygons: MultiPolygon) -> Double {
    var doubled = 0.0
    guard let origin = polygons.coordinates.first else { return 0 }
    for ring in polygons.ringEnds.indices {
      let positions = polygons.positions(ofRing: ring)
      for index in positions.dropLast() {
        let (here, next) = (polygons.coordinates[index], polygons.coordinates[index + 1])
        doubled += (here.y - origin.y) * (next.x - origin.x) - (here.x - origin.x) * (next.y - origin.y)
      }
    }
    return doubled / 2
  }

  private func address(_ random: inout SampleRandom) -> String {
    switch sheet.kind {
    case .town: "Đường \(random.pick(SampleNames.streets)), Tổ \(1 + random.below(20)), \(wardName)"
    case .village, .fields: "Thôn \(random.pick(SampleNames.hamlets)), \(wardName)"
    case .forest: wardName
    }
  }

  private func landUse(area: Double, _ random: inout SampleRandom) -> String? {
    let draw = random.below(1000)
    // A label is missing here and there, and some land is of defence or security.
    if draw < 10 { return nil }
    if draw < 13 { return draw < 12 ? "CQP" : "CAN" }
    let home = WardLayout.isTown(sheet.ward) ? "ODT" : "ONT"
    switch sheet.kind {
    case .town:
      return draw < 780
        ? home : draw < 850 ? "\(home)+CLN" : draw < 920 ? "TMD" : draw < 960 ? "SKC" : draw < 985 ? "DGD" : "TSC"
    case .village:
      if draw < 200 { return home }
      if draw < 350 { return "\(home)+CLN" }
      if draw < 500 {
        let residential = min(200, Int(area / 2))
        return "\(home) \(residential)+CLN \(max(0, Int(area) - residential))"
      }
      return draw < 820 ? "CLN" : draw < 950 ? "HNK" : draw < 980 ? "NTD" : draw < 990 ? "TIN" : "Vườn"
    case .fields:
      return draw < 620
        ? "LUC" : draw < 750 ? "LUK" : draw < 880 ? "HNK" : draw < 930 ? "BHK" : draw < 960 ? "2L" : "NTS"
    case .forest:
      return draw < 750 ? "RSX" : draw < 880 ? "RPH" : "CLN"
    }
  }
}
