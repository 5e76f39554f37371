import CSV
import Testing

/// The rows of a text that came in pieces, each row as its fields.
func rows(
  _ pieces: [[UInt8]], delimiter: CSVDelimiter? = nil, limits: CSVLimits = CSVLimits()
) -> [[String]] {
  places(pieces, delimiter: delimiter, limits: limits).map(\.fields)
}

/// A row with where it stands.
struct PlacedRow: Equatable {
  var fields: [String]
  var number: Int
  var line: Int
  var offset: Int
  var problem: CSVProblem?
}

func places(
  _ pieces: [[UInt8]], delimiter: CSVDelimiter? = nil, limits: CSVLimits = CSVLimits()
) -> [PlacedRow] {
  var reader = CSVReader(delimiter: delimiter, limits: limits)
  var result: [PlacedRow] = []
  func take() {
    while let row = reader.next() {
      result.append(
        PlacedRow(
          fields: (0..<row.count).map { row.text($0) }, number: row.number, line: row.line, offset: row.offset,
          problem: row.problem))
    }
  }
  for piece in pieces {
    reader.feed(piece)
    take()
  }
  reader.finish()
  take()
  return result
}

private func rows(of text: String, delimiter: CSVDelimiter? = nil) -> [[String]] {
  rows([Array(text.utf8)], delimiter: delimiter)
}

private func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
  text.utf16.flatMap { bigEndian ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
}

@Test(arguments: [
  ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
  ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
  ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
  ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
  ("a,b\n1,", [["a", "b"], ["1", ""]]),
  ("a,b\n,\n", [["a", "b"], ["", ""]]),
  ("\n\r\n\ra,b\n\n\n1,2\n\n", [["a", "b"], ["1", "2"]]),
  ("a,b\n\"1,5\",\"x \"\"y\"\"\"\n", [["a", "b"], ["1,5", "x \"y\""]]),
  ("a,b\n\"1\r\n2\",\"\"\n", [["a", "b"], ["1\r\n2", ""]]),
  ("a,b\n\"\"\"\",\"\"\"\"\"\"\n", [["a", "b"], ["\"", "\"\""]]),
  ("a,b\n1\"2,3\"\n", [["a", "b"], ["1\"2", "3\""]]),
  ("a\n\"\"\n", [["a"], [""]]),
  ("kinh độ;vĩ độ\n108,7;15,1\n", [["kinh độ", "vĩ độ"], ["108,7", "15,1"]]),
  ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
  ("\"a,b,c\";d\n1;2\n", [["a,b,c", "d"], ["1", "2"]]),
  ("sep=;\r\na,b;c\r\n1;2\r\n", [["a,b", "c"], ["1", "2"]]),
  ("sep", [["sep"]]), ("sep=", [["sep="]]), ("sep=,", []),
  ("", []), ("\n\n", []), ("a", [["a"]]), ("\"\"", [[""]]), ("\"", [["\""]]),
])
func `takes a table apart`(text: String, expected: [[String]]) {
  #expect(rows(of: text) == expected)
  #expect(rows(text.utf8.map { [$0] }) == expected)
}

@Test(arguments: [false, true], [false, true])
func `reads UTF-16 with a mark and without`(bigEndian: Bool, hasMark: Bool) {
  let text = "kinh độ,vĩ độ,tên của thửa đất và chủ,ghi chú\r\n108.7,15.1,Nghĩa Lộ,😀\r\n"
  let bytes = utf16((hasMark ? "\u{FEFF}" : "") + text, bigEndian: bigEndian)
  let expected = [["kinh độ", "vĩ độ", "tên của thửa đất và chủ", "ghi chú"], ["108.7", "15.1", "Nghĩa Lộ", "😀"]]
  #expect(rows([bytes]) == expected)
  #expect(rows(bytes.map { [$0] }) == expected)
  #expect(rows([bytes + [0x41]]).last == ["\u{FFFD}"])
}

@Test func `drops the mark of UTF-8, also before a quote`() {
  var reader = CSVReader()
  reader.feed([0xEF, 0xBB, 0xBF] + Array("\"a\",b\n1,2\n".utf8))
  reader.finish()
  let header = reader.next()
  #expect(header?.text(0) == "a")
  #expect(header?.offset == 3)
  #expect(reader.next()?.offset == 9)
  #expect(reader.hasMark)
  #expect(reader.encoding == .ascii)
}

@Test func `lets the bytes of legacy encodings pass`() {
  let bytes: [UInt8] = [0x61, 0x2C, 0x62, 0x0A, 0xB8, 0x2C, 0xFF, 0x0A]
  var reader = CSVReader()
  reader.feed(bytes)
  reader.finish()
  _ = reader.next()
  let row = reader.next()
  #expect(row.map { Array($0[0]) } == [0xB8])
  #expect(row.map { Array($0[1]) } == [0xFF])
}

@Test func `tells the number, the line and the byte of each row`() {
  let text = "a,b\r\n\r\n\"1\n2\r\n3\",x\r4,5\n\n6,7"
  let found = places([Array(text.utf8)])
  #expect(found.map(\.number) == [1, 2, 3, 4])
  #expect(found.map(\.line) == [1, 3, 6, 8])
  #expect(found.map(\.offset) == [0, 7, 18, 23])
}

@Test func `tells a row of another width, and gives it`() {
  let found = places([Array("a,b,c\n1,2\n1,2,3,4\n1,2,3\n".utf8)])
  #expect(found.map(\.problem) == [nil, .ragged(expected: 3), .ragged(expected: 3), nil])
  #expect(found[1].fields == ["1", "2"])
}

@Test func `a forgotten quote costs its own line only`() {
  let found = places([Array("a,b\n\"1,2\n3,4\n5,6\n".utf8)])
  #expect(found.map(\.fields) == [["a", "b"], ["\"1", "2"], ["3", "4"], ["5", "6"]])
  #expect(found.map(\.problem) == [nil, .unclosedQuote, nil, nil])
  #expect(found.map(\.line) == [1, 2, 3, 4])
}

@Test func `a quote that is never closed takes no more than the limit of a row`() {
  let text = "a,b\n\"1,2\n" + String(repeating: "3,4\n", count: 100) + "\"5\",6\n"
  let found = places([Array(text.utf8)], limits: CSVLimits(row: 64))
  #expect(found.count == 103)
  #expect(found[1].problem == .unclosedQuote)
  #expect(found.dropFirst(2).allSatisfy { $0.problem == nil })
  #expect(found.last?.fields == ["5", "6"])
}

@Test func `what follows a closing quote belongs to the field, and is told`() {
  let found = places([Array("a,b\n\"12\"B,\"x\"\"y\"z\"\n".utf8)])
  #expect(found[1].fields == ["12B", "x\"yz\""])
  #expect(found[1].problem == .strayQuote)
}

@Test func `cuts what is longer than the limits, and tells it`() {
  let long = String(repeating: "x", count: 1000)
  let limits = CSVLimits(row: 300, field: 100, fields: 3)
  let found = places(
    [Array("a,b\n\(long),\(long)\n1,\(long.prefix(101))\n1,2,3,4,5\n6,7\n".utf8)], limits: limits)
  #expect(found.map(\.problem) == [nil, .rowTooLong, .fieldTooLong(1), .tooManyFields, nil])
  #expect(found[1].fields.joined().count == 300)
  #expect(found[3].fields == ["1", "2", "3"])
  #expect(found.map(\.line) == [1, 2, 3, 4, 5])
}

@Test(arguments: 0..<400)
func `rows do not depend on how the bytes were cut`(seed: UInt64) {
  var random = SeededGenerator(seed: seed)
  let letters: [[UInt8]] = [
    [0x22], [0x22], [0x2C], [0x2C], [0x3B], [0x09], [0x0A], [0x0D], [0x0D, 0x0A], [0x61], [0x31], Array("ộ".utf8), [0],
    [0xFF], Array("sep=;".utf8), [0x22, 0x22],
  ]
  let length = Int.random(in: 0...120, using: &random)
  var bytes: [UInt8] = []
  while bytes.count < length { bytes += letters[Int.random(in: 0..<letters.count, using: &random)] }
  let limits = CSVLimits(
    row: seed % 2 == 0 ? 40 : 1 << 20, field: seed % 3 == 0 ? 5 : 1 << 20, fields: seed % 5 == 0 ? 3 : 4096)
  let whole = places([bytes], limits: limits)
  #expect(places(bytes.map { [$0] }, limits: limits) == whole, "seed \(seed)")
  for cut in bytes.indices {
    #expect(places([Array(bytes[..<cut]), Array(bytes[cut...])], limits: limits) == whole, "seed \(seed), cut \(cut)")
  }
}
