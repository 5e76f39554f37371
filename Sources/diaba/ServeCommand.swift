import Foundation
import HTTPServer
import Service
import VietText

/// `diaba serve`: the service over HTTP.
enum ServeCommand {
  static let spec = CommandSpec(
    name: "serve", operands: "", operandCount: 0...0,
    summary: Phrase(vi: "phục vụ sổ địa bạ qua HTTP", en: "serves the register over HTTP"),
    options: [
      OptionSpec(
        "--host", "ADDRESS", vi: "địa chỉ nghe (mặc định: 127.0.0.1)",
        en: "the address to listen on (default: 127.0.0.1)"),
      OptionSpec("--port", "N", vi: "cổng (mặc định: 8080)", en: "the port (default: 8080)"),
      OptionSpec("--workers", "N", vi: "số luồng (mặc định: số lõi)", en: "threads (default: one for each core)"),
      OptionSpec(
        "--public", "parcels|nothing",
        vi: "ai không có mã truy cập được xem gì (mặc định: parcels, chỉ khi nghe ở chính máy này)",
        en: "what is told without a token (default: parcels, on this machine's own address only)"),
      OptionSpec(
        "--trusted-header", "NAME",
        vi: "trường mà máy chủ ủy quyền trên chính máy này ghi tên người dùng (mặc định: không tin trường nào)",
        en: "the field in which a proxy on this machine names the user (default: none is trusted)"),
      OptionSpec(
        "--public-url", "URL", vi: "địa chỉ mà người dùng thấy, cho các liên kết",
        en: "the address that users see, for links"),
    ],
    example: "diaba serve --port 8080 --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let host = invocation.value("--host") ?? "127.0.0.1"
    var configuration = Configuration()
    configuration.host = host
    configuration.port = try invocation.number("--port", in: 0...65_535) ?? 8080
    configuration.workers = try invocation.number("--workers", in: 1...256)
    configuration.handlesSignals = true
    let language = invocation.language
    configuration.notice = { Console.tell("diaba: \($0)") }
    var settings = ServiceSettings(
      register: try invocation.register(), publicAccess: try access(invocation, host: host), version: Tool.version)
    if let name = invocation.value("--trusted-header") {
      let isName = name.utf8.allSatisfy {
        $0 == 45 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
      }
      guard !name.isEmpty, isName, !["authorization", "cookie", "host"].contains(name.lowercased()) else {
        throw UsageError(
          vi: "--trusted-header nhận tên trường như X-Remote-User",
          en: "--trusted-header takes a field such as X-Remote-User")
      }
      settings.trustedHeader = name
    }
    if let url = invocation.value("--public-url") {
      guard let parsed = URL(string: url), ["http", "https"].contains(parsed.scheme ?? ""), parsed.host != nil else {
        throw UsageError(
          vi: "--public-url nhận địa chỉ như https://dat.xa.vn, không phải “\(url)”",
          en: "--public-url takes an address such as https://land.example.vn, not “\(url)”")
      }
      settings.publicURL = url
    }
    let application = try ServiceApplication(settings)
    let server = try Server(application, configuration: configuration)
    try server.start()
    Console.tell(
      language == .vietnamese
        ? "Đang phục vụ \(settings.register) tại http://\(server.address) (Ctrl-C để dừng)"
        : "Serving \(settings.register) at http://\(server.address) (Ctrl-C ends it)")
    server.wait()
    application.stop()
    Console.tell(language == .vietnamese ? "Đã dừng." : "Ended.")
    return .done
  }

  /// What the public may see: on other addresses than the machine's own somebody must say so.
  private static func access(
    _ invocation: Invocation, host: String
  ) throws(UsageError) -> ServiceSettings.PublicAccess {
    if let text = invocation.value("--public") {
      guard let access = ServiceSettings.PublicAccess(rawValue: text) else {
        throw UsageError(
          vi: "--public nhận parcels hoặc nothing, không phải “\(text)”",
          en: "--public takes parcels or nothing, not “\(text)”")
      }
      return access
    }
    guard host == "localhost" || host == "::1" || host.hasPrefix("127.") else {
      throw UsageError(
        vi: "máy khác xem được địa chỉ \(host), nên phải nói rõ: --public parcels (ai cũng xem được thửa đất) "
          + "hoặc --public nothing",
        en: "other machines can reach \(host), so say which: --public parcels (anybody may see parcels) "
          + "or --public nothing")
    }
    return .parcels
  }
}
