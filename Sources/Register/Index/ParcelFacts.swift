internal import Cadastre
internal import Geo
internal import SpatiaLite

/// What the register says of many parcels, column by column.
///
/// What many of them share stands once: a million parcels take about 60 MB.
struct ParcelFacts: Sendable {
  /// What the parcels of a sheet have in common.
  struct Setting: Sendable, Hashable {
    var ward: String
    var wardFrom: Day?
    var series: String
    var sheet: String
    var dataDate: Day
    var revisionFrom: Int
  }

  /// What is known of one parcel alone.
  private struct Record: Sendable {
    var mapArea: Double
    /// NaN where none is known.
    var registeredArea: Double
    /// The places of what it shares, in ``settings`` and ``landUses``.
    var setting: UInt32
    var landUse: UInt32
    /// Where its number begins, and where its number, address and national code end, each after the other.
    var textStart: UInt32
    var numberEnd: UInt32
    var addressEnd: UInt32
    var codeEnd: UInt32
    var hasAddress: Bool
    var hasCode: Bool
  }

  private(set) var settings: [Setting] = []
  private(set) var landUses: [String?] = []
  private var records: [Record] = []
  private var texts: [UInt8] = []

  private var settingCodes: [Setting: UInt32] = [:]
  private var landUseCodes: [String?: UInt32] = [:]

  /// How many parcels there are.
  var count: Int { records.count }

  /// Adds the parcel of a row, whose first columns are those of `Statement.parcelColumns`; `false` without a date.
  mutating func append(_ row: borrowing Statement) -> Bool {
    guard let dataDate = row.day(11) else { return false }
    let setting = Setting(
      ward: row.text(1), wardFrom: row.day(2), series: row.text(3), sheet: row.text(4), dataDate: dataDate,
      revisionFrom: row.integer(12))
    let start = UInt32(texts.count)
    records.append(
      Record(
        mapArea: row.real(8), registeredArea: row.realIfAny(7) ?? .nan, setting: code(of: setting),
        landUse: code(ofLandUse: row.textIfAny(6)), textStart: start, numberEnd: appendText(row, 5),
        addressEnd: appendText(row, 9), codeEnd: appendText(row, 10), hasAddress: !row.isNull(9),
        hasCode: !row.isNull(10)))
    return true
  }

  private mutating func appendText(_ row: borrowing Statement, _ column: Int32) -> UInt32 {
    row.withBytes(column) { bytes in
      for place in 0..<bytes.byteCount { texts.append(bytes.byte(at: place)) }
    }
    return UInt32(texts.count)
  }

  private mutating func code(of setting: Setting) -> UInt32 {
    // Rows come sheet by sheet.
    if let last = records.last?.setting, settings[Int(last)] == setting { return last }
    if let code = settingCodes[setting] { return code }
    let code = UInt32(settings.count)
    settings.append(setting)
    settingCodes[setting] = code
    return code
  }

  private mutating func code(ofLandUse label: String?) -> UInt32 {
    if let code = landUseCodes[label] { return code }
    let code = UInt32(landUses.count)
    landUses.append(label)
    landUseCodes[label] = code
    return code
  }

  /// The same parcels in another order, without what only adding needs.
  func ordered(_ order: [UInt32]) -> ParcelFacts {
    var result = ParcelFacts()
    (result.settings, result.landUses) = (settings, landUses)
    result.records.reserveCapacity(records.count)
    result.texts.reserveCapacity(texts.count)
    for parcel in order {
      var record = records[Int(parcel)]
      let start = UInt32(result.texts.count)
      result.texts.append(contentsOf: texts[Int(record.textStart)..<Int(record.codeEnd)])
      record.numberEnd = start + record.numberEnd - record.textStart
      record.addressEnd = start + record.addressEnd - record.textStart
      record.codeEnd = UInt32(result.texts.count)
      record.textStart = start
      result.records.append(record)
    }
    return result
  }

  /// What a parcel shares with others of its sheet.
  func setting(of parcel: Int) -> Setting { settings[Int(records[parcel].setting)] }

  /// The setting of a parcel as its place in ``settings``.
  func settingIndex(of parcel: Int) -> Int { Int(records[parcel].setting) }

  /// The land-use label of a parcel.
  func landUse(of parcel: Int) -> String? { landUses[Int(records[parcel].landUse)] }

  /// The planar area in the grid, m².
  func mapArea(of parcel: Int) -> Double { records[parcel].mapArea }

  /// What names a parcel.
  func key(of parcel: Int) -> ParcelKey { key(records[parcel]) }

  private func key(_ record: Record) -> ParcelKey {
    let setting = settings[Int(record.setting)]
    return ParcelKey(
      ward: setting.ward, wardFrom: setting.wardFrom, series: setting.series, sheet: setting.sheet,
      number: text(record.textStart, record.numberEnd))
  }

  /// All that is known of a parcel.
  func parcel(_ parcel: Int) -> Parcel {
    let record = records[parcel]
    return Parcel(
      key: key(record), landUse: landUses[Int(record.landUse)],
      registeredArea: record.registeredArea.isNaN ? nil : record.registeredArea, mapArea: record.mapArea,
      address: record.hasAddress ? text(record.numberEnd, record.addressEnd) : nil,
      nationalCode: record.hasCode ? text(record.addressEnd, record.codeEnd) : nil,
      dataDate: settings[Int(record.setting)].dataDate)
  }

  private func text(_ start: UInt32, _ end: UInt32) -> String {
    String(decoding: texts[Int(start)..<Int(end)], as: UTF8.self)
  }

  /// Whether a parcel's number is this one.
  func hasNumber(_ number: [UInt8], _ parcel: Int) -> Bool {
    let places = self.number(of: parcel)
    guard places.count == number.count else { return false }
    for (place, byte) in zip(places, number) where texts[place] != byte { return false }
    return true
  }

  /// A digest of a parcel's number.
  func numberHash(of parcel: Int) -> UInt64 {
    var hash = ParcelFacts.seed
    for place in self.number(of: parcel) { hash = ParcelFacts.mixed(hash, texts[place]) }
    return hash
  }

  private func number(of parcel: Int) -> Range<Int> {
    Int(records[parcel].textStart)..<Int(records[parcel].numberEnd)
  }

  /// The same digest of a number that is looked for.
  static func hash(_ number: [UInt8]) -> UInt64 { number.reduce(seed) { mixed($0, $1) } }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static func mixed(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}
