import VietText

/// An option of a command, as its help shows it.
struct OptionSpec: Sendable {
  /// The name with its dashes: `--crs`.
  let name: String
  /// What stands after it in the help, such as `EPSG:n`; `nil` for a switch.
  let value: String?
  /// Whether it may be given several times.
  let repeats: Bool
  /// What it does.
  let meaning: Phrase

  init(_ name: String, _ value: String? = nil, repeats: Bool = false, vi: String, en: String) {
    self.name = name
    self.value = value
    self.repeats = repeats
    meaning = Phrase(vi: vi, en: en)
  }
}

/// A subcommand: what it is called, what it takes, and what runs it.
struct CommandSpec: Sendable {
  /// The word after `diaba`.
  let name: String
  /// The operands, as the help shows them: `WARD SHEET NUMBER`.
  let operands: String
  /// How many operands it takes.
  let operandCount: ClosedRange<Int>
  /// What it does, in one line.
  let summary: Phrase
  /// The options of its own; `--register`, `--lang`, `--json` and `--help` are everybody's.
  let options: [OptionSpec]
  /// A command line to copy.
  let example: String
  /// Runs it.
  let run: @Sendable (Invocation) throws -> ExitStatus

  /// The options that every command takes.
  static let common = [
    OptionSpec(
      "--register", "FILE", vi: "sổ địa bạ (mặc định: biến DIABA_REGISTER)",
      en: "the land register (default: the variable DIABA_REGISTER)"),
    OptionSpec(
      "--lang", "vi|en", vi: "ngôn ngữ (mặc định: DIABA_LANG, LANG)", en: "language (default: DIABA_LANG, LANG)"),
    OptionSpec("--json", vi: "kết quả cho máy đọc", en: "output for machines"),
    OptionSpec("--help", vi: "in trang này", en: "prints this page"),
  ]

  /// The help page.
  func help(in language: Language) -> String {
    let labels =
      language == .vietnamese ? ("Cách dùng", "Tùy chọn", "Ví dụ") : ("Usage", "Options", "Example")
    var page = "\(summary[language])\n\n\(labels.0): diaba \(name)"
    if !operands.isEmpty { page += " \(operands)" }
    page += " [OPTIONS]\n\n\(labels.1):\n"
    let shown = (options + Self.common).map { option in
      (option.name + (option.value.map { " \($0)" } ?? ""), option.meaning[language])
    }
    let width = shown.map(\.0.count).max() ?? 0
    for (left, right) in shown {
      page += "  \(left)\(String(repeating: " ", count: width - left.count))  \(right)\n"
    }
    return page + "\n\(labels.2):\n  \(example)\n"
  }
}
