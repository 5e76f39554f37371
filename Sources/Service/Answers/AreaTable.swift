import Cadastre
import VietText

/// The compensation table of an area, as CSV that spreadsheets open without being asked anything.
struct AreaTable: Sendable {
  /// What stands between two cells.
  enum Separator: String, Sendable, CaseIterable {
    /// A comma; decimals have a point.
    case comma
    /// A semicolon; decimals have a comma, as spreadsheets in Vietnamese expect beside it.
    case semicolon

    var byte: UInt8 { self == .comma ? 0x2C : 0x3B }

    /// Reads the name or the character itself.
    init?(text: String) {
      switch text {
      case "comma", ",": self = .comma
      case "semicolon", ";": self = .semicolon
      default: return nil
      }
    }
  }

  static let names = [
    "ward", "wardName", "wardAtSurvey", "sheet", "number", "series", "landUse", "registeredArea", "mapArea",
    "areaInside", "share", "address", "dataDate",
  ]

  let separator: Separator

  /// Writes the byte order mark and the names of the columns.
  func begin(into bytes: inout [UInt8]) {
    bytes.append(contentsOf: [0xEF, 0xBB, 0xBF])
    for (place, name) in AreaTable.names.enumerated() {
      if place > 0 { bytes.append(separator.byte) }
      bytes.append(contentsOf: name.utf8)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  /// Writes the line of a parcel.
  func append(_ feature: ParcelFeature, into bytes: inout [UInt8]) {
    let key = feature.parcel.key
    let inside = feature.areaInside ?? 0
    let share = feature.share(of: inside)
    let cells: [Cell] = [
      .text(feature.ward?.code ?? key.ward), .text(feature.ward?.name), .text(key.ward), .text(key.sheet),
      .text(key.number), .text(key.series), .text(feature.parcel.landUse), .number(feature.parcel.registeredArea, 2),
      .number(feature.parcel.mapArea, 2), .number(inside, 2), .number(share, 6), .text(feature.parcel.address),
      .text("\(feature.parcel.dataDate)"),
    ]
    for (place, cell) in cells.enumerated() {
      if place > 0 { bytes.append(separator.byte) }
      append(cell, into: &bytes)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  private enum Cell {
    case text(String?)
    case number(Double?, Int)
  }

  private func append(_ cell: Cell, into bytes: inout [UInt8]) {
    switch cell {
    case .text(nil), .number(nil, _): break
    case .number(let value?, let decimals):
      let text = Figures.fixed(value, decimals: decimals)
      bytes.append(contentsOf: separator == .comma ? Array(text.utf8) : text.utf8.map { $0 == 0x2E ? 0x2C : $0 })
    case .text(let text?): append(text, into: &bytes)
    }
  }

  private func append(_ text: String, into bytes: inout [UInt8]) {
    // A spreadsheet takes what begins so for a formula; the apostrophe makes it a text again.
    let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n|%".unicodeScalars.contains($0) } ?? false
    let isQuoted = text.utf8.contains { $0 == 0x22 || $0 == separator.byte || $0 == 0x0D || $0 == 0x0A }
    if isQuoted { bytes.append(0x22) }
    if isFormula { bytes.append(0x27) }
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    if isQuoted { bytes.append(0x22) }
  }
}

extension AreaAnswer {
  /// The compensation table: UTF-8 with a byte order mark, one line for each parcel.
  ///
  /// With semicolons between the cells decimals are written with a comma.
  public func table(semicolons: Bool = false) -> [UInt8] {
    let table = AreaTable(separator: semicolons ? .semicolon : .comma)
    var bytes: [UInt8] = []
    table.begin(into: &bytes)
    for row in rows.indices { table.append(feature(row), into: &bytes) }
    return bytes
  }
}
