import HTTP
import Office
import VietText

extension Route {
  /// Every route once, with names in braces where a path has values.
  static let described: [Route] = [
    .landing, .lookup, .parcels, .parcel(ward: "{ward}", sheet: "{sheet}", number: "{number}"),
    .neighbours(ward: "{ward}", sheet: "{sheet}", number: "{number}"),
    .vertices(ward: "{ward}", sheet: "{sheet}", number: "{number}"), .areas, .corners, .wards, .ward(code: "{code}"),
    .search, .revisions, .api, .health, .ready,
  ]

  /// The path, with names in braces for values.
  var template: String {
    switch self {
    case .landing: "/"
    case .lookup: "/lookup"
    case .parcels: "/parcels"
    case .parcel: "/parcels/{ward}/{sheet}/{number}"
    case .neighbours: "/parcels/{ward}/{sheet}/{number}/neighbours"
    case .vertices: "/parcels/{ward}/{sheet}/{number}/corners"
    case .areas: "/areas"
    case .corners: "/corners"
    case .ward: "/wards/{code}"
    case .wards: "/wards"
    case .search: "/search"
    case .revisions: "/revisions"
    case .api: "/api"
    case .health: "/health"
    case .ready: "/ready"
    case .unknown: "*"
    }
  }

  /// What a request by a method does.
  func summary(_ method: String) -> Phrase {
    switch self {
    case .landing: Phrase(vi: "Dịch vụ có những gì", en: "What there is")
    case .lookup where method == "POST":
      Phrase(vi: "Tra nhiều vị trí, trả lời từng dòng", en: "Looks many places up, answered row by row")
    case .lookup: Phrase(vi: "Tra thửa đất và xã tại một vị trí", en: "The parcel and the ward at a place")
    case .parcels:
      Phrase(
        vi: "Thửa theo xã, tờ, số (kể cả giấy cũ), hoặc các thửa của một tờ",
        en: "A parcel by ward, sheet and number (of an old paper too), or the parcels of a sheet")
    case .parcel: Phrase(vi: "Một thửa đất", en: "One parcel")
    case .neighbours: Phrase(vi: "Các thửa quanh một thửa", en: "The parcels around a parcel")
    case .vertices: Phrase(vi: "Các góc ranh và cạnh của một thửa", en: "The corners and edges of a parcel")
    case .areas:
      Phrase(
        vi: "Các thửa trong một vùng, diện tích từng phần; cán bộ thấy cả chủ sử dụng",
        en: "The parcels in an area with the area of each part; staff see the holders too")
    case .corners: Phrase(vi: "Bảng tọa độ góc ranh bao phần đất nào", en: "What a table of corners encloses")
    case .ward: Phrase(vi: "Một xã", en: "One ward")
    case .wards: Phrase(vi: "Các xã", en: "The wards")
    case .search: Phrase(vi: "Tìm thửa và xã bằng lời", en: "Parcels and wards by words")
    case .revisions: Phrase(vi: "Các phiên bản của sổ", en: "The revisions of the register")
    case .api: Phrase(vi: "Mô tả này", en: "This description")
    case .health: Phrase(vi: "Dịch vụ còn sống", en: "Whether the service is alive")
    case .ready: Phrase(vi: "Dịch vụ sẵn sàng", en: "Whether the service is ready")
    case .unknown: Phrase(vi: "", en: "")
    }
  }
}

extension OfficeRoute {
  /// Every route once; the values in them stand for any.
  static let described: [OfficeRoute] = [
    .holderSearch, .holder(1), .holderParcels(1),
    .parcelHolders(ward: "{ward}", sheet: "{sheet}", number: "{number}"),
    .parcelDossiers(ward: "{ward}", sheet: "{sheet}", number: "{number}"), .dossiers, .dossier("{code}"),
    .dossierParcels("{code}"), .dossierParcel("{code}", 1), .dossierEvents("{code}"), .dossierStatus("{code}"),
    .dossierExtracts("{code}"), .extract("{name}"), .extractFile("{name}", .svg), .extractRevocation("{name}"),
    .verification("{code}"), .fileVerification, .desk, .login,
  ]

  /// The path, with names in braces for values.
  var template: String {
    switch self {
    case .holderSearch: "/holders/search"
    case .holder: "/holders/{id}"
    case .holderParcels: "/holders/{id}/parcels"
    case .parcelHolders: "/parcels/{ward}/{sheet}/{number}/holders"
    case .parcelDossiers: "/parcels/{ward}/{sheet}/{number}/dossiers"
    case .dossiers: "/dossiers"
    case .dossier: "/dossiers/{code}"
    case .dossierParcels: "/dossiers/{code}/parcels"
    case .dossierParcel: "/dossiers/{code}/parcels/{id}"
    case .dossierEvents: "/dossiers/{code}/events"
    case .dossierStatus: "/dossiers/{code}/status"
    case .dossierExtracts: "/dossiers/{code}/extracts"
    case .extract: "/extracts/{name}"
    case .extractFile: "/extracts/{name}.{kind}"
    case .extractRevocation: "/extracts/{name}/revoke"
    case .verification: "/verify/{code}"
    case .fileVerification: "/verify"
    case .desk: "/desk"
    case .login: "/desk/login"
    }
  }

  /// What a request by a method does.
  func summary(_ method: String) -> Phrase {
    switch self {
    case .holderSearch:
      Phrase(
        vi: "Tìm chủ sử dụng theo tên, số định danh, số giấy chứng nhận",
        en: "Looks for holders by name, identity number or certificate")
    case .holder: Phrase(vi: "Một chủ sử dụng đất", en: "One holder")
    case .holderParcels: Phrase(vi: "Đất của một chủ sử dụng", en: "What a holder holds, by use and in all")
    case .parcelHolders: Phrase(vi: "Ai sử dụng một thửa", en: "Who holds a parcel")
    case .parcelDossiers: Phrase(vi: "Các hồ sơ về một thửa", en: "The dossiers on a parcel")
    case .dossiers where method == "POST": Phrase(vi: "Thêm một hồ sơ mới", en: "Adds a new dossier")
    case .dossiers: Phrase(vi: "Danh sách hồ sơ", en: "The dossiers")
    case .dossier where method == "PUT":
      Phrase(vi: "Ghi hoặc sửa hồ sơ theo số", en: "Writes a dossier by its number, as often as need be")
    case .dossier: Phrase(vi: "Một hồ sơ", en: "One dossier")
    case .dossierParcels where method == "POST":
      Phrase(vi: "Gắn thửa vào hồ sơ; trả lời các vướng mắc", en: "Attaches parcels; answers with conflicts")
    case .dossierParcels: Phrase(vi: "Các thửa của hồ sơ", en: "The parcels of a dossier")
    case .dossierParcel: Phrase(vi: "Bỏ một thửa khỏi hồ sơ", en: "Takes a parcel off a dossier")
    case .dossierEvents where method == "POST":
      Phrase(vi: "Ghi một bước luân chuyển", en: "Notes a step on the way through the office")
    case .dossierEvents: Phrase(vi: "Hồ sơ đã qua những đâu", en: "The way of a dossier through the office")
    case .dossierStatus:
      Phrase(vi: "Hồ sơ đang ở đâu, không có thông tin cá nhân", en: "How a dossier stands, nothing personal")
    case .dossierExtracts where method == "POST": Phrase(vi: "Vẽ sơ đồ vị trí thửa đất", en: "Draws a map sheet")
    case .dossierExtracts: Phrase(vi: "Các sơ đồ của hồ sơ", en: "The map sheets of a dossier")
    case .extract: Phrase(vi: "Một sơ đồ đã cấp", en: "A map sheet that was issued")
    case .extractFile: Phrase(vi: "Tệp của sơ đồ", en: "A file of a map sheet")
    case .extractRevocation: Phrase(vi: "Thu hồi sơ đồ", en: "Revokes a map sheet")
    case .verification: Phrase(vi: "Mã này có phải do đây cấp", en: "Whether a code is of a sheet from here")
    case .fileVerification:
      Phrase(vi: "Tệp này có đúng từng byte như đã cấp", en: "Whether a file is byte for byte what was issued")
    case .desk: Phrase(vi: "Biểu mẫu cho cán bộ một cửa", en: "The form of the desk")
    case .login: Phrase(vi: "Đăng nhập biểu mẫu", en: "Logs in to the form of the desk")
    }
  }
}
