import Cadastre
import Register

/// The value of a column.
enum LayerValue {
  case text(String?)
  case day(Day?)
  case area(Double?)
  case id(Int64)
}

/// A column of an exported layer.
struct LayerColumn: Sendable {
  enum Kind: Sendable {
    case text
    case day
    case area
    case id
  }

  /// The name in GeoJSON, GeoPackage and CSV.
  let name: String
  /// The name in a shapefile, ten letters at most, as land offices write it; `nil` for one that shapefiles do not get.
  let shortName: String?
  let kind: Kind
}

/// The columns of a layer, named so that an import finds them again.
enum LayerColumns {
  static func of(_ layer: Layer) -> [LayerColumn] {
    switch layer {
    case .parcels:
      [
        LayerColumn(name: "id", shortName: nil, kind: .id),
        LayerColumn(name: "ward", shortName: "MAXA", kind: .text),
        LayerColumn(name: "wardFrom", shortName: "XATUNGAY", kind: .day),
        LayerColumn(name: "series", shortName: "TYLE", kind: .text),
        LayerColumn(name: "sheet", shortName: "SHBANDO", kind: .text),
        LayerColumn(name: "number", shortName: "SHTHUA", kind: .text),
        LayerColumn(name: "nationalCode", shortName: "MADINHDANH", kind: .text),
        LayerColumn(name: "landUse", shortName: "KHLOAIDAT", kind: .text),
        LayerColumn(name: "registeredArea", shortName: "DTPL", kind: .area),
        LayerColumn(name: "mapArea", shortName: "DIENTICH", kind: .area),
        LayerColumn(name: "parcelAddress", shortName: "DIADANH", kind: .text),
        LayerColumn(name: "dataDate", shortName: "NGAYDL", kind: .day),
      ]
    case .wards:
      [
        LayerColumn(name: "id", shortName: nil, kind: .id),
        LayerColumn(name: "code", shortName: "MAXA", kind: .text),
        LayerColumn(name: "name", shortName: "TENXA", kind: .text),
        LayerColumn(name: "kind", shortName: "LOAIXA", kind: .text),
        LayerColumn(name: "province", shortName: "TINH", kind: .text),
        LayerColumn(name: "validFrom", shortName: "TUNGAY", kind: .day),
        LayerColumn(name: "validTo", shortName: "DENNGAY", kind: .day),
      ]
    }
  }

  /// The values of a row, in the order of the columns.
  static func values(of row: LayerRow) -> [LayerValue] {
    switch row.subject {
    case .parcel(let parcel):
      let key = parcel.key
      return [
        .id(row.id), .text(key.ward), .day(key.wardFrom), .text(key.series), .text(key.sheet), .text(key.number),
        .text(parcel.nationalCode), .text(parcel.landUse), .area(parcel.registeredArea), .area(parcel.mapArea),
        .text(parcel.address), .day(row.dataDate),
      ]
    case .ward(let ward):
      return [
        .id(row.id), .text(ward.code), .text(ward.name), .text(ward.kind), .text(ward.province),
        .day(ward.validFrom), .day(ward.validTo),
      ]
    }
  }
}
