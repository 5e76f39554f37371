import Cadastre
import Foundation
import Office
import Register

extension Invocation {
  /// The office file beside the land register that is meant; the register must be there, or the name is mistyped.
  func officePath() throws -> String {
    let register = try register()
    guard try RegisterFile.exists(register) else {
      throw UsageError(
        vi: "không có sổ địa bạ \(register); tệp văn phòng nằm cạnh sổ",
        en: "there is no land register \(register); the office file lies beside it")
    }
    return OfficeFile.path(beside: register)
  }

  /// Whoever works at this machine.
  var actor: Identity { .machine(value("--by") ?? NSUserName()) }

  /// Changes the office file, which is made when it is not there.
  func changeOffice<Value: Sendable>(_ body: @escaping @Sendable (OfficeChange) throws -> Value) throws -> Value {
    let writer = OfficeWriter(path: try officePath(), makesFile: true)
    defer { writer.stop() }
    return try writer.write(body)
  }

  /// The value of an option that names a role.
  func role() throws(UsageError) -> Role {
    let text = value("--role") ?? ""
    guard let role = Role(rawValue: text) else {
      let allowed = Role.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError(
        vi: "--role nhận một trong: \(allowed)\(text.isEmpty ? "" : ", không phải “\(text)”")",
        en: "--role takes one of: \(allowed)\(text.isEmpty ? "" : ", not “\(text)”")")
    }
    return role
  }

  /// The end of the day that an option names, seconds since 1970; the day itself still counts.
  func endOfDay(_ option: String) throws(UsageError) -> Int? { try day(option).map { $0.unixSeconds + 86_400 } }
}
