import Export
import Import
import Office
import Register
import Service
import HTTPServer
import VietText

/// What a command tells when it could not do its work: a sentence and an exit status.
struct Failure {
  let message: Phrase
  let status: ExitStatus

  /// Puts an error of any room into words.
  init(_ error: any Error, during command: String) {
    switch error {
    case let error as UsageError:
      message = Phrase(
        vi: "\(Self.ended(error.message.vietnamese)) Xem: diaba \(command) --help",
        en: "\(Self.ended(error.message.english)) See: diaba \(command) --help")
      status = .usage
    case let error as Import.Refusal:
      message = error.message
      status =
        switch error.cause {
        case .usage: .usage
        case .input: .refused
        case .environment, .interruption: .environment
        }
    case let error as ExportError:
      message = error.message
      status =
        switch error.cause {
        case .usage: .usage
        case .nothing: .needsPerson
        case .refused: .refused
        case .environment: .environment
        }
    case let error as ServiceError:
      message = error.detail
      status = Failure.status(of: error.code)
    case let error as ServerError:
      message = Failure.phrase(of: error)
      status = .environment
    case let error as OfficeError:
      message = error.message
      status = Failure.status(of: error.code)
    case let error as RegisterError:
      message = error.message
      status = Failure.status(of: error.code)
    default:
      message = Phrase(vi: "lỗi ngoài dự kiến: \(error)", en: "unexpected error: \(error)")
      status = .environment
    }
  }

  /// A sentence with its stop, unless it asks.
  private static func ended(_ text: String) -> String { text.hasSuffix("?") ? text : text + "." }

  /// What an error of the office means for the shell.
  private static func status(of code: OfficeError.Code) -> ExitStatus {
    switch code {
    case .notAnOfficeFile, .newerFormat, .badValue: .refused
    case .notThere, .exists, .stale, .notAllowed, .otherOffice: .needsPerson
    case .notFound, .networkShare, .busy, .readOnly, .disk, .damaged, .interrupted, .database: .environment
    }
  }

  /// What an error of the register means for the shell: input that is refused, or an environment that lacks something.
  private static func status(of code: RegisterError.Code) -> ExitStatus {
    switch code {
    case .notARegister, .newerFormat, .baseMoved, .notCompared, .tooManyRemovals, .duplicateKeys, .badRow, .notStaged,
      .exists, .tooMany:
      .refused
    case .noSuchRevision: .needsPerson
    case .notFound, .networkShare, .busy, .stateMoved, .readOnly, .disk, .damaged, .interrupted, .database: .environment
    }
  }

  /// What a refused question means for the shell: nothing found, a command line that is wrong, input that is refused.
  private static func status(of code: ServiceError.Code) -> ExitStatus {
    switch code {
    case .ambiguousParcel, .parcelNotFound, .sheetNotFound, .wardNotFound, .noHistory, .noSuchRevision, .defenceLand:
      .needsPerson
    case .badCoordinate, .ambiguousCoordinate, .contradiction, .badCursor, .missingContent, .unsupportedContent,
      .contentTooLarge, .badContent, .badGeometry, .tooMuchWork:
      .refused
    case .badParameter, .unknownParameter, .repeatedParameter, .missingParameter, .badCRS, .unknownPath,
      .methodNotAllowed, .notAcceptable, .tokenRequired, .tokenUnknown, .tokenExpired, .tokenRevoked, .roleNotAllowed,
      .otherOffice, .purposeRequired, .formExpired, .loginFailed, .tooManyTries:
      .usage
    case .notThere, .dossierExists, .preconditionFailed, .stateConflict, .keyReused: .needsPerson
    case .programMissing, .programFailed: .environment
    case .notReady, .busy, .registerFailed, .fault, .officeUnavailable: .environment
    }
  }

  private static func phrase(of error: ServerError) -> Phrase {
    let vietnamese =
      switch error.kind {
      case .addressInUse: "cổng đã có chương trình khác dùng; chọn cổng khác bằng --port, hoặc dừng chương trình kia"
      case .badHost: "--host không phải là địa chỉ của máy này"
      case .notPermitted: "không được phép mở cổng dưới 1024; chọn cổng khác bằng --port"
      case .system: "hệ thống từ chối"
      case .session: "không mở được sổ cho một luồng phục vụ"
      }
    return Phrase(vi: "\(vietnamese) (\(error))", en: "\(error)")
  }
}
