internal import Geo

/// The codes that name a cell: the national parcel code, the geohash, the plus code, MGRS.
enum CellCode {
  /// Reads a text that is such a code; `nil` when it has the form of none.
  static func read(_ text: String) throws(CadastreError) -> CoordinateText? {
    // The name of a town may stand behind a plus code.
    if let word = text.split(whereSeparator: { $0.isWhitespace || $0 == "," }).first, PlusCode.isLikely(word.utf8) {
      return result(text, try PlusCode.cell(word.utf8), .plusCode)
    }
    let plain = text.unicodeScalars.filter { !$0.properties.isWhitespace && !isInvisible($0) }
    guard plain.allSatisfy(\.isASCII) else { return nil }
    let bytes = plain.map { UInt8($0.value) }
    if let mgrs = try MGRS(String(decoding: visible(text), as: UTF8.self)) {
      return CoordinateText(text: text, readings: [mgrs.reading], statedDatum: .wgs84)
    }
    let isLabelled = text.prefix { !$0.isWhitespace && $0 != ":" && $0 != "=" }.lowercased() == "geohash"
    guard isLabelled || text.split(whereSeparator: \.isWhitespace).count == 1 else { return nil }
    return try geohash(text, bytes)
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// The bytes of a text of ASCII, each white space as a space.
  private static func visible(_ text: String) -> [UInt8] {
    text.unicodeScalars.compactMap { scalar in
      if scalar.properties.isWhitespace { return 0x20 }
      return scalar.isASCII ? UInt8(scalar.value) : nil
    }
  }

  private static func geohash(_ text: String, _ bytes: [UInt8]) throws(CadastreError) -> CoordinateText? {
    let label = Array("geohash".utf8)
    let isLabelled = bytes.count > label.count && bytes.prefix(label.count).map { $0 | 0x20 } == label
    var code = bytes[...]
    if isLabelled {
      code = code.dropFirst(label.count)
      if code.first == UInt8(ascii: ":") || code.first == UInt8(ascii: "=") { code = code.dropFirst() }
    }
    guard !code.isEmpty, code.allSatisfy({ LetterFolding.isLetter($0) || LetterFolding.isDigit($0) }) else {
      return nil
    }
    if !isLabelled {
      let plain = String(decoding: code, as: UTF8.self)
      if NationalParcelCode.isLikely(plain) {
        return result(text, try NationalParcelCode(plain).cell, .nationalCode)
      }
      // All of Viet Nam lies in the cell w; letters alone are a word, and W with digits alone a direction.
      guard code.first.map({ $0 | 0x20 }) == UInt8(ascii: "w"), code.contains(where: LetterFolding.isDigit),
        code.dropFirst().contains(where: LetterFolding.isLetter)
      else { return nil }
    }
    guard code.count >= Geohash.shortest, code.count <= Geohash.longest, let cell = Geohash.cell(code) else {
      throw CadastreError(
        .geohash, at: isLabelled || code.count > Geohash.longest ? nil : Geohash.fault(in: code))
    }
    let found = result(text, cell, .geohash)
    // `WGS84` is one, of a place in China.
    return isLabelled || found.readings[0].plausibility < .outside ? found : nil
  }

  private static func result(_ text: String, _ cell: Envelope, _ form: CoordinateReading.Form) -> CoordinateText {
    let center = cell.center
    let plausibility = CoordinateRanges.plausibility(longitude: center.x, latitude: center.y)
    var remarks: [CoordinateRemark] = form == .nationalCode ? [] : [.cellCentre]
    if plausibility == .outside { remarks.append(.outsideVietNam) }
    let reading = CoordinateReading(
      position: .geographic(
        longitude: center.x, latitude: center.y, rounding: max(cell.maxX - cell.minX, cell.maxY - cell.minY) / 2),
      form: form, eastFirst: false, evidence: .labels, plausibility: plausibility, remarks: remarks)
    return CoordinateText(text: text, readings: [reading], statedDatum: .wgs84)
  }
}
