import Cadastre
import Geo
import Projection
import Testing

@testable import Service

struct ReadingChoiceTests {
  private let systems: Systems
  private let vietNam = Envelope(minX: 102, minY: 7, maxX: 117.5, maxY: 24)

  init() throws { systems = Systems(try Projector()) }

  private func decide(
    _ text: String, crs: CRS? = nil, grids: [CRS] = [], _ judge: (inout PlacedReading) -> Void = { _ in }
  ) throws -> ReadingDecision {
    let choice = ReadingChoice(systems: systems, extent: vietNam, grids: grids)
    var candidates = try choice.candidates(for: try CoordinateNotation.parse(text), crs: crs)
    for place in candidates.placed.indices { judge(&candidates.placed[place]) }
    return try choice.decide(candidates)
  }

  /// A ward for every place of a strip of longitudes.
  private func ward(_ reading: inout PlacedReading, in strip: ClosedRange<Double>) {
    guard strip.contains(reading.position.x), let from = Day("2025-07-01") else { return }
    reading.agreement = .ward
    reading.ward = WardReference(code: "21025", name: "Phường Cẩm Thành", validFrom: from)
  }

  @Test func `where two meridians meet both readings are told and none is certain`() throws {
    let decision = try decide("X=1672422.43 Y=584963.15") { ward(&$0, in: 108.2...108.9) }
    #expect(decision.equals > 0)
    #expect(decision.others.count == decision.equals)
    #expect(decision.others.allSatisfy { $0.ward != nil })
    #expect(decision.notes.contains(.equallyPlausible(count: decision.equals)))
  }

  @Test func `a parcel surveyed in that very grid decides over a ward`() throws {
    let decision = try decide("X=1672422.43 Y=584963.15") { reading in
      ward(&reading, in: 108.2...108.9)
      if reading.crs == CRS(epsg: 5898) { reading.agreement = .parcel }
    }
    #expect(decision.used.crs == CRS(epsg: 5898) && decision.equals == 0 && !decision.others.isEmpty)
    #expect(decision.notes.first == .gridByParcel(CRS(epsg: 5898), meridian: "108°00'"))
  }

  @Test func `the only grid of the register is taken when no ward is known, and said`() throws {
    let decision = try decide("X=1672422.43 Y=584963.15", grids: [CRS(epsg: 9216)])
    #expect(decision.used.crs == CRS(epsg: 9216))
    #expect(decision.notes == [.gridOfRegister(CRS(epsg: 9216), meridian: "107°30'")])
    #expect(throws: ServiceError.self) {
      try decide("X=1672422.43 Y=584963.15", grids: [CRS(epsg: 9216), CRS(epsg: 5898)])
    }
  }

  @Test func `a system named in the text is taken, and another one beside it is refused`() throws {
    #expect(try decide("X=1672422.43 Y=584963.15 (KTT 108°00')").used.crs == CRS(epsg: 5898))
    let error = #expect(throws: ServiceError.self) {
      try decide("X=1672422.43 Y=584963.15 (KTT 108°00')", crs: CRS(epsg: 9216))
    }
    #expect(error?.code == .contradiction && error?.suggestion == "EPSG:5898")
  }

  @Test func `rounding is a radius in metres`() throws {
    let grid = try decide("X=1672422.43 Y=584963.15", crs: CRS(epsg: 5898)).used
    #expect(abs(grid.rounding - 0.005 * 2.0.squareRoot()) < 1e-12)
    let degrees = try decide("15.1205, 108.7923").used
    // Half of 0.0001° is 5.57 m to the north and 5.37 m to the east at 15.12°.
    #expect(abs(degrees.rounding - 7.735) < 0.01)
  }
}
