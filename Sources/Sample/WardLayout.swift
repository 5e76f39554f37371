import Cadastre
import Geo

/// Which sheets each ward has, and where the wards lie: rectangles of sheets, side by side in rows.
struct WardLayout {
  /// Parcels of an average ward.
  private static let wardSize = 10_000
  /// Metres between two points of a ward's border.
  private static let step = 50.0

  private(set) var sheets: [SheetPlan] = []
  private let wardCount: Int
  /// Columns of wards.
  private let across: Int
  /// Sheets of a ward's sides.
  private var width = 2
  private var height = 2

  init(parcels: Int, seed: UInt64) {
    wardCount = max(3, (parcels + Self.wardSize / 2) / Self.wardSize)
    var across = 1
    while across * across < wardCount { across += 1 }
    self.across = across
    var first = 0
    var most = 0
    for ward in 0..<wardCount {
      let quota = parcels / wardCount + (ward < parcels % wardCount ? 1 : 0)
      var rest = quota
      var index = 0
      while rest > 0 {
        let kind = Self.kind(ward: ward, index: index, seed: seed)
        let count = min(rest, Self.capacity(ward: ward, index: index, kind: kind, seed: seed))
        sheets.append(SheetPlan(ward: ward, index: index, kind: kind, parcels: count, firstParcel: first))
        first += count
        rest -= count
        index += 1
      }
      most = max(most, index)
    }
    while width * height < most { if width <= height { width += 1 } else { height += 1 } }
    let left = across * width / 2
    let below = (wardCount + across - 1) / across * height / 2
    for position in sheets.indices {
      let (ward, index) = (sheets[position].ward, sheets[position].index)
      sheets[position].column = ward % across * width + index % width - left
      sheets[position].row = ward / across * height + index / width - below
    }
    numberSheets()
  }

  /// Counts the sheets of each ward from 1, with the oddities that real registers have.
  private mutating func numberSheets() {
    for position in sheets.indices {
      let sheet = sheets[position]
      sheets[position].number = String(sheet.index + 1)
      let isLast = position + 1 == sheets.count || sheets[position + 1].ward != sheet.ward
      let hasNext = !isLast || sheet.index > 0
      if sheet.ward == 1, sheet.index < 2, hasNext {
        // One number twice, at two scales.
        sheets[position].number = "1"
        sheets[position].series = sheet.index == 0 ? "1/500" : "1/1000"
      } else if sheet.ward == 2, isLast, sheet.index > 1 {
        // A sheet of an extract measured anew.
        sheets[position].number = "TĐ 1-2025"
      }
    }
  }

  private static func kind(ward: Int, index: Int, seed: UInt64) -> SheetKind {
    // The first sheets of a ward are its town, so that also a small sample has every kind.
    let start: [SheetKind] = [.village, .town, .fields, .forest]
    if index < start.count, ward < 3 { return start[(index + ward) % start.count] }
    var random = SampleRandom(seed, 1, ward, index)
    let draw = random.below(100)
    return draw < 15 ? .town : draw < 50 ? .village : draw < 88 ? .fields : .forest
  }

  private static func capacity(ward: Int, index: Int, kind: SheetKind, seed: UInt64) -> Int {
    let blocks = kind.blocks
    return (0..<blocks.rows * blocks.columns).reduce(0) { sum, block in
      var random = SampleRandom(seed, 2 + ward, index, block)
      return sum + BlockPlan(kind: kind, random: &random).parcels
    }
  }

  // MARK: Wards

  static func code(_ ward: Int) -> String { String(90_001 + 3 * ward) }

  static func isTown(_ ward: Int) -> Bool { ward % 5 == 0 }

  static func name(_ ward: Int) -> String {
    let names = SampleNames.wards
    let round = ward / names.count
    return "\(isTown(ward) ? "Phường" : "Xã") Mẫu \(names[ward % names.count])\(round == 0 ? "" : " \(round + 1)")"
  }

  /// The wards since the reform, then their predecessors as far as the sample has any.
  func wards(terrain: Terrain, seed: UInt64) -> [SampleWard] {
    func made(_ ward: Ward, _ columns: Range<Int>, _ rows: Range<Int>) -> SampleWard {
      let ring = border(columns, rows, terrain: terrain, seed: seed)
      return SampleWard(
        ward: ward, geometry: GridGeometry(crs: SampleCommune.crs, polygons: MultiPolygon([[ring]])))
    }
    func described(_ code: String, _ name: String, _ from: Day, _ to: Day?) -> Ward {
      Ward(
        code: code, name: name, kind: name.hasPrefix("Phường") ? "phường" : "xã",
        province: "Quảng Ngãi (\(SampleCommune.mark))", validFrom: from, validTo: to)
    }
    let reform = SampleCommune.reform
    var wards = (0..<wardCount).map { ward in
      made(
        described(Self.code(ward), Self.name(ward), reform, nil), columns(of: ward), rows(of: ward))
    }
    // Before the reform: the first ward's code named its western half; a ward without successor of its code went
    // partly to the first and partly to the second; the second's code named the rest.
    let former = SampleCommune.day(2004, 9, 1)
    let band = rows(of: 0)
    let (first, second) = (columns(of: 0), columns(of: 1))
    let cut = first.lowerBound + width / 2
    let end = second.lowerBound + max(1, width / 3)
    wards.append(made(described(Self.code(0), "Phường Mẫu Cẩm Cũ", former, reform), first.lowerBound..<cut, band))
    wards.append(made(described("90002", "Xã Mẫu Nghĩa Giữa", former, reform), cut..<end, band))
    wards.append(made(described(Self.code(1), "Xã Mẫu Nghĩa Cũ", former, reform), end..<second.upperBound, band))
    return wards
  }

  private func columns(of ward: Int) -> Range<Int> {
    let first = ward % across * width - across * width / 2
    return first..<first + width
  }

  private func rows(of ward: Int) -> Range<Int> {
    let first = ward / across * height - (wardCount + across - 1) / across * height / 2
    return first..<first + height
  }

  /// The border of a rectangle of sheets, clockwise; its points lie in the streets and are those of its neighbours.
  private func border(_ columns: Range<Int>, _ rows: Range<Int>, terrain: Terrain, seed: UInt64) -> [Coordinate] {
    let steps = Int(SheetPlan.side / Self.step)
    let (west, east) = (columns.lowerBound * steps, columns.upperBound * steps)
    let (south, north) = (rows.lowerBound * steps, rows.upperBound * steps)
    var ring: [Coordinate] = []
    func add(_ column: Int, _ row: Int) {
      var random = SampleRandom(seed, -2, column, row)
      let (moveX, moveY) = (random.between(-2, 2), random.between(-2, 2))
      ring.append(terrain.place(Double(column) * Self.step + moveX, Double(row) * Self.step + moveY))
    }
    for row in south..<north { add(west, row) }
    for column in west..<east { add(column, north) }
    for row in (south + 1...north).reversed() { add(east, row) }
    for column in (west + 1...east).reversed() { add(column, south) }
    if let first = ring.first { ring.append(first) }
    return ring
  }
}
