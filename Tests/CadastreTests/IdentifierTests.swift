import Cadastre
import Geo
import Testing

@Suite struct IdentifierTests {
  @Test func `orders numbers as numbers and before text`() {
    let ordered = [
      "", "0", "00", "1", "01", "2", "9", "12", "012", "12-1", "12a", "12b", "123", "123a", "1000",
      "99999999999999999999",
      "100000000000000000000", "DC5", "DC12", "TĐ 2-2024", "TĐ 12-2024", "TT5",
    ]
    #expect(
      ordered.shuffled().sorted(by: NumeralOrder.precedes).filter { !["00", "01", "012"].contains($0) }
        == ordered.filter { !["00", "01", "012"].contains($0) })
    #expect(!NumeralOrder.precedes("12", "12"))
    #expect(NumeralOrder.precedes("012", "12") != NumeralOrder.precedes("12", "012"), "the order is total")
    #expect(NumeralOrder.precedes("012", "13") && NumeralOrder.precedes("11", "012"))
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `orders any texts totally`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pool = Array("0129aAĐđ -/.\u{301}")
    func text() -> String {
      String((0..<Int.random(in: 0...5, using: &random)).compactMap { _ in pool.randomElement(using: &random) })
    }
    for _ in 0..<2000 {
      let (a, b, c) = (text(), text(), text())
      let (ab, ba) = (NumeralOrder.precedes(a, b), NumeralOrder.precedes(b, a))
      #expect(!(ab && ba), "seed \(seed): ‹\(a)› ‹\(b)›")
      #expect(ab || ba || Array(a.utf8) == Array(b.utf8), "seed \(seed): ‹\(a)› ‹\(b)›")
      if ab, NumeralOrder.precedes(b, c) { #expect(NumeralOrder.precedes(a, c), "seed \(seed)") }
      if let x = Int(a), let y = Int(b), x > 0, y > 0, x != y { #expect(ab == (x < y), "seed \(seed): \(a) \(b)") }
    }
  }

  @Test func `brings numbers to one spelling without losing any`() {
    for (text, expected) in [
      ("12.0000", "12"), ("12.", "12."), ("12.5", "12.5"), ("012", "012"), (" 12 ", "12"),
      ("TĐ  12-2024", "TĐ 12-2024"),
      ("\u{A0}12\u{A0}", "12"), ("12\t", "12"), ("1/500", "1/500"), ("", ""), ("   ", ""), ("0.0", "0"), (".0", ".0"),
      ("123a", "123a"), ("00", "00"), ("12.00a", "12.00a"), ("\u{0}12", "12"), ("12,0", "12,0"),
    ] {
      #expect(NumeralOrder.normalised(text) == expected, "‹\(text)›")
    }
    #expect(NumeralOrder.normalised(12.0) == "12")
    #expect(NumeralOrder.normalised(12.5) == "12.5")
    #expect(NumeralOrder.normalised(-1.0) == nil)
    #expect(NumeralOrder.normalised(.nan) == nil)
    #expect(NumeralOrder.normalised(.infinity) == nil)
    #expect(NumeralOrder.isMissing("0.000") && NumeralOrder.isMissing(" ") && !NumeralOrder.isMissing("00"))
  }

  @Test func `decodes and encodes the national parcel code`() throws {
    // The example of geohash.org, to eleven characters.
    #expect(NationalParcelCode(at: Coordinate(x: 10.40744, y: 57.64911))?.text.hasPrefix("u4pruydqqvj") == true)
    let code = try NationalParcelCode(" W6TQ58S5T0J4 ")
    #expect(code.text == "w6tq58s5t0j4")
    #expect(code.description == "w6tq58s5t0j4")
    // A cell is 2^-30 of the circle: 3.6 cm east to west at this latitude, 1.9 cm south to north.
    #expect(code.cell.maxX - code.cell.minX < 360 / 0x1p30 * 1.001)
    #expect(code.cell.maxY - code.cell.minY < 180 / 0x1p30 * 1.001)
    for text in ["", "w6tq58s5t0j", "w6tq58s5t0j44", "w6tq58s5t0ja", "w6tq58s5t0j ", "ư6tq58s5t0j", "w6tq 8s5t0j4"] {
      #expect(throws: CadastreError.self) { try NationalParcelCode(text) }
    }
    #expect(NationalParcelCode(at: Coordinate(x: 181, y: 0)) == nil)
    #expect(NationalParcelCode(at: Coordinate(x: .nan, y: 0)) == nil)
    #expect(NationalParcelCode(at: Coordinate(x: 180, y: 90))?.text == "zzzzzzzzzzzz")
    #expect(NationalParcelCode(at: Coordinate(x: -180, y: -90))?.text == "000000000000")
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `finds a position again in the cell of its code`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let place = Coordinate(
        x: Double.random(in: 102...118, using: &random), y: Double.random(in: 7...24, using: &random))
      let code = try #require(NationalParcelCode(at: place))
      #expect(code.cell.contains(place), "seed \(seed): \(place)")
      #expect(try NationalParcelCode(code.text) == code)
      #expect(NationalParcelCode(at: code.center) == code, "seed \(seed): \(place)")
    }
  }
}
