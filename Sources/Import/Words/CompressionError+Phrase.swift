import Compression
import VietText

extension CompressionError {
  /// What is wrong, as a clause.
  ///
  /// - Parameter name: what the error's entry is called in the archive, which the error itself does not say.
  func phrase(entry name: String?) -> Phrase {
    let place = name.map { "“\($0)” " } ?? ""
    return switch problem {
    case .library(let code): Phrase(vi: "thư viện nén báo lỗi \(code)", en: "the compression library failed (\(code))")
    case .wrongFormat:
      Phrase(vi: "nội dung không đúng định dạng", en: "its content is not of the format that its name says")
    case .corrupt(let offset):
      Phrase(vi: "\(place)bị hỏng ở khoảng byte \(offset)", en: "\(place)is corrupt at about byte \(offset)")
    case .checksum: Phrase(vi: "\(place)sai tổng kiểm tra", en: "\(place)has the wrong checksum")
    case .truncated: Phrase(vi: "\(place)bị cắt cụt", en: "\(place)ends too early")
    case .trailingBytes(let offset):
      Phrase(vi: "\(place)có dữ liệu thừa từ byte \(offset)", en: "\(place)has something else from byte \(offset) on")
    case .tooManyBytes(let limit):
      Phrase(
        vi: "\(place)bung ra quá \(limit >> 20) MiB cho phép",
        en: "\(place)expands to more than the allowed \(limit >> 20) MiB")
    case .ratio(let limit):
      Phrase(
        vi: "\(place)bung ra quá \(limit) lần, như một “bom nén”",
        en: "\(place)expands more than \(limit) times, as a zip bomb does")
    case .tooManyEntries(let limit):
      Phrase(vi: "có hơn \(limit) tập tin bên trong", en: "it has more than \(limit) files in it")
    case .overlappingEntries:
      Phrase(vi: "các tập tin bên trong chồng lên nhau", en: "the files in it lie over one another")
    case .unsafeName:
      Phrase(
        vi: "\(place)có đường dẫn thoát ra ngoài thư mục giải nén",
        en: "\(place)has a path that leads out of the archive")
    case .duplicateName: Phrase(vi: "\(place)có hai lần", en: "\(place)is in it twice")
    case .encrypted: Phrase(vi: "\(place)có mật khẩu; hãy giải nén trước", en: "\(place)is encrypted; unpack it first")
    case .unsupportedMethod(let method):
      Phrase(
        vi: "\(place)nén bằng cách \(method) không được hỗ trợ; hãy nén lại kiểu thường (deflate)",
        en: "\(place)is compressed by method \(method); pack it again by the usual one (deflate)")
    case .notAFile: Phrase(vi: "\(place)không phải là tập tin", en: "\(place)is no file")
    case .noSuchEntry: Phrase(vi: "không có tập tin đó bên trong", en: "there is no such file in it")
    case .file(_, let reason):
      Phrase(vi: "\(place)không đọc hoặc ghi được (\(reason))", en: "\(place)failed: \(reason)")
    }
  }
}
