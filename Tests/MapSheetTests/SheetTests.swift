import Cadastre
import Foundation
import FoundationXML
import Geo
import Testing
import VietText

@testable import MapSheet

/// The texts of a document, each element's by itself, read by another XML reader than the house's own (it has none).
private final class TextReader: NSObject, XMLParserDelegate {
  private(set) var texts: [String] = []
  private(set) var names: Set<String> = []
  private var depth = 0

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.insert(name)
    if name == "text" || name == "title" {
      texts.append("")
      depth = 1
    }
  }
  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    if name == "text" || name == "title" { depth = 0 }
  }
  func parser(_ parser: XMLParser, foundCharacters text: String) { if depth > 0 { texts[texts.count - 1] += text } }

  static func read(_ svg: [UInt8]) throws -> TextReader {
    let reader = TextReader()
    let parser = XMLParser(data: Data(svg))
    parser.delegate = reader
    try #require(parser.parse(), "not well-formed: \(String(describing: parser.parserError))")
    return reader
  }
}

struct SheetTests {
  @Test func `says everything that a sheet must say`() throws {
    var content = try Sheets.tubeHouse()
    content.isIncomplete = true
    let texts = try TextReader.read(SheetDocument(content).svg).texts
    for words in [
      "Sơ đồ vị trí thửa đất (tham khảo)", "Thửa đất số 345, tờ bản đồ số 12 – Phường Cẩm Thành",
      "UBND phường Cẩm Thành – Bộ phận Một cửa", "Kèm hồ sơ số: H48.12-261120-0975", "Tỷ lệ 1:200",
      "1 cm trên sơ đồ bằng 2 m ngoài thực địa", "60,0 m²", "61,2 m² (chênh +1,2)", "Đất ở tại đô thị (ODT)",
      "Phường Trần Hưng Đạo (21022)", "Người in sơ đồ", "Nguyễn Thị Lan", "15:00, ngày 20 tháng 11 năm 2026",
      "7K3Q-9MZT-4XWD-2PLN", "Trang 1/1", "B", "18.00", "1–2", "Y 584960", "X 1672430", "346",
    ] {
      #expect(texts.contains(words), "\(words)")
    }
    let all = texts.joined(separator: " ")
    for words in [
      "không phải là trích lục bản đồ địa chính", "không thể hiện thế chấp, tranh chấp, quy hoạch",
      "kinh tuyến trục 108°00'", "EPSG:5898", "ngày 31/5/2024, phiên bản 12", "không thể hiện theo quy định",
    ] {
      #expect(all.contains(words), "\(words)")
    }
  }

  @Test func `speaks English on request`() throws {
    var content = try Sheets.withHole()
    content.language = .english
    let texts = try TextReader.read(SheetDocument(content).svg).texts
    for words in [
      "Parcel location map (for reference)", "Scale 1:500", "Printed by", "2026-11-20, 15:00", "1,590.5 m²",
    ] {
      #expect(texts.contains(words), "\(words)")
    }
  }

  @Test func `the table gives northing, easting and edges clockwise from the north-west, and closes`() throws {
    let content = Sheets.content([try Sheets.parcel("1", [Sheets.box(0, 0, 3, 4)])])
    let texts = try TextReader.read(SheetDocument(content).svg).texts
    let start = try #require(texts.firstIndex(of: "STT"))
    let cells = Array(texts[(start + 5)...].prefix(23))
    #expect(
      cells == [
        "1", "1672426.43", "584963.15", "1–2", "3.00", "2", "1672426.43", "584966.15", "2–3", "4.00", "3",
        "1672422.43", "584966.15", "3–4", "3.00", "4", "1672422.43", "584963.15", "4–1", "4.00", "1", "1672426.43",
        "584963.15",
      ])
  }

  @Test func `a corner that two parcels share has one number, and their edge is drawn once`() throws {
    let plan = VertexPlan(try Sheets.three().parcels.map(\.polygons))
    #expect(plan.vertices.count == 8)
    #expect(plan.rings.map { $0.edges.count } == [4, 4, 5])
    let texts = try TextReader.read(SheetDocument(Sheets.three()).svg).texts
    // On the map, and in the tables of both parcels.
    #expect(texts.filter { $0 == "25.02" }.count == 3)
  }

  @Test func `a long table goes on on further pages, and no row is lost`() throws {
    let document = try SheetDocument(Sheets.many(400, radius: 300))
    #expect(document.pages.count == 3)
    #expect(document.pages.map(\.scale) == [10_000, nil, nil])
    var rows: [String] = []
    for page in document.pages {
      rows += try TextReader.read(page.svg).texts.filter { $0.contains("–") && $0.first?.isNumber == true }
    }
    #expect(rows == (1...400).map { "\($0)–\($0 % 400 + 1)" })
  }

  @Test func `several parcels share a map, or have one each`() throws {
    let content = try Sheets.three()
    let together = try SheetDocument(content)
    #expect(together.pages.filter { $0.scale != nil }.count == 1)
    let texts = try TextReader.read(together.svg).texts
    #expect(texts.contains("Các thửa 12, 13, 14a, tờ bản đồ số 12 – Phường Cẩm Thành"))
    let each = try SheetDocument(content, SheetOptions(layout: .perParcel))
    #expect(each.pages.count == 3)
    // The other parcels are its neighbours then.
    #expect(try TextReader.read(each.pages[0].svg).texts.contains("13"))
  }

  @Test func `a list of forty parcels goes on on the next page`() throws {
    let parcels = try (0..<40).map { place in
      try Sheets.parcel("\(place + 1)", [Sheets.box(Double(place % 8) * 12, Double(place / 8) * 14, 12, 14)])
    }
    let document = try SheetDocument(Sheets.content(parcels))
    let first = try TextReader.read(document.pages[0].svg).texts
    #expect(first.contains { $0.hasPrefix("và ") && $0.hasSuffix("thửa khác, xem trang sau") })
    #expect(try TextReader.read(document.pages[1].svg).texts.contains("Danh sách thửa đất"))
  }

  @Test func `all pages in one file come apart again as they were`() throws {
    for document in [
      try SheetDocument(Sheets.many(400, radius: 300)), try SheetDocument(Sheets.tubeHouse()),
      try SheetDocument(Sheets.three(), SheetOptions(layout: .perParcel)),
    ] {
      #expect(try SheetFile.pages(of: document.svg) == document.pages.map(\.svg))
      _ = try TextReader.read(document.svg)
    }
    for bad in ["", "<svg/>", "%PDF-1.5"] {
      #expect(throws: SheetError.self) { _ = try SheetFile.pages(of: Array(bad.utf8)) }
    }
  }

  @Test func `the sample says across the map that it is one`() throws {
    var content = try Sheets.three()
    #expect(try !TextReader.read(SheetDocument(content).svg).texts.contains("DỮ LIỆU MẪU"))
    content.isSample = true
    #expect(try TextReader.read(SheetDocument(content).svg).texts.contains("DỮ LIỆU MẪU"))
  }

  @Test func `the same values give the same bytes`() throws {
    for (name, content, options) in try PictureTests.cases() {
      #expect(try SheetDocument(content, options) == SheetDocument(content, options), "\(name)")
    }
  }

  @Test func `text from outside stays text`() throws {
    let evil = [
      "<script>alert(1)</script>", "</text><image href=\"http://evil.example/x\"/>", "\u{202E}dlrow\u{2066} \u{200F}x",
      "a\u{0}b\u{1B}[31m\r\nc\u{7F}\u{85}d", "]]><!--page-->&amp;", "\u{FFFE}\u{FFFF}\u{E000}x",
      "e" + String(repeating: "\u{301}", count: 5000), String(repeating: "Nguyễn ", count: 2000),
      String(repeating: "W", count: 10_000), "=HYPERLINK(\"http://evil\")", "'\"><", "",
    ]
    for text in evil {
      var content = try Sheets.longNames()
      content.isSample = true
      content.parcels[0].ward = text
      content.parcels[0].wardAtSurvey = text
      content.parcels[0].parcel.address = text
      content.parcels[0].parcel.landUse = text
      content.parcels[0].parcel.nationalCode = text
      content.parcels[0].parcel.key = ParcelKey(ward: text, series: text, sheet: text, number: text)
      content.neighbours[0].number = text
      content.neighbours[0].landUse = text
      content.neighbours[0].sheet = text
      content.wards[0].name = text
      content.overlays[0].label = text
      content.operation = Phrase(vi: text, en: text)
      content.issue = SheetIssue(printedAt: 0, printedBy: text, office: text, dossier: text)
      content.verification = SheetVerification(code: text, url: text, symbol: Sheets.symbol)
      for several in [false, true] {
        if several { content.parcels.append(try Sheets.parcel(text, [Sheets.box(30, 5, 9, 9)])) }
        let document = try SheetDocument(content)
        let reader = try TextReader.read(document.svg)
        #expect(reader.names.isSubset(of: ["svg", "g", "text", "title", "path", "rect", "circle", "clipPath"]))
        #expect(try SheetFile.pages(of: document.svg) == document.pages.map(\.svg))
        #expect(document.svg.count < 80_000)
        for scalar in document.text.unicodeScalars {
          switch scalar.value {
          case 0..<10, 11..<32, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE...0xFFFF:
            Issue.record("U+\(String(scalar.value, radix: 16)) of \(text.prefix(20))")
          default: break
          }
        }
      }
    }
  }

  @Test func `a restricted address is not there`() throws {
    let texts = try TextReader.read(SheetDocument(Sheets.withHole()).svg).texts
    #expect(!texts.contains("Địa chỉ thửa đất"))
  }
}
