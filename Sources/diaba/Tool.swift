import Foundation
import Import
import VietText

/// The program: finds the command, runs it, and tells what went wrong.
enum Tool {
  /// The version of the program and of its answers.
  static let version = "0.1.0"

  /// The commands, in the order of the help.
  static let commands: [CommandSpec] = [
    SampleCommand.spec, ImportCommand.spec, PublishCommand.spec, RollbackCommand.spec, RevisionsCommand.spec,
    LookupCommand.spec, ParcelCommand.spec, SearchCommand.spec, AreaCommand.spec, CornersCommand.spec,
    ExportCommand.spec,
    ServeCommand.spec, TokenCommand.spec, UserCommand.spec, AuditCommand.spec, DossierCommand.spec, ExtractCommand.spec,
    HolderCommand.spec,
  ]

  /// Runs a command line without the program's own name.
  static func run(_ words: [String]) -> ExitStatus {
    var language = Console.language
    if let at = words.firstIndex(of: "--lang"), at + 1 < words.count, let chosen = Language(tag: words[at + 1]) {
      language = chosen
    }
    guard let name = words.first else {
      Console.tell(overview(in: language))
      return .usage
    }
    switch name {
    case "--help", "-h", "help":
      if words.count > 1, let command = commands.first(where: { $0.name == words[1] }) {
        Console.out(command.help(in: language))
      } else {
        Console.out(overview(in: language) + "\n")
      }
      return .done
    case "--version":
      Console.out(words.contains("--json") ? "{\"name\":\"diaba\",\"version\":\"\(version)\"}\n" : "diaba \(version)\n")
      return .done
    default: break
    }
    guard let command = commands.first(where: { $0.name == name }) else {
      let nearest = Resemblance.nearest(to: name, among: commands.map(\.name))
      let message = Phrase(
        vi: "không có lệnh “\(name)”" + (nearest.map { "; có phải “\($0)”?" } ?? "") + " Xem: diaba --help",
        en: "there is no command “\(name)”" + (nearest.map { "; did you mean “\($0)”?" } ?? "") + " See: diaba --help")
      Console.tell("diaba: \(message[language])")
      return .usage
    }
    do {
      let invocation = try Invocation(Array(words.dropFirst()), of: command, language: language)
      if invocation.has("--help") {
        Console.out(command.help(in: invocation.language))
        return .done
      }
      return try command.run(invocation)
    } catch {
      let failure = Failure(error, during: command.name)
      Console.tell("diaba: \(failure.message[language])")
      if let refusal = error as? Refusal { Terminal.list(refusal.answers, language) }
      return failure.status
    }
  }

  private static func overview(in language: Language) -> String {
    let width = commands.map { $0.name.count }.max() ?? 0
    let lines = commands.map { command in
      "  \(command.name)\(String(repeating: " ", count: width - command.name.count))  \(command.summary[language])"
    }
    let heading = Phrase(
      vi: "diaba: tra cứu thửa đất và địa giới từ sổ địa bạ\n\nCách dùng: diaba LỆNH …\n\nLệnh:",
      en: "diaba: looks up land parcels and wards in a land register\n\nUsage: diaba COMMAND …\n\nCommands:")
    let more = Phrase(
      vi: "Mỗi lệnh có trang riêng: diaba LỆNH --help", en: "Each command has a page of its own: diaba COMMAND --help")
    return "\(heading[language])\n\(lines.joined(separator: "\n"))\n\n\(more[language])"
  }
}
