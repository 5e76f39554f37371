import Geo
import JSON

/// What a reader says of a file: its features and errors in order.
struct GeoJSONTranscript: Hashable {
  var features: [GeoJSONFeature] = []
  var errors: [GeoError] = []
  var fatal: GeoError?
  var layout: GeoJSONFeatureReader.Layout?
  var crs: CRS?
  var count = 0

  /// The kinds of the errors that are not fatal.
  var kinds: [GeoError.Kind] { errors.map(\.kind) }

  init(_ chunks: [[UInt8]], layout: GeoJSONFeatureReader.Layout? = nil, maximumFeatureLength: Int = 1 << 28) {
    var reader = GeoJSONFeatureReader(layout: layout, maximumFeatureLength: maximumFeatureLength)
    for chunk in chunks {
      reader.feed(chunk)
      drain(&reader)
    }
    reader.finish()
    drain(&reader)
    self.layout = reader.layout
    crs = reader.crs
    count = reader.featureCount
    if !reader.isAtEnd { errors.append(GeoError(.truncated, offset: -1)) }
  }

  init(_ text: String, layout: GeoJSONFeatureReader.Layout? = nil) {
    self.init([Array(text.utf8)], layout: layout)
  }

  private mutating func drain(_ reader: inout GeoJSONFeatureReader) {
    while fatal == nil {
      do {
        guard let feature = try reader.next() else { return }
        features.append(feature)
      } catch {
        if error.isFatal { fatal = error } else { errors.append(error) }
      }
    }
  }
}
