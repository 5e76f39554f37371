import CSV
import Foundation
import Testing

private func written(_ delimiter: CSVDelimiter = .comma, _ write: (inout CSVWriter) -> Void) -> String {
  var writer = CSVWriter(delimiter: delimiter)
  write(&writer)
  return String(decoding: writer.bytes, as: UTF8.self)
}

@Test func `quotes what must be quoted and nothing else`() {
  let text = written(.semicolon) {
    $0.text("Nghĩa Lộ")
    $0.text("a;b")
    $0.text("a,b")
    $0.text("nói \"có\"")
    $0.text("hai\ndòng")
    $0.text(String?.none)
    $0.endRow()
  }
  #expect(text == "Nghĩa Lộ;\"a;b\";a,b;\"nói \"\"có\"\"\";\"hai\ndòng\";\r\n")
}

@Test(arguments: [
  ("=1+1", "'=1+1"), ("+84 905", "'+84 905"), ("-cmd|x", "'-cmd|x"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
  ("\r=x", "\"'\r=x\""), ("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\""),
  ("-12.5", "-12.5"), ("+3", "+3"), ("-1,5", "\"-1,5\""), ("-", "'-"), ("-1-2", "'-1-2"), ("12", "12"), ("", ""),
])
func `protects spreadsheets from formulas, and leaves numbers alone`(text: String, expected: String) {
  #expect(written { $0.text(text) } == expected)
}

@Test func `what is kept comes back as it was`() {
  #expect(written { $0.kept(Array("=1+1".utf8).span) } == "=1+1")
  #expect(written { $0.kept(Array("a,\"b".utf8).span) } == "\"a,\"\"b\"")
}

@Test func `writes numbers with a point, and nothing for what is no number`() {
  let text = written {
    $0.integer(-7)
    $0.fixed(4.205, decimals: 3)
    $0.fixed(.nan, decimals: 3)
    $0.fixed(nil, decimals: 3)
    $0.raw("true")
    $0.endRow()
  }
  #expect(text == "-7,4.205,,,true\r\n")
}

@Test func `puts the mark before the first row`() {
  var writer = CSVWriter(mark: true)
  writer.integer(1)
  writer.endRow()
  #expect(writer.take() == [0xEF, 0xBB, 0xBF, 0x31, 0x0D, 0x0A])
  #expect(writer.bytes.isEmpty)
}

private func randomTable(_ random: inout SeededGenerator) -> [[String]] {
  let letters = ["a", "1", "\"", ",", ";", "\t", "\n", "\r\n", "\r", " ", "ộ", "😀", "\"\"", "x\"y", "="]
  let width = Int.random(in: 1...5, using: &random)
  return (0..<Int.random(in: 1...20, using: &random)).map { _ in
    (0..<width).map { _ in
      (0..<Int.random(in: 0...6, using: &random)).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)]
      }
      .joined()
    }
  }
}

private func bytes(of table: [[String]], _ delimiter: CSVDelimiter) -> [UInt8] {
  var writer = CSVWriter(delimiter: delimiter, mark: true)
  for row in table {
    for field in row { writer.kept(Array(field.utf8).span) }
    writer.endRow()
  }
  return writer.take()
}

@Test(arguments: 0..<200)
func `what was written is read again`(seed: UInt64) {
  var random = SeededGenerator(seed: seed)
  let table = randomTable(&random)
  for delimiter in CSVDelimiter.allCases {
    let bytes = bytes(of: table, delimiter)
    // A row of one empty field is an empty line, which is no row.
    let expected = table.filter { $0 != [""] }
    #expect(rows([bytes], delimiter: delimiter) == expected, "seed \(seed), \(delimiter)")
  }
}

@Test func `Python's csv reads the same out of it, and out of tables with quotes astray`() throws {
  let folder = FileManager.default.temporaryDirectory.appending(path: "csv-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  var random = SeededGenerator(seed: 11)
  var expected: [[[String]]] = []
  for number in 0..<60 {
    var table = bytes(of: randomTable(&random), .comma)
    if number % 2 == 1 {
      // Quotes astray, but an even number of them in each row, so that none is left open.
      table = Array("a,b\n".utf8)
      for _ in 0..<10 {
        table += Array(
          "\"x\"y,z\"w\",\"p\"\"q\"r\"s\",\"\"t\r\n".utf8.shuffledAround(Int.random(in: 0..<3, using: &random)))
      }
    }
    try Data(table).write(to: folder.appending(path: "\(number).csv"))
    expected.append(rows([table], delimiter: .comma))
  }
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = [
    "python3", "-c",
    """
    import csv, json, sys
    for number in range(60):
        with open(f"{sys.argv[1]}/{number}.csv", newline="", encoding="utf-8-sig") as file:
            print(json.dumps([row for row in csv.reader(file) if row]))
    """, folder.path,
  ]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
  try #require(lines.count == 60)
  for (number, line) in lines.enumerated() {
    let read = try JSONDecoder().decode([[String]].self, from: Data(line.utf8))
    #expect(read == expected[number], "table \(number)")
  }
}

extension String.UTF8View {
  /// The text with its first fields moved to the end.
  fileprivate func shuffledAround(_ count: Int) -> [UInt8] {
    let fields = String(self).dropLast(2).split(separator: ",", omittingEmptySubsequences: false)
    return Array((fields[count...] + fields[..<count]).joined(separator: ",").utf8) + [0x0D, 0x0A]
  }
}
