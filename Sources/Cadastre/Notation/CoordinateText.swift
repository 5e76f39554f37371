public import Geo

/// What a coordinate typed by a person may mean: every reading in notation alone, nothing projected.
public struct CoordinateText: Hashable, Sendable {
  /// The text as typed.
  public var text: String
  /// The readings, the most plausible first; never empty.
  public var readings: [CoordinateReading]
  /// The system that the text itself names, by `EPSG:5898` or by a central meridian `(KTT 108°00')`.
  public var statedCRS: CRS?
  /// The datum that the text itself names, `VN-2000` or `WGS84`.
  public var statedDatum: Datum?

  /// A geodetic datum that a text may name.
  public enum Datum: String, Hashable, Sendable {
    /// VN-2000.
    case vn2000
    /// WGS 84.
    case wgs84
  }

  /// Makes a result.
  public init(
    text: String, readings: [CoordinateReading], statedCRS: CRS? = nil, statedDatum: Datum? = nil
  ) {
    self.text = text
    self.readings = readings
    self.statedCRS = statedCRS
    self.statedDatum = statedDatum
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

  /// Makes a reading.
  public init(
    position: Position, form: Form, eastFirst: Bool, evidence: Evidence, plausibility: Plausibility,
    remarks: [CoordinateRemark] = []
  ) {
    self.position = position
    self.form = form
    self.eastFirst = eastFirst
    self.evidence = evidence
    self.plausibility = plausibility
    self.remarks = remarks
  }
}

/// Something that a person should know of how a coordinate was read.
public enum CoordinateRemark: String, Hashable, Sendable, CaseIterable {
  /// A comma was read as the decimal mark.
  case decimalComma
  /// Points, commas or spaces were read as thousands marks.
  case thousandsMarks
  /// X was read as the easting against its label, because only so the values fit.
  case labelsSwapped
  /// The easting was written first, against the order of papers.
  case eastingFirst
  /// N was read as north, and no other letter tells the language.
  case letterNAsNorth
  /// N was read as nam (south), for it stands beside Đ or T, or no other letter tells the language.
  case letterNAsNam
  /// The place lies outside Viet Nam.
  case outsideVietNam
  /// The text names a system of degrees beside metres, or the reverse.
  case statedSystemMismatch
  /// The meridian was written as degrees.minutes.
  case meridianSexagesimal

  /// What it means, for people.
  public var wording: Wording {
    switch self {
    case .decimalComma:
      Wording(vietnamese: "Dấu phẩy được đọc là dấu thập phân.", english: "The comma was read as the decimal mark.")
    case .thousandsMarks:
      Wording(
        vietnamese: "Đã bỏ dấu ngăn cách hàng nghìn.", english: "Thousands marks were removed.")
    case .labelsSwapped:
      Wording(
        vietnamese: "X và Y có vẻ bị đổi chỗ (trên giấy tờ X là hướng bắc): đã đọc X là tọa độ đông.",
        english: "X and Y seem to be exchanged (on papers X is the northing): X was read as the easting.")
    case .eastingFirst:
      Wording(
        vietnamese: "Số thứ nhất được đọc là tọa độ đông (Y), số thứ hai là tọa độ bắc (X).",
        english: "The first number was read as the easting (Y), the second as the northing (X).")
    case .letterNAsNorth:
      Wording(
        vietnamese: "Chữ N được đọc theo tiếng Anh là bắc; tiếng Việt N là nam, hướng bắc ghi là B.",
        english: "N was read as English north; in Vietnamese N is nam (south), and north is B.")
    case .letterNAsNam:
      Wording(
        vietnamese: "Chữ N được đọc theo tiếng Việt là nam, nằm ngoài Việt Nam; nếu là hướng bắc hãy ghi B.",
        english: "N was read as Vietnamese nam (south), which lies outside Viet Nam; if north is meant, write B.")
    case .outsideVietNam:
      Wording(
        vietnamese: "Vị trí nằm ngoài phạm vi Việt Nam.", english: "The place lies outside the ranges of Viet Nam.")
    case .statedSystemMismatch:
      Wording(
        vietnamese: "Hệ tọa độ ghi kèm không hợp với đơn vị của các số.",
        english: "The system named in the text does not suit the unit of the numbers.")
    case .meridianSexagesimal:
      Wording(
        vietnamese: "Kinh tuyến trục được đọc theo độ.phút.", english: "The meridian was read as degrees.minutes.")
    }
  }
}

extension CoordinateReading {
  /// How the text was read, in words.
  public var explanation: Wording {
    let order: Wording
    switch (form, eastFirst) {
    case (.grid, false):
      order = Wording(vietnamese: "X (bắc) trước, Y (đông) sau", english: "northing X first, easting Y second")
    case (.grid, true):
      order = Wording(vietnamese: "Y (đông) trước, X (bắc) sau", english: "easting Y first, northing X second")
    case (.nationalCode, _):
      return Wording(
        vietnamese: "Mã định danh thửa đất, giải mã ra tâm ô.",
        english: "National parcel code, decoded to its cell's centre.")
    case (_, false):
      order = Wording(vietnamese: "vĩ độ trước, kinh độ sau", english: "latitude first, longitude second")
    case (_, true): order = Wording(vietnamese: "kinh độ trước, vĩ độ sau", english: "longitude first, latitude second")
    }
    let kind =
      switch form {
      case .decimalDegrees: Wording(vietnamese: "Độ thập phân", english: "Decimal degrees")
      case .degreesMinutes: Wording(vietnamese: "Độ, phút", english: "Degrees and minutes")
      case .degreesMinutesSeconds: Wording(vietnamese: "Độ, phút, giây", english: "Degrees, minutes and seconds")
      case .grid, .nationalCode: Wording(vietnamese: "Tọa độ phẳng (mét)", english: "Grid coordinates in metres")
      }
    let because =
      switch evidence {
      case .labels: Wording(vietnamese: "theo nhãn ghi kèm", english: "by the labels")
      case .ranges: Wording(vietnamese: "theo khoảng giá trị ở Việt Nam", english: "by the ranges of Viet Nam")
      case .globe: Wording(vietnamese: "vì chỉ thứ tự này có thể có", english: "as no other order is possible")
      case .custom: Wording(vietnamese: "theo thứ tự thường dùng", english: "by the usual order")
      case .otherOrder:
        Wording(vietnamese: "thứ tự ngược lại cũng có thể có", english: "the reverse order, possible too")
      }
    return Wording(
      vietnamese: "\(kind.vietnamese), \(order.vietnamese) (\(because.vietnamese)).",
      english: "\(kind.english), \(order.english) (\(because.english)).")
  }
}
