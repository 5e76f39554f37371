internal import Cadastre
internal import Geo
internal import VietText

/// The fixed words of a sheet.
enum SheetWords {
  static let title = Phrase(vi: "Sơ đồ vị trí thửa đất (tham khảo)", en: "Parcel location map (for reference)")
  static let sampleMark = SheetContent.sampleMark
  static let parcel = Phrase(vi: "Thửa đất số", en: "Parcel")
  static let sheet = Phrase(vi: "Tờ bản đồ số", en: "Map sheet")
  static let series = Phrase(vi: "loại bản đồ", en: "series")
  static let ward = Phrase(vi: "Xã, phường", en: "Ward")
  static let wardAtSurvey = Phrase(vi: "Khi đo vẽ", en: "At survey")
  static let address = Phrase(vi: "Địa chỉ thửa đất", en: "Address")
  static let registeredArea = Phrase(vi: "Diện tích giấy tờ", en: "Registered area")
  static let mapArea = Phrase(vi: "Diện tích bản đồ", en: "Map area")
  static let noRegisteredArea = Phrase(vi: "chưa có trong dữ liệu", en: "not in the data")
  static let landUse = Phrase(vi: "Loại đất", en: "Land use")
  static let noLandUse = Phrase(vi: "chưa có trong dữ liệu", en: "not in the data")
  static let nationalCode = Phrase(vi: "Mã định danh", en: "National code")
  static let data = Phrase(vi: "Dữ liệu", en: "Data")
  static let parcels = Phrase(vi: "Số thửa", en: "Parcels")
  static let dossier = Phrase(vi: "Kèm hồ sơ số", en: "Dossier")
  static let table = Phrase(vi: "Bảng tọa độ đỉnh thửa", en: "Vertices")
  static let tableContinued = Phrase(vi: "Bảng tọa độ đỉnh thửa (tiếp theo)", en: "Vertices (continued)")
  static let continues = Phrase(vi: "xem tiếp trang sau", en: "continued on the next page")
  static let list = Phrase(vi: "Danh sách thửa đất", en: "List of parcels")
  static let columns = [
    Phrase(vi: "STT", en: "No."), Phrase(vi: "X (m)", en: "X (m)"), Phrase(vi: "Y (m)", en: "Y (m)"),
    Phrase(vi: "Cạnh", en: "Edge"), Phrase(vi: "Dài (m)", en: "m"),
  ]
  static let listColumns = [
    Phrase(vi: "Thửa", en: "Parcel"), Phrase(vi: "Tờ", en: "Sheet"),
    Phrase(vi: "DT giấy tờ (m²)", en: "Registered (m²)"),
    Phrase(vi: "DT bản đồ (m²)", en: "Map (m²)"), Phrase(vi: "Loại đất", en: "Land use"),
  ]
  static let scale = Phrase(vi: "Tỷ lệ", en: "Scale")
  static let north = Phrase(vi: "B", en: "N")
  static let boundary = Phrase(vi: "Ranh thửa, số hiệu đỉnh", en: "Parcel boundary, vertex number")
  static let neighbour = Phrase(vi: "Thửa giáp bên", en: "Neighbouring parcel")
  static let neighbourOfSheet = Phrase(
    vi: "Thửa giáp bên (tờ khác)", en: "Neighbour (other sheet)")
  static let wardBoundary = Phrase(vi: "Địa giới xã", en: "Ward boundary")
  static let overlay = Phrase(vi: "Phần vẽ thêm theo yêu cầu", en: "Drawn on request")
  static let notes = Phrase(vi: "Ghi chú", en: "Notes")
  static let notATitle = Phrase(
    vi: "Sơ đồ để tham khảo, không phải là trích lục bản đồ địa chính, không thay thế giấy tờ đất.",
    en: "For reference only: not a cadastral extract (trích lục), and no substitute for a title.")
  static let notShown = Phrase(
    vi: "Sơ đồ không thể hiện thế chấp, tranh chấp, quy hoạch.",
    en: "It does not show mortgage, dispute or planning.")
  static let incomplete = Phrase(
    vi: "Một phần dữ liệu tại đây không thể hiện theo quy định.", en: "Some data here are not shown, by law.")
  static let printedBy = Phrase(vi: "Người in sơ đồ", en: "Printed by")
  static let code = Phrase(vi: "Mã kiểm tra", en: "Verification code")
  static let verify = Phrase(
    vi: "Quét mã hoặc mở địa chỉ này để kiểm tra sơ đồ:", en: "Scan the code or open this address to verify:")
  static let verifyByCode = Phrase(
    vi: "Dùng mã này để kiểm tra sơ đồ tại cơ quan cấp.", en: "Give this code to the office to verify the sheet.")
  static let footer = Phrase(
    vi: "Sơ đồ tham khảo, không phải trích lục bản đồ địa chính", en: "For reference, not a cadastral extract")
  static let outer = Phrase(vi: "Ranh ngoài", en: "Outer boundary")
  static let hole = Phrase(vi: "Ranh trong", en: "Inner boundary")
  static let part = Phrase(vi: "Phần", en: "Part")

  static func page(_ page: Int, of pages: Int) -> Phrase {
    Phrase(vi: "Trang \(page)/\(pages)", en: "Page \(page)/\(pages)")
  }

  static func others(_ count: Int) -> Phrase {
    Phrase(vi: "và \(count) thửa khác, xem trang sau", en: "and \(count) more, see the next page")
  }

  static func ground(_ scale: Int) -> Phrase {
    let metres = scale % 100 == 0 ? "\(scale / 100)" : "\(Double(scale) / 100)"
    return Phrase(
      vi: "1 cm trên sơ đồ bằng \(metres) m ngoài thực địa", en: "1 cm on the map is \(metres) m on the ground")
  }

  /// The grid in words, its axes with it.
  static func system(_ crs: CRS) -> Phrase {
    let axes = Phrase(vi: "X là hướng bắc, Y là hướng đông, mét", en: "X is northing, Y is easting, metres")
    switch crs.code {
    case 3405, 3406:
      let zone = crs.code == 3405 ? 48 : 49
      return Phrase(
        vi: "Hệ tọa độ VN-2000, UTM múi \(zone) (\(crs)); \(axes.vietnamese).",
        en: "VN-2000, UTM zone \(zone) (\(crs)); \(axes.english).")
    default:
      guard let zone = Meridians.zones.first(where: { $0.crs == crs }) else {
        return Phrase(
          vi: "Hệ tọa độ \(crs); \(axes.vietnamese).", en: "Coordinate system \(crs); \(axes.english).")
      }
      return Phrase(
        vi: "Hệ tọa độ VN-2000, kinh tuyến trục \(zone.meridian), múi chiếu 3° (\(crs)); \(axes.vietnamese).",
        en: "VN-2000, central meridian \(zone.meridian), 3° zone (\(crs)); \(axes.english).")
    }
  }

  /// The state of the data that the sheet shows.
  static func state(_ days: [Day], _ revision: SheetRevision, _ language: Language) -> String {
    let distinct = Set(days).sorted()
    let first = distinct.first.map { SheetFigures.day($0, language) } ?? ""
    let last = distinct.last.map { SheetFigures.day($0, language) } ?? ""
    let published = SheetFigures.day(Day(unixSeconds: revision.publishedAt), language)
    let day =
      distinct.count > 1
      ? Phrase(vi: "từ ngày \(first) đến \(last)", en: "of \(first) to \(last)")
      : Phrase(vi: "ngày \(first)", en: "of \(first)")
    return Phrase(
      vi: "\(day.vietnamese), phiên bản \(revision.id) (công bố \(published))",
      en: "\(day.english), revision \(revision.id) (published \(published))")[language]
  }

  /// The day of printing as official papers write it.
  static func printed(_ seconds: Int, _ language: Language) -> String {
    let day = Day(unixSeconds: seconds)
    let time = SheetFigures.time(seconds)
    func padded(_ number: Int, below: Int) -> String { (number < below ? "0" : "") + String(number) }
    return Phrase(
      vi: "\(time), ngày \(padded(day.day, below: 10)) tháng \(padded(day.month, below: 3)) năm \(day.year)",
      en: "\(day), \(time)")[language]
  }
}
