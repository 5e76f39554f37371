import CSV
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

    var delimiter: CSVDelimiter { self == .comma ? .comma : .semicolon }

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
    var table = CSVWriter(delimiter: separator.delimiter, mark: true)
    for name in AreaTable.names { table.text(name) }
    table.endRow()
    bytes.append(contentsOf: table.take())
  }

  /// Writes the line of a parcel.
  func append(_ feature: ParcelFeature, into bytes: inout [UInt8]) {
    let (parcel, inside) = (feature.parcel, feature.areaInside ?? 0)
    var table = CSVWriter(delimiter: separator.delimiter)
    table.text(feature.ward?.code ?? parcel.key.ward)
    table.text(feature.ward?.name)
    table.text(parcel.key.ward)
    table.text(parcel.key.sheet)
    table.text(parcel.key.number)
    table.text(parcel.key.series)
    table.text(parcel.landUse)
    append(parcel.registeredArea, decimals: 2, to: &table)
    append(parcel.mapArea, decimals: 2, to: &table)
    append(inside, decimals: 2, to: &table)
    append(feature.share(of: inside), decimals: 6, to: &table)
    table.text(parcel.address)
    table.text("\(parcel.dataDate)")
    table.endRow()
    bytes.append(contentsOf: table.take())
  }

  private func append(_ value: Double?, decimals: Int, to table: inout CSVWriter) {
    guard let value, separator == .semicolon else { return table.fixed(value, decimals: decimals) }
    table.text(Figures.fixed(value, decimals: decimals).replacing(".", with: ","))
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
