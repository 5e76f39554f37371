import Register
import VietText

extension ServiceError {
  /// Runs a body and gives its errors as the service's.
  static func wrapping<Result>(_ body: () throws -> Result) throws(ServiceError) -> Result {
    do {
      return try body()
    } catch let error as ServiceError {
      throw error
    } catch let error as RegisterError {
      throw ServiceError(error)
    } catch {
      throw ServiceError(.fault, Phrase(vi: "Lỗi không ngờ tới.", en: "An unexpected failure."))
    }
  }

  /// Puts an error of the register into the service's words.
  init(_ error: RegisterError) {
    let code: Code =
      switch error.code {
      case .busy, .stateMoved, .interrupted: .busy
      case .noSuchRevision: .noSuchRevision
      case .tooMany: .tooMuchWork
      case .notFound, .notARegister, .newerFormat, .networkShare, .exists, .readOnly, .disk, .damaged, .database:
        .registerFailed
      case .baseMoved, .notCompared, .tooManyRemovals, .duplicateKeys, .notStaged, .badRow: .fault
      }
    self.init(code, error.message)
  }
}
