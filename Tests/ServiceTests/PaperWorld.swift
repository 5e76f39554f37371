import Cadastre
import Geo
import Projection
import Register
import SpatiaLite
import Testing

@testable import Service

/// A land made up of columns, one for each ward of the beginning, whose parcels get new names twice: a plain list of
/// who bore which name when, against which the search for old papers is judged.
struct PaperWorld {
  /// A name as a paper has it.
  struct Name: Hashable {
    var ward: String
    var sheet: String
    var number: String
  }

  /// A parcel with the names that it bore, one for each era.
  struct Lot {
    var names: [Name]
    /// The era whose name the register has.
    var keyed: Int
    var x: Double
    var y: Double
  }

  /// A day inside each era, and the first days of the second and the third.
  static let papers = ["2012-03-04", "2020-05-06", "2026-01-02"].compactMap { Day($0) }
  static let changes = ["2016-01-01", "2025-07-01"].compactMap { Day($0) }

  let folder: Folder
  let lots: [Lot]
  private let projector: Projector

  var register: String { folder.register }

  /// Makes a world and its register.
  ///
  /// - Parameters:
  ///   - seed: what everything follows from.
  ///   - hasBoundaries: whether the register knows the boundaries of all wards.
  /// - Throws: what the register throws.
  init(seed: UInt64, hasBoundaries: Bool) throws {
    var random = Seeded(state: seed)
    folder = try Folder()
    projector = try Projector()
    let count = 5
    let old = (0..<count).map { "2\(1000 + 3 * $0)" }
    // 2016: one ward gets another code and name; nothing else changes.
    let recoded = Int.random(in: 0..<count, using: &random)
    let middle = old.enumerated().map { $0.offset == recoded ? "29999" : $0.element }
    // 2025: neighbours are joined, each group under the code of one of its own, or a new one.
    let cut = Int.random(in: 1..<count, using: &random)
    let groups = [Array(0..<cut), Array(cut..<count)]
    var new = [String](repeating: "", count: count)
    for (place, group) in groups.enumerated() {
      let code = Bool.random(using: &random) ? middle[group[0]] : "3000\(place)"
      for ward in group { new[ward] = code }
    }
    // Some columns have a table of renumbered sheets for 2025, the others keep theirs.
    let isTabled = (0..<count).map { _ in Bool.random(using: &random) }
    var renumberings: [SheetRenumbering] = []
    var lots: [Lot] = []
    for ward in 0..<count {
      // Of wards that kept their sheets only one can have its parcels under their new names: they would be one name.
      let isFirstKept = !(0..<ward).contains { new[$0] == new[ward] && !isTabled[$0] }
      let keyed = Int.random(in: 0..<(isTabled[ward] || isFirstKept ? 3 : 2), using: &random)
      for sheet in 1...2 {
        let shift = Bool.random(using: &random) ? 0 : 100
        let newSheet = isTabled[ward] ? "\(100 + 10 * ward + sheet)" : "\(sheet)"
        if isTabled[ward] {
          renumberings.append(
            SheetRenumbering(
              oldWard: middle[ward], oldWardFrom: ward == recoded ? Self.changes[0] : nil, oldSheet: "\(sheet)",
              newWard: new[ward], newSheet: newSheet, numbers: shift == 0 ? .kept : .shifted(by: shift),
              day: Self.changes[1]))
        }
        for number in 1...3 {
          let later = isTabled[ward] ? "\(number + shift)" : "\(number)"
          lots.append(
            Lot(
              names: [
                Name(ward: old[ward], sheet: "\(sheet)", number: "\(number)"),
                Name(ward: middle[ward], sheet: "\(sheet)", number: "\(number)"),
                Name(ward: new[ward], sheet: newSheet, number: later),
              ], keyed: keyed, x: 584_000 + Double(ward) * 500 + Double(number) * 30, y: 1_672_000 + Double(sheet) * 60)
          )
        }
      }
    }
    self.lots = lots
    try publishWards(old, middle, new, recoded, hasBoundaries: hasBoundaries)
    try publishLots(hasBoundaries: hasBoundaries)
    var successions = [
      WardSuccession(
        oldCode: old[recoded], oldName: "Xã \(old[recoded])", newCode: "29999", newName: "Phường 29999",
        day: Self.changes[0])
    ]
    for ward in 0..<count {
      successions.append(
        WardSuccession(
          oldCode: middle[ward], oldName: "Xã \(middle[ward])", newCode: new[ward], newName: "Phường mới \(new[ward])",
          day: Self.changes[1]))
    }
    let origin = FactOrigin(person: "lan", allowsRemovals: true)
    _ = try RegisterFile.publish(successions, in: register, from: origin)
    if !renumberings.isEmpty { _ = try RegisterFile.publish(renumberings, in: register, from: origin) }
  }

  /// The lots that bore a name in an era.
  func lots(named name: Name, era: Int) -> [Lot] { lots.filter { $0.names[era] == name } }

  private func publishWards(
    _ old: [String], _ middle: [String], _ new: [String], _ recoded: Int, hasBoundaries: Bool
  ) throws {
    let change = try StagedChange.create(beside: register, layer: .wards, origin: origin("2011-01-01"))
    func append(_ code: String, _ columns: ClosedRange<Int>, _ from: Day?, _ to: Day?) throws {
      let ring = [
        Land.square(584_000 + Double(columns.lowerBound) * 500, 1_671_500, Double(columns.count) * 500, height: 1500)
      ]
      try change.append(
        StagedWard(
          ward: Ward(code: code, name: "Đơn vị \(code)", validFrom: try #require(from), validTo: to),
          geometry: try geometry(MultiPolygon([ring]).densified(maximumSegment: 200)), row: 1))
    }
    guard hasBoundaries else {
      // A register needs something to begin with: a ward far away.
      try append("99999", 100...100, Day("2000-01-01"), nil)
      try publish(change)
      return
    }
    for ward in old.indices {
      let end = ward == recoded ? Self.changes[0] : Self.changes[1]
      try append(old[ward], ward...ward, Day("2000-01-01"), end)
    }
    try append("29999", recoded...recoded, Self.changes[0], Self.changes[1])
    for code in Set(new) {
      let columns = new.indices.filter { new[$0] == code }
      try append(code, columns[0]...columns[columns.count - 1], Self.changes[1], nil)
    }
    try publish(change)
  }

  private func publishLots(hasBoundaries: Bool) throws {
    for era in 0..<3 {
      let chosen = lots.filter { $0.keyed == era }
      guard !chosen.isEmpty else { continue }
      let first = [Day("2000-01-01"), Self.changes[0], Self.changes[1]]
      let change = try StagedChange.create(
        beside: register, layer: .parcels, origin: origin(["2012-01-01", "2018-01-01", "2025-12-01"][era]))
      for lot in chosen {
        let name = lot.names[era]
        // A code that did not change in 2016 still names the ward of 2000.
        let from = era == 1 && name.ward != "29999" ? first[0] : first[era]
        let polygons = MultiPolygon([[Land.square(lot.x, lot.y)]])
        try change.append(
          StagedParcel(
            key: ParcelKey(
              ward: name.ward, wardFrom: hasBoundaries ? from : nil, sheet: name.sheet, number: name.number),
            mapArea: 400, geometry: try geometry(polygons), row: 1))
      }
      try publish(change)
    }
  }

  private func geometry(_ polygons: MultiPolygon) throws -> StagedGeometry {
    var wgs84 = polygons
    try projector.toWGS84(Land.grid).forward(&wgs84.coordinates)
    return StagedGeometry(
      wgs84: SpatialBlob.encode(wgs84, srid: 4326), grid: Land.grid, gridWKB: WKB.encode(polygons))
  }

  private func origin(_ day: String) throws -> Origin { Origin(stagedBy: "lan", dataDate: try #require(Day(day))) }

  private func publish(_ change: StagedChange) throws {
    try change.finish()
    _ = try change.compare(scope: .nothing)
    _ = try change.publish(by: "lan")
  }
}

struct PaperPropertyTests {
  @Test(arguments: 1...16)
  func `agrees with a plain list of names, and never gives a stranger`(seed: Int) throws {
    let hasBoundaries = seed % 2 == 0
    let world = try PaperWorld(seed: UInt64(seed), hasBoundaries: hasBoundaries)
    let desk = try Desk(register: world.register, clock: FixedClock())
    for era in 0..<3 {
      for name in Set(world.lots.map { $0.names[era] }) {
        let expected = Set(world.lots(named: name, era: era).map { "\($0.x) \($0.y)" })
        let answer = try desk.paper(
          PaperQuestion(
            ward: name.ward, sheet: name.sheet, number: name.number, paperDate: PaperWorld.papers[era]))
        let found = try Set(answer.candidates.map { try place($0.feature, world) })
        let what: Comment = "seed \(seed), \(name) of \(PaperWorld.papers[era])"
        // What the paper means is always among the candidates, and one that is found is the one.
        #expect(expected.isSubset(of: found), what)
        if answer.status == .found { #expect(found == expected, what) }
        if answer.status == .notFound { Issue.record(what) }
        // With boundaries nothing is left open but names that really were borne twice.
        if hasBoundaries { #expect(found == expected && (answer.status == .found) == (expected.count == 1), what) }
      }
    }
  }

  /// The lot of a feature, by the corner of its square.
  private func place(_ feature: ParcelFeature, _ world: PaperWorld) throws -> String {
    let projector = try Projector()
    let grid = try projector.toWGS84(Land.grid)
    let corners = try feature.polygons.coordinates.map { try grid.inverse($0) }
    let x = corners.map(\.x).min() ?? 0
    let y = corners.map(\.y).min() ?? 0
    return "\((x * 10).rounded() / 10) \((y * 10).rounded() / 10)"
  }
}
