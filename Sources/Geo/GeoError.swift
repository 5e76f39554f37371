public import JSON

/// A geometry or a file of geometries that cannot be read, with the place where it went wrong.
///
/// It never carries values of the file, which may be personal.
public struct GeoError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong.
  public enum Kind: Hashable, Sendable {
    /// The bytes end before the geometry does.
    case truncated
    /// Bytes follow the end of the geometry.
    case trailingBytes
    /// A byte order other than 0 and 1 in WKB.
    case unknownByteOrder
    /// A geometry type that is not read here, by its name.
    case unsupportedType(String)
    /// A count that the bytes cannot hold.
    case countTooLarge
    /// A coordinate that is not a finite number.
    case notFinite
    /// JSON text that is refused.
    case json(JSONError.Kind)
    /// A file whose first byte begins no JSON object, or an object that is no GeoJSON.
    case notGeoJSON
    /// An element that is no GeoJSON Feature, or lacks its type.
    case notAFeature
    /// A FeatureCollection as a record of a sequence, or a type member that contradicts the `features`.
    case misplacedCollection
    /// A FeatureCollection without an array of `features`.
    case missingFeatures
    /// A Feature, collection or geometry that has a member twice.
    case duplicateMember
    /// A member of the wrong JSON type: `properties`, `geometry`, `id`, `type`.
    case wrongMemberType
    /// A geometry type unknown to RFC 7946.
    case unknownGeometryType
    /// A geometry without its `coordinates`.
    case missingCoordinates
    /// Coordinates nested otherwise than the geometry's type demands.
    case wrongNesting
    /// A position that is not an array of numbers.
    case nonNumericPosition
    /// A position of fewer than two numbers.
    case positionTooShort
    /// A ring that has fewer than four positions when closed.
    case ringTooShort
    /// A line that has fewer than two positions.
    case lineTooShort
    /// A feature longer than is allowed.
    case featureTooLarge
  }

  /// What is wrong.
  public var kind: Kind
  /// The byte offset in the file, or in the geometry for WKB.
  public var offset: Int
  /// The line from 1, in text.
  public var line: Int?
  /// The column in bytes from 1, in text.
  public var column: Int?
  /// Which feature of the file it is, from 0.
  public var feature: Int?
  /// Whether nothing more can be read; otherwise reading goes on with the next feature.
  public var isFatal: Bool

  /// Makes the error of a kind at a byte offset.
  public init(_ kind: Kind, offset: Int, feature: Int? = nil, isFatal: Bool = true) {
    self.kind = kind
    self.offset = offset
    self.feature = feature
    self.isFatal = isFatal
  }

  /// Makes the error of a kind at a place of a text.
  public init(_ kind: Kind, at place: JSONPlace, feature: Int? = nil, isFatal: Bool = true) {
    self.init(kind, offset: place.offset, feature: feature, isFatal: isFatal)
    line = place.line
    column = place.column
  }

  /// Makes the error of a JSON text that is refused.
  public init(_ error: JSONError, feature: Int? = nil, isFatal: Bool = true) {
    self.init(.json(error.kind), at: error.place, feature: feature, isFatal: isFatal)
  }

  /// The error in one sentence: what, and where.
  public var description: String {
    var text = kind.sentence
    if let feature { text += ", feature \(feature)" }
    if let line, let column { return text + ", line \(line), column \(column) (byte \(offset))" }
    return text + ", byte \(offset)"
  }
}

extension GeoError.Kind {
  /// What is wrong, in words, without the place.
  public var sentence: String {
    switch self {
    case .truncated: "the geometry ends too early"
    case .trailingBytes: "bytes after the end of the geometry"
    case .unknownByteOrder: "unknown byte order in WKB"
    case .unsupportedType(let name): "a geometry of type \(name), only Polygon and MultiPolygon are read here"
    case .countTooLarge: "a count greater than the bytes can hold"
    case .notFinite: "a coordinate that is not a finite number"
    case .json(let kind): kind.sentence
    case .notGeoJSON: "not GeoJSON: neither a FeatureCollection nor a Feature"
    case .notAFeature: "not a GeoJSON Feature"
    case .misplacedCollection: "a FeatureCollection in a place where none can stand"
    case .missingFeatures: "a FeatureCollection without an array of features"
    case .duplicateMember: "a member that stands twice"
    case .wrongMemberType: "a member of the wrong JSON type"
    case .unknownGeometryType: "a geometry type unknown to GeoJSON"
    case .missingCoordinates: "a geometry without coordinates"
    case .wrongNesting: "coordinates nested otherwise than the geometry type demands"
    case .nonNumericPosition: "a position that is not made of numbers"
    case .positionTooShort: "a position of fewer than two numbers"
    case .ringTooShort: "a ring of fewer than four positions"
    case .lineTooShort: "a line of fewer than two positions"
    case .featureTooLarge: "a feature longer than allowed"
    }
  }
}
