import Geo
import Service
import VietText

/// `diaba corners`: what a table of corners encloses.
enum CornersCommand {
  static let spec = CommandSpec(
    name: "corners", operands: "FILE|-", operandCount: 1...1,
    summary: Phrase(
      vi: "bảng tọa độ góc ranh: khép kín, tự cắt, diện tích, trùm lên thửa nào",
      en: "a table of corners: does it close, cross itself, its area, the parcels it overlaps"),
    options: [
      OptionSpec(
        "--crs", "EPSG:n", vi: "hệ tọa độ của bảng (mặc định: tìm múi có xã và thửa)",
        en: "the table's coordinate system (default: the zone that has wards and parcels there)"),
      OptionSpec("--as-of", "DATE", vi: "hiện trạng vào ngày này", en: "the state of the land on that day"),
      OptionSpec("--revision", "N", vi: "sổ nói gì ở bản này", en: "what the register said at that revision"),
    ],
    example: "diaba corners bang-toa-do.txt --register xa.sqlite", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let content = try InputContent(invocation.operands[0], limit: 8 << 20)
    let question = CornersQuestion(
      text: try TextContent.text(of: content.bytes), crs: try invocation.crs("--crs"),
      moment: try invocation.moment())
    let answer = try Desk(register: try invocation.register()).corners(question)
    invocation.show {
      answer.write(into: &$0, language: invocation.language)
    } card: {
      answer.card(in: $0)
    }
    return .done
  }
}
