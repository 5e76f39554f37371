import Geo
import Projection
import VietText

/// A row of a source file before anything is judged: the planned columns as text, the geometry as it stands.
struct RawFeature: Sendable {
  /// The geometry as the file gives it, in the file's coordinate reference system.
  enum Shape: Sendable {
    /// Rings of a shapefile polygon, not yet sorted into shells and holes.
    case rings(coordinates: [Coordinate], ringEnds: [Int])
    /// Polygons whose shells and holes the file itself tells apart.
    case polygons(MultiPolygon)
    /// No geometry.
    case missing
    /// A geometry of a kind that the layer cannot take, by its name.
    case unsupported(String)
    /// Polygons of which some rings do not end where they began, by their number.
    case unclosed(rings: Int)
    /// A geometry that could not be read, and why.
    case unreadable(Phrase)
  }

  /// The number of the record or feature, from 1.
  var row: Int
  /// The geometry.
  var shape: Shape
  /// The values of the planned fields, in the plan's order; `nil` where the file has none.
  var values: [String?]
  /// The planned fields whose text held bytes that are no text in the encoding.
  var damagedFields: [Int] = []
}

/// A file that gives its rows one after the other.
protocol FeatureSource: AnyObject {
  /// The file's name without its folder.
  var name: String { get }
  /// How far the reading has come, as a fraction of the file from 0 to 1.
  var fractionRead: Double { get }
  /// How many rows the file says it has; `nil` when it does not say.
  var rowCount: Int? { get }
  /// The names of the columns.
  var fieldNames: [String] { get }
  /// The names of the columns that hold the geometry.
  var shapeColumns: Set<String> { get }
  /// A position of the file, in its own system; `nil` when none is known.
  var middle: Coordinate? { get }
  /// What the file says of its coordinate reference system.
  func declaredCRS(_ projector: Projector, _ findings: inout [Finding]) -> DeclaredCRS
  /// Says which columns the rows shall carry.
  func use(_ plan: ColumnPlan)
  /// Settles how the text of the planned columns is read.
  ///
  /// - Throws: ``Refusal`` when a person must choose and there is none.
  func settleText(_ plan: ColumnPlan, asker: Asker, findings: inout [Finding]) throws(Refusal)
  /// How the text of the columns is read; empty when the format itself says it.
  var texts: [ColumnText] { get }
  /// Some rows from all over the file, or from its beginning; reading on is not disturbed.
  func sample(limit: Int) throws(Refusal) -> [RawFeature]
  /// What was noticed about the file as a whole so far; taking it empties it.
  func takeFindings() -> [Finding]
  /// Reads on; an empty array at the end.
  ///
  /// - Throws: ``Refusal`` when the file itself is broken.
  func next(limit: Int) throws(Refusal) -> [RawFeature]
}

extension FeatureSource {
  /// Text in Unicode needs nobody's word.
  func settleText(_ plan: ColumnPlan, asker: Asker, findings: inout [Finding]) throws(Refusal) {}

  var texts: [ColumnText] { [] }

  var shapeColumns: Set<String> { [] }
}

extension RawFeature {
  /// The middle of the box of all rings; `nil` without a ring.
  var middle: Coordinate? {
    switch shape {
    case .rings(let coordinates, let ringEnds):
      ringEnds.isEmpty ? nil : Envelope(coordinates).center
    case .polygons(let polygons):
      polygons.isEmpty ? nil : polygons.envelope.center
    case .missing, .unsupported, .unclosed, .unreadable: nil
    }
  }
}
