import Foundation
import Testing
import VietText

@testable import MapSheet

/// Pictures to look at: written into the folder that DIABA_SHEET_PICTURES names, by rsvg-convert.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["DIABA_SHEET_PICTURES"] != nil))
struct PictureTests {
  static func cases() throws -> [(name: String, content: SheetContent, options: SheetOptions)] {
    var sample = try Sheets.withHole()
    sample.isSample = true
    var english = try Sheets.three()
    english.language = .english
    return [
      ("tube", try Sheets.tubeHouse(), SheetOptions()), ("strip", try Sheets.paddyStrip(), SheetOptions()),
      ("strip-level", try Sheets.paddyStrip(turned: 0), SheetOptions()),
      ("strip-upright", try Sheets.paddyStrip(turned: .pi / 2), SheetOptions()),
      ("hole", sample, SheetOptions()), ("sixty", try Sheets.many(60, radius: 60), SheetOptions()),
      ("many", try Sheets.many(400, radius: 300), SheetOptions()), ("three", english, SheetOptions()),
      ("per", try Sheets.three(), SheetOptions(layout: .perParcel)), ("long", try Sheets.longNames(), SheetOptions()),
      ("a3", try Sheets.tubeHouse(), SheetOptions(paper: .a3, orientation: .landscape)),
      ("edge", try Sheets.many(24, radius: 17), SheetOptions(scale: 200)),
    ]
  }

  @Test func `pictures of every kind of sheet`() throws {
    let folder = URL(filePath: ProcessInfo.processInfo.environment["DIABA_SHEET_PICTURES"] ?? "/tmp")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, content, options) in try PictureTests.cases() {
      do {
        let document = try SheetDocument(content, options)
        for (place, page) in document.pages.enumerated() {
          let file = folder.appending(path: "\(name)-\(place + 1)")
          try Data(page.svg).write(to: file.appendingPathExtension("svg"))
          let png = try #require(try run("rsvg-convert", ["-d", "110", "-p", "110"], input: page.svg))
          try png.write(to: file.appendingPathExtension("png"))
        }
      } catch {
        Issue.record("\(name): \(error)")
      }
    }
  }
}
