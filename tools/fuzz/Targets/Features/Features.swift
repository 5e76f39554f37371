import Geo
import Harness
import JSON

/// Any text, whole and in pieces, gives the same features and the same errors; what is read can be written and read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFeatures(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  for limit in [1 << 28, 200] {
    let whole = Transcript([input], limit)
    demand(Transcript(pieces(input, seed: seed(input)), limit) == whole, "in pieces is not as whole")
    if input.count < 2000 { demand(Transcript(input.map { [$0] }, limit) == whole, "byte by byte is not as whole") }
    for feature in whole.features {
      guard let polygons = feature.geometry.multiPolygon, polygons.coordinates.allSatisfy(isOnEarth) else { continue }
      comesBack(polygons)
    }
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

  init(_ pieces: [[UInt8]], _ limit: Int) {
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
