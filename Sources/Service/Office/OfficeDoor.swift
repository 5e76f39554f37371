import HTTP
import Office
import VietText

/// The way of one thread to the office file: opened when somebody with a token or a session comes, never before.
final class OfficeDoor {
  let writer: OfficeWriter
  private let path: String
  private var opened: OfficeReader?

  init(path: String, writer: OfficeWriter) {
    self.path = path
    self.writer = writer
  }

  /// Whether the office file was opened by this thread.
  var isOpen: Bool { opened != nil }

  /// Whether there is an office file.
  var exists: Bool { OfficeFile.exists(path) }

  /// The reader; a file that was replaced is opened anew.
  func reader() throws(ServiceError) -> OfficeReader {
    if let opened, opened.isCurrent { return opened }
    opened = nil
    do throws(OfficeError) {
      let reader = try OfficeReader(path: path)
      opened = reader
      return reader
    } catch {
      throw ServiceError(error)
    }
  }
}

extension ServiceError {
  /// Puts an error of the office into the service's words; paths of the machine stay in its own log.
  init(_ error: OfficeError) {
    switch error.code {
    case .notFound:
      self.init(
        .officeUnavailable,
        Phrase(
          vi: "Chưa có tệp văn phòng, nên chưa cấp mã truy cập nào.",
          en: "There is no office file, so no token has been given out."))
    case .notAnOfficeFile, .networkShare, .readOnly, .damaged, .database, .disk:
      self.init(
        .officeUnavailable,
        Phrase(
          vi: "Tệp văn phòng không dùng được; người quản trị xem bằng diaba audit verify.",
          en: "The office file cannot be used; the administrator looks with diaba audit verify."))
    case .newerFormat:
      self.init(
        .officeUnavailable,
        Phrase(
          vi: "Tệp văn phòng do bản diaba mới hơn ghi; hãy cập nhật dịch vụ.",
          en: "The office file was written by a newer diaba; update the service."))
    case .busy, .interrupted:
      self.init(
        .busy, Phrase(vi: "Tệp văn phòng đang bận; hãy thử lại.", en: "The office file is busy; try again."))
    case .notThere: self.init(.notThere, error.message, parameter: error.field)
    case .exists: self.init(.dossierExists, error.message, parameter: error.field)
    case .stale: self.init(.preconditionFailed, error.message, parameter: error.field)
    case .badValue:
      self.init(error.field == "Idempotency-Key" ? .keyReused : .badContent, error.message, parameter: error.field)
    case .otherOffice: self.init(.otherOffice, error.message, parameter: error.field)
    case .notAllowed: self.init(.stateConflict, error.message, parameter: error.field)
    }
  }
}
