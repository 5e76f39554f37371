public import VietText

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
  /// A height was left out.
  case heightDropped
  /// The position was taken from a map link.
  case fromLink
  /// The link has no pin, so the middle of its map was taken.
  case mapView
  /// A link without a position was passed over, and the rest of the text read.
  case linkPassedOver
  /// The middle of a cell stands for the cell.
  case cellCentre
  /// The numbers stand against the order that the format defines, because only so they fit.
  case againstFormat
  /// The UTM position was read on WGS 84, as receivers give it.
  case utmOnWGS84
  /// The UTM position was read on VN-2000, as Vietnamese maps give it.
  case utmOnVN2000
  /// The band letter of a UTM zone does not suit the northing.
  case utmBandMismatch
  /// The text was a row of a vertex table: point number and edge length were left out.
  case tableRow

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
    case .heightDropped:
      Phrase(vi: "Đã bỏ qua độ cao.", en: "The height was left out.")
    case .fromLink:
      Phrase(vi: "Vị trí lấy từ đường dẫn bản đồ.", en: "The position was taken from the map link.")
    case .mapView:
      Phrase(
        vi: "Đường dẫn không có điểm ghim: đã lấy tâm của bản đồ đang xem, có thể lệch khỏi điểm cần tra.",
        en: "The link has no pin: the middle of the map in view was taken, which may be off the point meant.")
    case .linkPassedOver:
      Phrase(
        vi: "Đường dẫn không chứa tọa độ đã được bỏ qua; vị trí lấy từ phần chữ còn lại.",
        en: "A link without a position was passed over; the position is from the rest of the text.")
    case .cellCentre:
      Phrase(vi: "Mã chỉ một ô; đã lấy tâm ô.", en: "The code names a cell; its middle was taken.")
    case .againstFormat:
      Phrase(
        vi: "Hai số ngược với thứ tự quy định của định dạng này: đã đọc theo thứ tự hợp lý.",
        en: "The numbers stand against the order that this format defines; they were read in the order that fits.")
    case .utmOnWGS84:
      Phrase(
        vi: "UTM đọc trên WGS 84, như máy định vị và điện thoại; nếu là VN-2000 vị trí lệch khoảng 200 m.",
        en: "UTM was read on WGS 84, as receivers and phones give it; if it is VN-2000, the place is about 200 m off.")
    case .utmOnVN2000:
      Phrase(
        vi: "UTM đọc trên VN-2000, như bản đồ địa hình.", en: "UTM was read on VN-2000, as topographic maps give it.")
    case .utmBandMismatch:
      Phrase(
        vi: "Chữ chỉ dải vĩ độ của múi UTM không hợp với tọa độ bắc, đã bỏ qua.",
        en: "The band letter of the UTM zone does not suit the northing and was left aside.")
    case .tableRow:
      Phrase(
        vi: "Đọc như một dòng của bảng góc ranh: đã bỏ số hiệu điểm và chiều dài cạnh.",
        en: "Read as a row of a table of corners: point number and edge length were left out.")
    }
  }
}
