import Geo
import JSON
import Testing

@Suite struct GeoJSONChunkTests {
  private static let feature =
    #"{"type":"Feature","id":"p\u00e9","properties":{"tờ":"1\"2","a":[1,{"b":"]}"}]},"geometry":{"type":"Polygon","coordinates":[[[0,0],[4.5,0],[4,4,1],[0,0]]]}}"#
  private static let bad =
    #"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,"x"]]]}}"#
  private static let crs = #""crs":{"type":"name","properties":{"name":"EPSG:5898"}}"#

  static let files: [String] = [
    "\u{FEFF}{\"type\":\"FeatureCollection\",\(crs),\n\"features\":[\n\(feature),\(bad), 3 ,\n\(feature)],\"z\":-1.5e3}\n",
    "{\"features\":[\(feature)],\"type\":\"Thing\"}", "{\"features\":[{\"type\":tru}]}", "{\"features\":[{\"type\":[}",
    "\(feature)\n\(bad)\r\n{\"type\":\n\(feature)\nx\n\(feature)", "{\"type\":\"Feature\",\n\(feature)\n\(bad)",
    "{\"a\":[1,2}\n\(feature)\n", "{\"a\":[1,2}\n", "{\"a\":\"x\n{",
    "\u{1E}\(feature)\n\u{1E}\(bad)\n\u{1E}{\n\u{1E}\(feature)\n",
    "{\n \"type\": \"Feature\",\n \"geometry\": null,\n \"properties\": {}\n}\n x", feature, feature + " x",
    "  \(feature)  \n",
    #"{"type":"Polygon","coordinates":[[[0,0],[4.5,0],[4,4,1],[0,0]]]}"#, "{}", "{}\n{}", "[]", "", "\u{FEFF}",
    "{\"features\":",
  ]

  @Test(arguments: files.indices) func `says the same wherever a file is cut in two`(index: Int) {
    let bytes = Array(Self.files[index].utf8)
    let whole = GeoJSONTranscript([bytes])
    for cut in 0...bytes.count {
      guard GeoJSONTranscript([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole else {
        Issue.record("cut at \(cut)")
        return
      }
    }
    #expect(GeoJSONTranscript(bytes.map { [$0] }) == whole, "byte by byte")
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `a mutated file is read or refused, and the same in any chunks`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    let originals = Self.files.map { Array($0.utf8) }
    for round in 0..<1_200 {
      var bytes = originals[round % originals.count]
      for _ in 0...Int.random(in: 0...2, using: &generator) {
        guard let index = bytes.indices.randomElement(using: &generator) else { continue }
        switch Int.random(in: 0...4, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        case 2: bytes.insert(Array("{}[]\",:\n\u{1E}\\".utf8)[Int.random(in: 0..<10, using: &generator)], at: index)
        case 3: bytes.removeSubrange(index...)
        default: bytes.removeSubrange(..<index)
        }
      }
      let whole = GeoJSONTranscript([bytes])
      let parts = bytes.chunks(of: Int.random(in: 1...40, using: &generator))
      guard GeoJSONTranscript(parts) == whole else {
        Issue.record("seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self))")
        return
      }
    }
  }

  @Test func `a thousand features go through in small chunks`() {
    let features = (0..<1000).map {
      #"{"type":"Feature","properties":{"i":\#($0)},"geometry":{"type":"Point","coordinates":[\#($0),1]}}"#
    }
    let file = Array("{\"type\":\"FeatureCollection\",\"features\":[\(features.joined(separator: ",\n"))]}".utf8)
    for size in [7, 100, 4096] {
      let transcript = GeoJSONTranscript(file.chunks(of: size))
      #expect(transcript.features.count == 1000)
      #expect(
        transcript.features.enumerated().allSatisfy { $1.properties["i"]?.integer == $0 && $1.place.line == $0 + 1 })
    }
  }
}
