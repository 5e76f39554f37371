import Foundation
import Glibc
import JSON
import Office
import Passwords
import VietText

/// `diaba user`: who may log in at the desk form.
enum UserCommand {
  static let spec = CommandSpec(
    name: "user", operands: "add|disable|list [LOGIN]", operandCount: 1...2,
    summary: Phrase(vi: "người dùng của biểu mẫu /desk", en: "the users of the form at /desk"),
    options: [
      OptionSpec("--role", "clerk|officer|gis|admin", vi: "vai trò", en: "the role"),
      OptionSpec("--name", "TEXT", vi: "họ tên", en: "the name"),
      OptionSpec("--office", "TEXT", vi: "cơ quan (mặc định: mọi cơ quan)", en: "the office (default: all offices)"),
      OptionSpec(
        "--by", "NAME", vi: "người làm (mặc định: tài khoản máy)", en: "who does it (default: the account's name)"),
    ],
    example: "diaba user add lan --role clerk --name \"Nguyễn Thị Lan\" --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    switch (invocation.operands[0], invocation.operands.count) {
    case ("add", 2): return try add(invocation, login: invocation.operands[1])
    case ("disable", 2):
      let (login, actor) = (invocation.operands[1], invocation.actor)
      try invocation.changeOffice { change in try change.disableUser(login: login, by: actor) }
      Console.tell(
        invocation.language == .vietnamese ? "Người này không đăng nhập được nữa." : "They can no longer log in.")
      return .done
    case ("list", 1): return try list(invocation)
    default:
      throw UsageError(
        vi: "dùng: diaba user add TÊN --role …, diaba user disable TÊN, diaba user list",
        en: "use: diaba user add LOGIN --role …, diaba user disable LOGIN, diaba user list")
    }
  }

  private static func add(_ invocation: Invocation, login: String) throws -> ExitStatus {
    let (role, actor, office) = (try invocation.role(), invocation.actor, invocation.value("--office"))
    let name = invocation.value("--name") ?? login
    // The register is asked for before the password is typed.
    _ = try invocation.officePath()
    let password = password(invocation.language) ?? ""
    guard password.count >= LoginRules.shortestPassword else {
      throw UsageError(
        vi: "mật khẩu cần ít nhất \(LoginRules.shortestPassword) ký tự, gõ ở dòng đầu của đầu vào chuẩn",
        en: "a password has at least \(LoginRules.shortestPassword) characters, on the first line of standard input")
    }
    guard let hash = PasswordHash(of: password) else {
      throw UsageError(vi: "mật khẩu này không dùng được", en: "this password cannot be used")
    }
    try invocation.changeOffice { change in
      try change.setUser(login: login, name: name, role: role, office: office, password: hash, by: actor)
    }
    Console.tell(
      invocation.language == .vietnamese
        ? "Đã ghi người dùng \(login), vai trò \(role.rawValue)." : "User \(login) is kept, role \(role.rawValue).")
    return .done
  }

  /// A line of standard input, unseen when it is typed.
  private static func password(_ language: Language) -> String? {
    guard isatty(STDIN_FILENO) == 1 else { return readLine() }
    var settings = termios()
    unsafe tcgetattr(STDIN_FILENO, &settings)
    var silent = settings
    silent.c_lflag &= ~tcflag_t(ECHO)
    unsafe tcsetattr(STDIN_FILENO, TCSANOW, &silent)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSANOW, &settings) }
    Console.tell(language == .vietnamese ? "Mật khẩu:" : "Password:")
    return readLine()
  }

  private static func list(_ invocation: Invocation) throws -> ExitStatus {
    let users = try OfficeReader(path: try invocation.officePath()).users()
    if invocation.has("--json") {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("users")
      writer.beginArray()
      for user in users {
        writer.beginObject()
        for (name, value) in [
          ("login", user.login), ("name", user.name), ("role", user.role.rawValue), ("office", user.office),
          ("disabledAt", user.disabledAt.map(Timestamp.text(unixSeconds:))),
        ] as [(String, String?)] {
          writer.key(name)
          writer.string(value)
        }
        writer.endObject()
      }
      writer.endArray()
      writer.endObject()
      Console.out(writer.text + "\n")
      return .done
    }
    for user in users {
      let end = user.disabledAt == nil ? "" : invocation.language == .vietnamese ? "  đã khóa" : "  disabled"
      Console.out("\(user.login)  \(user.role.rawValue)  \(user.name)  \(user.office ?? "*")\(end)\n")
    }
    return .done
  }
}
