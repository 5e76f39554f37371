internal import Cadastre
internal import Geo
internal import SpatiaLite

/// Reading rows of the register from columns in a fixed order.
extension Statement {
  /// The columns of a parcel, in the order in which ``parcelRow(from:)`` reads them.
  static func parcelColumns(of table: String, id: String = "id") -> String {
    let names = [
      "ward", "ward_from", "series", "sheet", "number", "land_use", "registered_area", "map_area", "address",
      "national_code", "data_date", "revision_from", "geometry",
    ]
    return ([id] + names).map { "\(table).\($0)" }.joined(separator: ", ")
  }

  func parcelRow() -> ParcelRow? {
    guard let dataDate = day(11) else { return nil }
    let key = ParcelKey(ward: text(1), wardFrom: day(2), series: text(3), sheet: text(4), number: text(5))
    let parcel = Parcel(
      key: key, landUse: textIfAny(6), registeredArea: realIfAny(7), mapArea: real(8), address: textIfAny(9),
      nationalCode: textIfAny(10), dataDate: dataDate)
    return ParcelRow(id: int64(0), parcel: parcel, revisionFrom: integer(12), geometryBlob: blob(13))
  }

  /// The columns of a ward, in the order in which ``wardRow()`` reads them.
  static func wardColumns(of table: String) -> String {
    ["id", "code", "name", "kind", "province", "valid_from", "valid_to", "data_date", "revision_from", "geometry"]
      .map { "\(table).\($0)" }.joined(separator: ", ")
  }

  func wardRow() -> WardRow? {
    guard let validFrom = day(5), let dataDate = day(7) else { return nil }
    let ward = Ward(
      code: text(1), name: text(2), kind: textIfAny(3), province: textIfAny(4), validFrom: validFrom, validTo: day(6))
    return WardRow(
      id: int64(0), ward: ward, dataDate: dataDate, revisionFrom: integer(8), geometryBlob: blob(9))
  }

  /// The day in a column, read without making a string; `nil` when there is none.
  func day(_ column: Int32) -> Day? {
    withBytes(column) { bytes in
      guard bytes.byteCount == 10 else { return nil }
      func number(_ start: Int, _ count: Int) -> Int {
        var value = 0
        for offset in start..<(start + count) { value = value * 10 + Int(bytes.byte(at: offset)) - 48 }
        return value
      }
      return Day(year: number(0, 4), month: number(5, 2), day: number(8, 2))
    }
  }

  /// A system of coordinates in a column; `nil` when it is null.
  func crs(_ column: Int32) -> CRS? { integerIfAny(column).map { CRS(epsg: Int32(clamping: $0)) } }
}
