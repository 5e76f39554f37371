import Projection
import VietText

extension CRSNote {
  /// The note, as a clause.
  var phrase: Phrase {
    let vietnamese =
      switch self {
      case .towgs84RotationSignsWrong:
        "TOWGS84 có ba góc xoay ngược dấu; bỏ qua, dùng phép chuyển chính thức"
      case .towgs84NotOfficial: "TOWGS84 khác tham số chính thức; bỏ qua, dùng phép chuyển chính thức"
      case .datumKnownByTowgs84: "không ghi tên VN-2000, nhưng TOWGS84 đúng là tham số của VN-2000"
      }
    return Phrase(vi: vietnamese, en: description)
  }
}

extension CRSDoubt {
  /// The doubt, as a clause.
  var phrase: Phrase {
    let vietnamese =
      switch self {
      case .wgs84DatumOnVN2000Grid(let meridian):
        "ghi hệ quy chiếu WGS 84 nhưng lưới là múi VN-2000 \(VN2000.text(ofMeridian: meridian)); một trong hai sai, "
          + "lệch nhau khoảng 200 m"
      case .unnamedDatumOnVN2000Grid(let meridian):
        "không ghi hệ quy chiếu, lưới là múi VN-2000 \(VN2000.text(ofMeridian: meridian))"
      case .falseOriginExchanged(let meridian):
        "lưới là múi VN-2000 \(VN2000.text(ofMeridian: meridian)) nhưng gốc giả bị đổi chỗ (đông 0, bắc 500 000 m)"
      case .namedVN2000OnWGS84Datum: "tên là VN-2000 nhưng hệ quy chiếu ghi WGS 84; lệch nhau khoảng 200 m"
      }
    return Phrase(vi: vietnamese, en: description)
  }
}

extension CRSRefusal {
  /// The reason and what to do, as a clause.
  var phrase: Phrase {
    switch self {
    case .hanoi72:
      Phrase(
        vi: "HN-72 (elipxoit Krasovsky) không có tham số chuyển đổi chính thức; "
          + "hãy xin dữ liệu đã chuyển sang VN-2000, rồi cho biết bằng --crs",
        en: "\(description); ask for the data in VN-2000, then name its grid with --crs")
    case .meridianWithoutCode(let meridian):
      Phrase(
        vi: "không có múi VN-2000 chính thức với kinh tuyến trục \(VN2000.text(ofMeridian: meridian)); "
          + "kiểm tra lại, rồi thêm --meridian",
        en: "\(description); look again, then add --meridian")
    case .unofficialVN2000Grid:
      Phrase(
        vi: "hệ quy chiếu là VN-2000 nhưng phép chiếu, tham số hoặc đơn vị không phải của lưới chính thức nào; "
          + "kiểm tra lại, rồi thêm --crs hoặc --meridian",
        en: "\(description); look again, then add --crs or --meridian")
    }
  }
}

extension ProjectionError {
  /// What is wrong, as a clause.
  var phrase: Phrase {
    let vietnamese =
      switch problem {
      case .library: "PROJ không chạy được"
      case .unknownSystem(let crs): "máy này không có hệ tọa độ \(crs) trong bộ EPSG"
      case .refused(let crs, let reason): "không nhận \(crs): \(reason.vietnamese)"
      case .noOperation(let crs, _): "PROJ không có phép chuyển giữa \(crs) và WGS 84"
      case .unconvertible(let crs, _, let count): "\(count) vị trí không chuyển được giữa \(crs) và WGS 84"
      case .selfTest(let crs, let place, let distance): "phép chuyển của \(crs) sai \(distance) m khi thử ở \(place)"
      }
    return Phrase(vi: vietnamese, en: description)
  }
}

extension ProjectionError.RefusalReason {
  fileprivate var vietnamese: String {
    switch self {
    case .hanoi72: "HN-72 không có tham số chuyển đổi chính thức; hãy xin dữ liệu ở hệ VN-2000"
    case .unlistedVN2000: "hệ quy chiếu là VN-2000 nhưng không phải lưới chính thức nào"
    case .ballparkOnly: "chỉ có phép chuyển gần đúng, bỏ qua độ lệch giữa hai hệ quy chiếu"
    case .notAMap: "đó không phải hệ tọa độ mặt bằng hay kinh vĩ độ"
    case .compound(.some(let horizontal)): "nó có thêm độ cao; hãy dùng hệ mặt bằng \(horizontal)"
    case .compound(.none): "nó có thêm độ cao; hãy dùng hệ mặt bằng của nó"
    }
  }
}
