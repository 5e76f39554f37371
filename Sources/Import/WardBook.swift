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
  private let register: String
  private var reader: RegisterReader?

  /// Opens the wards of a register; a register that does not exist yet has none.
  init(register: String) throws(Refusal) {
    self.register = register
    do {
      reader = try RegisterFile.exists(register) ? RegisterReader(path: register) : nil
    } catch {
      RegisterFile.tidy(register)
      throw Refusal(error)
    }
  }

  deinit {
    reader = nil
    RegisterFile.tidy(register)
  }

  /// The first day of the ward that bears a code on a day; `nil`, and counted, when there is none.
  ///
  /// - Throws: ``Refusal`` when the register cannot be read.
  func validFrom(of code: String, on day: Day, file: String) throws -> Day? {
    let from: Day?
    if let answered = known[code] {
      from = answered
    } else {
      from = try reader?.withSnapshot { try $0.ward(code: code, on: day) }?.ward.validFrom
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
