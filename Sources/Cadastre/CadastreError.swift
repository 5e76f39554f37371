public import VietText

/// Why a text of the field (a coordinate, a national parcel code) cannot be read.
///
/// It says what is wrong, where, and what to do; it never repeats the text itself.
public struct CadastreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of trouble; the raw values are stable and may stand in answers to clients.
  public enum Code: String, Sendable, CaseIterable {
    /// Nothing but spaces.
    case empty
    /// More than 1,024 bytes.
    case tooLong
    /// A control character.
    case controlCharacter
    /// A character that no notation uses, an emoji for instance.
    case unexpectedCharacter
    /// "NaN", "inf" and the like.
    case notANumber
    /// A number of more digits than any coordinate has.
    case numberTooLong
    /// A number with an exponent.
    case exponent
    /// A word that no notation uses.
    case unknownWord
    /// No number at all.
    case noNumber
    /// One number where two are needed.
    case oneNumber
    /// More numbers than one position has.
    case tooManyNumbers
    /// Minutes or seconds of 60 or more.
    case sexagesimalRange
    /// A latitude beyond 90° or a longitude beyond 180°.
    case degreesRange
    /// Two values that can only be longitudes, or letters that name one axis twice.
    case sameAxis
    /// A minus sign together with a compass letter.
    case signAndLetter
    /// A letter that does not suit the number beside it.
    case letterContradicts
    /// Degrees beside metres.
    case mixedUnits
    /// A grid easting with the zone number in front, as in HN-72.
    case zonePrefixHN72
    /// A grid easting with a UTM zone number in front.
    case zonePrefixUTM
    /// A UTM position with its zone letter.
    case utmNotation
    /// A link to a map.
    case link
    /// A central meridian that no VN-2000 zone has.
    case unknownMeridian
    /// An EPSG code that is not a number.
    case badEPSG
    /// A text of twelve characters that is not a national parcel code.
    case nationalCode
    /// Numbers that make no position in any known notation.
    case notUnderstood
  }

  /// What is wrong.
  public let code: Code
  /// Where: the number of characters before the place, if there is one place.
  public let position: Int?

  /// Makes an error.
  public init(_ code: Code, at position: Int? = nil) {
    self.code = code
    self.position = position
  }

  /// What is wrong and what to do, with the place counted from 1.
  public var phrase: Phrase {
    let said = code.phrase
    guard let position else { return said }
    return Phrase(
      vi: "Ký tự thứ \(position + 1): \(said.vietnamese)", en: "Character \(position + 1): \(said.english)"
    )
  }

  /// The English sentence.
  public var description: String { phrase.english }
}

extension CadastreError.Code {
  /// What is wrong and what to do, without the place.
  public var phrase: Phrase {
    switch self {
    case .empty:
      Phrase(
        vi: "chưa có tọa độ; hãy nhập ví dụ “15.1205, 108.7923” hoặc “X=1672422.43 Y=584963.15”.",
        en: "there is no coordinate; type for example “15.1205, 108.7923” or “X=1672422.43 Y=584963.15”.")
    case .tooLong:
      Phrase(
        vi: "văn bản dài quá 1024 byte; ô này nhận một vị trí, hãy nhập từng điểm.",
        en: "the text is longer than 1,024 bytes; one position is expected, enter one point at a time.")
    case .controlCharacter:
      Phrase(
        vi: "có ký tự điều khiển; hãy xóa ký tự này hoặc gõ lại tọa độ.",
        en: "a control character; delete it or type the coordinate again.")
    case .unexpectedCharacter:
      Phrase(
        vi: "ký tự này không dùng trong tọa độ; hãy xóa nó.",
        en: "this character is not used in coordinates; delete it.")
    case .notANumber:
      Phrase(
        vi: "giá trị không phải là số (NaN, vô cực); hãy lấy lại tọa độ từ nguồn.",
        en: "the value is not a number (NaN, infinity); take the coordinate from its source again.")
    case .numberTooLong:
      Phrase(
        vi: "số có quá nhiều chữ số; tọa độ có tối đa 9 chữ số nguyên và 20 chữ số thập phân.",
        en: "the number has too many digits; a coordinate has at most 9 before and 20 after the point.")
    case .exponent:
      Phrase(
        vi: "không nhận số viết dạng lũy thừa; hãy viết đủ các chữ số, ví dụ 1672422.43.",
        en: "numbers with an exponent are not taken; write all digits, for example 1672422.43.")
    case .unknownWord:
      Phrase(
        vi: "từ này không hiểu được trong tọa độ; chỉ để lại số và các nhãn như X, Y, B, Đ, N, E.",
        en: "this word is not understood in a coordinate; leave the numbers and labels such as X, Y, N, E, B, Đ.")
    case .noNumber:
      Phrase(
        vi: "không thấy con số nào; hãy nhập hai số của vị trí.",
        en: "there is no number; enter the two numbers of the position.")
    case .oneNumber:
      Phrase(
        vi: "chỉ thấy một số; vị trí cần hai số (vĩ độ và kinh độ, hoặc X và Y).",
        en: "there is only one number; a position needs two (latitude and longitude, or X and Y).")
    case .tooManyNumbers:
      Phrase(
        vi: "có nhiều số hơn một vị trí; hãy nhập một điểm, bỏ số hiệu điểm và chiều dài cạnh.",
        en: "there are more numbers than one position has; enter one point, without its number and edge length.")
    case .sexagesimalRange:
      Phrase(
        vi: "phút và giây phải nhỏ hơn 60; hãy kiểm tra lại.",
        en: "minutes and seconds must be less than 60; check them.")
    case .degreesRange:
      Phrase(
        vi: "vĩ độ không quá 90° và kinh độ không quá 180°; hãy kiểm tra lại số hoặc thứ tự.",
        en: "a latitude is at most 90° and a longitude at most 180°; check the numbers or their order.")
    case .sameAxis:
      Phrase(
        vi: "hai số cùng chỉ một trục; cần một vĩ độ và một kinh độ, hoặc một X và một Y.",
        en: "both numbers name the same axis; one latitude and one longitude are needed, or one X and one Y.")
    case .signAndLetter:
      Phrase(
        vi: "vừa có dấu trừ vừa có chữ chỉ hướng; hãy bỏ một trong hai.",
        en: "a minus sign beside a compass letter; leave out one of them.")
    case .letterContradicts:
      Phrase(
        vi: "chữ chỉ hướng không hợp với con số bên cạnh; hãy kiểm tra lại.",
        en: "the compass letter does not suit the number beside it; check them.")
    case .mixedUnits:
      Phrase(
        vi: "một số là độ, số kia là mét; cả hai phải cùng một hệ.",
        en: "one number is in degrees and the other in metres; both must be of one system.")
    case .zonePrefixHN72:
      Phrase(
        vi:
          "Y có số múi 18 hoặc 19 ở đầu là tọa độ HN-72, không có tham số quốc gia để chuyển sang VN-2000; "
          + "hãy dùng tọa độ VN-2000 của hồ sơ.",
        en:
          "an easting that begins with zone 18 or 19 is HN-72, for which no national parameters to VN-2000 exist; "
          + "use the VN-2000 coordinates of the dossier.")
    case .zonePrefixUTM:
      Phrase(
        vi: "Y có số múi UTM 48 hoặc 49 ở đầu; hãy bỏ hai chữ số này và ghi thêm EPSG:3405 hoặc EPSG:3406.",
        en: "the easting begins with the UTM zone 48 or 49; drop these two digits and add EPSG:3405 or EPSG:3406.")
    case .utmNotation:
      Phrase(
        vi:
          "tọa độ UTM kèm ký hiệu múi chưa đọc được; hãy ghi “X=… Y=…” kèm EPSG:3405, 3406, 32648 hoặc 32649.",
        en:
          "UTM with its zone letter is not read yet; write “X=… Y=…” with EPSG:3405, 3406, 32648 or 32649.")
    case .link:
      Phrase(
        vi: "đường dẫn bản đồ chưa đọc được; hãy chép tọa độ trong bản đồ rồi dán vào đây.",
        en: "links to maps are not read yet; copy the coordinate from the map and paste it here.")
    case .unknownMeridian:
      Phrase(
        vi: "không có múi VN-2000 3° nào dùng kinh tuyến trục này; ví dụ đúng: 105°45', 107°30', 108°00'.",
        en:
          "no 3° zone of VN-2000 has this central meridian; right ones are for example 105°45', 107°30', 108°00'.")
    case .badEPSG:
      Phrase(
        vi: "mã EPSG phải là số từ 1 đến 999999, ví dụ EPSG:5898.",
        en: "an EPSG code is a number from 1 to 999999, for example EPSG:5898.")
    case .nationalCode:
      Phrase(
        vi: "mã định danh thửa đất gồm 12 ký tự trong 0-9, b-z trừ a, i, l, o; hãy kiểm tra lại.",
        en: "a national parcel code has 12 characters of 0-9 and b-z without a, i, l, o; check it.")
    case .notUnderstood:
      Phrase(
        vi:
          "các số này không thành một vị trí; hãy viết ví dụ “15.1205, 108.7923” hoặc “X=1672422.43 Y=584963.15”.",
        en:
          "these numbers make no position; write for example “15.1205, 108.7923” or “X=1672422.43 Y=584963.15”.")
    }
  }
}
