public import VietText

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
        vi: "văn bản dài quá 1024 byte; ô này nhận một vị trí; bảng góc ranh có chức năng riêng.",
        en: "the text is longer than 1,024 bytes; one position is expected; tables of corners have their own check.")
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
        vi: "tọa độ UTM phải kèm số múi, ví dụ “49P 0263456 1672422” hoặc “UTM 48N 584963 2326802”.",
        en: "UTM needs its zone, for example “49P 0263456 1672422” or “UTM 48N 584963 2326802”.")
    case .utmZone:
      Phrase(
        vi: "múi UTM này không phủ Việt Nam; chỉ nhận múi 48 và 49, nửa cầu bắc (N hoặc dải N, P, Q).",
        en: "this UTM zone does not cover Viet Nam; only zones 48 and 49 north (N, or bands N, P, Q) are taken.")
    case .mgrs:
      Phrase(
        vi: "mã MGRS không đúng hoặc quá thô; ví dụ đúng: 49PBS6345672422 (từ 4 chữ số trở lên, số chữ số chẵn).",
        en: "the MGRS reference is wrong or too coarse; a right one is 49PBS6345672422 (an even 4 or more digits).")
    case .link:
      Phrase(
        vi: "đường dẫn này không chứa tọa độ; hãy mở bản đồ, chọn đúng điểm rồi chép tọa độ dán vào đây.",
        en: "there is no position in this link; open the map, choose the point, copy its coordinate and paste it here.")
    case .shortLink:
      Phrase(
        vi: "đường dẫn rút gọn không chứa tọa độ; hãy mở nó rồi chép đường dẫn dài trên thanh địa chỉ.",
        en: "a short link holds no position; open it and copy the long link from the address bar.")
    case .routeLink:
      Phrase(
        vi: "đường dẫn này là chỉ đường qua nhiều nơi; hãy mở riêng điểm cần tra rồi chép đường dẫn của điểm đó.",
        en: "this link is a route between places; open the one that is meant and copy its link.")
    case .json:
      Phrase(
        vi:
          "JSON sai cú pháp hoặc không có tọa độ; ví dụ đúng: {\"type\":\"Point\",\"coordinates\":[108.7923,15.1205]}.",
        en:
          "the JSON is broken or has no position; a right one is {\"type\":\"Point\",\"coordinates\":[108.7923,15.1205]}."
      )
    case .geometryKind:
      Phrase(
        vi: "hình học này không phải loại cần ở đây; ô tọa độ nhận một Point, bảng góc ranh nhận một Polygon.",
        en: "the geometry is not of the kind asked for: a Point as a position, a Polygon as a table of corners.")
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
    case .geohash:
      Phrase(
        vi: "geohash gồm 5 đến 12 ký tự trong 0-9, b-z trừ a, i, l, o; hãy kiểm tra lại.",
        en: "a geohash has 5 to 12 characters of 0-9 and b-z without a, i, l, o; check it.")
    case .plusCode:
      Phrase(
        vi: "plus code sai hoặc quá thô; mã đủ có 8 ký tự trước dấu +, ví dụ 7P7C4QCR+6W.",
        en: "the plus code is wrong or too coarse; a full one has 8 characters before the +, for example 7P7C4QCR+6W.")
    case .shortPlusCode:
      Phrase(
        vi: "plus code rút gọn chỉ có nghĩa kèm tên nơi; hãy chép mã đủ (8 ký tự trước dấu +) hoặc tọa độ.",
        en: "a short plus code means nothing without its town; copy the full one (8 characters before the +).")
    case .vertexTable:
      Phrase(
        vi: "đây là bảng nhiều góc ranh; ô này nhận một điểm, hãy dùng chức năng kiểm tra bảng tọa độ góc ranh.",
        en: "this is a table of several corners; one position is expected here, use the check of corner tables.")
    case .tableTooLong:
      Phrase(
        vi: "bảng dài quá 8 MiB; hãy chia thành từng thửa.",
        en: "the table is longer than 8 MiB; send it parcel by parcel.")
    case .noCorners:
      Phrase(
        vi:
          "không thấy dòng nào có X và Y; mỗi dòng ghi: số hiệu điểm, X, Y, cạnh, ví dụ “1 1672422.43 584963.15 12,5”.",
        en: "no line has an X and a Y; write: point number, X, Y, edge, for example “1 1672422.43 584963.15 12,5”.")
    case .tooFewCorners:
      Phrase(
        vi: "bảng có ít hơn 3 góc khác nhau; một thửa cần ít nhất 3 góc.",
        en: "there are fewer than 3 different corners; a parcel needs at least 3.")
    case .tooManyCorners:
      Phrase(
        vi: "bảng có nhiều hơn 100.000 góc; hãy nhập dữ liệu bằng tệp bản đồ.",
        en: "there are more than 100,000 corners; import such data as a map file.")
    case .tableRow:
      Phrase(
        vi: "không đọc được dòng này; mỗi dòng ghi: số hiệu điểm, X, Y, cạnh (nếu có).",
        en: "this line cannot be read; write in each line: point number, X, Y and the edge, if any.")
    case .cornerRange:
      Phrase(
        vi:
          "X hoặc Y nằm ngoài phạm vi Việt Nam (X từ 800.000 đến 2.660.000, Y từ 100.000 đến 1.600.000 m); hãy kiểm tra lại số.",
        en: "X or Y lies outside Viet Nam (X 800,000 to 2,660,000, Y 100,000 to 1,600,000 m); check the digits.")
    case .mixedOrder:
      Phrase(
        vi: "X và Y của dòng này ngược thứ tự hoặc khác đơn vị so với các dòng trước; hãy sửa cho thống nhất.",
        en: "X and Y stand in another order or unit here than in the lines before; make them alike.")
    case .severalRings:
      Phrase(
        vi: "có nhiều vòng ranh hoặc nhiều thửa; bảng góc ranh nhận một vòng, hãy nhập từng vòng.",
        en: "there are several rings or polygons; a table of corners is one ring, send them one by one.")
    case .notUnderstood:
      Phrase(
        vi:
          "các số này không thành một vị trí; hãy viết ví dụ “15.1205, 108.7923” hoặc “X=1672422.43 Y=584963.15”.",
        en:
          "these numbers make no position; write for example “15.1205, 108.7923” or “X=1672422.43 Y=584963.15”.")
    }
  }
}
