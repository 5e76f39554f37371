import JSON
import Office
import VietText

/// `diaba token`: who may ask over HTTP.
enum TokenCommand {
  static let spec = CommandSpec(
    name: "token", operands: "add|revoke|list [NUMBER]", operandCount: 1...2,
    summary: Phrase(vi: "cấp, thu hồi, liệt kê mã truy cập API", en: "gives out, revokes and lists API tokens"),
    options: [
      OptionSpec(
        "--role", "clerk|officer|gis|admin", vi: "vai trò của người cầm mã", en: "the role of whoever bears the token"),
      OptionSpec("--name", "TEXT", vi: "mã này để làm gì", en: "what the token is for"),
      OptionSpec(
        "--office", "TEXT", vi: "cơ quan, như H48.21 (mặc định: mọi cơ quan)",
        en: "the office, such as H48.21 (default: all offices)"),
      OptionSpec(
        "--expires", "DATE", vi: "ngày cuối cùng dùng được (mặc định: không hết hạn)",
        en: "the last day on which it is valid (default: no end)"),
      OptionSpec(
        "--by", "NAME", vi: "người cấp (mặc định: tài khoản máy)", en: "who does it (default: the account's name)"),
    ],
    example: "diaba token add --role clerk --name \"một cửa Cẩm Thành\" --expires 2027-12-31 --register xa.sqlite",
    run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    switch invocation.operands[0] {
    case "add" where invocation.operands.count == 1: return try add(invocation)
    case "revoke" where invocation.operands.count == 2: return try revoke(invocation)
    case "list" where invocation.operands.count == 1: return try list(invocation)
    default:
      throw UsageError(
        vi: "dùng: diaba token add --role …, diaba token revoke SỐ, diaba token list",
        en: "use: diaba token add --role …, diaba token revoke NUMBER, diaba token list")
    }
  }

  private static func add(_ invocation: Invocation) throws -> ExitStatus {
    let (role, actor, name, office) = (
      try invocation.role(), invocation.actor, invocation.value("--name") ?? "", invocation.value("--office")
    )
    let end = try invocation.endOfDay("--expires")
    let made = try invocation.changeOffice { change in
      try change.addToken(role: role, name: name, office: office, expiresAt: end, by: actor)
    }
    if invocation.has("--json") {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("id")
      writer.integer(made.id)
      writer.key("token")
      writer.string(made.token)
      writer.key("role")
      writer.string(role.rawValue)
      writer.endObject()
      Console.out(writer.text + "\n")
    } else {
      Console.out(made.token + "\n")
      Console.tell(
        invocation.language == .vietnamese
          ? "Mã số \(made.id), vai trò \(role.rawValue). Chỉ hiện một lần này: hãy cất ngay. Thu hồi: diaba token revoke \(made.id)"
          : "Token \(made.id), role \(role.rawValue). It is shown this once: keep it now. To revoke: diaba token revoke \(made.id)"
      )
    }
    return .done
  }

  private static func revoke(_ invocation: Invocation) throws -> ExitStatus {
    guard let id = Int(invocation.operands[1]) else {
      throw UsageError(
        vi: "mã truy cập được thu hồi theo số của nó (xem diaba token list)",
        en: "a token is revoked by its number (see diaba token list)")
    }
    let actor = invocation.actor
    let wasValid = try invocation.changeOffice { change in try change.revokeToken(id, by: actor) }
    Console.tell(
      invocation.language == .vietnamese
        ? (wasValid ? "Đã thu hồi mã \(id)." : "Mã \(id) đã bị thu hồi từ trước.")
        : (wasValid ? "Token \(id) is revoked." : "Token \(id) had been revoked before."))
    return .done
  }

  private static func list(_ invocation: Invocation) throws -> ExitStatus {
    let tokens = try OfficeReader(path: try invocation.officePath()).tokens()
    if invocation.has("--json") {
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("tokens")
      writer.beginArray()
      for token in tokens {
        writer.beginObject()
        writer.key("id")
        writer.integer(token.id)
        for (name, value) in [
          ("name", token.name), ("role", token.role.rawValue), ("office", token.office),
          ("madeAt", Timestamp.text(unixSeconds: token.madeAt)), ("madeBy", token.madeBy),
          ("expiresAt", token.expiresAt.map(Timestamp.text(unixSeconds:))),
          ("revokedAt", token.revokedAt.map(Timestamp.text(unixSeconds:))),
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
    let isVietnamese = invocation.language == .vietnamese
    for token in tokens {
      var line = "\(token.id)  \(token.role.rawValue)  \(token.name)  \(token.office ?? "*")"
      if let end = token.expiresAt { line += (isVietnamese ? "  đến " : "  until ") + Timestamp.text(unixSeconds: end) }
      if token.revokedAt != nil { line += isVietnamese ? "  đã thu hồi" : "  revoked" }
      Console.out(line + "\n")
    }
    return .done
  }
}
