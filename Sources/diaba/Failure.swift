import Import
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
        vi: "\(error.message.vietnamese). Xem: diaba \(command) --help",
        en: "\(error.message.english). See: diaba \(command) --help")
      status = .usage
    case let error as Import.Refusal:
      message = error.message
      status =
        switch error.cause {
        case .usage: .usage
        case .input: .refused
        case .environment: .environment
        }
    case let error as ServiceError:
      message = error.detail
      status = Failure.status(of: error.code)
    case let error as ServerError:
      message = Phrase(vi: "không mở được cổng: \(error)", en: "\(error)")
      status = .environment
    case let error as RegisterError:
      message = error.message
      status = Failure.status(of: error.code)
    default:
      message = Phrase(vi: "lỗi ngoài dự kiến: \(error)", en: "unexpected error: \(error)")
      status = .environment
    }
  }

  /// What an error of the register means for the shell: input that is refused, or an environment that lacks something.
  private static func status(of code: RegisterError.Code) -> ExitStatus {
    switch code {
    case .notARegister, .newerFormat, .baseMoved, .notCompared, .tooManyRemovals, .duplicateKeys, .badRow, .notStaged,
      .exists:
      .refused
    case .noSuchRevision: .needsPerson
    case .notFound, .networkShare, .busy, .readOnly, .disk, .damaged, .interrupted, .database: .environment
    }
  }

  /// What a refused question means for the shell: nothing found, a command line that is wrong, input that is refused.
  private static func status(of code: ServiceError.Code) -> ExitStatus {
    switch code {
    case .parcelNotFound, .sheetNotFound, .wardNotFound, .noHistory, .noSuchRevision, .defenceLand: .needsPerson
    case .badCoordinate, .ambiguousCoordinate, .contradiction, .badCursor: .refused
    case .badParameter, .unknownParameter, .repeatedParameter, .missingParameter, .badCRS, .unknownPath,
      .methodNotAllowed, .notAcceptable, .tokenRequired, .tokenUnknown:
      .usage
    case .notReady, .busy, .registerFailed, .fault: .environment
    }
  }
}
