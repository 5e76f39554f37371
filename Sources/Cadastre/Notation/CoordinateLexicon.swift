import Geo

/// Turns the words of a coordinate text into labels and marks, and takes out what names its system.
struct CoordinateLexicon {
  private let text: String
  private let source: [CoordinateToken]
  private var index = 0

  /// The tokens without words.
  private(set) var tokens: [CoordinateToken] = []
  /// The system that the text names.
  private(set) var crs: CRS?
  /// The datum that the text names.
  private(set) var datum: CoordinateText.Datum?
  /// Whether the meridian was written as degrees.minutes.
  private(set) var isMeridianSexagesimal = false
  /// The UTM zone that the text names.
  private(set) var zone: UTMZone?
  /// Whether a height was left out.
  private(set) var hasHeight = false

  /// Reads the words among some tokens.
  init(_ source: [CoordinateToken], text: String) throws(CadastreError) {
    self.text = text
    var source = source
    zone = try UTMZone.take(from: &source, text: text)
    self.source = source
    var saysUTM: CoordinateToken?
    while index < source.count {
      let token = source[index]
      index += 1
      guard let word = token.word else {
        tokens.append(token)
        continue
      }
      if word == "UTM" { saysUTM = token }
      try take(word, token)
    }
    if let saysUTM, crs == nil, zone == nil { throw error(.utmNotation, saysUTM) }
  }

  private func error(_ code: CadastreError.Code, _ token: CoordinateToken) -> CadastreError {
    CadastreError(code, at: CoordinateLexer.place(token.offset, in: text))
  }

  private mutating func take(_ word: String, _ token: CoordinateToken) throws(CadastreError) {
    switch word {
    case "EPSG", "SRID": try takeEPSG(token)
    case "VN" where takes(2000): datum = .vn2000
    case "WGS" where takes(84): datum = .wgs84
    case "KTT", "KTTW", "CM", "MERIDIAN": try takeMeridian(token)
    case "KINH" where nextWord == "TUYEN":
      index += 1
      if nextWord == "TRUC" { index += 1 }
      try takeMeridian(token)
    case "CENTRAL" where nextWord == "MERIDIAN":
      index += 1
      try takeMeridian(token)
    case "MUI", "TM": takeZoneWidth()
    case "UTM": break
    case "TOA" where nextWord == "ĐO" || nextWord == "DO":
      index += 1
      dropColon()
    case "VI" where nextWord == "TRI":
      index += 1
      dropColon()
    case "VI" where nextWord == "ĐO" || nextWord == "DO": takeTwoWordLabel(.latitude, token)
    case "KINH" where nextWord == "ĐO" || nextWord == "DO": takeTwoWordLabel(.longitude, token)
    case "H", "Z", "ALT", "ALTITUDE", "ELE", "ELEV", "ELEVATION", "HEIGHT":
      guard takeHeight(after: index) else { return try takeSingle(word, token) }
    case "CAO", "ĐO", "DO":
      // `cao độ`, `độ cao`
      guard let next = nextWord, (word == "CAO") != (next == "CAO"), ["CAO", "ĐO", "DO"].contains(next),
        takeHeight(after: index + 1)
      else { return try takeSingle(word, token) }
    case "LAT", "LATITUDE":
      // `Lat/Long: …` tells the order that would be tried first anyway.
      if [.divider, .comma].contains(kind(at: index)), let next = source[safe: index + 1]?.word,
        case .longitude? = Self.labels[next]
      {
        index += 2
        dropColon()
      } else {
        add(.label(.latitude), token)
      }
    case "NAN", "INF", "INFINITY", "NULL": throw error(.notANumber, token)
    default: try takeSingle(word, token)
    }
  }

  private mutating func takeSingle(_ word: String, _ token: CoordinateToken) throws(CadastreError) {
    let followsDigits = tokens.last?.digits != nil
    if followsDigits, let mark = Self.marks[word] {
      add(mark, token)
    } else if followsDigits, word.utf8.first == UInt8(ascii: "S"), let label = Self.labels[String(word.dropFirst())],
      label.isDirection
    {
      // `15d07m13sN`: the letter of the seconds and the direction in one word.
      add(.second, token)
      add(.label(label), token)
    } else if let label = Self.labels[word] {
      add(.label(label), token)
    } else if word == "VA" || word == "AND" {
      add(.divider, token)
    } else if Self.fillers.contains(word) {
      dropColon()
    } else if word == "M" || word == "MET" || word == "METRES" || word == "METERS" {
      add(.metre, token)
    } else {
      throw error(.unknownWord, token)
    }
  }

  private mutating func add(_ kind: CoordinateToken.Kind, _ token: CoordinateToken) {
    tokens.append(CoordinateToken(kind: kind, offset: token.offset, isTight: token.isTight))
  }

  private mutating func takeTwoWordLabel(_ label: CoordinateLabel, _ token: CoordinateToken) {
    index += 1
    add(.label(label), token)
  }

  private var nextWord: String? { index < source.count ? source[index].word : nil }

  private func kind(at position: Int) -> CoordinateToken.Kind? { position < source.count ? source[position].kind : nil }

  private mutating func dropColon() {
    if kind(at: index) == .colon || kind(at: index) == .equals { index += 1 }
  }

  /// Whether a number of the system's name follows, as in `VN-2000`; takes it.
  private mutating func takes(_ number: Int) -> Bool {
    let digits = Array(String(number).utf8)
    let next = kind(at: index) == .minus ? index + 1 : index
    guard kind(at: next) == .digits(digits) else { return false }
    index = next + 1
    dropColon()
    return true
  }

  /// Drops a height and what belongs to it, as in `H (m) = 12,5 m;`; false where no number follows.
  private mutating func takeHeight(after start: Int) -> Bool {
    var position = start
    func skip(_ kinds: [CoordinateToken.Kind]) {
      while let kind = kind(at: position), kinds.contains(kind) { position += 1 }
    }
    func skipUnit() {
      if let word = source[safe: position]?.word, ["M", "MET", "METRES", "METERS"].contains(word) { position += 1 }
    }
    skip([.gap])
    skipUnit()
    skip([.gap, .equals, .colon])
    skip([.plus, .minus])
    guard source[safe: position]?.digits != nil else { return false }
    position += 1
    if [.dot, .comma].contains(kind(at: position)), let fraction = source[safe: position + 1],
      source[position].isTight, fraction.isTight, fraction.digits.map({ $0.count <= 4 }) ?? false
    {
      position += 2
    }
    skipUnit()
    // The mark behind it goes too, so that one remains between the others.
    if [.comma, .divider].contains(kind(at: position)) { position += 1 }
    index = position
    hasHeight = true
    return true
  }

  private mutating func takeEPSG(_ token: CoordinateToken) throws(CadastreError) {
    while let kind = kind(at: index), [.colon, .equals, .minus].contains(kind) { index += 1 }
    guard let digits = kind(at: index).flatMap({ if case .digits(let digits) = $0 { digits } else { nil } }),
      let crs = CRS(String(decoding: digits, as: UTF8.self))
    else { throw error(.badEPSG, token) }
    self.crs = crs
    index += 1
  }

  /// `múi 3°`, `múi chiếu 3 độ`, `TM-3`: all zones of the land register have this width.
  private mutating func takeZoneWidth() {
    if nextWord == "CHIEU" { index += 1 }
    if kind(at: index) == .minus { index += 1 }
    guard kind(at: index) == .digits([0x33]) || kind(at: index) == .digits([0x36]) else { return }
    index += 1
    if kind(at: index) == .degree || nextWord == "ĐO" || nextWord == "DO" { index += 1 }
  }

  /// `108°00'`, `108 độ 00 phút`, `107.75`, `107-45`, `107 45)`.
  private mutating func takeMeridian(_ token: CoordinateToken) throws(CadastreError) {
    dropColon()
    guard let degrees = numeral(at: index), (100...120).contains(degrees) else { throw error(.unknownMeridian, token) }
    index += 1
    var minutes = 0
    if kind(at: index) == .degree || ["ĐO", "DO", "d", "O", "DEG"].contains(nextWord) {
      index += 1
      if let number = numeral(at: index), source[index].digits?.count ?? 0 <= 2 {
        minutes = number
        index += 1
        if kind(at: index) == .minute || nextWord == "PHUT" { index += 1 }
        if numeral(at: index) == 0, kind(at: index + 1) == .second { index += 2 }
      }
    } else if [.dot, .comma].contains(kind(at: index)), let digits = source[safe: index + 1]?.digits,
      source[index + 1].isTight, source[index].isTight, digits.count <= 4
    {
      minutes = try quarter(ofFraction: digits, degrees: degrees, token)
      index += 2
    } else if kind(at: index) == .minus, let number = numeral(at: index + 1) {
      minutes = number
      index += 2
    } else if source[safe: index]?.digits?.count == 2, [nil, .gap].contains(kind(at: index + 1)) {
      minutes = numeral(at: index) ?? 0
      index += 1
    }
    guard let zone = CentralMeridian(degrees: degrees, minutes: minutes).crs else {
      throw error(.unknownMeridian, token)
    }
    crs = zone
  }

  /// `.75` is three quarters of a degree; `.45`, which no zone has as a fraction, is 45 minutes.
  private mutating func quarter(
    ofFraction digits: [UInt8], degrees: Int, _ token: CoordinateToken
  ) throws(CadastreError) -> Int {
    let value = digits.prefix(4).reduce(0) { $0 * 10 + Int($1 - 0x30) }
    let scale = digits.reduce(1) { scale, _ in scale * 10 }
    if value * 60 % scale == 0, CentralMeridian(degrees: degrees, minutes: value * 60 / scale).crs != nil {
      return value * 60 / scale
    }
    guard digits.count == 2 else { throw error(.unknownMeridian, token) }
    isMeridianSexagesimal = true
    return value
  }

  private func numeral(at position: Int) -> Int? {
    guard let digits = source[safe: position]?.digits, digits.count <= 4 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Words that are marks when they stand after a number.
  private static let marks: [String: CoordinateToken.Kind] = [
    "d": .degree, "O": .degree, "ĐO": .degree, "DO": .degree, "DEG": .degree, "DEGREES": .degree,
    "PHUT": .minute, "P": .minute, "MIN": .minute, "MINUTES": .minute,
    "GIAY": .second, "SEC": .second, "SECONDS": .second, "G": .second,
  ]

  private static let labels: [String: CoordinateLabel] = [
    "X": .x, "Y": .y,
    "LAT": .latitude, "LATITUDE": .latitude, "VĐ": .latitude,
    "LON": .longitude, "LONG": .longitude, "LNG": .longitude, "LONGITUDE": .longitude, "KĐ": .longitude,
    "NORTHING": .northing, "MN": .northing, "EASTING": .easting, "ME": .easting,
    "N": .letterN, "S": .south(.english), "E": .east(.english), "W": .west(.english),
    "NORTH": .north(.english), "SOUTH": .south(.english), "EAST": .east(.english), "WEST": .west(.english),
    "B": .north(.vietnamese), "Đ": .east(.vietnamese), "D": .east(.vietnamese), "T": .west(.vietnamese),
    "BAC": .north(.vietnamese), "NAM": .south(.vietnamese), "ĐONG": .east(.vietnamese), "DONG": .east(.vietnamese),
    "TAY": .west(.vietnamese),
  ]

  private static let fillers: Set<String> = [
    "TĐ", "ĐIEM", "DIEM", "COORDINATES", "COORDINATE", "COORDS", "POSITION", "GPS", "LA",
  ]
}

extension Array {
  /// The element at an index, or nothing beyond the end.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
