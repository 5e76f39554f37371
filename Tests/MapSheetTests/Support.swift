import Cadastre
import Foundation
import Geo
import Testing
import VietText

@testable import MapSheet

/// Contents to draw, near Quảng Ngãi in EPSG:5898.
enum Sheets {
  static let origin = Coordinate(x: 584_963.15, y: 1_672_422.43)

  static func day(_ text: String) throws -> Day { try #require(Day(text)) }

  static func parcel(
    _ number: String, _ rings: [[Coordinate]], sheet: String = "12", landUse: String? = "ODT",
    registeredArea: Double? = nil, address: String? = nil, ward: String? = "Phường Cẩm Thành",
    wardAtSurvey: String? = "Phường Trần Hưng Đạo"
  ) throws -> SheetParcel {
    let polygons = MultiPolygon([rings])
    let from = try day("2004-07-01")
    let dataDate = try day("2024-05-31")
    return SheetParcel(
      parcel: Parcel(
        key: ParcelKey(ward: "21022", wardFrom: from, sheet: sheet, number: number), landUse: landUse,
        registeredArea: registeredArea, mapArea: polygons.area, address: address, dataDate: dataDate),
      polygons: polygons, ward: ward, wardAtSurvey: wardAtSurvey)
  }

  static func content(_ parcels: [SheetParcel], neighbours: [SheetNeighbour] = []) -> SheetContent {
    SheetContent(
      grid: CRS(epsg: 5898), parcels: parcels, neighbours: neighbours,
      revision: SheetRevision(id: 12, publishedAt: 1_795_161_600),
      issue: SheetIssue(
        printedAt: 1_795_161_600, printedBy: "Nguyễn Thị Lan", office: "UBND phường Cẩm Thành – Bộ phận Một cửa",
        dossier: "H48.12-261120-0975"),
      verification: SheetVerification(
        code: "7K3Q-9MZT-4XWD-2PLN", url: "https://dat.quangngai.example/verify/7K3Q9MZT4XWD2PLN", symbol: symbol))
  }

  /// A pattern that has the size of a QR code.
  static var symbol: QRSymbol? {
    QRSymbol(
      modules: (0..<29 * 29).map { place in
        let (row, column) = (place / 29, place % 29)
        func finder(_ y: Int, _ x: Int) -> Bool? {
          guard (0..<8).contains(y), (0..<8).contains(x) else { return nil }
          let ring = max(abs(y - 3), abs(x - 3))
          return y < 7 && x < 7 && ring != 2
        }
        return finder(row, column) ?? finder(row, 28 - column) ?? finder(28 - row, column)
          ?? ((row * 7 + column * 13 + row * column) % 3 == 0)
      })
  }

  static func at(_ x: Double, _ y: Double) -> Coordinate { Coordinate(x: origin.x + x, y: origin.y + y) }

  static func ring(_ points: [(Double, Double)], turned angle: Double = 0) -> [Coordinate] {
    let (cosine, sine) = (cos(angle), sin(angle))
    let ring = points.map { at($0.0 * cosine - $0.1 * sine, $0.0 * sine + $0.1 * cosine) }
    return ring + [ring[0]]
  }

  static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, turned: Double = 0) -> [Coordinate] {
    ring([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], turned: turned)
  }

  /// A wavy closed line of many vertices.
  static func wavy(_ count: Int, radius: Double) -> [Coordinate] {
    ring(
      (0..<count).map { place in
        let angle = 2 * Double.pi * Double(place) / Double(count)
        let reach = radius * (1 + 0.18 * sin(5 * angle) + 0.07 * cos(11 * angle + 1) + 0.02 * sin(37 * angle))
        return (reach * cos(angle) * 1.2, reach * sin(angle))
      })
  }

  // MARK: cases

  static func tubeHouse() throws -> SheetContent {
    let turn = 0.12
    var neighbours: [SheetNeighbour] = []
    for place in -8...9 where place != 0 {
      let x = Double(place) * 3 + Double(place > 0 ? 1 : 0) * 0.4
      neighbours.append(
        SheetNeighbour(
          sheet: "12", number: "\(345 + place)", landUse: place.isMultiple(of: 4) ? "TMD" : "ODT",
          polygons: MultiPolygon([[box(x, 0, 3, 18 + Double(place % 3), turned: turn)]])))
    }
    neighbours.append(
      SheetNeighbour(
        sheet: "12", number: "390", landUse: "DGT", polygons: MultiPolygon([[box(-40, -9, 90, 9, turned: turn)]])))
    for place in 0..<4 {
      neighbours.append(
        SheetNeighbour(
          sheet: "13", number: "\(20 + place)", landUse: "ODT+CLN",
          polygons: MultiPolygon([[box(-30 + Double(place) * 17, 21, 16, 24, turned: turn)]])))
    }
    return content(
      [
        try parcel(
          "345", [box(0, 0, 3.4, 18, turned: turn)], registeredArea: 60,
          address: "Hẻm 12/5 đường Nguyễn Tự Tân, tổ 7, phường Trần Hưng Đạo")
      ], neighbours: neighbours)
  }

  static func paddyStrip(turned: Double = 0.5) throws -> SheetContent {
    var neighbours: [SheetNeighbour] = []
    for place in -6...7 where place != 0 {
      neighbours.append(
        SheetNeighbour(
          sheet: "31", number: "\(100 + place)", landUse: place == 3 ? "DTL" : "LUC",
          polygons: MultiPolygon([[box(-300, Double(place) * 20, 600, 20, turned: turned)]])))
    }
    return content(
      [try parcel("100", [box(-300, 0, 600, 20, turned: turned)], sheet: "31", landUse: "LUC", registeredArea: 12_000)],
      neighbours: neighbours)
  }

  static func withHole() throws -> SheetContent {
    let outer = ring([(0, 0), (42, 3), (47, 30), (28, 44), (-4, 38)])
    let hole = Array(ring([(14, 14), (27, 15), (26, 27), (13, 25)]).reversed())
    return content(
      [try parcel("200", [outer, hole], landUse: "ONT 300+CLN 1200", registeredArea: 1590.5)],
      neighbours: [
        SheetNeighbour(sheet: "12", number: "200a", landUse: "NTD", polygons: MultiPolygon([[Array(hole.reversed())]])),
        SheetNeighbour(
          sheet: "12", number: "201", landUse: "CLN",
          polygons: MultiPolygon([[ring([(42, 3), (80, 0), (84, 34), (47, 30)])]])),
        SheetNeighbour(
          sheet: "12", number: "199", landUse: "BHK",
          polygons: MultiPolygon([[ring([(0, 0), (42, 3), (80, 0), (80, -30), (-30, -30)])]])),
      ])
  }

  static func many(_ count: Int, radius: Double) throws -> SheetContent {
    let ring = wavy(count, radius: radius)
    return content([try parcel("77", [ring], landUse: "RSX", registeredArea: nil)])
  }

  static func three() throws -> SheetContent {
    let first = ring([(0, 0), (20, 1), (19, 26), (-2, 24)])
    let second = ring([(20, 1), (41, -2), (44, 22), (19, 26)])
    let third = ring([(-2, 24), (19, 26), (44, 22), (40, 47), (2, 49)])
    return content(
      [
        try parcel("12", [first], landUse: "ONT", registeredArea: 505.2),
        try parcel("13", [second], landUse: "ONT+CLN", registeredArea: 540),
        try parcel("14a", [third], landUse: "CLN"),
      ],
      neighbours: [
        SheetNeighbour(
          sheet: "12", number: "15", landUse: "LUC",
          polygons: MultiPolygon([[ring([(44, 22), (80, 20), (80, 60), (40, 47)])]])),
        SheetNeighbour(
          sheet: "12", number: "8", landUse: "DGT",
          polygons: MultiPolygon([[ring([(0, 0), (20, 1), (41, -2), (90, -5), (90, -14), (-60, -8), (-60, 2)])]])),
      ])
  }

  static func longNames() throws -> SheetContent {
    var sheet = try three()
    sheet.parcels = [sheet.parcels[0]]
    sheet.parcels[0].ward = "Xã Nguyễn Nghiêm Trần Hưng Đạo Lê Hồng Phong Quảng Phú Tịnh Ấn Tây Trương Quang Trọng"
    sheet.parcels[0].wardAtSurvey = "Thị trấn Nông trường Việt Trung Đông Nam Bắc Tây Nguyên Thượng Hạ Trung Lương"
    sheet.parcels[0].parcel.address = String(repeating: "Đường Nguyễn Tự Tân nối dài, ", count: 30)
    sheet.parcels[0].parcel.key.number = "1234567-tạm tách"
    sheet.parcels[0].parcel.key.sheet = "TĐ 12-2024"
    sheet.parcels[0].parcel.landUse = "ONT 200+CLN 300+NTS 120,5+BHK 80+DGT 12"
    sheet.issue.printedBy = String(repeating: "Nguyễn Thị Ngọc Lan ", count: 20)
    sheet.issue.office = String(repeating: "Ủy ban nhân dân phường Cẩm Thành ", count: 8)
    sheet.wards = [
      SheetWard(
        name: "Phường Cẩm Thành", polygons: MultiPolygon([[ring([(-200, -200), (24, -200), (30, 200), (-200, 200)])]])),
      SheetWard(
        name: "Phường Nghĩa Lộ", polygons: MultiPolygon([[ring([(24, -200), (300, -200), (300, 200), (30, 200)])]])),
    ]
    sheet.overlays = [
      SheetOverlay(label: "Ranh tách thửa đề nghị", lines: [[at(-5, 12), at(25, 14)]]),
      SheetOverlay(
        label: "Đường quy hoạch 7,5 m",
        polygons: MultiPolygon([[ring([(-60, 28), (90, 36), (90, 43.5), (-60, 35.5)])]])),
    ]
    sheet.isIncomplete = true
    return sheet
  }
}

/// Runs a program and gives what it prints; `nil` when it fails.
func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> Data? {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [program] + arguments
  let folder = FileManager.default.temporaryDirectory
  let source = folder.appending(path: "sheet-\(UUID().uuidString)")
  try Data(input).write(to: source)
  defer { try? FileManager.default.removeItem(at: source) }
  process.standardInput = try FileHandle(forReadingFrom: source)
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  return process.terminationStatus == 0 ? data : nil
}

extension SheetDocument {
  var text: String { String(decoding: svg, as: UTF8.self) }
}
