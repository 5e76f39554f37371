import Cadastre
import Register
import VietText

/// The wards that the register knows, for telling which ward of a code a parcel belongs to.
final class WardBook {
  /// A code that no ward of the day bears.
  struct Unknown {
    /// The file in which it was first seen.
    var file: String
    /// How many parcels bear it.
    var parcels: Int
  }

  /// The codes that no ward of the day bears.
  private(set) var unknown: [String: Unknown] = [:]
  private var known: [String: Day?] = [:]
  private let borders: WardBorders

  /// Asks the borders of a register.
  init(_ borders: WardBorders) { self.borders = borders }

  /// The first day of the ward that bears a code; `nil`, and counted, when there is none.
  func validFrom(of code: String, file: String) -> Day? {
    let from: Day?
    if let answered = known[code] {
      from = answered
    } else {
      from = borders.border(of: code)?.ward.validFrom
      known[code] = .some(from)
    }
    if from == nil { unknown[code, default: Unknown(file: file, parcels: 0)].parcels += 1 }
    return from
  }
}

extension Refusal {
  /// Puts an error of the register into an import's words.
  init(_ error: RegisterError) {
    if error.code == .notARegister {
      self.init(
        error.code.rawValue, vi: "\(error.message.vietnamese), nên không ghi gì vào đó; hãy kiểm tra lại --register",
        en: "\(error.message.english), so nothing is written to it; look at --register again")
      return
    }
    let isInput = [.notARegister, .newerFormat, .baseMoved, .tooManyRemovals, .badRow, .notStaged].contains(error.code)
    self.init(
      error.code.rawValue, cause: isInput ? .input : .environment, vi: error.message.vietnamese,
      en: error.message.english)
  }
}
