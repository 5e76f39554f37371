import Cadastre
import Geo

/// A text, and the readings that it must have: `G` longitude latitude in degrees, `M` northing easting in metres, then
/// the code of the system that the reading implies, if any.
struct NotationCase: CustomStringConvertible {
  var text: String
  var readings: [String]
  var crs: Int32?
  var remarks: Set<CoordinateRemark>

  init(_ text: String, _ readings: String..., crs: Int32? = nil, remarks: Set<CoordinateRemark> = []) {
    self.text = text
    self.readings = readings
    self.crs = crs
    self.remarks = remarks
  }

  var description: String { "‹\(text)›" }
}

/// The accepted forms; this list is what the service promises.
enum NotationCases {
  private static let here = "G 108.7923 15.1205"
  private static let dms = "G 108.792305556 15.1205"
  private static let metres = "M 1672422.43 584963.15"

  static let decimal: [NotationCase] = [
    .init("15.1205, 108.7923", here),
    .init("15.1205,108.7923", here),
    .init("15.1205 108.7923", here),
    .init("15.1205;108.7923", here),
    .init("108.7923, 15.1205", here),
    .init("108.7923 15.1205", here),
    .init("  15.1205\t108.7923\n", here),
    .init("15.1205\n108.7923", here),
    .init("15.1205 / 108.7923", here),
    .init("15.1205 | 108.7923", here),
    .init("15.1205 và 108.7923", here),
    .init("15.1205 and 108.7923", here),
    .init("(15.1205, 108.7923)", here),
    .init("[108.7923, 15.1205]", here),
    .init("15.1205, 108.7923.", here),
    .init("15.1205, 108.7923,", here),
    .init("15,1205 108,7923", here, remarks: [.decimalComma]),
    .init("15,1205, 108,7923", here, remarks: [.decimalComma]),
    .init("15,1205; 108,7923", here, remarks: [.decimalComma]),
    .init("15,1205 ; 108,7923", here, remarks: [.decimalComma]),
    .init("15,1205,108,7923", here, remarks: [.decimalComma]),
    .init("108,7923,15,1205", here, remarks: [.decimalComma]),
    .init("15,120,108,792", "G 108.792 15.12", remarks: [.decimalComma]),
    .init("15°,108°", "G 108 15"),
    .init("15, 108", "G 108 15"),
    .init("15 108", "G 108 15"),
    .init("+15.1205 +108.7923", here),
    .init("15.1205° 108.7923°", here),
    .init("15.1205º, 108.7923º", here),
    .init("15.1205˚108.7923˚", here),
    .init("15,1205° 108,7923°", here, remarks: [.decimalComma]),
    .init("15,1205°,108,7923°", here, remarks: [.decimalComma]),
    .init("15.1205 độ, 108.7923 độ", here),
    .init("１５．１２０５，１０８．７９２３", here),
    .init("15.1205\u{A0}108.7923", here),
    .init("15.1205\u{202F}108.7923", here),
    .init("\u{200E}15.1205, 108.7923\u{200F}", here),
    .init("\u{FEFF}15.1205, 108.7923", here),
    .init("tọa độ: 15.1205, 108.7923", here),
    .init("Toạ độ 15.1205 108.7923", here),
    .init("GPS: 15.1205 108.7923", here),
    .init("8.6450 111.9200", "G 111.92 8.645"),
    .init("16.5333, 111.6083", "G 111.6083 16.5333"),
    .init("023.3000, 105.3000", "G 105.3 23.3"),
    .init("15.120500000, 108.792300000", here),
    .init("48.8566, 2.3522", "G 2.3522 48.8566", "G 48.8566 2.3522", remarks: [.outsideVietNam]),
    .init("48.856, 2.352", "G 2.352 48.856", "G 48.856 2.352", remarks: [.outsideVietNam]),
    .init("-15.1205, 108.7923", "G 108.7923 -15.1205", remarks: [.outsideVietNam]),
    .init("−33.8688, 151.2093", "G 151.2093 -33.8688", remarks: [.outsideVietNam]),
    .init("15.1, 16.2", "G 16.2 15.1", "G 15.1 16.2", remarks: [.outsideVietNam]),
  ]

  static let letters: [NotationCase] = [
    .init("15.1205N 108.7923E", here),
    .init("15.1205 N, 108.7923 E", here),
    .init("N15.1205 E108.7923", here),
    .init("N 15.1205, E 108.7923", here),
    .init("E108.7923 N15.1205", here),
    .init("108.7923E 15.1205N", here),
    .init("108.7923E15.1205N", here),
    .init("15.1205n 108.7923e", here),
    .init("15.1205°N 108.7923°E", here),
    .init("15,1205B 108,7923Đ", here, remarks: [.decimalComma]),
    .init("B15.1205 Đ108.7923", here),
    .init("15.1205 b 108.7923 đ", here),
    .init("15.1205 Bắc, 108.7923 Đông", here),
    .init("15.1205 bắc 108.7923 đông", here),
    .init("15.1205B 108.7923D", here),
    .init("15.1205B 108.7923E", here),
    .init("15.1205 North 108.7923 East", here),
    .init("vĩ độ 15.1205 kinh độ 108.7923", here),
    .init("Kinh độ: 108.7923; Vĩ độ: 15.1205", here),
    .init("vĩ độ: 15,1205, kinh độ: 108,7923", here, remarks: [.decimalComma]),
    .init("lat=15.1205 lon=108.7923", here),
    .init("lng: 108.7923, lat: 15.1205", here),
    .init("Latitude 15.1205 Longitude 108.7923", here),
    .init("lat 15.1205 N, long 108.7923 E", here),
    .init("15.1205 108.7923E", here),
    .init("15.1205B, 108.7923", here),
    .init("33.8688S 151.2093E", "G 151.2093 -33.8688", remarks: [.outsideVietNam]),
    .init("15.1205N 108.7923W", "G -108.7923 15.1205", remarks: [.outsideVietNam]),
    .init("15.1205N 108.7923Đ", "G 108.7923 -15.1205", remarks: [.letterNAsNam, .outsideVietNam]),
    .init("N15.1205 T108.7923", "G -108.7923 -15.1205", remarks: [.letterNAsNam, .outsideVietNam]),
    .init("15.1205N, 108.7923", here, "G 108.7923 -15.1205", remarks: [.letterNAsNorth]),
    .init("15.1205 Nam 108.7923 Đông", "G 108.7923 -15.1205", remarks: [.outsideVietNam]),
    .init("X=108.7923 Y=15.1205", here),
  ]

  static let sexagesimal: [NotationCase] = [
    .init("15°07'13.8\" 108°47'32.3\"", dms),
    .init("15°07'13.8\"N 108°47'32.3\"E", dms),
    .init("15°07′13.8″N, 108°47′32.3″E", dms),
    .init("15°07’13.8”N 108°47’32.3”E", dms),
    .init("15º07`13.8``N 108º47`32.3``E", dms),
    .init("15˚07'13.8''N 108˚47'32.3''E", dms),
    .init("15° 07' 13.8\" N, 108° 47' 32.3\" E", dms),
    .init("N 15° 07' 13.8\" E 108° 47' 32.3\"", dms),
    .init("N15°07'13.8\"E108°47'32.3\"", dms),
    .init("15°07'13,8\" B; 108°47'32,3\" Đ", dms, remarks: [.decimalComma]),
    .init("15°07'13,8\"B,108°47'32,3\"Đ", dms, remarks: [.decimalComma]),
    .init("15 độ 07 phút 13,8 giây Bắc, 108 độ 47 phút 32,3 giây Đông", dms, remarks: [.decimalComma]),
    .init("15d07'13.8\" 108d47'32.3\"", dms),
    .init("15d07m13.8s 108d47m32.3s", dms),
    .init("15d07m13.8sN 108d47m32.3sE", dms),
    .init("15o07'13.8\"N 108o47'32.3\"E", dms),
    .init("15*07'13.8\"N 108*47'32.3\"E", dms),
    .init("15:07:13.8 108:47:32.3", dms),
    .init("15:07:13.8N, 108:47:32.3E", dms),
    .init("15 07 13.8 108 47 32.3", dms),
    .init("15 07 13.8, 108 47 32.3", dms),
    .init("15 07 13,8; 108 47 32,3", dms, remarks: [.decimalComma]),
    .init("15 07 13.8N 108 47 32.3E", dms),
    .init("15-07-13.8N 108-47-32.3E", dms),
    .init("108°47'32.3\" 15°07'13.8\"", dms),
    .init("15°07'13.8 108°47'32.3", dms),
    .init("15°7'13.8\"N 108°47'32.3\"E", dms),
    .init("１５°０７′１３．８″N １０８°４７′３２．３″E", dms),
    .init("15°07'14\"108°47'32\"", "G 108.792222222 15.120555556"),
    .init("15°07.23' 108°47.538'", "G 108.7923 15.1205"),
    .init("15°07.23'N, 108°47.538'E", "G 108.7923 15.1205"),
    .init("15°07,23'B 108°47,538'Đ", "G 108.7923 15.1205", remarks: [.decimalComma]),
    .init("15 07.23 108 47.538", "G 108.7923 15.1205"),
    .init("15:07.23, 108:47.538", "G 108.7923 15.1205"),
    .init("N15 07.230 E108 47.538", "G 108.7923 15.1205"),
    .init("15°07' 108°47'32.3\"", "G 108.792305556 15.116666667"),
    .init("15°07' 108°47'", "G 108.783333333 15.116666667"),
    .init("16 30 108 45", "G 108.75 16.5"),
    .init("33°52'08\"S 151°12'33\"E", "G 151.209166667 -33.868888889", remarks: [.outsideVietNam]),
    .init("-33°52'08\" 151°12'33\"", "G 151.209166667 -33.868888889", remarks: [.outsideVietNam]),
  ]

  static let grid: [NotationCase] = [
    .init("X=1672422.43 Y=584963.15", metres),
    .init("X = 1672422.43; Y = 584963.15", metres),
    .init("X: 1672422.43, Y: 584963.15", metres),
    .init("x=1672422.43,y=584963.15", metres),
    .init("Y=584963.15 X=1672422.43", metres),
    .init("X=1672422.43m Y=584963.15m", metres),
    .init("X=1672422.43 m; Y=584963.15 m", metres),
    .init("X(m)=1672422.43 Y(m)=584963.15", metres),
    .init("X (m): 1672422.43\nY (m): 584963.15", metres),
    .init("X1672422.43 Y584963.15", metres),
    .init("X 1672422,43 Y 584963,15", metres, remarks: [.decimalComma]),
    .init("X=1672422,43, Y=584963,15", metres, remarks: [.decimalComma]),
    .init("X=1.672.422,43; Y=584.963,15", metres, remarks: [.decimalComma, .thousandsMarks]),
    .init("X=1 672 422.43 Y=584 963.15", metres, remarks: [.thousandsMarks]),
    .init("X=1,672,422.43 Y=584,963.15", metres, remarks: [.thousandsMarks]),
    .init("1672422.43 584963.15", metres),
    .init("1672422.43, 584963.15", metres),
    .init("1672422,43 584963,15", metres, remarks: [.decimalComma]),
    .init("1672422,43,584963,15", metres, remarks: [.decimalComma]),
    .init("1.672.422,43 584.963,15", metres, remarks: [.decimalComma, .thousandsMarks]),
    .init("1 672 422.43 584 963.15", metres, remarks: [.thousandsMarks]),
    .init("1\u{A0}672\u{A0}422,43 584\u{A0}963,15", metres, remarks: [.thousandsMarks, .decimalComma]),
    .init("1,672,422.43, 584,963.15", metres, remarks: [.thousandsMarks]),
    .init("1,672,422,584,963", "M 1672422 584963", remarks: [.thousandsMarks]),
    .init("1 672 422 584 963", "M 1672422 584963", remarks: [.thousandsMarks]),
    .init("1.672.422 584.963", "M 1672422 584963", remarks: [.thousandsMarks]),
    .init("1672422,584963", "M 1672422 584963"),
    .init("1672422 584963", "M 1672422 584963"),
    .init("584963.15 1672422.43", metres, remarks: [.eastingFirst]),
    .init("584.963,15 1.672.422,43", metres, remarks: [.eastingFirst, .thousandsMarks, .decimalComma]),
    .init("N 1672422.43 E 584963.15", metres),
    .init("1672422.43N 584963.15E", metres),
    .init("584963.15 mE 1672422.43 mN", metres),
    .init("Northing 1672422.43 Easting 584963.15", metres),
    .init("B=1672422.43 Đ=584963.15", metres),
    .init("X=1672422.43 Y=584963.15 (KTT 108°00')", metres, crs: 5898),
    .init("X=1672422.43 Y=584963.15, KTT 108-00", metres, crs: 5898),
    .init("X=1587082.469 Y=553734.270 KTT: 107°30'", "M 1587082.469 553734.27", crs: 9216),
    .init("X=1587082.469 Y=553734.270 (kinh tuyến trục 107 độ 30 phút)", "M 1587082.469 553734.27", crs: 9216),
    .init("X=1587082.469 Y=553734.270 kinh tuyến 107.5", "M 1587082.469 553734.27", crs: 9216),
    .init(
      "X=1587082.469 Y=553734.270 KTT 107.30", "M 1587082.469 553734.27", crs: 9216, remarks: [.meridianSexagesimal]),
    .init("KTT 107°45' múi 3° X=1672422.43 Y=584963.15", metres, crs: 5899),
    .init("VN-2000 KTT 108, X=1672422.43; Y=584963.15", metres, crs: 5898),
    .init("VN2000 1672422.43 584963.15", metres),
    .init("EPSG:5898 1672422.43 584963.15", metres, crs: 5898),
    .init("1672422.43 584963.15 EPSG 5898", metres, crs: 5898),
    .init("SRID=5898; X=1672422.43 Y=584963.15", metres, crs: 5898),
    .init("X=1672422.43 Y=584963.15 UTM EPSG:3406", metres, crs: 3406),
    .init("X=1672422.43 Y=584963.15 EPSG:4326", metres, crs: 4326, remarks: [.statedSystemMismatch]),
    .init("15.1205 108.7923 EPSG:5898", here, crs: 5898, remarks: [.statedSystemMismatch]),
    .init("15.1205 108.7923 WGS84", here),
    .init("WGS-84: 15.1205 108.7923", here),
    .init("X=584963.15 Y=1672422.43", metres, "M 584963.15 1672422.43", remarks: [.labelsSwapped]),
    .init("956123.50 512345.20", "M 956123.5 512345.2"),
    .init("1400000 984566", "M 1400000 984566", "M 984566 1400000"),
    .init("X=1400000 Y=984566", "M 1400000 984566"),
    .init("2490000 206372", "M 2490000 206372"),
    .init(
      "652000.5 6862000.5", "M 652000.5 6862000.5", "M 6862000.5 652000.5", remarks: [.outsideVietNam]),
    .init("w6tq58s5t0j4", "G 108.792335708 15.120535316"),
    .init("W6TQ58S5T0J4", "G 108.792335708 15.120535316"),
    .init(" w6tq58s5t0j4\n", "G 108.792335708 15.120535316"),
  ]

  static let all = decimal + letters + sexagesimal + grid + utm + codes + links + formats + rest

  /// Texts with the rounding of their digits, in degrees or metres.
  static let roundings: [(String, Double)] = [
    ("15.1205, 108.7923", 0.00005), ("15.12, 108.7923", 0.005), ("15, 108", 0.5),
    ("15.120500000, 108.792300000", 5e-10), ("15°07'13.8\" 108°47'32.3\"", 0.05 / 3600),
    ("15°07'14\" 108°47'32.3\"", 0.5 / 3600), ("15°07.23' 108°47.538'", 0.005 / 60), ("15°07' 108°47'", 0.5 / 60),
    ("1672422.43 584963.15", 0.005), ("X=1672422,4 Y=584963,15", 0.05), ("1672422 584963", 0.5),
    ("1.672.422,425 584.963,145", 0.0005),
  ]
}
