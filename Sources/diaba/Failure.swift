import Import
import Register
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
    case let error as Refusal:
      message = error.message
      status =
        switch error.cause {
        case .usage: .usage
        case .input: .refused
        case .environment: .environment
        }
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
}
