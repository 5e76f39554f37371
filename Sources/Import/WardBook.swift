import Cadastre
import Register

/// The wards that the register knows, for telling which ward of a code a parcel belongs to.
struct WardBook {
  /// A code that no ward of the day bears.
  struct Unknown {
    /// The file in which it was first seen.
    var file: String
    /// How many parcels bear it.
    var parcels: Int
  }

  /// The codes that no ward of the day bears.
  private(set) var unknown: [String: Unknown] = [:]
  private var wards: [String: [Ward]] = [:]

  /// An empty book.
  init() {}

  /// Reads the wards of a register; a register that does not exist yet has none.
  init(register: String) throws(Refusal) {
    do {
      guard try RegisterFile.exists(register) else { return }
      let reader = try RegisterReader(path: register)
      for row in try reader.withSnapshot({ try $0.wards() }) { wards[row.ward.code, default: []].append(row.ward) }
    } catch {
      throw Refusal(
        error.code.rawValue, cause: error.isEnvironment ? .environment : .input, vi: error.message.vietnamese,
        en: error.message.english)
    }
  }

  /// The first day of the ward that bears a code on a day; `nil`, and counted, when there is none.
  mutating func validFrom(of code: String, on day: Day, file: String) -> Day? {
    if let ward = wards[code]?.first(where: { $0.isValid(on: day) }) { return ward.validFrom }
    unknown[code, default: Unknown(file: file, parcels: 0)].parcels += 1
    return nil
  }
}
