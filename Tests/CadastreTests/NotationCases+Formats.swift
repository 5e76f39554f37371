import Cadastre
import Geo

extension NotationCases {
  private static let here = "G 108.7923 15.1205"
  private static let metres = "M 1672422.43 584963.15"
  private static let onWGS84 = "M 1672422 263456 32649"
  private static let onVN2000 = "M 1672422 263456 3406"

  static let utm: [NotationCase] =
    grouped + [
      .init("49P 0263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49P0263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49 P 263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49 N 263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49N 263456E 1672422N", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49p 263456mE 1672422mN", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49P 263456 m E, 1672422 m N", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49P E263456 N1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49P, 263456, 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("zone 49 263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("Zone 49N: 263456, 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("múi 49 263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("UTM 49P 263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("UTM49N 263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("UTM zone 49N 1672422 263456", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("UTM 49 E 263456 N 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("UTM 49N X=1672422 Y=263456", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("49 P 0263456\nUTM 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("263456 1672422 49P", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("263456 1672422 (UTM zone 49N)", onWGS84, onVN2000, remarks: [.utmOnWGS84]),
      .init("WGS 84 / UTM zone 49N 263456 1672422", onWGS84, remarks: [.utmOnWGS84]),
      .init("VN-2000 UTM 49N 263456 1672422", onVN2000, remarks: [.utmOnVN2000]),
      .init("UTM 49N 263456 1672422 EPSG:3406", onVN2000, crs: 3406),
      .init("UTM 49N 263456 1672422 EPSG:3405", "M 1672422 263456", crs: 3405, remarks: [.statedSystemMismatch]),
      .init(
        "UTM 48Q 584963.5 2326802.5", "M 2326802.5 584963.5 32648", "M 2326802.5 584963.5 3405", remarks: [.utmOnWGS84]),
      .init("48N 584963 2326802", "M 2326802 584963 32648", "M 2326802 584963 3405", remarks: [.utmOnWGS84]),
      .init(
        "48N 584.963,5 2.326.802,5 UTM", "M 2326802.5 584963.5 32648", "M 2326802.5 584963.5 3405",
        remarks: [.utmOnWGS84, .decimalComma, .thousandsMarks]),
      .init("49Q 0263456 1672422", onWGS84, onVN2000, remarks: [.utmOnWGS84, .utmBandMismatch]),
      .init("49P 0263456 1672422 H=12", onWGS84, onVN2000, remarks: [.utmOnWGS84, .heightDropped]),
      .init("49PBS6345672422", "M 1672422.5 263456.5 32649", remarks: [.cellCentre]),
      .init("49P BS 63456 72422", "M 1672422.5 263456.5 32649", remarks: [.cellCentre]),
      .init("49pbs 6345 7242", "M 1672425 263455 32649", remarks: [.cellCentre]),
      .init("MGRS 49PBR6345672422", "M 1572422.5 263456.5 32649", remarks: [.cellCentre]),
      .init("48QWJ8496326802", "M 2326802.5 584963.5 32648", remarks: [.cellCentre]),
      .init("48QWJ8426", "M 2326500 584500 32648", remarks: [.cellCentre]),
    ]

  private static let grouped: [NotationCase] = [
    .init("49P 263 456 1 672 422", onWGS84, onVN2000, remarks: [.utmOnWGS84, .thousandsMarks]),
    .init("49N 263.456 1.672.422", onWGS84, onVN2000, remarks: [.utmOnWGS84, .thousandsMarks]),
  ]

  static let codes: [NotationCase] = [
    .init("w6tq58s5", "G 108.792285919 15.120534897", remarks: [.cellCentre]),
    .init("W6TQ58S", "G 108.792800903 15.120620728", remarks: [.cellCentre]),
    .init("w6tq5", "G 108.786621094 15.139160156", remarks: [.cellCentre]),
    .init(" w6tq58s5t ", "G 108.792350292 15.120556355", remarks: [.cellCentre]),
    .init("geohash: w6tq58s5", "G 108.792285919 15.120534897", remarks: [.cellCentre]),
    .init("geohash:u4pruydqqvj", "G 10.407439694 57.649110630", remarks: [.cellCentre, .outsideVietNam]),
    .init("7P7C4QCR+6W", "G 108.7923125 15.1205625", remarks: [.cellCentre]),
    .init("7p7c4qcr+6w", "G 108.7923125 15.1205625", remarks: [.cellCentre]),
    .init("7P7C4QCR+", "G 108.79125 15.12125", remarks: [.cellCentre]),
    .init("7P7C4QCR+6W Quảng Ngãi", "G 108.7923125 15.1205625", remarks: [.cellCentre]),
    // The published vectors of Open Location Code.
    .init("7FG49QCJ+2V", "G 2.7821875 20.3700625", remarks: [.cellCentre, .outsideVietNam]),
    .init("7FG49QCJ+2VX", "G 2.782234375 20.3701125", remarks: [.cellCentre, .outsideVietNam]),
    .init("7FG49QCJ+2VXGJ", "G 2.782235352 20.3701135", remarks: [.cellCentre, .outsideVietNam]),
    .init("8FVC2222+22", "G 8.0000625 47.0000625", remarks: [.cellCentre, .outsideVietNam]),
    .init("4VCPPQGP+Q9", "G 174.7859375 -41.2730625", remarks: [.cellCentre, .outsideVietNam]),
  ]

  static let links: [NotationCase] = [
    .init("https://www.google.com/maps/@15.1205,108.7923,17z", here, remarks: [.fromLink, .mapView]),
    .init(
      "https://www.google.com/maps/@15.1205,108.7923,17z?entry=ttu&g_ep=EgoyMDI1", here, remarks: [.fromLink, .mapView]),
    .init(
      "https://www.google.com/maps/@15.1205,108.7923,3a,75y,90h,90t/data=!3m6!1e1", here,
      remarks: [.fromLink, .mapView]),
    .init(
      "https://www.google.com/maps/place/Qu%E1%BA%A3ng+Ng%C3%A3i/@15.1205,108.7923,17z", here,
      remarks: [.fromLink, .mapView]),
    .init(
      "https://www.google.com/maps/place/Ch%E1%BB%A3/@15.11,108.78,17z/data=!3m1!4b1!4m6!3m5!1s0x316853:0x7d!8m2!3d15.1205!4d108.7923!16s%2Fg%2F1",
      here, remarks: [.fromLink]),
    .init(
      "https://www.google.com/maps/place/A/@15.1,108.7,13z/data=!4m13!1m7!3m6!1s0x0!2zUQ!8m2!3d15.2!4d108.9!3m4!1s0x1!8m2!3d15.1205!4d108.7923",
      here, remarks: [.fromLink]),
    .init(
      "https://www.google.com/maps/place/15%C2%B007'13.8%22N+108%C2%B047'32.3%22E/@15.11,108.78,17z/data=!3m1!4b1!4m4!3m3!8m2!3d15.1205!4d108.7923",
      here, remarks: [.fromLink]),
    .init(
      "https://www.google.com/maps/place/15%C2%B007'13.8%22N+108%C2%B047'32.3%22E", "G 108.792305556 15.1205",
      remarks: [.fromLink]),
    .init("https://www.google.com/maps/place/15.1205,108.7923", here, remarks: [.fromLink]),
    .init(
      "https://www.google.com/maps/place/7P7C4QCR%2B6W", "G 108.7923125 15.1205625", remarks: [.cellCentre, .fromLink]),
    .init("https://www.google.com/maps/search/15.1205,+108.7923?sa=X", here, remarks: [.fromLink]),
    .init("https://www.google.com/maps/search/?api=1&query=15.1205%2C108.7923", here, remarks: [.fromLink]),
    .init("https://www.google.com/maps?q=15.1205,108.7923", here, remarks: [.fromLink]),
    .init("https://www.google.com/maps?q=15.1205,108.7923&z=17&hl=vi", here, remarks: [.fromLink]),
    .init("http://maps.google.com/maps?q=loc:15.1205,108.7923", here, remarks: [.fromLink]),
    .init("http://maps.google.com/?q=15.1205%2c+108.7923+(Nh%C3%A0)", here, remarks: [.fromLink]),
    .init("https://maps.google.com/?ll=15.1205,108.7923&z=16", here, remarks: [.fromLink]),
    .init("https://maps.google.com/?q=15.1205,108.7923", here, remarks: [.fromLink]),
    .init("https://www.google.com.vn/maps?daddr=15.1205,108.7923", here, remarks: [.fromLink]),
    .init(
      "https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3846.1!2d108.7923!3d15.1205!2m3!1f0!2f0", here,
      remarks: [.fromLink, .mapView]),
    .init("www.google.com/maps?q=15.1205,108.7923", here, remarks: [.fromLink]),
    .init("google.com/maps?q=15.1205,108.7923", here, remarks: [.fromLink]),
    .init("maps.google.com?q=15.1205,108.7923", here, remarks: [.fromLink]),
    .init("HTTPS://WWW.GOOGLE.COM/maps?q=15.1205,108.7923", here, remarks: [.fromLink]),
    .init("<https://maps.google.com/?q=15.1205,108.7923>", here, remarks: [.fromLink]),
    .init("Vị trí của tôi: https://maps.google.com/maps?q=15.1205,108.7923", here, remarks: [.fromLink]),
    .init("Vị trí 📍 https://maps.google.com/maps?q=15.1205,108.7923 nhà ông A, số 12", here, remarks: [.fromLink]),
    .init(
      "15°07'13.8\"N 108°47'32.3\"E\nhttps://maps.app.goo.gl/AbCd1234", "G 108.792305556 15.1205",
      remarks: [.linkPassedOver]),
    .init("www.google.com/maps 15.1205 108.7923", here, remarks: [.linkPassedOver]),
    .init("https://www.google.com/maps?q=108.7923,15.1205", here, remarks: [.fromLink, .againstFormat]),
    .init("https://maps.google.com/?q=48.8566,2.3522", "G 2.3522 48.8566", remarks: [.fromLink, .outsideVietNam]),
    .init("https://zalo.me/location?lat=15.1205&long=108.7923", here, remarks: [.fromLink]),
    .init("https://chat.zalo.me/map?latitude=15.1205&longitude=108.7923", here, remarks: [.fromLink]),
    .init("https://example.vn/ban-do?lng=108.7923&lat=15.1205", here, remarks: [.fromLink]),
    .init("https://example.vn/ban-do#lat=15.1205&lng=108.7923", here, remarks: [.fromLink]),
    .init("https://www.openstreetmap.org/#map=17/15.1205/108.7923", here, remarks: [.fromLink, .mapView]),
    .init("https://www.openstreetmap.org/?mlat=15.1205&mlon=108.7923#map=12/15.2/108.9", here, remarks: [.fromLink]),
    .init(
      "https://www.openstreetmap.org/node/123#map=17/15.1205/108.7923&layers=N", here, remarks: [.fromLink, .mapView]),
    .init("https://maps.apple.com/?ll=15.1205,108.7923&q=Nh%C3%A0", here, remarks: [.fromLink]),
    .init("https://maps.apple.com/place?coordinate=15.1205,108.7923&name=A", here, remarks: [.fromLink]),
    .init("https://www.bing.com/maps?cp=15.1205~108.7923&lvl=17", here, remarks: [.fromLink, .mapView]),
    .init("https://yandex.com/maps/?ll=108.7923%2C15.1205&z=17", here, remarks: [.fromLink]),
    .init("geo:15.1205,108.7923", here, remarks: [.fromLink]),
    .init("GEO:15.1205,108.7923", here, remarks: [.fromLink]),
    .init("geo: 15.1205, 108.7923", here, remarks: [.fromLink]),
    .init("geo:15.1205,108.7923,12.5;u=35", here, remarks: [.fromLink, .heightDropped]),
    .init("geo:15.1205,108.7923;crs=wgs84;u=5", here, remarks: [.fromLink]),
    .init("geo:15.1205,108.7923?z=17", here, remarks: [.fromLink]),
    .init("geo:0,0?q=15.1205,108.7923(Nh%C3%A0)", here, remarks: [.fromLink]),
  ]

  static let formats: [NotationCase] = [
    .init(#"{"type":"Point","coordinates":[108.7923,15.1205]}"#, here),
    .init("{ \"type\": \"Point\",\n  \"coordinates\": [108.7923, 15.1205]\n}\n", here),
    .init(#"{"coordinates":[108.7923,15.1205],"type":"Point"}"#, here),
    .init(#"{"type":"Point","coordinates":[108.7923,15.1205,12.5]}"#, here, remarks: [.heightDropped]),
    .init(#"{"type":"Point","coordinates":[1.087923e2,1.51205E1]}"#, here),
    .init(
      #"{"type":"Feature","properties":{"name":"A","lat":1},"geometry":{"type":"Point","coordinates":[108.7923,15.1205]}}"#,
      here),
    .init(
      #"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[108.7923,15.1205]},"properties":null}]}"#,
      here),
    .init(
      #"{"type":"Point","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::5898"}},"coordinates":[584963.15,1672422.43]}"#,
      metres, crs: 5898),
    .init(
      #"{"type":"Point","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"coordinates":[108.7923,15.1205]}"#,
      here, crs: 4326),
    .init(#"{"type":"Point","coordinates":[584963.15,1672422.43]}"#, metres),
    .init(
      #"{"type":"Point","coordinates":[1672422.43,584963.15]}"#, metres, "M 584963.15 1672422.43",
      remarks: [.againstFormat]),
    .init(#"{"type":"Point","coordinates":[15.1205,108.7923]}"#, here, remarks: [.againstFormat]),
    .init(#"{"lat":15.1205,"lng":108.7923}"#, here),
    .init(#"{"longitude":"108.7923","latitude":"15.1205","accuracy":5}"#, here),
    .init(#"{"x":1672422.43,"y":584963.15}"#, metres),
    .init("POINT(108.7923 15.1205)", here),
    .init("Point (108.7923 15.1205)", here),
    .init("POINT Z (108.7923 15.1205 12.5)", here, remarks: [.heightDropped]),
    .init("POINTZ(108.7923 15.1205 12.5)", here, remarks: [.heightDropped]),
    .init("SRID=4326;POINT(108.7923 15.1205)", here, crs: 4326),
    .init("SRID=5898; POINT(584963.15 1672422.43)", metres, crs: 5898),
    .init("SRID=5898;POINT(108.7923 15.1205)", here, crs: 5898, remarks: [.statedSystemMismatch]),
    .init("POINT(15.1205 108.7923)", here, remarks: [.againstFormat]),
  ]

  static let rest: [NotationCase] = [
    // one row of a vertex table
    .init("1 1672422.43 584963.15 12,5", metres, remarks: [.tableRow, .decimalComma]),
    .init("1 1672422.43 584963.15", metres, remarks: [.tableRow]),
    .init("1;1672422,43;584963,15", metres, remarks: [.tableRow, .decimalComma]),
    .init("1;1672422,43;584963,15;12,50", metres, remarks: [.tableRow, .decimalComma]),
    .init("| 1 | 1672422.43 | 584963.15 | 12.5 |", metres, remarks: [.tableRow]),
    .init("1\t1.672.422,43\t584.963,15\t12,5", metres, remarks: [.tableRow, .decimalComma, .thousandsMarks]),
    .init("M1 1672422.43 584963.15", metres, remarks: [.tableRow]),
    .init("1 584963.15 1672422.43", metres, remarks: [.tableRow, .eastingFirst]),
    .init("1672422.43 584963.15 12.5", metres, remarks: [.tableRow]),
    .init("1 1 672 422,43 584 963,15 12,50", metres, remarks: [.tableRow, .decimalComma, .thousandsMarks]),
    .init("STT X Y\n1 1672422.43 584963.15", metres, remarks: [.tableRow]),
    .init("Điểm | Y (m) | X (m)\n1 | 584963.15 | 1672422.43", metres, remarks: [.tableRow]),
    .init("X Y\n584963.15 1672422.43", metres, remarks: [.tableRow, .labelsSwapped]),
    // heights
    .init("X=1672422.43 Y=584963.15 H=12.5", metres, remarks: [.heightDropped]),
    .init("X=1672422.43; Y=584963.15; H=-2,5 m", metres, remarks: [.heightDropped]),
    .init("X (m)=1672422.43, Y (m)=584963.15, H (m)=12", metres, remarks: [.heightDropped]),
    .init("H=12.5; X=1672422.43; Y=584963.15", metres, remarks: [.heightDropped]),
    .init("X=1672422.43 H=12.5 Y=584963.15", metres, remarks: [.heightDropped]),
    .init("X=1672422.43 Y=584963.15 Z=12.5", metres, remarks: [.heightDropped]),
    .init("15.1205, 108.7923 alt 12.5 m", here, remarks: [.heightDropped]),
    .init("15.1205 108.7923 độ cao: 12m", here, remarks: [.heightDropped]),
    .init("15.1205 108.7923, cao độ 12,5", here, remarks: [.heightDropped]),
    .init("Latitude: 15.1205 Longitude: 108.7923 Altitude: 12.5 m", here, remarks: [.heightDropped]),
    // labels
    .init("lat=15.1205&lon=108.7923", here),
    .init("Latitude: 15.1205\nLongitude: 108.7923", here),
    .init("lat: 15.1205, long: 108.7923", here),
    .init("vĩ độ 15.1205 kinh độ 108.7923", here),
    .init("Vĩ độ: 15°07'13.8\", Kinh độ: 108°47'32.3\"", "G 108.792305556 15.1205"),
    .init("VĐ 15.1205 KĐ 108.7923", here),
    .init("Lat/Long: 15.1205, 108.7923", here),
    .init("Lat, Lng = 15.1205, 108.7923", here),
  ]
}
