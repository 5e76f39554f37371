import Cadastre
import Geo
import Testing
import VietText

@Suite struct CoordinateNotationTests {
  private func numbers(_ reading: CoordinateReading) -> (kind: String, first: Double, second: Double) {
    switch reading.position {
    case .geographic(let longitude, let latitude, _): ("G", longitude, latitude)
    case .grid(let x, let y, _, _, _): ("M", x, y)
    }
  }

  @Test(arguments: NotationCases.all) func `reads every accepted form`(example: NotationCase) throws {
    let result = try CoordinateNotation.parse(example.text)
    #expect(result.text == example.text)
    #expect(result.statedCRS?.code == example.crs)
    #expect(
      result.readings.count == example.readings.count,
      "\(example): \(result.readings.map { "\($0.position)" })")
    for (reading, expected) in zip(result.readings, example.readings) {
      let words = expected.split(separator: " ")
      let found = numbers(reading)
      #expect(found.kind == words[0], "\(example)")
      #expect(abs(found.first - (Double(words[1]) ?? .nan)) < 1e-9, "\(example): \(reading.position)")
      #expect(abs(found.second - (Double(words[2]) ?? .nan)) < 1e-9, "\(example): \(reading.position)")
      #expect(reading.impliedCRS?.code == (words.count > 3 ? Int32(words[3]) : nil), "\(example)")
      #expect(!reading.explanation.vietnamese.isEmpty && !reading.explanation.english.isEmpty)
    }
    let remarks = Set(result.readings.first?.remarks ?? [])
    #expect(remarks == example.remarks, "\(example)")
  }

  @Test func `has at least 300 published forms, accepted and refused`() {
    #expect(NotationCases.all.count >= 300)
    #expect(NotationCases.refused.count >= 130)
  }

  @Test func `refuses what it cannot read with a code, the place and what to do`() {
    for (text, code, position) in NotationCases.refused {
      let said = text.prefix(60)
      do {
        let result = try CoordinateNotation.parse(text)
        Issue.record("‹\(said)› was read as \(result.readings.map(\.position))")
      } catch {
        #expect(error.code == code, "‹\(said)›: \(error)")
        if let position { #expect(error.position == position, "‹\(said)›: \(error)") }
        #expect(!error.phrase.vietnamese.isEmpty)
      }
    }
  }

  @Test func `says the datum that a text names`() throws {
    #expect(try CoordinateNotation.parse("VN-2000 15.1205 108.7923").statedDatum == .vn2000)
    #expect(try CoordinateNotation.parse("15.1205 108.7923 (WGS 84)").statedDatum == .wgs84)
    #expect(try CoordinateNotation.parse("w6tq58s5t0j4").statedDatum == .wgs84)
    #expect(try CoordinateNotation.parse("15.1205 108.7923").statedDatum == nil)
  }

  @Test(arguments: NotationCases.roundings) func `tells half a unit of the last digit as the rounding`(
    text: String, expected: Double
  ) throws {
    let reading = try #require(try CoordinateNotation.parse(text).readings.first)
    switch reading.position {
    case .geographic(_, _, let rounding), .grid(_, _, let rounding, _, _):
      #expect(abs(rounding - expected) < 1e-15)
    }
  }

  @Test func `tells which axis was labelled, which was swapped, and why`() throws {
    func first(_ text: String) throws -> CoordinateReading {
      try #require(try CoordinateNotation.parse(text).readings.first)
    }
    #expect(
      try first("Y=584963.15 X=1672422.43").position
        == .grid(x: 1_672_422.43, y: 584_963.15, rounding: 0.005, labelled: true, swapped: false))
    #expect(try first("Y=584963.15 X=1672422.43").eastFirst)
    #expect(
      try first("584963.15 1672422.43").position
        == .grid(x: 1_672_422.43, y: 584_963.15, rounding: 0.005, labelled: false, swapped: true))
    let exchanged = try CoordinateNotation.parse("X=584963.15 Y=1672422.43").readings
    #expect(
      exchanged[0].position == .grid(x: 1_672_422.43, y: 584_963.15, rounding: 0.005, labelled: true, swapped: true))
    #expect(
      exchanged[1].position == .grid(x: 584_963.15, y: 1_672_422.43, rounding: 0.005, labelled: true, swapped: false))
    #expect(exchanged[0].evidence == .ranges)
    #expect(try first("15.1205N 108.7923E").evidence == .labels)
    #expect(try first("15.1205 108.7923").evidence == .ranges)
    #expect(try first("48.85 2.35").evidence == .custom)
    #expect(try first("48.85 151.2").evidence == .globe)
    #expect(try first("16.5333 111.6083").plausibility == .wide)
  }

  @Test func `reads the official vectors as the papers print them`() throws {
    for vector in try TSV.rows("vectors.tsv") {
      let x = try #require(vector["X_northing_m"])
      let y = try #require(vector["Y_easting_m"])
      for text in ["X=\(x) Y=\(y)", "\(x) \(y)", "Y: \(y); X: \(x)"] {
        let reading = try #require(try CoordinateNotation.parse(text).readings.first)
        guard case .grid(let northing, let easting, let rounding, _, false) = reading.position else {
          Issue.record("\(text) was read as \(reading.position)")
          continue
        }
        #expect(northing == Double(x))
        #expect(easting == Double(y))
        #expect(rounding == 0.0005)
      }
    }
  }
}
