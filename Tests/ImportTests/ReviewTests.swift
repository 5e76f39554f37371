import Cadastre
import Foundation
import Geo
import Import
import JSON
import Projection
import Register
import Testing

/// What a change would do is shown before it is done.
struct ReviewTests {
  private func box(_ x: Double, _ width: Double = 20, y: Double = 0, height: Double = 20) -> MultiPolygon {
    MultiPolygon([[Shapes.ring([(x, y), (x, y + height), (x + width, y + height), (x + width, y), (x, y)])]])
  }

  /// Imports parcels of sheet 1 by their numbers, as GeoJSON in the grid of 108°00'.
  @discardableResult
  private func importing(
    _ workshop: Workshop, _ parcels: [(number: String, shape: MultiPolygon, landUse: String)], report: String
  ) throws -> ImportOutcome {
    let features = parcels.map { parcel in
      let ring = parcel.shape.coordinates.map { "[\($0.x),\($0.y)]" }.joined(separator: ",")
      return """
        {"type":"Feature","properties":{"ward":"21025","sheet":"1","number":"\(parcel.number)","landUse":"\(parcel.landUse)"},
        "geometry":{"type":"Polygon","coordinates":[[\(ring)]]}}
        """
    }
    let text = "{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ","))]}"
    try Data(text.utf8).write(to: URL(filePath: workshop.file("thua.geojson")))
    return try workshop.importing("thua.geojson") {
      $0.crs = CRS(epsg: 5898)
      $0.reportDirectory = workshop.file(report)
      $0.stagesOnly = report == "sau"
      $0.allowsRemovals = true
    }
  }

  private func review() throws -> (report: JSONValue, html: String, workshop: Workshop) {
    let workshop = try Workshop()
    try importing(
      workshop,
      [
        ("1", box(0), "ONT"), ("2", box(40), "ONT"), ("3", box(80), "ONT"), ("4", box(100), "ONT"),
        ("5", box(140), "ONT"), ("6", box(180), "ONT"), ("7", box(220), "ONT"), ("8", box(260), "ONT"),
      ], report: "truoc")
    let outcome = try importing(
      workshop,
      [
        // 1 stays; 2 is divided into 2 and 9; 3 and 4 become 10; 5 moves by 0.3 m; 6 has another use; 7 becomes 11; 8 goes.
        ("1", box(0), "ONT"), ("2", box(40, 12), "ONT"), ("9", box(52, 8), "ONT"), ("10", box(80, 40), "ONT"),
        ("5", box(140.3), "ONT"), ("6", box(180), "<b>CLN"), ("11", box(220), "ONT"),
      ], report: "sau")
    guard case .staged = outcome.end else { throw ToolFailure(command: "stage", status: 1) }
    let folder = URL(filePath: workshop.file("sau"))
    let report = try JSONParser.parse(Array(Data(contentsOf: folder.appending(path: "report.json"))))
    return (report, try String(contentsOf: folder.appending(path: "report.html"), encoding: .utf8), workshop)
  }

  @Test func `tells divided, merged, renumbered, moved, revalued and removed parcels apart`() throws {
    let (report, _, _) = try review()
    let successions = (report["successions"]?.array ?? []).map { succession in
      let parents = (succession["parents"]?.array ?? []).compactMap(\.string).joined(separator: "+")
      let children = (succession["children"]?.array ?? []).compactMap(\.string).joined(separator: "+")
      return "\(succession["kind"]?.string ?? "") \(parents) > \(children)"
    }
    #expect(
      Set(successions) == [
        "split 21025/1/2 > 21025/1/2+21025/1/9", "merged 21025/1/3+21025/1/4 > 21025/1/10",
        "renumbered 21025/1/7 > 21025/1/11",
      ])
    let changes = report["changes"]?.array ?? []
    func change(_ key: String) -> JSONValue? { changes.first { $0["key"]?.string == "21025/1/\(key)" } }
    #expect(change("1") == nil)
    #expect(change("5")?["shift"]?.double.map { abs($0 - 0.3) < 1e-6 } == true)
    #expect(change("6")?["shift"] == nil)
    #expect(change("6")?["values"]?.array?.first?["after"]?.string == "<b>CLN")
    #expect(change("8")?["change"]?.string == "removed" && change("10")?["change"]?.string == "added")
    #expect(report["sheets"]?.array?.count == 1 && report["scopeSize"]?.integer == 8)
  }

  @Test func `gives a page that needs nothing from outside and runs nothing`() throws {
    let (_, html, workshop) = try review()
    for word in ["<script", "http://", "https://", "url(", "@import", "<link", "<iframe", "<b>CLN"] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.contains("&lt;b&gt;CLN") && html.contains("<svg") && html.contains("diaba publish"))
    // The scope stands before the changes, and both languages are there.
    let scope = try #require(html.range(of: "Phạm vi thay thế: 1 tờ"))
    #expect(scope.lowerBound < (try #require(html.range(of: "Sẽ bỏ</span>")).lowerBound))
    #expect(html.contains("Scope replaced: 1 sheet"))
    try Data(html.utf8).write(to: URL(filePath: workshop.file("trang.html")))
    let check = """
      import html.parser, sys
      open_, void = [], {'meta', 'input', 'br', 'path', 'circle'}
      class P(html.parser.HTMLParser):
        def handle_starttag(self, tag, attrs):
          if tag not in void: open_.append(tag)
        def handle_startendtag(self, tag, attrs): pass
        def handle_endtag(self, tag):
          assert open_ and open_.pop() == tag, (tag, self.getpos())
      P().feed(open('trang.html', encoding='utf-8').read())
      assert not open_, open_
      """
    try Data(check.utf8).write(to: URL(filePath: workshop.file("check.py")))
    #expect(try workshop.shell("python3 check.py && echo sound") == "sound")
  }

  @Test func `keeps the findings as a layer that GDAL opens`() throws {
    let (_, _, workshop) = try review()
    let layer = try workshop.shell("ogrinfo -ro -so -al sau/findings.geojson")
    #expect(layer.contains("code: String") && layer.contains("todoVi: String"), "\(layer)")
  }

  @Test func `says who staged and who published`() throws {
    let (_, _, workshop) = try review()
    let path = try #require(StagedChange.waiting(beside: workshop.register).first)
    let revision = try #require(try StagedChange.open(path).publish(by: "hoa", allowRemovals: true))
    #expect(revision.stagedBy == "minh" && revision.publishedBy == "hoa")
  }
}
