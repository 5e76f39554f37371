public import SpatiaLite
public import VietText

/// Why the land register could not do what was asked.
public struct RegisterError: Error, Sendable, CustomStringConvertible {
  /// A stable name for the reason.
  public enum Code: String, Sendable, CaseIterable {
    /// There is no such file.
    case notFound
    /// The file is not a land register.
    case notARegister
    /// The register was written by a newer version.
    case newerFormat
    /// The register lies on a network share.
    case networkShare
    /// A register of that name exists already.
    case exists
    /// Another program holds the write lock.
    case busy
    /// The file or its folder may not be written.
    case readOnly
    /// The disk is full or failed.
    case disk
    /// The file is damaged.
    case damaged
    /// A deadline passed.
    case interrupted
    /// The register has a newer revision than the one that the staged change was compared with.
    case baseMoved
    /// A newer revision was published between two questions of one reader; asking again answers from it.
    case stateMoved
    /// The staged change was not compared with the register.
    case notCompared
    /// More of the replaced scope would vanish than is allowed without saying so.
    case tooManyRemovals
    /// Rows of one import bear the same key.
    case duplicateKeys
    /// The file is no finished staged change.
    case notStaged
    /// The register has no such revision.
    case noSuchRevision
    /// More rows would be read than one question may.
    case tooMany
    /// A row holds something that the register cannot keep.
    case badRow
    /// Anything else that SQLite reported.
    case database
  }

  /// A stable name for the reason.
  public let code: Code
  /// What is wrong, where, and what to do.
  public let message: Phrase
  /// What SQLite reported, if that was the cause.
  public let cause: SpatiaLiteError?

  /// Makes an error.
  public init(_ code: Code, vi vietnamese: String, en english: String, cause: SpatiaLiteError? = nil) {
    self.code = code
    self.message = Phrase(vi: vietnamese, en: english)
    self.cause = cause
  }

  /// Puts an error of SQLite into the register's words.
  public init(_ error: SpatiaLiteError, file: String) {
    switch error.code {
    case .busy, .locked:
      self.init(
        .busy, vi: "\(file) đang được chương trình khác ghi; hãy thử lại sau",
        en: "\(file) is being written by another program; try again later", cause: error)
    case .readOnly, .cannotOpen:
      self.init(
        .readOnly, vi: "không ghi hoặc mở được \(file); hãy xem quyền của tệp và thư mục",
        en: "\(file) cannot be opened or written; look at the permissions of the file and its folder", cause: error)
    case .full, .inputOutput:
      self.init(
        .disk, vi: "đĩa đầy hoặc lỗi khi ghi \(file); sổ vẫn như trước",
        en: "the disk is full or failed at \(file); the register is as it was before", cause: error)
    case .corrupt:
      self.init(
        .damaged, vi: "\(file) bị hỏng; hãy chạy diaba check và khôi phục từ bản sao lưu",
        en: "\(file) is damaged; run diaba check, and restore it from a backup", cause: error)
    case .notADatabase:
      self.init(
        .notARegister, vi: "\(file) không phải là sổ địa bạ của diaba",
        en: "\(file) is not a land register of diaba", cause: error)
    case .interrupted:
      self.init(
        .interrupted, vi: "hết thời gian cho phép", en: "the time allowed has passed", cause: error)
    default:
      self.init(.database, vi: "lỗi SQLite ở \(file): \(error)", en: "SQLite failed at \(file): \(error)", cause: error)
    }
  }

  /// The message in English, with its code.
  public var description: String { "\(code.rawValue): \(message.english)" }

  /// Runs a body and gives its errors as errors of the register.
  static func wrapping<Result>(file: String, _ body: () throws -> Result) throws(RegisterError) -> Result {
    do {
      return try body()
    } catch let error as RegisterError {
      throw error
    } catch let error as SpatiaLiteError {
      throw RegisterError(error, file: file)
    } catch {
      throw RegisterError(.database, vi: "lỗi: \(error)", en: "failed: \(error)")
    }
  }
}
