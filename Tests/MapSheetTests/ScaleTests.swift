import Cadastre
import Foundation
import Geo
import Testing
import VietText

@testable import MapSheet

/// The scale in figures against the coordinates of the drawing.
struct ScaleTests {
  private static let isConverterThere =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/rsvg-convert")
    && FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext")

  @Test(arguments: SheetOptions.scales)
  func `every scale is true to the micrometre on the paper`(scale: Int) throws {
    let side = Double(scale) / 10
    let ring = Sheets.box(0, 0, side, side / 2)
    let document = try SheetDocument(
      Sheets.content([try Sheets.parcel("1", [ring])]), SheetOptions(scale: scale))
    #expect(document.scale == scale)
    let plane = MapPlane(
      frame: Rectangle(x: 0, y: 0, width: 180, height: 150), scale: scale, center: Sheets.origin)
    let points = plane.ring(ring)
    #expect(abs((points[1] - points[0]).length - 100) < 0.001)
    #expect(abs((points[2] - points[1]).length - 50) < 0.001)
    // North is up.
    #expect(points[2].y < points[1].y)
  }

  @Test(.enabled(if: isConverterThere), arguments: ["tube", "strip", "hole", "three", "a3"])
  func `the scale on the PDF measures true to a fifth of a percent`(name: String) throws {
    let all = try PictureTests.cases()
    let found = try #require(all.first { $0.name == name })
    let document = try SheetDocument(found.content, found.options)
    let pdf = try #require(try run("rsvg-convert", ["--format=pdf"], input: document.pages[0].svg))
    #expect(pdf.count < 300_000)
    let plain = try #require(try run("pdftotext", ["-bbox", "-", "-"], input: Array(pdf)))
    let page = String(decoding: plain, as: UTF8.self)
    // The easting of each grid value, and the middle of its figures in points.
    var values: [(metres: Double, points: Double)] = []
    let words = page.components(separatedBy: "<word ").dropFirst().compactMap { word -> (String, Double, Double)? in
      func number(_ name: String) -> Double? {
        word.components(separatedBy: "\(name)=\"").dropFirst().first?.components(separatedBy: "\"").first.flatMap(
          Double.init)
      }
      guard let left = number("xMin"), let right = number("xMax"), let start = word.firstIndex(of: ">"),
        let end = word.firstRange(of: "</word>")?.lowerBound
      else { return nil }
      return (String(word[word.index(after: start)..<end]), left, right)
    }
    for (letter, figures) in zip(words, words.dropFirst()) where letter.0 == "Y" {
      if let metres = Double(figures.0), metres > 100_000 { values.append((metres, (letter.1 + figures.2) / 2)) }
    }
    let first = try #require(values.min { $0.metres < $1.metres })
    let last = try #require(values.max { $0.metres < $1.metres })
    try #require(last.metres > first.metres)
    let millimetres = (last.points - first.points) * 25.4 / 72
    let measured = (last.metres - first.metres) * 1000 / millimetres
    #expect(abs(measured / Double(document.scale) - 1) < 0.002, "1:\(measured)")
  }

  @Test(.enabled(if: isConverterThere))
  func `the text of the PDF can be copied, Vietnamese letters whole`() throws {
    let document = try SheetDocument(Sheets.longNames())
    let pdf = try #require(try run("rsvg-convert", ["--format=pdf"], input: document.pages[0].svg))
    let text = String(
      decoding: try #require(try run("pdftotext", ["-layout", "-", "-"], input: Array(pdf))), as: UTF8.self)
    for words in [
      "Sơ đồ vị trí thửa đất (tham khảo)", "Ủy ban nhân dân phường Cẩm Thành", "Ranh tách thửa đề nghị",
      "Đường quy hoạch 7,5 m", "1672446.43", "584961.15", "Nguyễn Thị Ngọc Lan", "7K3Q-9MZT-4XWD-2PLN",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test func `the largest scale that fits is taken, and the paper that allows it`() throws {
    func chosen(_ width: Double, _ height: Double, _ options: SheetOptions = SheetOptions()) throws -> (
      Int, Double, Double
    ) {
      let parcel = try Sheets.parcel("1", [Sheets.box(0, 0, width, height)])
      let document = try SheetDocument(Sheets.content([parcel]), options)
      return (document.scale, document.pages[0].width, document.pages[0].height)
    }
    #expect(try chosen(3, 18) == (200, 210, 297))
    #expect(try chosen(20, 600) == (5000, 210, 297))
    // A level strip has more room on a lying page.
    #expect(try chosen(45, 5) == (200, 297, 210))
    #expect(try chosen(70, 5, SheetOptions(paper: .a3)) == (200, 420, 297))
    // A4 is too small for it at any scale.
    #expect(try chosen(3000, 300) == (10_000, 420, 297))
  }

  @Test func `a scale that does not fit is refused with the largest that does`() throws {
    let content = try Sheets.paddyStrip()
    #expect {
      _ = try SheetDocument(content, SheetOptions(paper: .a4, scale: 500))
    } throws: { error in
      (error as? SheetError)?.code == .doesNotFit && (error as? SheetError)?.largestScale == 5000
    }
    #expect { _ = try SheetDocument(content, SheetOptions(scale: 300)) } throws: {
      ($0 as? SheetError)?.code == .badScale
    }
    let forest = Sheets.content([try Sheets.parcel("1", [Sheets.box(0, 0, 9000, 9000)])])
    #expect { _ = try SheetDocument(forest) } throws: { ($0 as? SheetError)?.code == .tooLarge }
  }

  @Test func `nothing, a point, and numbers that are none are refused`() throws {
    let empty = Sheets.content([])
    let flat = Sheets.content([
      try Sheets.parcel("1", [[Sheets.origin, Sheets.origin, Sheets.origin, Sheets.origin]])
    ])
    for content in [empty, flat] {
      #expect { _ = try SheetDocument(content) } throws: { ($0 as? SheetError)?.code == .nothingToDraw }
    }
    var odd = try Sheets.three()
    odd.neighbours[0].polygons.coordinates[1].x = .nan
    #expect { _ = try SheetDocument(odd) } throws: { ($0 as? SheetError)?.code == .badGeometry }
    odd.neighbours[0].polygons.coordinates[1].x = 1e300
    #expect { _ = try SheetDocument(odd) } throws: { ($0 as? SheetError)?.code == .badGeometry }
  }

  @Test(arguments: 0..<24)
  func `any parcel is drawn within its frame`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let count = Int.random(in: 3...90, using: &random)
    let size = Double.random(in: 0.4...700, using: &random)
    let squeeze = Double.random(in: 0.02...1, using: &random)
    let turn = Double.random(in: 0...3.1, using: &random)
    let ring = Sheets.ring(
      (0..<count).map { place in
        let angle = 2 * Double.pi * Double(place) / Double(count)
        let reach = size * Double.random(in: 0.3...1, using: &random)
        return (reach * cos(angle), reach * sin(angle) * squeeze)
      }, turned: turn)
    let content = Sheets.content(
      [try Sheets.parcel("\(seed)", [ring])],
      neighbours: (0..<8).map { place in
        SheetNeighbour(
          sheet: "12", number: "\(place)", landUse: "LUC",
          polygons: MultiPolygon([[Sheets.box(Double(place) * size - 4 * size, size, size, size * 3, turned: turn)]]))
      })
    let document = try SheetDocument(content)
    let paper = (document.pages[0].width, document.pages[0].height)
    // No number in the text of the drawing lies off the paper, neighbours' edges aside, which are cut 2 mm outside.
    for circle in document.text.components(separatedBy: "<circle cx=\"").dropFirst() {
      let x = try #require(circle.components(separatedBy: "\"").first.flatMap(Double.init))
      #expect(x > 15 && x < paper.0 - 10, "seed \(seed)")
    }
    #expect(document.svg.count < 200_000, "seed \(seed)")
  }
}

struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
