public import VietText
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
  public var phrase: Phrase {
    switch self {
    case .decimalComma:
      Phrase(vi: "Dấu phẩy được đọc là dấu thập phân.", en: "The comma was read as the decimal mark.")
    case .thousandsMarks:
      Phrase(
        vi: "Đã bỏ dấu ngăn cách hàng nghìn.", en: "Thousands marks were removed.")
    case .labelsSwapped:
      Phrase(
        vi: "X và Y có vẻ bị đổi chỗ (trên giấy tờ X là hướng bắc): đã đọc X là tọa độ đông.",
        en: "X and Y seem to be exchanged (on papers X is the northing): X was read as the easting.")
    case .eastingFirst:
      Phrase(
        vi: "Số thứ nhất được đọc là tọa độ đông (Y), số thứ hai là tọa độ bắc (X).",
        en: "The first number was read as the easting (Y), the second as the northing (X).")
    case .letterNAsNorth:
      Phrase(
        vi: "Chữ N được đọc theo tiếng Anh là bắc; tiếng Việt N là nam, hướng bắc ghi là B.",
        en: "N was read as English north; in Vietnamese N is nam (south), and north is B.")
    case .letterNAsNam:
      Phrase(
        vi: "Chữ N được đọc theo tiếng Việt là nam, nằm ngoài Việt Nam; nếu là hướng bắc hãy ghi B.",
        en: "N was read as Vietnamese nam (south), which lies outside Viet Nam; if north is meant, write B.")
    case .outsideVietNam:
      Phrase(
        vi: "Vị trí nằm ngoài phạm vi Việt Nam.", en: "The place lies outside the ranges of Viet Nam.")
    case .statedSystemMismatch:
      Phrase(
        vi: "Hệ tọa độ ghi kèm không hợp với đơn vị của các số.",
        en: "The system named in the text does not suit the unit of the numbers.")
    case .meridianSexagesimal:
      Phrase(
        vi: "Kinh tuyến trục được đọc theo độ.phút.", en: "The meridian was read as degrees.minutes.")
    }
  }
}

extension CoordinateReading {
  /// How the text was read, in words.
  public var explanation: Phrase {
    let order: Phrase
    switch (form, eastFirst) {
    case (.grid, false):
      order = Phrase(vi: "X (bắc) trước, Y (đông) sau", en: "northing X first, easting Y second")
    case (.grid, true):
      order = Phrase(vi: "Y (đông) trước, X (bắc) sau", en: "easting Y first, northing X second")
    case (.nationalCode, _):
      return Phrase(
        vi: "Mã định danh thửa đất, giải mã ra tâm ô.",
        en: "National parcel code, decoded to its cell's centre.")
    case (_, false):
      order = Phrase(vi: "vĩ độ trước, kinh độ sau", en: "latitude first, longitude second")
    case (_, true): order = Phrase(vi: "kinh độ trước, vĩ độ sau", en: "longitude first, latitude second")
    }
    let kind =
      switch form {
      case .decimalDegrees: Phrase(vi: "Độ thập phân", en: "Decimal degrees")
      case .degreesMinutes: Phrase(vi: "Độ, phút", en: "Degrees and minutes")
      case .degreesMinutesSeconds: Phrase(vi: "Độ, phút, giây", en: "Degrees, minutes and seconds")
      case .grid, .nationalCode: Phrase(vi: "Tọa độ phẳng (mét)", en: "Grid coordinates in metres")
      }
    let because =
      switch evidence {
      case .labels: Phrase(vi: "theo nhãn ghi kèm", en: "by the labels")
      case .ranges: Phrase(vi: "theo khoảng giá trị ở Việt Nam", en: "by the ranges of Viet Nam")
      case .globe: Phrase(vi: "vì chỉ thứ tự này có thể có", en: "as no other order is possible")
      case .custom: Phrase(vi: "theo thứ tự thường dùng", en: "by the usual order")
      case .otherOrder:
        Phrase(vi: "thứ tự ngược lại cũng có thể có", en: "the reverse order, possible too")
      }
    return Phrase(
      vi: "\(kind.vietnamese), \(order.vietnamese) (\(because.vietnamese)).",
      en: "\(kind.english), \(order.english) (\(because.english)).")
  }
}
