public import Geo

/// What names a land parcel: ward, map series, sheet and number, all text as on the paper.
public struct ParcelKey: Hashable, Sendable {
  /// The code of the ward in which the parcel was surveyed.
  public var ward: String
  /// The first day of validity of that ward; `nil` when the register does not know the ward.
  public var wardFrom: Day?
  /// The map series or scale, where one sheet number exists twice; empty when there is one series only.
  public var series: String
  /// The sheet (tờ bản đồ): `12`, `TĐ 12-2024`, `1/500`.
  public var sheet: String
  /// The parcel number within its sheet (số thửa): `345`, `123a`.
  public var number: String

  /// Makes a key.
  public init(ward: String, wardFrom: Day? = nil, series: String = "", sheet: String, number: String) {
    self.ward = ward
    self.wardFrom = wardFrom
    self.series = series
    self.sheet = sheet
    self.number = number
  }
}

/// What the register says of a parcel, its geometry aside.
///
/// Nothing here is personal.
public struct Parcel: Hashable, Sendable {
  /// What names the parcel.
  public var key: ParcelKey
  /// The land-use label as the source writes it, `ODT+CLN`; `LandUse` takes it apart.
  public var landUse: String?
  /// The area that a legal-area column states, m².
  public var registeredArea: Double?
  /// The planar area in the parcel's own grid, m².
  public var mapArea: Double
  /// The address of the land itself, never that of a person.
  public var address: String?
  /// The national parcel code as given (mã định danh thửa đất, 12 characters).
  public var nationalCode: String?
  /// The day whose state of the land the data describe.
  public var dataDate: Day

  /// Makes a parcel's description.
  public init(
    key: ParcelKey, landUse: String? = nil, registeredArea: Double? = nil, mapArea: Double, address: String? = nil,
    nationalCode: String? = nil, dataDate: Day
  ) {
    self.key = key
    self.landUse = landUse
    self.registeredArea = registeredArea
    self.mapArea = mapArea
    self.address = address
    self.nationalCode = nationalCode
    self.dataDate = dataDate
  }
}

/// A geometry in the grid in which the law measures it.
public struct GridGeometry: Hashable, Sendable {
  /// The grid, in Viet Nam a TM-3 zone of VN-2000.
  public var crs: CRS
  /// The polygons, x = easting and y = northing in metres.
  public var polygons: MultiPolygon

  /// Makes a grid geometry.
  public init(crs: CRS, polygons: MultiPolygon) {
    self.crs = crs
    self.polygons = polygons
  }
}
