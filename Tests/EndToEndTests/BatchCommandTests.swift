import Foundation
import Testing

/// `diaba lookup --batch` as it is run.
@Suite struct BatchCommandTests {
  private let office: Office

  init() throws { office = try Office() }

  private func batch(_ arguments: [String], lang: String = "en") throws -> Program.Result {
    try office.program(["lookup", "--batch"] + arguments + ["--register", office.register], lang: lang)
  }

  /// Places in the sample's parcels, with the parcel that each lies in.
  private func known() throws -> [(lon: Substring, lat: Substring, sheet: Substring, number: Substring)] {
    let lines = try String(contentsOfFile: Office.commune.get() + "/lookups.txt", encoding: .utf8).split(
      separator: "\n")
    return lines.map { $0.split(separator: " ") }.map { ($0[0], $0[1], $0[4], $0[5]) }
  }

  @Test func `a table comes back row by row with what lies there`() throws {
    let known = try known()
    let rows = known.enumerated().map { "\($0.offset);\($0.element.lat);\($0.element.lon)" }
    let file = try office.write("points.csv", "stt;vĩ độ;kinh độ\r\n" + rows.joined(separator: "\r\n"))
    let out = office.path + "/out.csv"
    let result = try batch([file, "--out", out])
    #expect(result.status == 0, "\(result.message)")
    #expect(result.output.isEmpty)
    #expect(result.message.contains("\(known.count) rows"))
    let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\r\n")
    try #require(lines.count == known.count + 1)
    let names = lines[0].split(separator: ";", omittingEmptySubsequences: false)
    let (sheet, number) = (try #require(names.firstIndex(of: "sheet")), try #require(names.firstIndex(of: "number")))
    for (line, place) in zip(lines.dropFirst(), known) {
      let fields = line.split(separator: ";", omittingEmptySubsequences: false)
      // One of the sample's parcels is of defence.
      if line.contains("not public") { continue }
      #expect(fields[sheet] == place.sheet && fields[number] == place.number, "\(line)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: office.path).contains("out.csv.part") == false)
  }

  @Test func `bad rows leave exit status 1, and the others are answered`() throws {
    let place = try #require(try known().first)
    let file = try office.write("points.csv", "at\nnonsense\n\"\(place.lat), \(place.lon)\"\n")
    for (lang, words) in [("vi", "1 dòng lỗi"), ("en", "1 faulty")] {
      let result = try batch([file], lang: lang)
      #expect(result.status == 1)
      #expect(result.message.contains(words), "\(result.message)")
      #expect(result.output.contains(",found,"))
    }
  }

  @Test func `reads standard input and writes lines for lines`() throws {
    let place = try #require(try known().first)
    let line = "{\"lon\":\(place.lon),\"lat\":\(place.lat)}"
    let said = try shell("echo '\(line)' | '\(Program.path)' lookup --batch - --register '\(office.register)'")
    #expect(said.hasPrefix("{\"lon\":\(place.lon),\"lat\":\(place.lat),\"status\":\"found\""))
  }

  @Test func `a long list is answered as a short one`() throws {
    let known = try known()
    let rows = (0..<9000).map { "\(known[$0 % known.count].lon),\(known[$0 % known.count].lat)" }
    let long = try office.write("long.csv", "lon,lat\n" + rows.joined(separator: "\n"))
    let short = try office.write("short.csv", "lon,lat\n" + rows[..<120].joined(separator: "\n"))
    let (all, some) = (try batch([long]).output, try batch([short]).output)
    #expect(all.hasPrefix(some))
    #expect(all.split(separator: "\r\n").count == 9001)
  }

  @Test(arguments: [
    (["missing.csv"], 2, "missing.csv"), (["points.csv", "15.1,108.7"], 2, "leave out one"),
    (["."], 2, "cannot be read"),
    (["points.csv", "--out", "/nowhere/x.csv"], 2, "/nowhere/x.csv"), (["empty.csv"], 3, "list is empty"),
    (["names.csv"], 3, "“a”, “b”"), (["points.csv", "--crs", "EPSG:99999"], 2, "EPSG:99999"),
    (["points.csv", "--revision", "99"], 1, "no revision 99"),
    (["points.csv", "--as-of", "1900-01-01"], 1, "no data as early"),
  ])
  func `refuses what cannot be asked in one sentence`(arguments: [String], status: Int32, words: String) throws {
    try office.write("points.csv", "at\n15.1, 108.7\n")
    try office.write("empty.csv", "\n")
    try office.write("names.csv", "a,b\n1,2\n")
    let result = try batch([arguments[0] == "." ? office.path : office.file(arguments[0])] + arguments.dropFirst())
    #expect(result.status == status, "\(result.message)")
    #expect(result.message.contains(words), "\(result.message)")
    #expect(result.lines.count == 1)
    #expect(result.output.isEmpty)
  }

  @Test func `the help of lookup says how`() throws {
    let help = try office.program(["lookup", "--help"]).output
    for word in ["--batch FILE|-", "--out FILE", "lon and lat", "NDJSON", "diaba lookup --batch"] {
      #expect(help.contains(word), "\(word)")
    }
  }
}
