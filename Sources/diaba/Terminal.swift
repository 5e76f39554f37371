import Foundation
import Glibc
import Import
import VietText

/// Questions to the person at the terminal.
enum Terminal {
  /// Asks when both ends are a terminal, and nobody otherwise: a script must stop, not wait.
  static func asker(_ language: Language) -> Asker {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return .nobody }
    return Asker { choice in
      Console.draw("")
      Console.tell(choice.question[language])
      list(choice.answers, language)
      Console.ask(
        language == .vietnamese
          ? "Chọn số 1–\(choice.answers.count), hoặc Enter để dừng: "
          : "Choose 1–\(choice.answers.count), or Enter to stop: ")
      guard let line = readLine(), let number = Int(line.trimmingCharacters(in: .whitespaces)) else { return nil }
      return number - 1
    }
  }

  /// Lists the answers with what the data would look like.
  static func list(_ answers: [Choice.Answer], _ language: Language) {
    for (index, answer) in answers.enumerated() {
      Console.tell("  \(index + 1). \(answer.option)  (\(answer.label[language]))")
      for sample in answer.samples { Console.tell("       \(sample)") }
    }
  }
}
