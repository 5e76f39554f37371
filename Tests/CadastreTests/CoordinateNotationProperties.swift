import Cadastre
import Testing

@Suite struct CoordinateNotationProperties {
  /// A decimal number from a whole number of units of its last digit.
  private func decimal(_ units: Int, _ decimals: Int, mark: String = ".", groups: String = "") -> String {
    var digits = String(units.magnitude)
    while digits.count <= decimals { digits = "0" + digits }
    let whole = digits.dropLast(decimals)
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index).isMultiple(of: 3) { grouped += groups }
      grouped.append(digit)
    }
    return (units < 0 ? "-" : "") + grouped + (decimals > 0 ? mark + digits.suffix(decimals) : "")
  }

  private func scale(_ decimals: Int) -> Int { (0..<decimals).reduce(1) { scale, _ in scale * 10 } }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func `reads degrees back from every notation`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let decimals = Int.random(in: 1...9, using: &random)
      let unit = scale(decimals)
      let latitude = Int.random(in: 8 * unit...24 * unit, using: &random)
      let longitude = Int.random(in: 102 * unit...110 * unit, using: &random)
      for mark in [".", ","] {
        let (north, east) = (decimal(latitude, decimals, mark: mark), decimal(longitude, decimals, mark: mark))
        let texts = [
          "\(north) \(east)", "\(east) \(north)", "\(north); \(east)", "\(north), \(east)", "\(north)°B \(east)°Đ",
          "N\(north) E\(east)", "\(east)E \(north)N", "vĩ độ \(north), kinh độ \(east)", "(\(north) \(east)) WGS84",
        ]
        for text in texts {
          let result = try CoordinateNotation.parse(text)
          #expect(result.readings.count == 1, "seed \(seed): \(text)")
          #expect(
            result.readings.first?.position
              == .geographic(
                longitude: Double(longitude) / Double(unit), latitude: Double(latitude) / Double(unit),
                rounding: 0.5 / Double(unit)), "seed \(seed): \(text)")
        }
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func `reads minutes and seconds back from every notation`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let decimals = Int.random(in: 0...5, using: &random)
      let unit = scale(decimals)
      let latitude = Int.random(in: 8 * 3600 * unit...24 * 3600 * unit, using: &random)
      let longitude = Int.random(in: 102 * 3600 * unit...110 * 3600 * unit, using: &random)
      func parts(_ angle: Int, _ marks: [String], _ mark: String) -> String {
        let seconds = angle % (60 * unit)
        let minutes = angle / (60 * unit) % 60
        return
          "\(angle / (3600 * unit))\(marks[0])\(minutes)\(marks[1])\(decimal(seconds, decimals, mark: mark))\(marks[2])"
      }
      for marks in [
        ["°", "'", "\""], ["° ", "' ", "\""], ["º", "’", "”"], ["˚", "′", "″"], ["°", "'", "''"], [":", ":", ""],
        [" ", " ", ""], ["d", "m", "s"], [" độ ", " phút ", " giây"],
      ] {
        for mark in decimals == 0 ? ["."] : [".", ","] {
          let (north, east) = (parts(latitude, marks, mark), parts(longitude, marks, mark))
          for text in ["\(north) \(east)", "\(east); \(north)", "\(north) B \(east) Đ", "N\(north), E\(east)"] {
            let result = try CoordinateNotation.parse(text)
            #expect(result.readings.count == 1, "seed \(seed): \(text): \(result.readings.map(\.position))")
            guard case .geographic(let x, let y, let rounding)? = result.readings.first?.position else {
              Issue.record("seed \(seed): \(text)")
              continue
            }
            #expect(x == Double(longitude) / Double(3600 * unit), "seed \(seed): \(text)")
            #expect(y == Double(latitude) / Double(3600 * unit), "seed \(seed): \(text)")
            #expect(abs(rounding * 3600 * Double(unit) - 0.5) < 1e-12, "seed \(seed): \(text)")
          }
        }
      }
    }
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func `reads grid coordinates back from every notation`(
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let decimals = Int.random(in: 0...4, using: &random)
      let unit = scale(decimals)
      let northing = Int.random(in: 900_000 * unit...2_620_000 * unit, using: &random)
      let easting = Int.random(in: 300_000 * unit...700_000 * unit, using: &random)
      for (mark, groups) in [(".", ""), (",", ""), (",", "."), (".", ","), (".", " "), (",", "\u{A0}")] {
        let x = decimal(northing, decimals, mark: mark, groups: groups)
        let y = decimal(easting, decimals, mark: mark, groups: groups)
        let texts = [
          ("X=\(x) Y=\(y)", true, false), ("Y: \(y); X: \(x)", true, false), ("X = \(x)m, Y = \(y)m", true, false),
          ("\(x) \(y)", false, false), ("\(x); \(y)", false, false), ("\(y) \(x)", false, true),
          ("N \(x) E \(y)", true, false), ("X=\(y); Y=\(x)", true, true),
        ]
        for (text, labelled, swapped) in texts {
          let result = try CoordinateNotation.parse(text)
          #expect(
            result.readings.first?.position
              == .grid(
                x: Double(northing) / Double(unit), y: Double(easting) / Double(unit), rounding: 0.5 / Double(unit),
                labelled: labelled, swapped: swapped), "seed \(seed): \(text)")
          // `2 264 092,1 367 525,2` is another pair too if the middle comma is no decimal mark, but a less likely one.
          let others = result.readings.dropFirst()
          #expect(
            others.allSatisfy {
              $0.plausibility > .mainland && (labelled && swapped || groups == "\u{A0}" || groups == " ")
            },
            "seed \(seed): \(text)")
        }
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `gives the same by the short cut for plain pairs`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let decimals = (Int.random(in: 0...10, using: &random), Int.random(in: 0...10, using: &random))
      let limits = [30, 130, 800_000, 3_000_000]
      let first = Int.random(in: 0...(limits.randomElement(using: &random) ?? 1) * scale(decimals.0), using: &random)
      let second = Int.random(in: 0...(limits.randomElement(using: &random) ?? 1) * scale(decimals.1), using: &random)
      let separator = [",", " ", ", ", ";", "  "].randomElement(using: &random) ?? ","
      let text = decimal(first, decimals.0) + separator + decimal(second, decimals.1)
      // A line end keeps a text from the short cut.
      let quick = try? CoordinateNotation.parse(text).readings
      let general = try? CoordinateNotation.parse(text + "\n").readings
      #expect(quick == general, "seed \(seed): \(text)")
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func `survives any change of any form, with readings on the globe`(
    seed: UInt64
  ) {
    var random = SeededGenerator(seed: seed)
    let pool = Array("0123456789.,;:°'\"′″NSEWBĐTxyXYmd+-−–=()/ \u{A0}\t\n８\u{301}e|*º’”€😀\u{0}\u{200B}".unicodeScalars)
    for round in 0..<800 {
      guard let example = NotationCases.all.randomElement(using: &random) else { return }
      var scalars = Array(example.text.unicodeScalars)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0...scalars.count, using: &random)
        guard let scalar = pool.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<4, using: &random) {
        case 0: scalars.insert(scalar, at: place)
        case 1 where place < scalars.count: scalars.remove(at: place)
        case 2 where place < scalars.count: scalars[place] = scalar
        default: scalars.insert(contentsOf: scalars.prefix(place), at: place)
        }
      }
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      let length = text.count
      do {
        let result = try CoordinateNotation.parse(text)
        #expect(!result.readings.isEmpty && result.readings.count <= 12, "seed \(seed), round \(round): \(text)")
        #expect(
          Set(result.readings.map { ["\($0.position)", "\(String(describing: $0.impliedCRS))"] }).count
            == result.readings.count)
        for reading in result.readings {
          switch reading.position {
          case .geographic(let longitude, let latitude, let rounding):
            #expect(longitude.magnitude <= 180 && latitude.magnitude <= 90 && rounding > 0, "seed \(seed): \(text)")
          case .grid(let x, let y, let rounding, _, _):
            #expect(x.isFinite && y.isFinite && rounding > 0, "seed \(seed): \(text)")
          }
        }
      } catch {
        #expect((0...length).contains(error.position ?? 0), "seed \(seed), round \(round): \(text)")
      }
    }
  }

  @Test(arguments: [
    String(repeating: "1 ", count: 512), String(repeating: "111 ", count: 256), String(repeating: "1,", count: 512),
    String(repeating: "111.", count: 256), String(repeating: "1°", count: 340), String(repeating: "1:", count: 512),
    String(repeating: "'", count: 1024), String(repeating: "N", count: 1024), String(repeating: "X=", count: 512),
    String(repeating: "(", count: 1024), String(repeating: "1-", count: 512), String(repeating: "KTT 108 ", count: 128),
    String(repeating: "Đ", count: 512), String(repeating: "e1", count: 512), String(repeating: "\u{301}", count: 512),
  ]) func `refuses long rows of marks`(text: String) {
    #expect(throws: CadastreError.self) { try CoordinateNotation.parse(text) }
  }
}
