import Foundation
import Testing
import VietText

@testable import Programs

/// A folder with one program in it, a script of the shell.
private final class Workshop {
  let folder = FileManager.default.temporaryDirectory.appending(path: "programs-\(UUID().uuidString)")

  init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(at: folder) }

  func program(_ script: String) throws -> Program {
    let file = folder.appending(path: "work")
    try "#!/bin/sh\n\(script)\n".write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    return Program("work", package: "none", folders: [folder.path])
  }
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

struct ProgramTests {
  @Test func `gives arguments and inputs, and takes what the program writes`() throws {
    let shop = try Workshop()
    let program = try shop.program(#"printf '%s|' "$@"; cat /dev/fd/3 /dev/fd/4; cat"#)
    let output = try program.run(["a b", "$HOME"], inputs: [Array("một ".utf8), Array("hai".utf8)])
    #expect(text(output) == "a b|$HOME|một hai")
  }

  @Test func `carries megabytes both ways`() throws {
    let shop = try Workshop()
    let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(try shop.program("cat /dev/fd/3").run([], inputs: [input]) == input)
  }

  @Test func `a program knows only a small environment and no other open file`() throws {
    let shop = try Workshop()
    unsafe setenv("DIABA_SECRET_OF_TEST", "1", 1)
    // A file that would stay open in a program that is started in the usual way.
    let leak = unsafe open("/dev/null", O_RDONLY)
    defer { close(leak) }
    let program = try shop.program("env; echo; for file in /proc/$$/fd/*; do readlink $file; done; true")
    let output = text(try program.run([], inputs: [[1]], environment: ["A": "b"]))
    #expect(output.contains("A=b") && output.contains("LC_ALL=C.UTF-8"))
    #expect(!output.contains("DIABA_SECRET_OF_TEST"))
    let links = try #require(output.components(separatedBy: "\n\n").last)
    // Input and errors; the descriptor of the script itself is not counted.
    #expect(links.components(separatedBy: "/dev/null").count - 1 == 2, "\(links)")
  }

  @Test func `a missing program is told with the package that brings it`() throws {
    let program = Program("no-such-program", package: "no-such-package", folders: ["/usr/bin", "relative"])
    #expect(!program.isInstalled)
    do {
      _ = try program.run([])
      Issue.record("it ran")
    } catch {
      #expect(error.code == .programMissing)
      #expect(error.detail.vietnamese.contains("no-such-package") && error.detail.english.contains("no-such-program"))
    }
  }

  @Test func `a program that fails, or is killed, is an error`() throws {
    let shop = try Workshop()
    for script in ["exit 3", "kill -9 $$"] {
      #expect { _ = try shop.program(script).run([]) } throws: { ($0 as? ProgramError)?.code == .failed }
    }
  }

  @Test func `a program that does not end is ended`() throws {
    let shop = try Workshop()
    for script in ["while :; do sleep 1; done", "exec sleep 600", "exec >/dev/null; sleep 600"] {
      #expect {
        _ = try shop.program(script).run([], limits: ProgramLimits(time: .milliseconds(200)))
      } throws: {
        ($0 as? ProgramError)?.code == .timedOut
      }
    }
  }

  @Test func `a program that writes without end is stopped`() throws {
    let shop = try Workshop()
    #expect {
      _ = try shop.program("yes").run([], limits: ProgramLimits(time: .seconds(60), bytes: 100_000))
    } throws: {
      ($0 as? ProgramError)?.code == .outputTooLarge
    }
  }
}

struct ConverterTests {
  private let page = Array(
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="297mm" viewBox="0 0 210 297">\
    <text x="20" y="30" font-size="5">Thửa đất số 345</text></svg>
    """.utf8)

  @Test(.enabled(if: PictureConverter().program.isInstalled))
  func `makes a PDF of several pages, the same for the same moment`() throws {
    let first = try PictureConverter().pdf([page, page, page], at: 1_795_161_600)
    #expect(text(Array(first.prefix(5))) == "%PDF-")
    #expect(try PictureConverter().pdf([page, page, page], at: 1_795_161_600) == first)
    #expect(first.count < 100_000)
  }

  @Test(.enabled(if: PictureConverter().program.isInstalled))
  func `makes a PNG, and refuses what is no SVG`() throws {
    #expect(try PictureConverter().png(page).prefix(4) == [0x89, 0x50, 0x4E, 0x47])
    #expect { _ = try PictureConverter().png(Array("<html/>".utf8)) } throws: {
      ($0 as? ProgramError)?.code == .failed
    }
  }

  @Test(.enabled(if: PictureConverter().program.isInstalled))
  func `letters of every script are drawn, the usual ones with the usual font alone`() throws {
    func fonts(_ text: String) -> [UInt8]? { FontChoice.configuration(for: [Array(text.utf8)]) }
    let isThere = Environment.isFile("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf")
    for usual in ["Thửa đất Ộ ự ỹ – … “²”", "a\u{20AB}"] { #expect((fonts(usual) != nil) == isThere, "\(usual)") }
    for rare in ["地簿", "ភូមិ", "ꨌꩌ", "א", "\u{1F600}", "\u{1200}"] { #expect(fonts(rare) == nil, "\(rare)") }
    let rare = Array(
      #"<svg xmlns="http://www.w3.org/2000/svg" width="50mm" height="50mm"><text y="20">地簿</text></svg>"#.utf8)
    #expect(try PictureConverter().png(rare).count > 100)
  }

  @Test(.enabled(if: QRPrinter().program.isInstalled))
  func `makes a QR code with its three finders`() throws {
    let modules = try QRPrinter().modules(of: "https://dat.example/verify/7K3Q9MZT4XWD2PLN")
    let side = Int(Double(modules.count).squareRoot())
    #expect(side * side == modules.count && side >= 21)
    for (row, column) in [(0, 0), (0, side - 7), (side - 7, 0)] {
      for offset in 0..<7 {
        #expect(modules[row * side + column + offset] && modules[(row + offset) * side + column])
      }
    }
    // The text is data: it is never read as an option.
    #expect(throws: Never.self) { _ = try QRPrinter().modules(of: "--help") }
    #expect(throws: ProgramError.self) { _ = try QRPrinter().modules(of: "") }
  }
}
