import Geo
import Harness
import JSON

/// Any text, whole and in pieces, gives the same features and the same errors; what is read can be written and read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFeatures(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  let whole = Transcript([input])
  for feature in whole.features {
    guard let polygons = feature.geometry.multiPolygon, polygons.coordinates.allSatisfy(isOnEarth) else { continue }
    comesBack(polygons)
  }
  let parted = Transcript(pieces(input, seed: seed(input)))
  demand(parted == whole, "in pieces: \(parted.summary); whole: \(whole.summary)")
  // A small limit refuses more of a text in small pieces, as it is noticed when more is asked for.
  _ = Transcript(pieces(input, seed: seed(input)), 200)
  if input.count < 2000 {
    let single = Transcript(input.map { [$0] })
    demand(single == whole, "byte by byte: \(single.summary); whole: \(whole.summary)")
  }
  return 0
}

private func isOnEarth(_ coordinate: Coordinate) -> Bool { abs(coordinate.x) <= 180 && abs(coordinate.y) <= 90 }

private func comesBack(_ polygons: MultiPolygon) {
  var writer = JSONWriter()
  writer.beginObject()
  writer.key("type")
  writer.string("Feature")
  writer.key("properties")
  writer.null()
  writer.key("geometry")
  GeoJSON.write(polygons, into: &writer)
  writer.endObject()
  let text = writer.take()
  do throws(JSONError) {
    _ = try JSONParser.parse(text)
  } catch {
    fatalError("what was written is no JSON: \(error)")
  }
}

private struct Transcript: Equatable {
  var features: [GeoJSONFeature] = []
  var errors: [GeoError] = []
  var crs: CRS?
  var count = 0

  var summary: String { "\(features.count) features, \(errors.map(\.description)), \(crs.map { "\($0)" } ?? "no crs")" }

  init(_ pieces: [[UInt8]], _ limit: Int = 1 << 28) {
    var reader = GeoJSONFeatureReader(maximumFeatureLength: limit)
    for piece in pieces {
      reader.feed(piece)
      drain(&reader)
    }
    reader.finish()
    drain(&reader)
    crs = reader.crs
    count = reader.featureCount
    demand(reader.isAtEnd, "the reader has not ended")
  }

  private mutating func drain(_ reader: inout GeoJSONFeatureReader) {
    while errors.last?.isFatal != true {
      do throws(GeoError) {
        guard let feature = try reader.next() else { return }
        features.append(feature)
      } catch {
        demand(!error.description.isEmpty, "an error without words")
        errors.append(error)
      }
    }
  }
}
