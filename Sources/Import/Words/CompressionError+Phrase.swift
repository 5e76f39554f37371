import Compression
import VietText

extension CompressionError {
  /// What is wrong, as a clause.
  ///
  /// - Parameter name: what the error's entry is called in the archive, which the error itself does not say.
  /// - Returns: What is wrong, with the name where it matters.
  func phrase(entry name: String?) -> Phrase {
    let file =
      name.map { Phrase(vi: "“\($0)”", en: "“\($0)”") } ?? Phrase(vi: "một tập tin bên trong", en: "a file in it")
    let (vi, en) = (file.vietnamese + " ", file.english + " ")
    return switch problem {
    case .library(let code): Phrase(vi: "thư viện nén báo lỗi \(code)", en: "the compression library failed (\(code))")
    case .wrongFormat:
      Phrase(vi: "nội dung không đúng định dạng", en: "its content is not of the format that its name says")
    case .corrupt(let offset):
      Phrase(vi: "\(vi)bị hỏng ở khoảng byte \(offset)", en: "\(en)is corrupt at about byte \(offset)")
    case .checksum: Phrase(vi: "\(vi)sai tổng kiểm tra", en: "\(en)has the wrong checksum")
    case .truncated: Phrase(vi: "\(vi)bị cắt cụt", en: "\(en)ends too early")
    case .trailingBytes(let offset):
      Phrase(vi: "\(vi)có dữ liệu thừa từ byte \(offset)", en: "\(en)has something else from byte \(offset) on")
    case .tooManyBytes(let limit):
      Phrase(
        vi: "\(vi)bung ra quá \(limit >> 20) MiB cho phép",
        en: "\(en)expands to more than the allowed \(limit >> 20) MiB")
    case .ratio(let limit):
      Phrase(
        vi: "\(vi)bung ra quá \(limit) lần, như một “bom nén”",
        en: "\(en)expands more than \(limit) times, as a zip bomb does")
    case .tooManyEntries(let limit):
      Phrase(vi: "có hơn \(limit) tập tin bên trong", en: "it has more than \(limit) files in it")
    case .overlappingEntries:
      Phrase(vi: "các tập tin bên trong chồng lên nhau", en: "the files in it lie over one another")
    case .unsafeName:
      Phrase(
        vi: "\(vi)có đường dẫn thoát ra ngoài thư mục giải nén",
        en: "\(en)has a path that leads out of the archive")
    case .duplicateName: Phrase(vi: "\(vi)có hai lần", en: "\(en)is in it twice")
    case .encrypted: Phrase(vi: "\(vi)có mật khẩu; hãy giải nén trước", en: "\(en)is encrypted; unpack it first")
    case .unsupportedMethod(let method):
      Phrase(
        vi: "\(vi)nén bằng cách \(method) không được hỗ trợ; hãy nén lại kiểu thường (deflate)",
        en: "\(en)is compressed by method \(method); pack it again by the usual one (deflate)")
    case .notAFile: Phrase(vi: "\(vi)không phải là tập tin", en: "\(en)is no file")
    case .noSuchEntry: Phrase(vi: "không có tập tin đó bên trong", en: "there is no such file in it")
    case .file(_, let reason):
      Phrase(vi: "\(vi)không đọc hoặc ghi được (\(reason))", en: "\(en)failed: \(reason)")
    }
  }
}
