import Shapefile
import Testing

@Suite struct TableTests {
  private func row(_ parts: [UInt8]..., deleted: Bool = false) -> [UInt8] {
    [deleted ? 0x2A : 0x20] + parts.flatMap { $0 }
  }

  private func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func number(_ text: String) -> DBFNumber {
    let bytes = Array(text.utf8)
    return DBFNumber(bytes.span)
  }

  @Test func `reads text, numbers, days and truth`() throws {
    let table = RawTable(
      columns: [("C", "C", 6, 0), ("N", "N", 10, 2), ("F", "F", 10, 3), ("D", "D", 8, 0), ("L", "L", 1, 0)],
      rows: [
        row(ascii(" ab   "), ascii("     12.50"), ascii("1.5e3     "), ascii("20240229"), ascii("T")),
        row(ascii("      "), ascii("          "), ascii("**********"), ascii("00000000"), ascii("?")),
        row(ascii("ab\0cd "), ascii("      12,5"), ascii("   -1e-400"), ascii("00000101"), ascii("n")),
        row(ascii("ab\0\0\0\0"), ascii("12abc     "), ascii("       1e9"), ascii("20231340"), ascii("x")),
        row(ascii("  a b "), ascii("+7        "), ascii("        -0"), ascii("2024-1-1"), ascii(" ")),
      ])
    let read = try values(table.bytes)
    #expect(
      read[0] == [
        .text("ab"), .number(12.5), .integer(1500), .date(DBFDate(year: 2024, month: 2, day: 29)), .logical(true),
      ])
    #expect(read[1] == [.null, .null, .overflow, .null, .null])
    #expect(
      read[2] == [
        .text("ab"), .number(12.5), .integer(0), .date(DBFDate(year: 0, month: 1, day: 1)), .logical(false),
      ])
    #expect(
      read[3] == [
        .text("ab"), .unreadable, .integer(1_000_000_000), .date(DBFDate(year: 2023, month: 13, day: 40)), .unreadable,
      ])
    #expect(read[4] == [.text("a b"), .integer(7), .integer(0), .unreadable, .null])
    #expect(DBFDate(year: 2024, month: 2, day: 29).isValid)
    for (year, month, day) in [(2023, 2, 29), (0, 1, 1), (2023, 13, 1), (2023, 4, 31), (1900, 2, 29), (2024, 1, 0)] {
      #expect(!DBFDate(year: year, month: month, day: day).isValid)
    }
  }

  @Test func `tells a decimal comma`() throws {
    #expect(number("12,5") == .value(12.5, usesComma: true))
    #expect(number("12.5") == .value(12.5, usesComma: false))
    #expect(number("1,234.5") == .unreadable)
    #expect(number("1.234,5") == .unreadable)
  }

  @Test func `reads numbers as the standard library does`() {
    for seed in UInt64(0)..<20_000 {
      var generator = Seeded(seed)
      func digits(_ range: ClosedRange<Int>) -> String {
        String(
          (0..<Int.random(in: range, using: &generator)).map { _ in "0123456789".randomElement(using: &generator) ?? "0"
          })
      }
      var text = ["", "-", "+"].randomElement(using: &generator) ?? ""
      text += digits(1...22)
      if Bool.random(using: &generator) { text += "." + digits(0...20) }
      if Int.random(in: 0..<4, using: &generator) == 0 {
        text += "e" + (["", "-", "+"].randomElement(using: &generator) ?? "") + digits(1...3)
      }
      let theirs = Double(text)
      let ours = number("  \(text) ")
      if let theirs, theirs.isFinite {
        #expect(ours == .value(theirs, usesComma: false), "seed \(seed): \(text)")
      } else {
        #expect(ours == .unreadable, "seed \(seed): \(text)")
      }
    }
  }

  @Test func `refuses to read as numbers what are none`() {
    for text in [
      "-", "+", ".", ",", "e5", "1e", "1e+", "--1", "1-", "1 2", "0x10", "nan", "inf", "1e5.0", "*1", "**1", "1.2.3",
    ] {
      #expect(number(text) == .unreadable, "\(text)")
    }
    #expect(number("") == .null && number("\0 \0") == .null)
    #expect(number(".5").double == 0.5 && number("5.").double == 5)
  }

  @Test func `reads the binary columns of FoxPro`() throws {
    let currency = Pack.little(Int32(123_456)) + Pack.little(Int32(0))
    let table = RawTable(
      version: 0x30,
      columns: [
        ("I", "I", 4, 0), ("B", "B", 8, 2), ("Y", "Y", 8, 4), ("T", "T", 8, 0), ("M", "M", 4, 0), ("_", "0", 1, 0),
      ],
      rows: [
        row(
          Pack.little(-5 as Int32), Pack.little(2.5), currency,
          Pack.little(2_460_311 as Int32) + Pack.little(3_600_000 as Int32),
          Pack.little(9 as Int32), [0x41]),
        row(
          Pack.little(0 as Int32), Pack.little(0.0), [UInt8](repeating: 0, count: 8), [UInt8](repeating: 0, count: 8),
          Pack.little(0 as Int32), [0]),
        row(
          Pack.little(0 as Int32), Pack.little(0.0), [UInt8](repeating: 0, count: 8),
          [UInt8](repeating: 0xFF, count: 8),
          Pack.little(-1 as Int32), [0]),
      ], afterHeader: [UInt8](repeating: 0, count: 263))
    let read = try values(table.bytes)
    #expect(
      read[0] == [
        .integer(-5), .number(2.5), .number(12.3456),
        .timestamp(DBFDate(year: 2024, month: 1, day: 1), milliseconds: 3_600_000), .memo(block: 9), .text("A"),
      ])
    #expect(read[1] == [.integer(0), .number(0), .number(0), .null, .null, .null])
    #expect(read[2][3] == .unreadable)
  }

  @Test func `reads the tables of dBase 7`() throws {
    func name(_ text: String) -> [UInt8] { ascii(text) + [UInt8](repeating: 0, count: 32 - text.utf8.count) }
    func column(_ text: String, _ letter: String, _ length: UInt8) -> [UInt8] {
      name(text) + ascii(letter) + [length, 0] + [UInt8](repeating: 0, count: 13)
    }
    let columns =
      column("A rather long name", "C", 5) + column("I", "I", 4) + column("+", "+", 4) + column("O", "O", 8)
    let headerLength = 68 + columns.count + 1
    var bytes: [UInt8] = [0x04, 124, 1, 1] + Pack.little(2 as Int32) + Pack.little16(headerLength) + Pack.little16(22)
    bytes += [UInt8](repeating: 0, count: 56) + columns + [0x0D]
    bytes += row(ascii("hello"), [0x80, 0, 0, 7], [0x80, 0, 0, 1], Array(Pack.little(-2.5).reversed().map { ~$0 }))
    var positive = Array(Pack.little(2.5).reversed())
    positive[0] ^= 0x80
    bytes += row(ascii("     "), [0x7F, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0], positive)
    let read = try values(bytes)
    #expect(read[0] == [.text("hello"), .integer(7), .integer(1), .number(-2.5)])
    #expect(read[1] == [.null, .integer(-1), .null, .number(2.5)])
    #expect(try rows(bytes).header.dialect == .dBase7)
    #expect(try rows(bytes).header.names { String(decoding: $0, as: UTF8.self) }.first == "A rather long name")
  }

  @Test(arguments: [
    ([0x0D], true), ([0x0A], false), ([], false), ([0x00, 0x00], false),
  ])
  func `finds the end of the columns however it is marked`(
    _ end: [UInt8], _ isRight: Bool
  ) throws {
    let table = RawTable(columns: [("A", "C", 4, 0), ("B", "C", 2, 0)], rows: [row(ascii("abcdef"))], end: end)
    let (header, read) = try rows(table.bytes)
    #expect(header.fields.count == 2 && read.count == 1)
    #expect(header.findings.map(\.kind) == (isRight ? [] : [.columnListEnd]))
    #expect(try values(table.bytes) == [[.text("abcd"), .text("ef")]])
  }

  @Test func `passes deleted rows on and tells it`() throws {
    let table = RawTable(
      columns: [("A", "C", 1, 0)], rows: [row(ascii("a")), row(ascii("b"), deleted: true), row(ascii("c"))])
    #expect(try rows(table.bytes).rows.map(\.isDeleted) == [false, true, false])
    #expect(try rows(table.bytes).rows.map(\.row) == [0, 1, 2])
  }

  @Test func `counts the rows that are there, and tells what the header says`() throws {
    let full = RawTable(columns: [("A", "C", 4, 0)], rows: (0..<3).map { row(ascii("abc\($0)")) })
    #expect(try rows(full.bytes).header.findings.isEmpty)
    var fewer = full
    fewer.declaredCount = 5
    #expect(try rows(fewer.bytes).rows.count == 3)
    #expect(try rows(fewer.bytes).header.findings.map(\.kind) == [.rowCount(declared: 5, stored: 3)])
    var more = full
    more.declaredCount = 1
    #expect(try rows(more.bytes).rows.count == 1)
    #expect(try rows(more.bytes).header.findings.map(\.kind) == [.rowCount(declared: 1, stored: 3)])
    #expect(try rows(full.bytes.dropLast(3)).rows.count == 2)
    var huge = full
    huge.declaredCount = Int(UInt32.max >> 1)
    #expect(try rows(huge.bytes).rows.count == 3)
    #expect(try rows(RawTable(columns: [("A", "C", 4, 0)]).bytes).rows.isEmpty)
    #expect(try rows(RawTable(columns: [("A", "C", 4, 0)], tail: []).bytes).header.findings.isEmpty)
  }

  @Test func `gets over columns and rows that disagree`() throws {
    var table = RawTable(
      columns: [("A", "C", 4, 0), ("B", "C", 4, 0), ("C", "C", 4, 0)],
      rows: [row(ascii("abcdef")), row(ascii("ghijkl"))],
      rowLength: 7)
    #expect(try values(table.bytes) == [[.text("abcd"), .text("ef"), .null], [.text("ghij"), .text("kl"), .null]])
    #expect(
      try rows(table.bytes).header.findings.map(\.kind) == [
        .rowLength(declared: 7, columns: 13), .columnBeyondRow, .columnBeyondRow,
      ])
    table.rowLength = 11
    table.columns.removeLast()
    table.rows = [row(ascii("abcdefgh##")), row(ascii("ijklmnop##"))]
    #expect(try values(table.bytes) == [[.text("abcd"), .text("efgh")], [.text("ijkl"), .text("mnop")]])
  }

  @Test func `reads text columns wider than 255 bytes where the row agrees`() throws {
    let wide = RawTable(columns: [("A", "C", 300, 1)], rows: [row([UInt8](repeating: 0x78, count: 300))])
    #expect(try values(wide.bytes) == [[.text(String(repeating: "x", count: 300))]])
    let plain = RawTable(columns: [("A", "C", 255, 1)], rows: [row([UInt8](repeating: 0x78, count: 255))])
    #expect(try values(plain.bytes) == [[.text(String(repeating: "x", count: 255))]])
  }

  @Test func `makes names of columns unique`() throws {
    func names(_ names: String...) throws -> [String] {
      let table = RawTable(columns: names.map { ($0, "C", 1, 0) })
      return try rows(table.bytes).header.names { String(decoding: $0, as: UTF8.self) }
    }
    #expect(try names("A", "B") == ["A", "B"])
    #expect(try names("A", "a", "A") == ["A", "a_1", "A_2"])
    #expect(try names("A", "A", "A_1") == ["A", "A_2", "A_1"])
    let table = RawTable(columns: [("A", "C", 1, 0), ("A", "C", 1, 0)])
    #expect(try rows(table.bytes).header.findings == [StructuralFinding(.dbf, .columnName, offset: 64, field: 2)])
  }

  @Test func `reads a table without columns or rows`() throws {
    #expect(try rows(RawTable(rows: [[0x20], [0x20]]).bytes).rows.count == 2)
    #expect(try rows(RawTable().bytes).rows.isEmpty)
  }

  @Test func `refuses what is no table`() throws {
    #expect(throws: ShapefileError(.dbf, .truncated(needed: 32, remaining: 0), offset: 0)) { try rows([]) }
    let table = RawTable(columns: [("A", "C", 4, 0)], rows: [row(ascii("abcd"))]).bytes
    for length in 0..<65 {
      #expect(throws: ShapefileError.self, "cut at \(length)") { try rows(Array(table.prefix(length))) }
    }
    #expect(throws: ShapefileError.self) { try rows([UInt8](repeating: 0, count: 100)) }
    var record = DBFRecord()
    var reader = try DBFReader(MemoryBytes(table))
    #expect(throws: ShapefileError(.dbf, .noSuchRow, record: 2)) { try reader.read(1, into: &record) }
  }

  @Test func `tells the language driver`() throws {
    let header = try rows(RawTable(columns: [("A", "C", 4, 0)], languageDriver: 0x57).bytes).header
    #expect(header.languageDriver == 0x57 && header.lastUpdate == DBFDate(year: 2024, month: 1, day: 1))
    #expect(CodePage.isOpen(languageDriver: 0x57) && CodePage.isOpen(languageDriver: 0))
    #expect(CodePage.name(languageDriver: 0x57) == "windows-1252" && CodePage.name(languageDriver: 0x02) == "CP850")
    #expect(!CodePage.isOpen(languageDriver: 0x02) && CodePage.name(languageDriver: 0) == nil)
  }
}
