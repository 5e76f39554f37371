import Geo
import Office
import VietText

/// A parameter as the description shows it.
struct APIParameter: Hashable, Sendable {
  /// Where a parameter stands.
  enum Place: String, Sendable {
    case path
    case query
    case header
  }

  let name: String
  let place: Place
  let isRequired: Bool

  /// What is known of the values; `nil` for a name that nobody described.
  ///
  /// The same name may take other values in another folder, which is the first segment of the path.
  func values(in folder: String) -> (schema: String, phrase: Phrase)? {
    Self.values["\(folder).\(name)"] ?? Self.values[name]
  }

  private static let text = #"{"type":"string","maxLength":100}"#
  private static let day = #"{"type":"string","format":"date","example":"2025-07-01"}"#
  private static let flag = #"{"type":"boolean"}"#
  private static let order = #"{"type":"string"}"#

  private static func whole(_ range: ClosedRange<Int>) -> String {
    #"{"type":"integer","minimum":\#(range.lowerBound),"maximum":\#(range.upperBound)}"#
  }

  private static func number(_ limit: Int) -> String { #"{"type":"number","minimum":0,"maximum":\#(limit)}"# }

  private static func words(_ words: [String]) -> String {
    #"{"type":"string","enum":[\#(words.map { "\"\($0)\"" }.joined(separator: ","))]}"#
  }

  private static let values: [String: (schema: String, phrase: Phrase)] = land.merging(office) { first, _ in first }

  private static let land: [String: (schema: String, phrase: Phrase)] = [
    "at": (
      #"{"type":"string","example":"15.1205,108.7923"}"#,
      Phrase(
        vi: "Tọa độ, viết thế nào cũng được: độ, độ phút giây, X= Y=, liên kết bản đồ",
        en: "A coordinate in whatever notation: degrees, degrees-minutes-seconds, X= Y=, a map link")
    ),
    "crs": (
      #"{"type":"string","pattern":"^EPSG:[0-9]+$","example":"EPSG:5898"}"#,
      Phrase(vi: "Hệ tọa độ", en: "The system of the coordinates")
    ),
    "accuracy": (number(10_000), Phrase(vi: "Độ chính xác, mét", en: "The accuracy in metres")),
    "asOf": (day, Phrase(vi: "Hiện trạng vào ngày này", en: "The state of the land on that day")),
    "revision": (
      whole(1...999_999_999), Phrase(vi: "Sổ nói gì ở phiên bản này", en: "What the register said at that revision")
    ),
    "ward": (text, Phrase(vi: "Mã xã", en: "The code of the ward")),
    "search.ward": (text, Phrase(vi: "Mã hoặc tên xã", en: "The code or name of the ward")),
    "sheet": (text, Phrase(vi: "Số tờ bản đồ", en: "The map sheet")),
    "number": (text, Phrase(vi: "Số thửa", en: "The number of the parcel")),
    "series": (text, Phrase(vi: "Loạt bản đồ, nếu xã có nhiều loạt", en: "The map series, where a ward has several")),
    "wardFrom": (day, Phrase(vi: "Xã của thời kỳ bắt đầu từ ngày này", en: "The ward of the time that began then")),
    "paperDate": (day, Phrase(vi: "Ngày của giấy tờ cũ", en: "The date of the old paper")),
    "limit": (whole(1...1000), Phrase(vi: "Nhiều nhất bao nhiêu dòng", en: "How many at most")),
    "parcels.limit": (whole(1...10_000), Phrase(vi: "Nhiều nhất bao nhiêu thửa", en: "How many parcels at most")),
    "search.limit": (whole(1...100), Phrase(vi: "Nhiều nhất bao nhiêu kết quả", en: "How many hits at most")),
    "cursor": (order, Phrase(vi: "Trang tiếp, lấy từ links", en: "The next page, from links")),
    "within": (
      number(Int(NeighboursQuestion.longestReach)),
      Phrase(vi: "Cả các thửa trong khoảng này, mét", en: "Parcels within so many metres too")
    ),
    "width": (
      number(Int(AreaDrawing.widestStrip)),
      Phrase(vi: "Bề rộng dải dọc theo đường, mét", en: "The width of lines, metres")
    ),
    "tolerance": (
      number(1_000_000), Phrase(vi: "Dưới diện tích này (m²) chỉ liệt kê riêng", en: "Below this, m², listed apart")
    ),
    "geometry": (
      words(AreaQuestion.GeometryForm.allCases.map(\.rawValue)),
      Phrase(vi: "Hình của thửa", en: "The parcels' geometry")
    ),
    "wards.geometry": (words(["none", "whole"]), Phrase(vi: "Có kèm ranh giới", en: "Whether boundaries come along")),
    "separator": (
      words(["comma", "semicolon", ",", ";"]), Phrase(vi: "Dấu ngăn cột của CSV", en: "What separates cells of CSV")
    ),
    "q": (order, Phrase(vi: "Lời tìm, không cần dấu", en: "The words, with or without tones")),
    "wards.code": (text, Phrase(vi: "Mã xã", en: "The code of the ward")),
  ]

  private static let office: [String: (schema: String, phrase: Phrase)] = [
    "state": (
      words(DossierState.allCases.map(\.rawValue) + ["open", "closed"]), Phrase(vi: "Tình trạng", en: "The state")
    ),
    "office": (text, Phrase(vi: "Cơ quan", en: "The office")),
    "procedure": (text, Phrase(vi: "Thủ tục", en: "The procedure")),
    "unit": (text, Phrase(vi: "Bộ phận đang giữ hồ sơ", en: "The unit that has the dossier")),
    "overdue": (flag, Phrase(vi: "Chỉ hồ sơ quá hạn", en: "Only what is overdue")),
    "receivedFrom": (day, Phrase(vi: "Nhận từ ngày", en: "Received on that day or later")),
    "receivedTo": (day, Phrase(vi: "Nhận đến ngày", en: "Received on that day or before")),
    "unmasked": (flag, Phrase(vi: "Xem đầy đủ, phải nêu lý do", en: "In full, for which a reason is needed")),
    "dossiers.code": (text, Phrase(vi: "Số hồ sơ", en: "The number of the dossier")),
    "verify.code": (text, Phrase(vi: "Mã kiểm tra trên sơ đồ", en: "The code that stands on the sheet")),
    "id": (whole(1...999_999_999_999_999), Phrase(vi: "Số trong sổ", en: "The number in the register")),
    "name": (
      #"{"type":"string","pattern":"^[0-9a-z]{20}$"}"#, Phrase(vi: "Tên của sơ đồ", en: "The name of the sheet")
    ),
    "kind": (words(ExtractFileKind.allCases.map(\.rawValue)), Phrase(vi: "Loại tệp", en: "The kind of file")),
    "Diaba-Dossier": (
      text, Phrase(vi: "Hồ sơ là lý do xem chủ sử dụng", en: "The dossier that is the reason to see holders")
    ),
    "Diaba-Purpose": (
      #"{"type":"string","minLength":3,"maxLength":1000}"#,
      Phrase(vi: "Mục đích; ngoài ASCII viết UTF-8''%…", en: "The purpose; beyond ASCII as UTF-8''%…")
    ),
    "Idempotency-Key": (
      #"{"type":"string","maxLength":300}"#,
      Phrase(vi: "Gửi lại cùng khóa thì không làm hai lần", en: "Sent again, nothing is done twice")
    ),
    "If-Match": (order, Phrase(vi: "ETag của bản đã đọc", en: "The ETag of what was read")),
  ]
}
