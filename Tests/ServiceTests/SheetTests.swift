import Cadastre
import Foundation
import Geo
import MapSheet
import Programs
import Register
import Testing
import VietText

@testable import Service

private let land = SharedLand()

private func desk() throws -> Desk { try land.session().desk }

private let issue = SheetIssue(
  printedAt: 1_795_161_600, printedBy: "Nguyễn Thị Lan", office: "UBND phường Cẩm Thành", dossier: "H48-261120-0975")

private func request(
  _ parcels: [(String, String, String)], moment: Moment = .now, options: SheetOptions = SheetOptions(),
  overlays: [SheetDrawing] = []
) -> SheetRequest {
  SheetRequest(
    parcels: parcels.map { ParcelQuestion(ward: $0.0, sheet: $0.1, number: $0.2, wardFrom: Land.old) }, moment: moment,
    options: options, overlays: overlays, issue: issue)
}

struct SheetContentTests {
  @Test func `gathers a parcel as surveyed, with its ward then and now and what lies around it`() throws {
    let content = try desk().sheet(request([("21022", "12", "14")]))
    let parcel = try #require(content.parcels.first)
    #expect(content.grid == Land.grid)
    #expect(content.operation == SheetContent.asSurveyed)
    #expect(parcel.parcel.key.number == "14" && parcel.parcel.registeredArea == 398.5)
    #expect(parcel.parcel.address == "Đường Quang Trung")
    #expect(parcel.ward == "Phường Cẩm Thành" && parcel.wardAtSurvey == "Phường Trần Hưng Đạo")
    // The grid of the law, bit for bit.
    let square = Land.square(Land.corner.x + 60, Land.corner.y + 20)
    #expect(Array(parcel.polygons.ring(0)) == square)
    // The eight squares around it at least, and none twice.
    let numbers = content.neighbours.map(\.number)
    #expect(Set(numbers).isSuperset(of: ["3", "4", "5", "13", "15", "23", "24", "25"]))
    #expect(Set(numbers).count == numbers.count && !numbers.contains("14"))
    #expect(content.revision.id == 2 && !content.isSample && !content.isIncomplete)
    #expect(content.wards.isEmpty)
  }

  @Test func `the same with and without the index`() throws {
    let folder = try Land()
    let asked = request([("21022", "12", "14"), ("21022", "14", "200")], options: SheetOptions(layout: .perParcel))
    #expect(try folder.desk(withIndex: true).sheet(asked) == folder.desk(withIndex: false).sheet(asked))
  }

  @Test func `an address that may be a person's is left out`() throws {
    var asked = request([("21022", "12", "14")])
    asked.showsAddress = false
    #expect(try desk().sheet(asked).parcels[0].parcel.address == nil)
  }

  @Test func `land of defence is refused, and left out among neighbours with a word`() throws {
    #expect { _ = try desk().sheet(request([("21022", "13", "99")])) } throws: {
      ($0 as? ServiceError)?.code == .defenceLand
    }
    // Parcel 200 lies 500 m from it: at 1:5000 both would show.
    let content = try desk().sheet(request([("21022", "14", "200")], options: SheetOptions(scale: 10_000)))
    #expect(content.isIncomplete)
    #expect(!content.neighbours.contains { $0.landUse == "CQP" })
  }

  @Test func `what is not there, is there twice, or is too much is told`() throws {
    func code(_ asked: SheetRequest) throws -> ServiceError.Code? {
      do {
        _ = try desk().sheet(asked)
        return nil
      } catch let error as ServiceError {
        return error.code
      }
    }
    #expect(try code(request([("21022", "12", "999")])) == .parcelNotFound)
    #expect(try code(request([])) == .badParameter)
    #expect(try code(request(Array(repeating: ("21022", "12", "1"), count: 51))) == .badParameter)
    // Two series have it.
    var both = request([])
    both.parcels = [ParcelQuestion(ward: "21025", sheet: "5", number: "1")]
    #expect(try code(both) == .badParameter)
    both.parcels[0].series = "500"
    #expect(try code(both) == nil)
    do {
      _ = try desk().sheet(request([("21022", "12", "1"), ("21022", "15", "301")], options: SheetOptions(scale: 200)))
      Issue.record("it fits")
    } catch let error as ServiceError {
      #expect(error.code == .badParameter && error.parameter == "scale" && error.suggestion == "5000")
      #expect(error.allowed == ["5000", "10000"])
    }
  }

  @Test func `the boundary between wards shows where a map crosses it`() throws {
    let land = try Land()
    // A parcel at the eastern edge of ward 21025, which ends at 588,000.
    try land.publish(
      [try land.parcel("21025", Land.new, "40", "1", [Land.square(587_960, 1_672_500, 30)])], asOf: "2025-07-02")
    let content = try land.desk().sheet(
      SheetRequest(parcels: [ParcelQuestion(ward: "21025", sheet: "40", number: "1")], issue: issue))
    #expect(content.wards.map(\.name) == ["Phường Cẩm Thành", "Phường Nghĩa Lộ"])
    let edge = content.wards[0].polygons.envelope.maxX
    #expect(abs(edge - 588_000) < 0.01)
    let text = String(decoding: try SheetMaker().document(content).svg, as: UTF8.self)
    #expect(text.contains("Địa giới xã") && text.contains("PHƯỜNG NGHĨA LỘ"))
  }

  @Test func `a sheet of the past shows the past`() throws {
    let land = try Land()
    try land.publish(
      [try land.parcel("21022", Land.old, "12", "14", [Land.square(Land.corner.x + 60, Land.corner.y + 20, 10)])],
      asOf: "2026-01-10")
    let desk = try land.desk()
    #expect(try desk.sheet(request([("21022", "12", "14")])).parcels[0].parcel.mapArea == 100)
    let past = try desk.sheet(request([("21022", "12", "14")], moment: Moment(revision: 2)))
    #expect(past.parcels[0].parcel.mapArea == 400 && past.revision.id == 2 && past.neighbours.count >= 8)
  }

  @Test func `drawings come in degrees or in any grid, with their labels`() throws {
    let land = try Land()
    let (from, to) = (Coordinate(x: 584_955, y: 1_672_425), Coordinate(x: 584_985, y: 1_672_435))
    let (a, b) = (try land.wgs84(from.x, from.y), try land.wgs84(to.x, to.y))
    let text = """
      {"type":"FeatureCollection","features":[
      {"type":"Feature","properties":{"label":"Ranh tách thửa"},
       "geometry":{"type":"LineString","coordinates":[[\(a.x),\(a.y)],[\(b.x),\(b.y)]]}},
      {"type":"Feature","properties":{},
       "geometry":{"type":"Polygon","coordinates":[[[\(a.x),\(a.y)],[\(b.x),\(a.y)],[\(b.x),\(b.y)],[\(a.x),\(a.y)]]]}}]}
      """
    let drawings = try SheetDrawing.drawings(Array(text.utf8))
    let content = try land.desk().sheet(request([("21022", "12", "14")], overlays: drawings))
    #expect(content.overlays.map(\.label) == ["Ranh tách thửa", ""])
    let line = try #require(content.overlays.first?.lines.first)
    #expect(line[0].distance(to: from) < 0.001 && line[1].distance(to: to) < 0.001)
    #expect(content.overlays[1].polygons.area > 1)
    for (bad, code) in [
      ("{", ServiceError.Code.badContent), (#"{"type":"Point","coordinates":[1,2]}"#, .badGeometry),
      ("hello", .badContent),
    ] {
      #expect { _ = try SheetDrawing.drawings(Array(bad.utf8)) } throws: { ($0 as? ServiceError)?.code == code }
    }
    // Metres that are taken for degrees.
    let wrong = SheetDrawing(lines: [[from, to]])
    #expect { _ = try land.desk().sheet(request([("21022", "12", "14")], overlays: [wrong])) } throws: {
      ($0 as? ServiceError)?.code == .badGeometry
    }
  }
}

struct SheetMakerTests {
  @Test func `a machine without the programs says which package to install, and still draws`() throws {
    let maker = SheetMaker(
      converter: PictureConverter(program: Program("rsvg-convert", package: "librsvg2-bin", folders: [])),
      printer: QRPrinter(program: Program("qrencode", package: "qrencode", folders: [])))
    let verification = maker.verification(code: "7K3Q-9MZT-4XWD-2PLN", url: "https://dat.example/verify/7K3Q")
    #expect(verification.symbol == nil && verification.code == "7K3Q-9MZT-4XWD-2PLN")
    var asked = request([("21022", "12", "14")])
    asked.verification = verification
    let document = try maker.document(try desk().sheet(asked))
    #expect(String(decoding: document.svg, as: UTF8.self).contains("7K3Q-9MZT-4XWD-2PLN"))
    for make in [{ try maker.pdf(document.svg, at: 0) }, { try maker.png(document.svg) }] {
      #expect {
        _ = try make()
      } throws: { error in
        let error = error as? ServiceError
        return error?.code == .programMissing && error?.detail.vietnamese.contains("librsvg2-bin") == true
      }
    }
  }

  @Test(.enabled(if: PictureConverter().program.isInstalled && QRPrinter().program.isInstalled))
  func `makes PDF, PNG and QR from what was kept`() throws {
    let maker = SheetMaker()
    var asked = request([("21022", "12", "14"), ("21022", "14", "200")], options: SheetOptions(layout: .perParcel))
    asked.verification = maker.verification(code: "7K3Q-9MZT-4XWD-2PLN", url: "https://dat.example/verify/7K3Q")
    #expect(asked.verification?.symbol != nil)
    let document = try maker.document(try desk().sheet(asked), asked.options)
    #expect(document.pages.count == 2)
    let pdf = try maker.pdf(document.svg, at: 1_795_161_600)
    #expect(pdf.starts(with: Array("%PDF".utf8)) && pdf.count < 300_000)
    #expect(try maker.pdf(document.svg, at: 1_795_161_600) == pdf)
    #expect(try maker.png(document.svg, resolution: 30).starts(with: [0x89, 0x50]))
    #expect { _ = try maker.pdf(Array("<svg>".utf8), at: 0) } throws: { ($0 as? ServiceError)?.code == .fault }
  }
}

/// Sheets to look at, of the register that DIABA_SHEET_REGISTER names, written into the folder of DIABA_SHEET_PICTURES.
///
/// DIABA_SHEET_PARCELS lists them: `21025/12/345;21025/3/7`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["DIABA_SHEET_REGISTER"] != nil))
struct RegisterPictureTests {
  @Test func `sheets of parcels of a register`() throws {
    let environment = ProcessInfo.processInfo.environment
    let register = try #require(environment["DIABA_SHEET_REGISTER"])
    let folder = URL(filePath: environment["DIABA_SHEET_PICTURES"] ?? "/tmp")
    let desk = try Desk(register: register, clock: FixedClock())
    let maker = SheetMaker()
    for words in (environment["DIABA_SHEET_PARCELS"] ?? "").split(separator: ";") {
      let names = words.split(separator: "/").map(String.init)
      try #require(names.count == 3)
      let asked = SheetRequest(
        parcels: [ParcelQuestion(ward: names[0], sheet: names[1], number: names[2])], issue: issue,
        verification: maker.verification(
          code: "7K3Q-9MZT-4XWD-2PLN", url: "https://dat.quangngai.example/verify/7K3Q9MZT4XWD2PLN"))
      let clock = ContinuousClock()
      var content: SheetContent?
      let gathered = try clock.measure { content = try desk.sheet(asked) }
      var document: SheetDocument?
      let drawn = try clock.measure { document = try maker.document(try #require(content)) }
      let svg = try #require(document).svg
      var pdf: [UInt8] = []
      let converted = try clock.measure { pdf = try maker.pdf(svg, at: issue.printedAt) }
      let file = folder.appending(path: "register-" + names.joined(separator: "-"))
      try Data(svg).write(to: file.appendingPathExtension("svg"))
      try Data(pdf).write(to: file.appendingPathExtension("pdf"))
      try Data(try maker.png(svg)).write(to: file.appendingPathExtension("png"))
      print(words, content?.neighbours.count ?? 0, "neighbours;", gathered, drawn, converted, pdf.count, "bytes of PDF")
    }
  }
}
