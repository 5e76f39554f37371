import Cadastre
import Foundation
import Testing

/// The published list is the documentation article; each of its examples is run.
@Suite struct ArticleTests {
  /// The examples of the sections whose heading begins so: the first code span of each item, and the last of it.
  private func examples(under heading: String) throws -> [(text: String, last: String)] {
    let article = try String(
      contentsOf: TSV.root.appending(path: "Sources/Cadastre/Cadastre.docc/CoordinateNotation.md"), encoding: .utf8)
    var isInside = false
    return article.split(separator: "\n").compactMap { line in
      if line.hasPrefix("## ") { isInside = line.hasPrefix("## " + heading) }
      guard isInside, line.hasPrefix("- `") else { return nil }
      let spans = line.split(separator: "`", omittingEmptySubsequences: false)
      guard spans.count >= 3 else { return nil }
      return (String(spans[1]), String(spans[spans.count - 2]))
    }
  }

  @Test func `reads every form that the article says is accepted`() throws {
    let examples = try examples(under: "Accepted")
    #expect(examples.count >= 50)
    for (text, _) in examples {
      let result = try? CoordinateNotation.parse(text)
      let first = try #require(result?.readings.first, "‹\(text)›")
      #expect(first.plausibility < .outside, "‹\(text)›")
    }
  }

  @Test func `refuses every form that the article says is refused, for that reason`() throws {
    let examples = try examples(under: "Refused")
    #expect(examples.count >= 25)
    for (text, code) in examples {
      do {
        let result = try CoordinateNotation.parse(text)
        Issue.record("‹\(text)› was read as \(result.readings.map(\.position))")
      } catch {
        #expect(error.code.rawValue == code, "‹\(text)›")
      }
    }
  }
}
