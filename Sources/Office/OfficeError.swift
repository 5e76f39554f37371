public import SpatiaLite
public import VietText

/// Why the office file could not do what was asked; personal values never stand in it.
public struct OfficeError: Error, Sendable, CustomStringConvertible {
  /// A stable name for the reason.
  public enum Code: String, Sendable, CaseIterable {
    /// There is no office file.
    case notFound
    /// The file is not an office file.
    case notAnOfficeFile
    /// The file was written by a newer version.
    case newerFormat
    /// The file lies on a network share.
    case networkShare
    /// Another program holds the write lock.
    case busy
    /// The file or its folder may not be read or written.
    case readOnly
    /// The disk is full or failed.
    case disk
    /// The file is damaged.
    case damaged
    /// A deadline passed.
    case interrupted
    /// What was asked for is not there.
    case notThere
    /// Something of that name is there already.
    case exists
    /// The thing was changed by somebody else since it was read.
    case stale
    /// A value cannot be kept.
    case badValue
    /// Something is not allowed in the present state.
    case notAllowed
    /// It belongs to another office.
    case otherOffice
    /// Anything else that SQLite reported.
    case database
  }

  /// A stable name for the reason.
  public let code: Code
  /// What is wrong, where, and what to do.
  public let message: Phrase
  /// Which member or field it concerns.
  public let field: String?
  /// What SQLite reported, if that was the cause.
  public let cause: SpatiaLiteError?

  /// Makes an error.
  public init(
    _ code: Code, vi vietnamese: String, en english: String, field: String? = nil, cause: SpatiaLiteError? = nil
  ) {
    self.code = code
    message = Phrase(vi: vietnamese, en: english)
    self.field = field
    self.cause = cause
  }

  /// Puts an error of SQLite into the office's words.
  init(_ error: SpatiaLiteError, file: String) {
    switch error.code {
    case .busy, .locked:
      self.init(
        .busy, vi: "\(file) đang bị chương trình khác khóa; hãy thử lại sau",
        en: "\(file) is locked by another program; try again later", cause: error)
    case .readOnly, .cannotOpen:
      self.init(
        .readOnly, vi: "không ghi hoặc mở được \(file); hãy xem quyền của tệp và thư mục",
        en: "\(file) cannot be opened or written; look at the permissions of the file and its folder", cause: error)
    case .full, .inputOutput:
      self.init(
        .disk, vi: "đĩa đầy hoặc lỗi khi ghi \(file); nội dung vẫn như trước",
        en: "the disk is full or failed at \(file); it is as it was before", cause: error)
    case .corrupt:
      self.init(
        .damaged, vi: "\(file) bị hỏng; hãy khôi phục từ bản sao lưu",
        en: "\(file) is damaged; restore it from a backup", cause: error)
    case .notADatabase: self = OfficeError.notAnOfficeFile(file, cause: error)
    case .interrupted:
      self.init(.interrupted, vi: "hết thời gian cho phép", en: "the time allowed has passed", cause: error)
    default:
      self.init(.database, vi: "lỗi SQLite ở \(file): \(error)", en: "SQLite failed at \(file): \(error)", cause: error)
    }
  }

  static func notAnOfficeFile(_ file: String, cause: SpatiaLiteError? = nil) -> OfficeError {
    OfficeError(
      .notAnOfficeFile, vi: "\(file) không phải là tệp văn phòng của diaba",
      en: "\(file) is not an office file of diaba", cause: cause)
  }

  /// The message in English, with its code.
  public var description: String { "\(code.rawValue): \(message.english)" }

  /// Runs a body and gives its errors as errors of the office.
  static func wrapping<Result>(file: String, _ body: () throws -> Result) throws(OfficeError) -> Result {
    do {
      return try body()
    } catch {
      throw OfficeError(any: error, file: file)
    }
  }

  /// Puts any error into the office's words.
  init(any error: any Error, file: String) {
    switch error {
    case let error as OfficeError: self = error
    case let error as SpatiaLiteError: self.init(error, file: file)
    default: self.init(.database, vi: "lỗi: \(error)", en: "failed: \(error)")
    }
  }
}
