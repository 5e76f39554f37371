import Geo
import JSON
import Testing

@Suite struct GeoJSONReaderTests {
  static func feature(_ name: String, geometry: String = square) -> String {
    #"{"type":"Feature","properties":{"n":"\#(name)"},"geometry":\#(geometry)}"#
  }
  static let square = #"{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]]]}"#
  static let squarePolygon = MultiPolygon([[Shapes.square(0, 0, 4)]])

  private func names(_ transcript: GeoJSONTranscript) -> [String] {
    transcript.features.map { $0.properties["n"]?.string ?? "-" }
  }

  @Test func `reads a FeatureCollection whose type stands first or last`() {
    let features = "[\(Self.feature("a")),\n\(Self.feature("b"))]"
    for text in [
      #"{"type":"FeatureCollection","features":\#(features)}"#,
      #"{"features":\#(features),"type":"FeatureCollection"}"#,
      "\u{FEFF} {\n \"name\": \"x\",\n \"type\": \"FeatureCollection\",\n \"features\": \(features)\n}\n\n",
      #"{"a":{"features":[1]},"type":"FeatureCollection","bbox":[1,2,3,4],"features":\#(features),"z":[{}]}"#,
      #"{"features":\#(features)}"#,
    ] {
      let transcript = GeoJSONTranscript(text)
      #expect(names(transcript) == ["a", "b"])
      #expect(transcript.layout == .collection)
      #expect(transcript.fatal == nil && transcript.errors.isEmpty)
      #expect(transcript.features.map(\.index) == [0, 1])
      #expect(transcript.features.allSatisfy { $0.geometry == .multiPolygon(Self.squarePolygon, isMulti: false) })
    }
    let empty = GeoJSONTranscript(#"{"type":"FeatureCollection","features":[]}"#)
    #expect(empty.features.isEmpty && empty.fatal == nil && empty.layout == .collection)
  }

  @Test func `reads one Feature and one bare geometry`() {
    let single = GeoJSONTranscript(
      "{\n\"type\":\"Feature\",\n\"id\":7,\"properties\":null,\n\"geometry\":\n\(Self.square)}\n")
    #expect(single.layout == .single)
    #expect(single.features.first?.id == .integer(7))
    #expect(single.features.first?.geometry.multiPolygon == Self.squarePolygon)
    let bare = GeoJSONTranscript(Self.square)
    #expect(bare.features.first?.isBareGeometry == true)
    #expect(bare.features.first?.geometry.multiPolygon == Self.squarePolygon)
  }

  @Test func `reads features one to a line, with blank lines and either line end`() {
    let text = "\n\(Self.feature("a"))\r\n\n  \(Self.feature("b"))  \n\(Self.feature("c"))"
    let transcript = GeoJSONTranscript(text)
    #expect(names(transcript) == ["a", "b", "c"])
    #expect(transcript.layout == .lines)
    #expect(transcript.features.map(\.place.line) == [2, 4, 5])
    #expect(GeoJSONTranscript(Self.feature("a") + "\n").layout == .single)
    #expect(GeoJSONTranscript(Self.feature("a") + "\n", layout: .lines).layout == .lines)
  }

  @Test func `reads features after record separators`() {
    let text =
      "\u{1E}\(Self.feature("a"))\n\u{1E}{\n\"type\":\"Feature\",\n\"properties\":{\"n\":\"b\"},\"geometry\":null}\n\u{1E}\u{1E}\(Self.feature("c"))"
    let transcript = GeoJSONTranscript(text)
    #expect(names(transcript) == ["a", "b", "c"])
    #expect(transcript.layout == .records)
    #expect(transcript.features[1].geometry == .none)
    let broken = GeoJSONTranscript("\u{1E}\(Self.feature("a"))\n\u{1E}{\"type\":\n\u{1E}\(Self.feature("c"))\n")
    #expect(names(broken) == ["a", "c"])
    #expect(broken.errors.map(\.feature) == [1])
  }

  @Test func `a broken line is an error of that line`() {
    let lines = [
      Self.feature("a"), #"{"type":"Feature","properties":{"n":"#, Self.feature("c"), "garbage",
      Self.feature("e") + "}", #"{"type":"FeatureCollection","features":[]}"#, Self.feature("g"), "[1,2]",
    ]
    let transcript = GeoJSONTranscript(lines.joined(separator: "\n"))
    #expect(names(transcript) == ["a", "c", "g"])
    #expect(transcript.fatal == nil)
    #expect(
      transcript.kinds == [
        .json(.unexpectedEnd), .json(.unknownLiteral), .json(.trailingBytes), .misplacedCollection, .notAFeature,
      ])
    #expect(transcript.errors.map(\.feature) == [1, 3, 4, 5, 7])
    #expect(transcript.errors.map(\.line) == [2, 4, 5, 6, 8])
    #expect(transcript.count == 8)
  }

  @Test(arguments: [
    #"{"type":"Feature","properties":{"n":"#, #"{"type":"Feature","properties":{"n":"x"#, #"{"type":"Feature","#,
    #"{"type":"Feature","properties":{"n":nan},"geometry":null}"#, "{", #"{"type":]"#, #"{"type":"Feature"}}"#,
    #"{"type":"Feature","properties":{"n":1}},"#, #"{"type":"Feature","bbox":["#,
  ]) func `a broken first line is an error of that line too`(line: String) {
    let transcript = GeoJSONTranscript("\(line)\n\(Self.feature("b"))\n\(Self.feature("c"))\n")
    #expect(names(transcript) == ["b", "c"])
    #expect(transcript.fatal == nil)
    #expect(transcript.errors.map(\.line) == [1])
    #expect(transcript.layout == .lines)
  }

  @Test func `a document over several lines is not taken for lines`() {
    let text = "{\"type\":\"Feature\",\"properties\":\n{\"n\":\"a\"},\"geometry\":\n\(Self.square)\n}"
    let transcript = GeoJSONTranscript(text)
    #expect(names(transcript) == ["a"])
    #expect(transcript.layout == .single)
  }

  @Test(
    arguments: [
      ("", .json(.unexpectedEnd), 0), ("  \n", .json(.unexpectedEnd), 3), ("PK\u{3}\u{4}", .notGeoJSON, 0),
      ("[1]", .notGeoJSON, 0), ("<html>", .notGeoJSON, 0), ("{", .json(.unexpectedEnd), 1),
      ("{]", .json(.unexpectedByte), 1),
      (#"{"type":"FeatureCollection"}"#, .missingFeatures, 0),
      (#"{"type":"FeatureCollection","features":{}}"#, .missingFeatures, 0),
      (#"{"type":"FeatureCollection","features":null}"#, .missingFeatures, 0),
      (#"{"type":"FeatureCollection","features":["#, .json(.unexpectedEnd), 40),
      (#"{"type":"FeatureCollection","features":[]"#, .json(.unexpectedEnd), 41),
      (#"{"type":"FeatureCollection","features":[]}x"#, .json(.trailingBytes), 42),
      (#"{"type":"FeatureCollection","features":[]}{}"#, .json(.trailingBytes), 42),
      (#"{"type":"Topology","features":[]}"#, .misplacedCollection, 33),
      (#"{"features":[],"features":[]}"#, .duplicateMember, 15),
      (#"{"features":[],"x":tru}"#, .json(.unexpectedByte), 22), (#"{"features":[],}"#, .json(.unexpectedByte), 15),
      (#"{"x":nope,"features":[]}"#, .json(.unknownLiteral), 5),
      (#"{"features":[{},,{}]}"#, .json(.unexpectedByte), 16),
    ] as [(String, GeoError.Kind, Int)])
  func `refuses a file that is none, with its place`(text: String, kind: GeoError.Kind, offset: Int) {
    let transcript = GeoJSONTranscript(text)
    #expect(transcript.fatal?.kind == kind)
    #expect(transcript.fatal?.offset == offset)
    #expect(transcript.fatal?.isFatal == true)
  }

  @Test func `broken JSON in a collection is fatal, after the features before it`() {
    let broken = #"{"type":"Feature","properties":{"n":nan,"m":[}},"geometry":null}"#
    let transcript = GeoJSONTranscript("{\"features\":[\n\(Self.feature("a")),\n\(broken),\(Self.feature("c"))]}")
    #expect(names(transcript) == ["a"])
    #expect(transcript.fatal?.kind == .json(.unknownLiteral))
    #expect(transcript.fatal?.feature == 1)
    #expect(transcript.fatal?.line == 3)
    #expect(transcript.fatal?.column == 37)
    #expect(transcript.fatal?.description.contains("feature 1, line 3, column 37") == true)
  }

  @Test(
    arguments: [
      (#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}"#, .ringTooShort),
      (#"{"type":"Polygon","coordinates":[[]]}"#, .ringTooShort),
      (#"{"type":"Polygon","coordinates":[[[0,0],[1,0]]]}"#, .ringTooShort),
      (#"{"type":"Polygon","coordinates":[[[0,0],[1,"x"],[1,1],[0,0]]]}"#, .nonNumericPosition),
      (#"{"type":"Polygon","coordinates":[[[0,0],[1,null],[1,1],[0,0]]]}"#, .nonNumericPosition),
      (#"{"type":"Polygon","coordinates":[[[0,0],null,[1,1],[0,0]]]}"#, .nonNumericPosition),
      (#"{"type":"Polygon","coordinates":[[[0,0,"z"],[1,0],[1,1],[0,0]]]}"#, .nonNumericPosition),
      (#"{"type":"Polygon","coordinates":[[[0,0],[1],[1,1],[0,0]]]}"#, .positionTooShort),
      (#"{"type":"Polygon","coordinates":[[[0,0],[],[1,1],[0,0]]]}"#, .positionTooShort),
      (#"{"type":"Polygon","coordinates":[[0,0],[1,0],[1,1],[0,0]]}"#, .wrongNesting),
      (#"{"type":"Polygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}"#, .wrongNesting),
      (#"{"type":"MultiPolygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#, .wrongNesting),
      (#"{"type":"Polygon","coordinates":{}}"#, .wrongNesting), (#"{"type":"Polygon","coordinates":7}"#, .wrongNesting),
      (#"{"type":"Polygon","coordinates":null}"#, .wrongNesting),
      (#"{"type":"Point","coordinates":["1","2"]}"#, .nonNumericPosition),
      (#"{"type":"Polygon"}"#, .missingCoordinates), (#"{"coordinates":[]}"#, .unknownGeometryType),
      (#"{}"#, .unknownGeometryType),
      (#"{"type":"polygon","coordinates":[]}"#, .unknownGeometryType),
      (#"{"type":3,"coordinates":[]}"#, .wrongMemberType),
      (#"{"type":"Polygon","type":"Polygon","coordinates":[]}"#, .duplicateMember),
      (#"{"type":"Polygon","coordinates":[],"coordinates":[]}"#, .duplicateMember),
      (#""Polygon""#, .wrongMemberType), ("[]", .wrongMemberType), ("3", .wrongMemberType),
    ] as [(String, GeoError.Kind)])
  func `a bad geometry is an error of its feature, and reading goes on`(geometry: String, kind: GeoError.Kind) {
    let features = [Self.feature("a"), Self.feature("b", geometry: geometry), Self.feature("c")]
    let collection = GeoJSONTranscript(
      #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#)
    let lines = GeoJSONTranscript(features.joined(separator: "\n"))
    for transcript in [collection, lines] {
      #expect(names(transcript) == ["a", "c"])
      #expect(transcript.kinds == [kind])
      #expect(transcript.errors.map(\.feature) == [1])
      #expect(transcript.fatal == nil)
      #expect(transcript.features.map(\.index) == [0, 2])
    }
    // Coordinates before the type say the same, but for what depends on the order.
    if geometry.hasPrefix(#"{"type":"Polygon","coordinates":"#), kind != .duplicateMember {
      let coordinates = geometry.dropFirst(#"{"type":"Polygon","#.count).dropLast()
      let turned = GeoJSONTranscript(Self.feature("x", geometry: #"{\#(coordinates),"type":"Polygon"}"#))
      #expect(turned.kinds == [kind])
    }
  }

  @Test(
    arguments: [
      (#"{"type":"Thing","properties":{},"geometry":null}"#, .notAFeature),
      (#"{"properties":{},"geometry":null}"#, .notAFeature),
      (#"{}"#, .notAFeature), ("3", .notAFeature), ("null", .notAFeature), (#""x""#, .notAFeature),
      ("[{}]", .notAFeature),
      (#"{"type":1,"properties":{},"geometry":null}"#, .wrongMemberType),
      (#"{"type":"Feature","properties":[],"geometry":null}"#, .wrongMemberType),
      (#"{"type":"Feature","id":{},"geometry":null}"#, .wrongMemberType),
      (#"{"type":"Feature","geometry":null,"geometry":null}"#, .duplicateMember),
      (#"{"type":"Feature","type":"Feature","geometry":null}"#, .duplicateMember),
      (#"{"type":"Feature","properties":{"a":1,"a":2},"geometry":null}"#, .json(.duplicateName)),
      (#"{"type":"Feature","properties":{"a":{"b":[{"c":1,"c":2}]}},"geometry":null}"#, .json(.duplicateName)),
      (#"{"type":"Feature","properties":{"a":1e999},"geometry":null}"#, .json(.numberOutOfRange)),
      (#"{"type":"Feature","properties":{"a":"\uD800"},"geometry":null}"#, .json(.loneSurrogate)),
      (#"{"type":"FeatureCollection","features":[]}"#, .misplacedCollection),
    ] as [(String, GeoError.Kind)])
  func `a bad feature is an error of its own`(bad: String, kind: GeoError.Kind) {
    let transcript = GeoJSONTranscript(#"{"features":[\#(bad), \#(Self.feature("b"))]}"#)
    #expect(names(transcript) == ["b"])
    #expect(transcript.kinds == [kind])
    #expect(transcript.fatal == nil)
  }

  @Test func `unclosed rings are closed and further ordinates dropped, and both are told`() {
    let geometry =
      #"{"type":"MultiPolygon","coordinates":[[[[0,0,5],[4,0,5,6],[4,4],[0,4]],[[1,1],[2,1],[2,2]]],[[[9,9],[10,9],[9,10],[9,9]]]]}"#
    let feature = GeoJSONTranscript(Self.feature("a", geometry: geometry)).features.first
    #expect(feature?.unclosedRings == 2)
    #expect(feature?.droppedOrdinates == 2)
    #expect(feature?.geometry.multiPolygon?.ringEnds == [5, 9, 13])
    #expect(feature?.geometry.multiPolygon?.polygonEnds == [2, 3])
  }

  @Test func `other geometries are named`() {
    for (geometry, expected) in [
      (
        #"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#,
        GeoJSONGeometry.lines([[Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 1)]])
      ),
      (
        #"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}"#,
        .other("GeometryCollection")
      ),
      (#"{"type":"Point","coordinates":[108.5,15.25,3]}"#, .point(Coordinate(x: 108.5, y: 15.25))),
      (#"{"type":"Point","coordinates":[]}"#, .none),
      (#"{"type":"Polygon","coordinates":[]}"#, .multiPolygon(MultiPolygon(), isMulti: false)),
      (#"{"type":"MultiPolygon","coordinates":[[]]}"#, .multiPolygon(MultiPolygon(), isMulti: true)), ("null", .none),
      (
        #"{"coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]]],"bbox":[0],"type":"Polygon"}"#,
        .multiPolygon(Self.squarePolygon, isMulti: false)
      ),
    ] {
      let transcript = GeoJSONTranscript(Self.feature("a", geometry: geometry))
      #expect(transcript.features.first?.geometry == expected)
      #expect(transcript.errors.isEmpty && transcript.fatal == nil)
    }
    #expect(GeoJSONTranscript(#"{"type":"Feature","properties":{}}"#).features.first?.geometry == GeoJSONGeometry.none)
  }

  @Test(
    arguments: [
      ("urn:ogc:def:crs:EPSG::5898", CRS(epsg: 5898)), ("EPSG:3405", CRS(epsg: 3405)),
      ("urn:ogc:def:crs:EPSG:6.18:4326", .wgs84),
      ("urn:ogc:def:crs:OGC:1.3:CRS84", .wgs84), ("ESRI:102100", nil), ("", nil),
    ] as [(String, CRS?)]) func `tells the crs member`(name: String, crs: CRS?)
  {
    let member = #""crs":{"type":"name","properties":{"name":"\#(name)"}}"#
    for text in [#"{\#(member),"features":[]}"#, #"{"features":[],\#(member)}"#] {
      #expect(GeoJSONTranscript(text).crs == crs)
    }
  }

  @Test func `a feature longer than allowed is refused before it fills the memory`() {
    let long = Self.feature(String(repeating: "x", count: 2000))
    let lines = [Self.feature("a"), long, Self.feature("c")].joined(separator: "\n")
    let byLines = GeoJSONTranscript(Array(lines.utf8).chunks(of: 64), maximumFeatureLength: 1000)
    #expect(names(byLines) == ["a", "c"])
    #expect(byLines.kinds == [.featureTooLarge])
    let collection = #"{"features":[\#(long)]}"#
    let inCollection = GeoJSONTranscript(Array(collection.utf8).chunks(of: 64), maximumFeatureLength: 1000)
    #expect(inCollection.fatal?.kind == .featureTooLarge)
    let endless = GeoJSONTranscript(
      Array(#"{"a":"\#(String(repeating: "x", count: 5000))"#.utf8).chunks(of: 64), maximumFeatureLength: 1000)
    #expect(endless.fatal?.kind == .featureTooLarge)
  }
}

extension Array {
  /// The elements in pieces of a size.
  func chunks(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
