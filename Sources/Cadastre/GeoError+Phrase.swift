public import Geo
internal import JSON
public import VietText

extension GeoError {
  /// What is wrong and where, as a clause.
  public var phrase: Phrase {
    let place = line.map { line in
      Phrase(vi: ", dòng văn bản \(line), cột \(column ?? 0)", en: ", text line \(line), column \(column ?? 0)")
    }
    return Phrase(
      vi: kind.vietnamese + (place?.vietnamese ?? ", byte \(offset)"),
      en: kind.sentence + (place?.english ?? ", byte \(offset)"))
  }
}

extension GeoError.Kind {
  fileprivate var vietnamese: String {
    switch self {
    case .truncated: "hình bị cắt cụt"
    case .trailingBytes: "còn dữ liệu thừa sau hình"
    case .unknownByteOrder: "thứ tự byte của WKB không biết"
    case .unsupportedType(let name): "hình loại \(name), chỉ nhận vùng (Polygon, MultiPolygon)"
    case .countTooLarge: "số lượng ghi lớn hơn dữ liệu có"
    case .notFinite: "tọa độ không phải là số hữu hạn"
    case .json(let kind): kind.vietnamese
    case .notGeoJSON: "không phải GeoJSON (không có FeatureCollection hay Feature)"
    case .notAFeature: "không phải là Feature của GeoJSON"
    case .misplacedCollection: "FeatureCollection nằm sai chỗ"
    case .missingFeatures: "FeatureCollection không có mảng features"
    case .duplicateMember: "một thành phần có hai lần"
    case .wrongMemberType: "một thành phần sai kiểu JSON"
    case .unknownGeometryType: "loại hình mà GeoJSON không có"
    case .missingCoordinates: "hình không có coordinates"
    case .wrongNesting: "các tọa độ lồng nhau không đúng với loại hình"
    case .nonNumericPosition: "tọa độ không phải là số"
    case .positionTooShort: "tọa độ có ít hơn hai số"
    case .ringTooShort: "vòng có ít hơn bốn đỉnh"
    case .lineTooShort: "đường có ít hơn hai đỉnh"
    case .featureTooLarge: "đối tượng dài hơn mức cho phép"
    }
  }
}

extension JSONError.Kind {
  fileprivate var vietnamese: String {
    switch self {
    case .unexpectedEnd: "văn bản JSON bị cắt cụt"
    case .unexpectedByte: "có ký tự không đúng chỗ trong JSON"
    case .unknownLiteral: "JSON có từ lạ như NaN hay Infinity (chỉ có true, false, null)"
    case .malformedNumber: "số viết sai trong JSON"
    case .numberOutOfRange: "số trong JSON quá lớn (vô cực)"
    case .controlCharacter: "chuỗi JSON có ký tự điều khiển"
    case .malformedEscape: "chuỗi JSON có ký tự thoát sai"
    case .loneSurrogate: "chuỗi JSON có nửa cặp ký tự thay thế"
    case .invalidUTF8: "chuỗi JSON không phải UTF-8"
    case .duplicateName: "đối tượng JSON có hai thành phần trùng tên"
    case .tooDeep: "JSON lồng quá sâu"
    case .tooLong: "chuỗi hoặc số JSON quá dài"
    case .trailingBytes: "còn dữ liệu thừa sau JSON"
    }
  }
}
