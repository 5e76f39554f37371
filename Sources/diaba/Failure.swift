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
    default:
      message = Phrase(vi: "lỗi ngoài dự kiến: \(error)", en: "unexpected error: \(error)")
      status = .environment
    }
  }
}
