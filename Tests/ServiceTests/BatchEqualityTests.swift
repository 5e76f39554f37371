import Cadastre
import Foundation
import Geo
import HTTP
import HTTPServer
import Register
import Testing
import VietText

@testable import Service

/// Lists against single questions, pieces against wholes, many threads against one.
struct BatchEqualityTests {
  /// Positions all over the land, on its boundaries and beside it.
  private static func positions(_ random: inout Seeded, _ count: Int) -> [Coordinate] {
    (0..<count).map { _ in
      switch Int.random(in: 0..<4, using: &random) {
      case 0:
        Coordinate(
          x: Double.random(in: 584_890...585_120, using: &random),
          y: Double.random(in: 1_672_390...1_672_620, using: &random))
      case 1:
        Coordinate(
          x: 584_900 + 20 * Double(Int.random(in: 0...10, using: &random)),
          y: 1_672_400 + Double.random(in: 0...200, using: &random))
      case 2:
        Coordinate(
          x: Double.random(in: 585_000...588_000, using: &random),
          y: Double.random(in: 1_672_900...1_673_600, using: &random))
      default:
        Coordinate(
          x: Double.random(in: 583_000...591_000, using: &random),
          y: Double.random(in: 1_671_000...1_675_000, using: &random))
      }
    }
  }

  private func expectEqual(_ row: [String: String], _ answer: LookupAnswer, _ text: String) {
    let feature = answer.features.first
    #expect(row["status"] == (feature == nil ? "nothing" : "found"), "\(text)")
    #expect(row["id"] == (feature.map { "\($0.id)" } ?? ""), "\(text)")
    #expect(row["number"] == (feature?.parcel.key.number ?? ""), "\(text)")
    #expect(row["sheet"] == (feature?.parcel.key.sheet ?? ""), "\(text)")
    #expect(row["ward"] == (feature.map { $0.ward?.code ?? $0.parcel.key.ward } ?? answer.ward?.code ?? ""), "\(text)")
    #expect(row["relation"] == (feature?.relation?.rawValue ?? ""), "\(text)")
    #expect(row["certain"] == "\(answer.isCertain)", "\(text)")
    #expect(row["candidates"] == "\(answer.candidates.count + max(0, answer.features.count - 1))", "\(text)")
    #expect(row["longitude"] == String(format: "%.9f", answer.query.position.x), "\(text)")
    #expect(row["latitude"] == String(format: "%.9f", answer.query.position.y), "\(text)")
    #expect(row["uncertainty"] == String(format: "%.3f", answer.query.uncertainty), "\(text)")
    #expect(row["boundaryDistance"] == (feature?.boundaryDistance.map { String(format: "%.3f", $0) } ?? ""), "\(text)")
  }

  @Test(arguments: 1..<5 as Range<UInt64>, [true, false])
  func `a row says what the single question says`(seed: UInt64, withIndex: Bool) throws {
    var random = Seeded(state: seed)
    let land = try Land()
    let desk = try land.desk(withIndex: withIndex)
    let positions = Self.positions(&random, 60)
    var (degrees, grid, texts) = ("lon,lat\n", "x,y\n", "at\n")
    var questions: [(LookupQuestion, LookupQuestion, LookupQuestion)] = []
    for position in positions {
      let wgs84 = try land.wgs84(position.x, position.y)
      let decimals = Int.random(in: 4...9, using: &random)
      let (lon, lat) = (String(format: "%.\(decimals)f", wgs84.x), String(format: "%.\(decimals)f", wgs84.y))
      let (x, y) = (String(format: "%.\(decimals - 3)f", position.y), String(format: "%.\(decimals - 3)f", position.x))
      degrees += "\(lon),\(lat)\n"
      grid += "\(x),\(y)\n"
      texts += "\"\(lat), \(lon)\"\n"
      questions.append(
        (
          LookupQuestion(at: "\(lat), \(lon)"),
          LookupQuestion(at: "X=\(x) Y=\(y)", crs: Land.grid),
          LookupQuestion(at: "\(lat), \(lon)", accuracy: 0)
        ))
    }
    let clerks = (
      BatchClerk(desk, BatchSettings()), BatchClerk(desk, BatchSettings(crs: Land.grid)),
      BatchClerk(desk, BatchSettings(accuracy: 0))
    )
    let tables = try (
      AnsweredTable(all(degrees, clerks.0)), AnsweredTable(all(grid, clerks.1)), AnsweredTable(all(texts, clerks.2))
    )
    for (place, question) in questions.enumerated() {
      let text = "seed \(seed), row \(place): \(question.0.at)"
      expectEqual(tables.0.rows[place], try desk.lookup(question.0), text)
      expectEqual(tables.1.rows[place], try desk.lookup(question.1), text)
      expectEqual(tables.2.rows[place], try desk.lookup(question.2), text)
    }
  }

  /// The answers to a list that comes in one piece.
  private func all(_ text: String, _ clerk: BatchClerk) throws -> [UInt8] { try all([Array(text.utf8)], clerk) }

  private func all(_ pieces: [[UInt8]], _ clerk: BatchClerk, cutAfter count: Int = .max) throws -> [UInt8] {
    var source = BatchSource()
    var bytes: [UInt8] = []
    func take() throws {
      while var piece = try source.next() {
        while true {
          let (head, tail) = piece.cut(after: count)
          bytes += try clerk.answer(head).bytes
          guard let tail else { break }
          piece = tail
        }
      }
    }
    for piece in pieces {
      source.feed(piece)
      try take()
    }
    source.finish()
    try take()
    return bytes
  }

  private static let lists = [
    "stt;kinh độ;vĩ độ\r\n1;108,7923;15,1205\r\n2;\"x\ny\";z\r\n3;108.790123456;15.121\r\n",
    "{\"at\":\"15.1205, 108.7923\"}\n\n{\"lat\":15.12,\"lon\":108.79}\nnonsense\n{\"x\":1}",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"a\":1},"
      + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[108.7923,15.1205]}},\n{\"type\":\"Feature\",\"properties\":null,"
      + "\"geometry\":null}]}",
    "\u{1E}{\"at\":\"15.1205, 108.7923\"}\n\u{1E}{\"at\":1}\n",
  ]

  @Test(arguments: lists)
  func `rows do not depend on how the bytes came or were shared out`(list: String) throws {
    let clerk = BatchClerk(try Land().desk(), BatchSettings(language: .english))
    let bytes = Array(list.utf8)
    let whole = try all([bytes], clerk)
    #expect(try all(bytes.map { [$0] }, clerk) == whole)
    #expect(try all([bytes], clerk, cutAfter: 1) == whole)
    for cut in stride(from: 1, to: bytes.count, by: 7) {
      #expect(try all([Array(bytes[..<cut]), Array(bytes[cut...])], clerk, cutAfter: 2) == whole, "cut \(cut)")
    }
  }

  @Test(arguments: [1, 2, 5], [true, false])
  func `threads keep the order of the rows`(workers: Int, loadsIndex: Bool) throws {
    let land = try Land()
    var random = Seeded(state: 9)
    var text = "number,x,y\n"
    for (number, position) in Self.positions(&random, 3000).enumerated() {
      text += "\(number),\(position.y),\(position.x)\n"
    }
    let bytes = Array(text.utf8)
    let settings = BatchSettings(crs: Land.grid)
    let expected = try all([bytes], BatchClerk(try land.desk(), settings))
    let run = try BatchRun(
      register: land.register, settings: settings, loadsIndex: loadsIndex, workers: workers, clock: FixedClock())
    var (offset, answers) = (0, [UInt8]())
    let total = try run.run(
      BatchSource(),
      read: {
        defer { offset = min(bytes.count, offset + 1000) }
        return Array(bytes[offset..<min(bytes.count, offset + 1000)])
      }, write: { answers += $0 })
    #expect(answers == expected)
    #expect(total.rows == 3000 && total.faults == 0 && total.found > 100)
  }

  @Test func `a run that cannot write ends, and its threads with it`() throws {
    struct Full: Error {}
    let land = try Land()
    let run = try BatchRun(
      register: land.register, settings: BatchSettings(crs: Land.grid), loadsIndex: false, workers: 2,
      clock: FixedClock())
    var isFirst = true
    #expect(throws: (any Error).self) {
      _ = try run.run(
        BatchSource(),
        read: {
          defer { isFirst = false }
          return Array(((isFirst ? "x,y\n" : "") + String(repeating: "1672410,584910\n", count: 500)).utf8)
        }, write: { _ in throw Full() })
    }
  }

  @Test func `a list stays at its revision while another is published`() throws {
    let land = try Land()
    let session = try land.session()
    let rows = String(repeating: "1672410.0,584910.0\n", count: 200)
    let request = try Request(
      .post, "/lookup?crs=EPSG:5898", headers: ["Host": "localhost", "Content-Type": "text/csv"],
      body: Array(("x,y\n" + rows).utf8))
    guard case .response(let response) = session.respond(to: request), case .stream(let stream) = response.body else {
      Issue.record("no stream")
      return
    }
    var bytes: [UInt8] = []
    #expect(try stream.producer.produce(into: &bytes, session: session))
    try land.publish(
      [try land.parcel("21022", Land.old, "12", "1000", [Land.square(584_900, 1_672_400)])], asOf: "2024-06-30",
      scope: .sheet)
    while try stream.producer.produce(into: &bytes, session: session) {}
    let table = AnsweredTable(bytes)
    #expect(table.rows.count == 200)
    #expect(Set(table.rows.map { $0["number"] }) == ["1"])
  }
}
