public import Geo
public import Register

/// The question what a table of corners encloses.
public struct CornersQuestion: Sendable {
  /// The table as pasted, or a polygon in JSON or well-known text.
  public var text: String
  /// The system of the corners, when it is given apart.
  public var crs: CRS?
  /// Which state of the land.
  public var moment: Moment

  /// Makes a question.
  public init(text: String, crs: CRS? = nil, moment: Moment = .now) {
    self.text = text
    self.crs = crs
    self.moment = moment
  }
}

/// The question what lies around a parcel.
public struct NeighboursQuestion: Sendable {
  /// The parcel.
  public var parcel: ParcelQuestion
  /// How far from its boundary parcels are listed, metres; 0 for those that touch it.
  public var reach: Double

  /// The longest reach, metres.
  public static let longestReach = 500.0

  /// Makes a question.
  public init(_ parcel: ParcelQuestion, reach: Double = 0) {
    self.parcel = parcel
    self.reach = reach
  }
}
