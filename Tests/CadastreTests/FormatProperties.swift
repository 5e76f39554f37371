import Cadastre
import Geo
import Testing

/// Places written by a naive encoder in each format, and read back.
@Suite struct FormatProperties {
  private func decimal(_ units: Int, _ decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
    let fraction = String(units % scale)
    let whole = String(units / scale)
    return decimals == 0 ? whole : whole + "." + String(repeating: "0", count: decimals - fraction.count) + fraction
  }

  private func position(of text: String) throws -> (CoordinateText, CoordinateReading) {
    let result = try CoordinateNotation.parse(text)
    return (result, try #require(result.readings.first))
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `reads degrees back from every link and format`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      // Programs leave out zeros at the end, so that there are none here.
      let latitude = Int.random(in: 800_000...2_399_999, using: &random) * 10 + 7
      let longitude = Int.random(in: 10_200_000...10_999_999, using: &random) * 10 + 3
      let (north, east) = (decimal(latitude, 6), decimal(longitude, 6))
      let texts = [
        "https://www.google.com/maps/@\(north),\(east),17z", "https://www.google.com/maps?q=\(north),\(east)",
        "https://www.google.com/maps/place/A/@1,2,3z/data=!3m1!8m2!3d\(north)!4d\(east)",
        "https://maps.google.com/?q=\(north)%2C%20\(east)", "https://www.openstreetmap.org/#map=9/\(north)/\(east)",
        "https://a.vn/?lng=\(east)&lat=\(north)", "https://maps.apple.com/?ll=\(north),\(east)", "geo:\(north),\(east)",
        #"{"type":"Point","coordinates":[\#(east),\#(north)]}"#, #"{"lat":\#(north),"lon":\#(east)}"#,
        "POINT(\(east) \(north))", "SRID=4326;POINT (\(east) \(north))",
      ]
      for text in texts {
        let (result, reading) = try position(of: text)
        #expect(result.readings.count == 1, "seed \(seed): \(text)")
        #expect(
          reading.position
            == .geographic(
              longitude: Double(longitude) / 1e6, latitude: Double(latitude) / 1e6, rounding: 0.5e-6),
          "seed \(seed): \(text)")
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `reads UTM and MGRS back from every notation`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let columns = Array("ABCDEFGHJKLMNPQRSTUVWXYZ")
    let rows = Array("ABCDEFGHJKLMNPQRSTUV")
    for _ in 0..<25 {
      let zone = Int.random(in: 48...49, using: &random)
      let easting = Int.random(in: 170_000..<830_000, using: &random)
      let northing = Int.random(in: 900_000..<2_600_000, using: &random)
      let band = northing < 1_760_000 ? "P" : "Q"
      let texts = [
        "\(zone)\(band) \(easting) \(northing)", "\(zone) \(band) 0\(easting) \(northing)",
        "\(zone)N \(easting)E \(northing)N", "zone \(zone) \(easting) \(northing)",
        "UTM \(zone)\(band) \(northing) \(easting)", "\(easting) \(northing) \(zone)\(band)",
        "UTM zone \(zone)N: E \(easting) N \(northing)",
      ]
      for text in texts {
        let result = try CoordinateNotation.parse(text)
        let codes = [Int32(32600 + zone), Int32(3357 + zone)]
        #expect(result.readings.prefix(2).map(\.impliedCRS?.code) == codes, "seed \(seed): \(text)")
        for reading in result.readings.prefix(2) {
          guard case .grid(Double(northing), Double(easting), 0.5, _, _) = reading.position else {
            Issue.record("seed \(seed): \(text): \(reading.position)")
            continue
          }
        }
      }
      let column = columns[(zone - 1) % 3 * 8 + easting / 100_000 - 1]
      let row = rows[(northing / 100_000 + (zone.isMultiple(of: 2) ? 5 : 0)) % 20]
      func digits(_ number: Int) -> String {
        let text = String(number % 100_000)
        return String(repeating: "0", count: 5 - text.count) + text
      }
      let (_, reading) = try position(of: "\(zone)\(band)\(column)\(row)\(digits(easting))\(digits(northing))")
      #expect(
        reading.position
          == .grid(
            x: Double(northing) + 0.5, y: Double(easting) + 0.5, rounding: 0.5, labelled: true, swapped: false),
        "seed \(seed)")
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `finds the cell of a geohash and of a plus code around its place`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    let alphabet = Array("23456789CFGHJMPQRVWX")
    for _ in 0..<50 {
      let place = Coordinate(
        x: .random(in: 102.5...109.5, using: &random), y: .random(in: 8.5...23, using: &random))
      let code = try #require(NationalParcelCode(at: place)).text
      for length in 5...12 {
        // Letters alone behind the w are a word, and digits alone a direction.
        let short = code.prefix(length)
        guard short.dropFirst().contains(where: \.isLetter), short.contains(where: \.isNumber) else { continue }
        let (result, reading) = try position(of: String(short))
        guard case .geographic(let longitude, let latitude, let rounding) = reading.position else { continue }
        #expect(abs(longitude - place.x) <= rounding && abs(latitude - place.y) <= rounding, "seed \(seed): \(short)")
        #expect(result.statedDatum == .wgs84)
        #expect(reading.form == (length == 12 ? .nationalCode : .geohash))
      }
      var (north, east) = (place.y + 90, place.x + 180)
      var plus = ""
      var size = 20.0
      for pair in 0..<5 {
        if pair == 4 { plus += "+" }
        plus.append(alphabet[Int(north / size)])
        plus.append(alphabet[Int(east / size)])
        north -= (north / size).rounded(.down) * size
        east -= (east / size).rounded(.down) * size
        size /= 20
      }
      let (_, reading) = try position(of: plus)
      guard case .geographic(let longitude, let latitude, let rounding) = reading.position else { continue }
      #expect(abs(rounding - 0.0000625) < 1e-12, "seed \(seed): \(plus)")
      // A naive encoder may round a place at a cell's edge to its neighbour.
      #expect(abs(longitude - place.x) <= rounding + 1e-9 && abs(latitude - place.y) <= rounding + 1e-9, "\(plus)")
    }
  }

  @Test func `tells the accuracy that a geo URI states`() throws {
    #expect(try CoordinateNotation.parse("geo:15.1205,108.7923;u=35").statedAccuracy == 35)
    #expect(try CoordinateNotation.parse("geo:15.1205,108.7923").statedAccuracy == nil)
    #expect(try CoordinateNotation.parse("geo:15.1205,108.7923;u=-5").statedAccuracy == nil)
  }
}
