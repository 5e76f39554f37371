public import Cadastre
public import Geo
public import VietText

/// Something that an answer says in words beside its data.
public enum Note: Hashable, Sendable {
  /// The register holds no data yet.
  case emptyRegister
  /// The register holds no wards, so nothing can be said of them.
  case noWards
  /// The register holds no parcels.
  case noParcels
  /// The place lies in no ward that is known on that day.
  case outsideEveryWard
  /// The place lies on the edge between wards, and the named one was chosen; the others by name.
  case wardEdge(others: [String])
  /// The place lies in the ward, but on no parcel of the register.
  case onNoParcel
  /// The nearest parcel and its distance, metres.
  case nearest(ParcelKey, distance: Double)
  /// No parcel lies within a distance, metres.
  case nothingNear(distance: Double)
  /// No accuracy was stated for degrees, so one was assumed, metres.
  case assumedAccuracy(Double)
  /// Input and parcel differ in datum, for which a length was added to the uncertainty, metres.
  case datumChange(Double)
  /// How the text was read, from the notation.
  case remark(Phrase)
  /// The grid was not given; it was found because the place lies on a parcel surveyed in it.
  case gridByParcel(CRS, meridian: String?)
  /// The grid was not given; it was found because the place lies in a known ward.
  case gridByWard(CRS, meridian: String?)
  /// The grid was not given; the register's parcels are all in one.
  case gridOfRegister(CRS, meridian: String?)
  /// Other readings are as plausible as the one that was used.
  case equallyPlausible(count: Int)
  /// Several parcels of the register hold the place: their drawings overlap.
  case overlap(count: Int)
  /// The place lies on the boundary of what was found, as exactly as the input can say.
  case onBoundary
  /// The place lies in a ward, the parcel that holds it is registered in another; both by name.
  case parcelOfOtherWard(place: String, parcel: String)
  /// Only the nearest of the parcels within the uncertainty are listed.
  case candidatesLimited(Int)
  /// The input is so coarse that only part of its uncertainty was searched, metres.
  case reachLimited(Double)
  /// Something at this place is not public.
  case defenceLand
  /// The ward in which the parcel was surveyed has ended; the answer names today's.
  case wardChanged(surveyed: String, today: String)
  /// The register does not know the ward that the parcel names.
  case unknownWard(String)
  /// The same words named another parcel under an earlier ward.
  case otherUnderEarlierWard(count: Int)
  /// Rings that did not end where they began were closed.
  case ringsClosed(count: Int)
  /// Points among what was drawn were passed over.
  case pointsSkipped(count: Int)
  /// Parts of what was drawn overlap; they are counted once.
  case drawnTwice
  /// No parcel has a part in the area.
  case noParcelInside
  /// The boundary drawn by a table of corners meets itself at two edges, so that it has no area.
  case cornersCross(edges: [String])
  /// The last row of a table of corners does not repeat the first.
  case cornersOpen
  /// The edges from these corners are not as long as the table says.
  case edgesDiffer(corners: [String])
  /// The area that stands beside a table is not what its corners enclose, m².
  case areaDiffers(stated: Double, measured: Double)
  /// So many parcels have less than the tolerance inside.
  case touchedOnly(count: Int)
  /// The area has more parcels than holders are told of.
  case holdersLeftOut(limit: Int)
  /// No parcel touches the one that was asked about.
  case noNeighbours
  /// The state shown ended on a day.
  case past(until: Day)

  /// The note in words.
  public var phrase: Phrase {
    switch self {
    case .emptyRegister:
      Phrase(
        vi: "Sổ chưa có dữ liệu nào; hãy nhập ranh giới xã và thửa đất bằng diaba import.",
        en: "The register holds no data yet; import wards and parcels with diaba import.")
    case .noWards:
      Phrase(
        vi: "Sổ chưa có ranh giới xã, nên không xác định được xã.",
        en: "The register holds no wards, so the ward cannot be told.")
    case .noParcels:
      Phrase(vi: "Sổ chưa có thửa đất nào.", en: "The register holds no parcels yet.")
    case .outsideEveryWard:
      Phrase(
        vi: "Vị trí nằm ngoài mọi xã có trong sổ vào ngày này.",
        en: "The place lies outside every ward that the register knows on that day.")
    case .wardEdge(let others):
      Phrase(
        vi: "Vị trí nằm trên ranh giới xã, giáp với \(others.joined(separator: ", ")).",
        en: "The place lies on the edge of the ward, beside \(others.joined(separator: ", ")).")
    case .onNoParcel:
      Phrase(
        vi: "Vị trí nằm trong xã nhưng không thuộc thửa nào trong sổ.",
        en: "The place lies in the ward but on no parcel of the register.")
    case .nearest(let key, let distance):
      Phrase(
        vi:
          "Thửa gần nhất: thửa \(key.number), tờ \(key.sheet), xã \(key.ward), cách \(Figures.metres(distance, .vietnamese)).",
        en:
          "The nearest parcel is \(key.number) on sheet \(key.sheet) of ward \(key.ward), \(Figures.metres(distance, .english)) away."
      )
    case .nothingNear(let distance):
      Phrase(
        vi: "Không có thửa nào trong vòng \(Figures.metres(distance, .vietnamese)).",
        en: "There is no parcel within \(Figures.metres(distance, .english)).")
    case .assumedAccuracy(5): Self.usualAccuracy
    case .datumChange(1): Self.usualDatumChange
    case .assumedAccuracy(let metres): Self.assumed(metres)
    case .datumChange(let metres): Self.changed(metres)
    case .remark(let phrase): phrase
    case .gridByParcel(let crs, let meridian):
      Phrase(
        vi:
          "Không ghi múi chiếu: đã dùng \(Self.grid(crs, meridian, .vietnamese)), vì vị trí rơi vào thửa đo trong múi này.",
        en:
          "No zone was given: \(Self.grid(crs, meridian, .english)) was used, as the place lies on a parcel surveyed in it."
      )
    case .gridByWard(let crs, let meridian):
      Phrase(
        vi:
          "Không ghi múi chiếu: đã dùng \(Self.grid(crs, meridian, .vietnamese)), vì vị trí rơi vào một xã có trong sổ.",
        en: "No zone was given: \(Self.grid(crs, meridian, .english)) was used, as the place lies in a known ward.")
    case .gridOfRegister(let crs, let meridian):
      Phrase(
        vi:
          "Không ghi múi chiếu: đã dùng \(Self.grid(crs, meridian, .vietnamese)), múi duy nhất của các thửa trong sổ.",
        en: "No zone was given: \(Self.grid(crs, meridian, .english)) was used, the only one of the register's parcels."
      )
    case .equallyPlausible(let count):
      Phrase(
        vi: "Còn \(count) cách đọc khác cũng hợp lý như vậy (xem otherReadings); hãy ghi rõ múi chiếu hoặc thứ tự.",
        en: "\(count) other readings are as plausible (see otherReadings); state the zone or the order.")
    case .overlap(let count):
      Phrase(
        vi: "Có \(count) thửa chồng lên nhau tại vị trí này.", en: "\(count) parcels overlap at this place.")
    case .onBoundary:
      Phrase(
        vi: "Vị trí nằm trên ranh thửa trong phạm vi làm tròn của tọa độ.",
        en: "The place lies on the boundary, as closely as the coordinate's rounding can tell.")
    case .parcelOfOtherWard(let place, let parcel):
      Phrase(
        vi: "Vị trí nằm trong \(place), nhưng thửa được ghi ở \(parcel).",
        en: "The place lies in \(place), but the parcel is registered in \(parcel).")
    case .candidatesLimited(let limit):
      Phrase(
        vi: "Chỉ liệt kê \(limit) thửa gần nhất trong phạm vi không chắc chắn.",
        en: "Only the \(limit) nearest parcels within the uncertainty are listed.")
    case .reachLimited(let reach):
      Phrase(
        vi: "Tọa độ quá thô: chỉ tìm trong vòng \(Figures.metres(reach, .vietnamese)).",
        en: "The coordinate is coarse: only \(Figures.metres(reach, .english)) around it were searched.")
    case .defenceLand:
      Phrase(
        vi: "Một phần dữ liệu tại đây không công khai theo quy định.",
        en: "Some data here are not public by law.")
    case .wardChanged(let surveyed, let today):
      Phrase(
        vi: "Thửa được đo khi thuộc xã \(surveyed); nay thuộc \(today).",
        en: "The parcel was surveyed in ward \(surveyed); today it belongs to \(today).")
    case .unknownWard(let code):
      Phrase(
        vi: "Sổ không có ranh giới của xã \(code).", en: "The register does not know the boundary of ward \(code).")
    case .otherUnderEarlierWard(let count):
      Phrase(
        vi: "Cùng mã xã, tờ, thửa này còn chỉ \(count) thửa khác ở thời kỳ xã khác (xem otherReadings).",
        en:
          "The same ward code, sheet and number name \(count) other parcel(s) under the ward of another time (see otherReadings)."
      )
    case .ringsClosed(let count):
      Phrase(
        vi: "Có \(count) vòng chưa khép kín; đã nối điểm cuối với điểm đầu.",
        en: "\(count) ring(s) did not end where they began; they were closed.")
    case .pointsSkipped(let count):
      Phrase(
        vi: "Đã bỏ qua \(count) đối tượng điểm, vì điểm không có diện tích.",
        en: "\(count) point feature(s) were passed over, as points have no area.")
    case .drawnTwice:
      Phrase(
        vi: "Các hình đã gửi chồng lên nhau; phần chung chỉ tính một lần.",
        en: "The shapes that were sent overlap; what they share is counted once.")
    case .noParcelInside:
      Phrase(vi: "Không có thửa nào trong vùng này.", en: "There is no parcel in this area.")
    case .cornersCross(let edges):
      Phrase(
        vi:
          "Ranh tự cắt ở cạnh \(edges.joined(separator: " và ")), nên không có diện tích; hãy xem lại thứ tự các góc.",
        en: "The boundary meets itself at the edges \(edges.joined(separator: " and ")), so it has no area; "
          + "look at the order of the corners.")
    case .cornersOpen:
      Phrase(
        vi: "Dòng cuối không lặp lại góc đầu; đã nối góc cuối với góc đầu.",
        en: "The last row does not repeat the first corner; the last corner was joined to the first.")
    case .edgesDiffer(let corners):
      Phrase(
        vi: "Cạnh ghi trong bảng khác cạnh tính từ tọa độ quá 5 cm, từ góc: \(corners.joined(separator: ", ")).",
        en: "Edges stated in the table differ from the coordinates by more than 5 cm, from the corners "
          + "\(corners.joined(separator: ", ")).")
    case .areaDiffers(let stated, let measured):
      Phrase(
        vi: "Diện tích ghi kèm là \(Figures.area(stated, .vietnamese)), tính từ các góc là "
          + "\(Figures.area(measured, .vietnamese)).",
        en: "The area stated is \(Figures.area(stated, .english)), the corners enclose "
          + "\(Figures.area(measured, .english)).")
    case .touchedOnly(let count):
      Phrase(
        vi: "Còn \(count) thửa chỉ chạm dưới 0,1 m², không liệt kê.",
        en: "\(count) more parcel(s) are touched by less than 0.1 m² and not listed.")
    case .holdersLeftOut(let limit):
      Phrase(
        vi: "Vùng có hơn \(limit) thửa nên không kèm chủ sử dụng; hãy chia nhỏ vùng.",
        en: "The area has more than \(limit) parcels, so their holders are left out; split the area.")
    case .noNeighbours:
      Phrase(
        vi: "Không có thửa nào tiếp giáp; có thể giáp đường, sông hoặc vùng chưa có dữ liệu.",
        en: "No parcel adjoins it; it may border on a road, a river or land without data.")
    case .past(let day):
      Phrase(
        vi: "Đây là tình trạng trước đây, đến ngày \(Figures.day(day, .vietnamese)).",
        en: "This is an earlier state, which lasted until \(Figures.day(day, .english)).")
    }
  }

  // Every answer to a phone has these two, so they are put into words once.
  private static let usualAccuracy = assumed(5)
  private static let usualDatumChange = changed(1)

  private static func assumed(_ metres: Double) -> Phrase {
    Phrase(
      vi:
        "Tọa độ độ không kèm độ chính xác: coi như sai số \(Figures.metres(metres, .vietnamese)); hãy thêm accuracy nếu biết.",
      en:
        "No accuracy came with the degrees: \(Figures.metres(metres, .english)) are assumed; add accuracy if you know it."
    )
  }

  private static func changed(_ metres: Double) -> Phrase {
    Phrase(
      vi:
        "Vị trí và thửa đất khác hệ quy chiếu: cộng thêm \(Figures.metres(metres, .vietnamese)) vào độ không chắc chắn.",
      en: "Place and parcel differ in datum: \(Figures.metres(metres, .english)) are added to the uncertainty.")
  }

  private static func grid(_ crs: CRS, _ meridian: String?, _ language: Language) -> String {
    guard let meridian else { return "\(crs)" }
    return language == .vietnamese ? "kinh tuyến trục \(meridian) (\(crs))" : "central meridian \(meridian) (\(crs))"
  }
}
