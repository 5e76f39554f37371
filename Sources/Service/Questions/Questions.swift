public import Cadastre
public import Geo
public import Register

/// The question what lies at a place.
public struct LookupQuestion: Hashable, Sendable {
  /// The place as typed.
  public var at: String
  /// The system of the coordinate, when it is given apart.
  public var crs: CRS?
  /// The accuracy of the coordinate in metres, when it is known.
  public var accuracy: Double?
  /// Which state of the land.
  public var moment: Moment

  /// Makes a question.
  public init(at: String, crs: CRS? = nil, accuracy: Double? = nil, moment: Moment = .now) {
    self.at = at
    self.crs = crs
    self.accuracy = accuracy
    self.moment = moment
  }
}

/// The question which parcel the words of a paper name.
public struct ParcelQuestion: Hashable, Sendable {
  /// The ward's code, read as valid on the day that is asked for.
  public var ward: String
  /// The sheet.
  public var sheet: String
  /// The number.
  public var number: String
  /// The map series, when one is meant.
  public var series: String?
  /// The first day of the ward that is meant, when the code has named several.
  public var wardFrom: Day?
  /// Which state of the land.
  public var moment: Moment

  /// Makes a question.
  public init(
    ward: String, sheet: String, number: String, series: String? = nil, wardFrom: Day? = nil, moment: Moment = .now
  ) {
    self.ward = ward
    self.sheet = sheet
    self.number = number
    self.series = series
    self.wardFrom = wardFrom
    self.moment = moment
  }
}

/// The question what is on a sheet.
public struct SheetQuestion: Hashable, Sendable {
  /// The ward's code.
  public var ward: String
  /// The sheet.
  public var sheet: String
  /// The map series, when one is meant.
  public var series: String?
  /// How many parcels a page may hold.
  public var limit: Int
  /// Where the page begins, as the page before said; `nil` for the first.
  public var cursor: String?
  /// Which state of the land.
  public var moment: Moment

  /// Makes a question.
  public init(
    ward: String, sheet: String, series: String? = nil, limit: Int = 100, cursor: String? = nil, moment: Moment = .now
  ) {
    self.ward = ward
    self.sheet = sheet
    self.series = series
    self.limit = limit
    self.cursor = cursor
    self.moment = moment
  }
}

/// The question which ward bears a code.
public struct WardQuestion: Hashable, Sendable {
  /// The code.
  public var code: String
  /// Which state of the land.
  public var moment: Moment

  /// Makes a question.
  public init(code: String, moment: Moment = .now) {
    self.code = code
    self.moment = moment
  }
}
