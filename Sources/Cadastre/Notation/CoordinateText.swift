public import Geo

/// What a coordinate typed by a person may mean: every reading in notation alone, nothing projected.
public struct CoordinateText: Hashable, Sendable {
  /// The text as typed.
  public var text: String
  /// The readings, the most plausible first; never empty.
  public var readings: [CoordinateReading]
  /// The system that the text itself names, by `EPSG:5898` or by a central meridian `(KTT 108°00')`.
  public var statedCRS: CRS?
  /// The datum that the text itself names, `VN-2000` or `WGS84`, or that its notation is defined on.
  public var statedDatum: Datum?
  /// The accuracy that the text itself states (`;u=` of a geo URI), metres.
  public var statedAccuracy: Double?

  /// A geodetic datum that a text may name.
  public enum Datum: String, Hashable, Sendable {
    /// VN-2000.
    case vn2000
    /// WGS 84.
    case wgs84
  }

  /// Makes a result.
  public init(
    text: String, readings: [CoordinateReading], statedCRS: CRS? = nil, statedDatum: Datum? = nil,
    statedAccuracy: Double? = nil
  ) {
    self.text = text
    self.readings = readings
    self.statedCRS = statedCRS
    self.statedDatum = statedDatum
    self.statedAccuracy = statedAccuracy
  }

  /// Whether the text has more than one reading.
  public var isAmbiguous: Bool { readings.count > 1 }
}

/// One way to read a coordinate.
public struct CoordinateReading: Hashable, Sendable {
  /// The place in the terms of the text.
  public enum Position: Hashable, Sendable {
    /// Degrees; `rounding` is half a unit of the last digit written, in degrees, the larger of the two axes.
    case geographic(longitude: Double, latitude: Double, rounding: Double)
    /// Metres of a grid, `x` northing and `y` easting as on Vietnamese papers.
    ///
    /// `rounding` is half a unit of the last digit written, in metres, the larger of the two axes. `labelled` tells that
    /// the text itself said which is which, `swapped` that the reading goes against the label or, without one, against
    /// the order of papers (northing first).
    case grid(x: Double, y: Double, rounding: Double, labelled: Bool, swapped: Bool)
  }

  /// The notation in which the numbers were written.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// `15.1205, 108.7923`.
    case decimalDegrees
    /// `15°07.23' 108°47.54'`.
    case degreesMinutes
    /// `15°07'13.8" 108°47'32.3"`.
    case degreesMinutesSeconds
    /// `X=1672422.43 Y=584963.15`.
    case grid
    /// `w6tq58s5t0j4`.
    case nationalCode
    /// `49P 0263456 1672422`.
    case utm
    /// `49PBS6345672422`.
    case mgrs
    /// `w6tq58s5`.
    case geohash
    /// `7P7C4QCR+6W`.
    case plusCode
  }

  /// What told the axes apart.
  public enum Evidence: String, Hashable, Sendable, CaseIterable {
    /// Letters or labels in the text.
    case labels
    /// The ranges that the values have in Viet Nam.
    case ranges
    /// Only one order is possible on the globe.
    case globe
    /// Nothing: the usual order was tried.
    case custom
    /// Nothing: the unusual order was tried.
    case otherOrder
  }

  /// How far the place is from where the land of Viet Nam lies, judged by the numbers alone.
  public enum Plausibility: Int, Hashable, Comparable, Sendable {
    /// On the mainland, in a grid of the right zone.
    case mainland
    /// At sea, on the islands, or in a grid of another zone.
    case wide
    /// Outside.
    case outside

    /// Whether one is more plausible than the other.
    public static func < (left: Plausibility, right: Plausibility) -> Bool { left.rawValue < right.rawValue }
  }

  /// The place in the terms of the text.
  public var position: Position
  /// The notation of the numbers.
  public var form: Form
  /// Whether the longitude or easting was written before the latitude or northing.
  public var eastFirst: Bool
  /// What told the axes apart.
  public var evidence: Evidence
  /// How the place agrees with Viet Nam's ranges.
  public var plausibility: Plausibility
  /// What a person should know of this reading.
  public var remarks: [CoordinateRemark]
  /// The system that this reading implies when neither text nor question names one: that of a UTM zone on a datum.
  ///
  /// Readings of one text may differ in this alone: UTM of a receiver is on WGS 84 (EPSG:32648, 32649), of a Vietnamese
  /// map on VN-2000 (EPSG:3405, 3406).
  public var impliedCRS: CRS?

  /// Makes a reading.
  public init(
    position: Position, form: Form, eastFirst: Bool, evidence: Evidence, plausibility: Plausibility,
    remarks: [CoordinateRemark] = [], impliedCRS: CRS? = nil
  ) {
    self.position = position
    self.form = form
    self.eastFirst = eastFirst
    self.evidence = evidence
    self.plausibility = plausibility
    self.remarks = remarks
    self.impliedCRS = impliedCRS
  }
}
