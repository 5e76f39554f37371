internal import VietText

/// Makes QR codes with `qrencode`.
public struct QRPrinter: Hashable, Sendable {
  /// The program.
  public let program: Program

  /// Makes a printer of QR codes.
  public init(program: Program = Program("qrencode", package: "qrencode")) { self.program = program }

  /// The modules of the code for a text, row by row, `true` for dark, without the quiet zone.
  ///
  /// - Parameter text: at most 1,000 bytes of UTF-8.
  /// - Returns: the square of 21 to 177 modules a side.
  /// - Throws: ``ProgramError``.
  public func modules(of text: String) throws(ProgramError) -> [Bool] {
    guard (1...1000).contains(text.utf8.count) else { throw unreadable }
    // Level M repairs 15 %: a stamp or a fold over the code does not matter.
    let output = try program.run(
      ["--type=ASCII", "--level=M", "--margin=0", "--8bit", "--read-from=/dev/fd/3", "--output=-"],
      inputs: [Array(text.utf8)], limits: ProgramLimits(time: .seconds(5), bytes: 1 << 20))
    // Each module is two characters, "##" or two spaces.
    let rows = output.split(separator: 0x0A, omittingEmptySubsequences: true)
    var modules: [Bool] = []
    for row in rows {
      guard row.count == 2 * rows.count else { throw unreadable }
      for place in stride(from: row.startIndex, to: row.endIndex, by: 2) {
        guard row[place] == row[place + 1], row[place] == 0x23 || row[place] == 0x20 else { throw unreadable }
        modules.append(row[place] == 0x23)
      }
    }
    guard rows.count >= 21, rows.count <= 177, rows.count % 4 == 1 else { throw unreadable }
    return modules
  }

  private var unreadable: ProgramError {
    ProgramError(
      .failed, program: program.name,
      Phrase(
        vi: "Chương trình \(program.name) không cho mã QR đọc được.",
        en: "The program \(program.name) gave no QR code that can be read."))
  }
}
