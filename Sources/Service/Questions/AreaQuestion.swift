public import Geo
public import Register

/// The question which parcels lie in an area, and with how many square metres.
public struct AreaQuestion: Sendable {
  /// What the answer shows of each parcel.
  public enum GeometryForm: String, Sendable, CaseIterable {
    /// Nothing.
    case none
    /// The parcel as it is.
    case whole
    /// The part inside the area.
    case clipped
  }

  /// Where the area comes from.
  public enum Ground: Sendable {
    /// Somebody drew it.
    case drawn(AreaDrawing)
    /// It is a ward, by its code.
    case ward(String)
  }

  /// The area.
  public var ground: Ground
  /// A parcel of which less than this lies inside is listed apart and not counted, m².
  public var tolerance: Double
  /// What the answer shows of each parcel.
  public var geometry: GeometryForm
  /// Which state of the land.
  public var moment: Moment

  /// The tolerance where none is asked for, m².
  public static let usualTolerance = 0.1

  /// Makes a question.
  public init(
    _ ground: Ground, tolerance: Double = usualTolerance, geometry: GeometryForm = .whole, moment: Moment = .now
  ) {
    self.ground = ground
    self.tolerance = tolerance
    self.geometry = geometry
    self.moment = moment
  }
}

/// An area as it was drawn: polygons, and lines with a width.
public struct AreaDrawing: Sendable {
  /// A line, and the width of the strip along it: cut off square where the line ends, round at its bends.
  public struct Strip: Sendable, Hashable {
    /// The middle of the strip.
    public var line: [Coordinate]
    /// Its width from edge to edge, metres.
    public var width: Double

    /// Makes a strip.
    public init(line: [Coordinate], width: Double) {
      self.line = line
      self.width = width
    }
  }

  /// The system of the positions.
  public var crs: CRS
  /// The polygons, one element for each geometry that was drawn.
  public var polygons: [MultiPolygon]
  /// The strips.
  public var strips: [Strip]
  /// How many rings did not end where they began, and were closed.
  public var unclosedRings: Int
  /// How many features were passed over because they are points.
  public var skippedFeatures = 0

  /// The most positions of polygons.
  public static let mostPositions = 1_000_000
  /// The most positions of lines.
  public static let mostLinePositions = 100_000
  /// The widest strip, metres.
  public static let widestStrip = 10_000.0

  /// Makes a drawing.
  public init(crs: CRS = .wgs84, polygons: [MultiPolygon] = [], strips: [Strip] = [], unclosedRings: Int = 0) {
    self.crs = crs
    self.polygons = polygons
    self.strips = strips
    self.unclosedRings = unclosedRings
  }

  /// The box around everything that was drawn, without the width of strips.
  var envelope: Envelope {
    var box = Envelope.empty
    for polygons in polygons { box.extend(to: polygons.envelope) }
    for strip in strips { box.extend(to: Envelope(strip.line)) }
    return box
  }
}
