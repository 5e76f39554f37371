import Geo
import Testing

@testable import Cadastre

/// The short cut for the numbers of programs against the general way.
struct PlainPairTests {
  private static func number(_ random: inout SeededGenerator) -> String {
    let values: [ClosedRange<Double>] = [
      102...110, 8...24, 0.8e6...2.7e6, 0.1e6...1.7e6, 0...180, 7...7.1, 117...118, 0...1e7, 48e6...49.9e6,
    ]
    let value = Double.random(in: values[Int.random(in: 0..<values.count, using: &random)], using: &random)
    var digits = String(Int(value))
    switch Int.random(in: 0..<10, using: &random) {
    case 0: break
    case 1: digits = "0" + digits
    case 2: digits = "-" + digits
    case 3: digits += ","
    default: digits += "."
    }
    for _ in 0..<Int.random(in: 0...12, using: &random) { digits += String(Int.random(in: 0...9, using: &random)) }
    return digits
  }

  @Test(arguments: 0..<2000 as Range<UInt64>)
  func `gives the one reading of the general way, or none`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (first, second) = (Self.number(&random), Self.number(&random))
    for separator in [",", ", ", " ", ";", "; ", "  ", " ; "] {
      let text = first + separator + second
      guard let plain = CoordinateNotation.plainReading(of: Array(text.utf8).span) else { continue }
      #expect((try? CoordinateNotation.parseAnything(text))?.readings == [plain], "seed \(seed): \(text)")
    }
    if let plain = CoordinateNotation.plainReading(of: Array(" \(first)".utf8).span, Array("\(second)  ".utf8).span) {
      let text = "\(first); \(second)"
      #expect((try? CoordinateNotation.parseAnything(text))?.readings == [plain], "seed \(seed): \(text)")
    }
  }

  @Test(arguments: [
    "", " ", "1", "15.1205", "15.1205,", ",108.7", "15.1205,,108.7923", "15.1205 108.7923 1.0", "15.a,108.7",
  ])
  func `leaves to the general way what is not that simple`(text: String) {
    #expect(CoordinateNotation.plainReading(of: Array(text.utf8).span) == nil)
    #expect(
      CoordinateNotation.plainReading(of: Array(text.utf8).span, Array("108.7923".utf8).span) == nil
        || text == "15.1205")
  }

  @Test(arguments: [
    (["stt", "Kinh độ", "Vĩ độ"], PositionColumns.degrees(longitude: 1, latitude: 2)),
    (["LAT", "LNG", "at"], .text(2)), (["lat", "long"], .degrees(longitude: 1, latitude: 0)),
    (["X_VN2000", "Y_VN2000"], .grid(0, 1)), (["Tọa độ X", "Tọa độ Y", "tọa độ"], .grid(0, 1)),
    (["X(m)", "Y(m)"], .grid(0, 1)), (["Northing", "Easting"], .grid(0, 1)), (["POINT_X", "POINT_Y"], .grid(0, 1)),
    (["Vị trí"], .text(0)), (["TOA_DO", "x"], .text(0)),
    (["kinh_do_wgs84", "vi_do_wgs84"], .degrees(longitude: 0, latitude: 1)),
  ])
  func `finds the columns of a position`(names: [String], columns: PositionColumns) {
    #expect(PositionColumns(names: names) == columns)
  }

  @Test(arguments: [[], ["a", "b"], ["lon"], ["x"], ["vĩ độ"], ["xã", "tờ", "thửa"], [""]])
  func `finds none where there is none`(names: [String]) {
    #expect(PositionColumns(names: names) == nil)
  }
}
