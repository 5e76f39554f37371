public import VietText

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
    case (.mgrs, _):
      return Phrase(vi: "Mã lưới MGRS, lấy tâm ô.", en: "MGRS reference, the middle of its square.")
    case (.geohash, _): return Phrase(vi: "Geohash, giải mã ra tâm ô.", en: "Geohash, decoded to its cell's centre.")
    case (.plusCode, _):
      return Phrase(vi: "Plus code, giải mã ra tâm ô.", en: "Plus code, decoded to its cell's centre.")
    case (.utm, false): order = Phrase(vi: "hướng bắc trước, hướng đông sau", en: "northing first, easting second")
    case (.utm, true): order = Phrase(vi: "hướng đông trước, hướng bắc sau", en: "easting first, northing second")
    case (_, false):
      order = Phrase(vi: "vĩ độ trước, kinh độ sau", en: "latitude first, longitude second")
    case (_, true): order = Phrase(vi: "kinh độ trước, vĩ độ sau", en: "longitude first, latitude second")
    }
    let kind =
      switch form {
      case .decimalDegrees: Phrase(vi: "Độ thập phân", en: "Decimal degrees")
      case .degreesMinutes: Phrase(vi: "Độ, phút", en: "Degrees and minutes")
      case .degreesMinutesSeconds: Phrase(vi: "Độ, phút, giây", en: "Degrees, minutes and seconds")
      case .utm: Phrase(vi: "Tọa độ UTM (mét)", en: "UTM in metres")
      case .grid, .nationalCode, .mgrs, .geohash, .plusCode:
        Phrase(vi: "Tọa độ phẳng (mét)", en: "Grid coordinates in metres")
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
