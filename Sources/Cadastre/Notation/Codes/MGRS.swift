/// References of the Military Grid Reference System, `49PBS6345672422`: zone, band, square of 100 km, digits.
///
/// The columns go A–H, J–R, S–Z in turn with the zones; the rows A–V repeat every 2,000 km and begin at F in even zones.
/// The digits name the south-west corner of a cell, not its middle.
struct MGRS {
  /// The zone on WGS 84.
  var zone: UTMZone
  /// The middle of the cell, metres.
  var northing: Double
  var easting: Double
  /// Half the width of the cell, metres.
  var rounding: Double

  private static let columns = Array("ABCDEFGHJKLMNPQRSTUVWXYZ".utf8)
  private static let rows = Array("ABCDEFGHJKLMNPQRSTUV".utf8)

  /// Reads a text that has the form of a reference; `nil` for any other.
  ///
  /// - Throws: ``CadastreError`` for another zone, a square that does not exist, and cells over 1 km.
  init?(_ text: String) throws(CadastreError) {
    var groups = text.uppercased().split(whereSeparator: \.isWhitespace)
    if groups.first == "MGRS" || groups.first == "MGRS:" { groups.removeFirst() }
    let bytes = groups.flatMap { Array($0.utf8) }
    let head = bytes.prefix { LetterFolding.isDigit($0) }
    let letters = bytes.dropFirst(head.count).prefix { LetterFolding.isLetter($0) }
    let digits = bytes.dropFirst(head.count + letters.count)
    guard (1...2).contains(head.count), letters.count == 3, digits.allSatisfy(LetterFolding.isDigit) else {
      return nil
    }
    let letter = letters.map(\.self)
    guard (0x43...0x58).contains(letter[0]), letter.allSatisfy({ $0 != 0x49 && $0 != 0x4F }) else { return nil }
    let number = head.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    // `15deg 108` is none.
    guard number == 48 || number == 49 || digits.count >= 4 && digits.count.isMultiple(of: 2) else { return nil }
    zone = try UTMZone(number: number, letter: letter[0])
    guard let column = Self.columns.firstIndex(of: letter[1]), column / 8 == (zone.number - 1) % 3,
      let row = Self.rows.firstIndex(of: letter[2]), digits.count.isMultiple(of: 2), (4...10).contains(digits.count),
      Self.areHalves(groups, digits.count)
    else { throw CadastreError(.mgrs) }
    let half = digits.count / 2
    let cell = Double((half..<5).reduce(1) { size, _ in size * 10 })
    func metres(_ digits: ArraySlice<UInt8>) -> Double { Double(digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }) }
    easting = Double(column % 8 + 1) * 100_000 + (metres(digits.prefix(half)) + 0.5) * cell
    northing =
      Double((row + (zone.number.isMultiple(of: 2) ? 15 : 0)) % 20) * 100_000
      + (metres(digits.suffix(half)) + 0.5) * cell
    if !zone.suits(northing: northing) { northing += 2_000_000 }
    guard zone.suits(northing: northing), zone.letter != 0x4E || northing < 900_000 else {
      throw CadastreError(.mgrs)
    }
    rounding = cell / 2
  }

  /// Whether spaces among the digits, if there are any, cut them into two equal halves.
  private static func areHalves(_ groups: [Substring], _ digits: Int) -> Bool {
    let whole = groups.filter { $0.utf8.allSatisfy(LetterFolding.isDigit) }
    // The zone may stand apart too.
    let tail = whole.first?.utf8.count ?? 0 <= 2 && groups.first == whole.first ? whole.dropFirst() : whole[...]
    return tail.isEmpty || tail.count == 1 || tail.count == 2 && tail.allSatisfy { $0.utf8.count * 2 == digits }
  }

  /// The one reading, on WGS 84, which the system is defined on.
  var reading: CoordinateReading {
    CoordinateReading(
      position: .grid(x: northing, y: easting, rounding: rounding, labelled: true, swapped: false), form: .mgrs,
      eastFirst: true, evidence: .labels, plausibility: CoordinateRanges.plausibility(x: northing, y: easting),
      remarks: [.cellCentre], impliedCRS: zone.wgs84)
  }
}
