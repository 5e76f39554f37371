public import Geo

/// What lies at a position: the parcels that hold it, and those close by.
///
/// All distances are in metres in the parcel's own grid.
public struct LandLocation: Sendable, Hashable {
  /// How a parcel lies with regard to the position.
  public enum Relation: String, Sendable, Hashable {
    /// The parcel holds the position, farther from its boundary than the tolerance.
    case inside
    /// The position lies on the parcel's boundary, within the tolerance.
    case boundary
    /// The position lies outside, within the uncertainty.
    case near
  }

  /// One parcel.
  public struct Hit: Sendable, Hashable {
    /// The parcel.
    public var id: Int64
    /// How it lies.
    public var relation: Relation
    /// The distance from the position to the parcel's nearest boundary.
    public var boundaryDistance: Double
    /// The distance from the position to the parcel; 0 when it holds the position.
    public var distance: Double
    /// The grid in which both were measured.
    public var grid: CRS
    /// Where the index has it; `nil` when the R*Tree found it.
    var place: ParcelIndex.Place?

    /// Compares what is known of the parcel, wherever it was found.
    public static func == (left: Hit, right: Hit) -> Bool {
      left.id == right.id && left.relation == right.relation && left.boundaryDistance == right.boundaryDistance
        && left.distance == right.distance && left.grid == right.grid
    }

    /// Feeds what is compared.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(id)
      hasher.combine(relation)
      hasher.combine(boundaryDistance)
    }
  }

  /// The parcels that hold the position; one, unless parcels overlap.
  public var inside: [Hit] = []
  /// The parcels on whose boundary it lies, the nearest boundary first.
  public var boundary: [Hit] = []
  /// The other parcels within the uncertainty, the nearest first.
  public var near: [Hit] = []

  /// Makes a location that holds nothing.
  public init() {}

  /// The parcels that answer the question: those that hold the position or on whose boundary it lies; if there are
  /// none, the nearest one.
  public var features: [Hit] {
    let holding = inside + boundary
    return holding.isEmpty ? Array(near.prefix(1)) : holding
  }

  /// Every other parcel within the uncertainty, the nearest first.
  public var candidates: [Hit] { inside.isEmpty && boundary.isEmpty ? Array(near.dropFirst()) : near }

  /// Whether exactly one parcel comes into question.
  public var isCertain: Bool { features.count == 1 && candidates.isEmpty }

  mutating func add(_ hit: Hit) {
    switch hit.relation {
    case .inside: inside.append(hit)
    case .boundary: boundary.append(hit)
    case .near: near.append(hit)
    }
  }

  /// Puts the parcels in an order that depends on nothing but them.
  mutating func sort() {
    if inside.count > 1 { inside.sort { $0.id < $1.id } }
    if boundary.count > 1 { boundary.sort { ($0.boundaryDistance, $0.id) < ($1.boundaryDistance, $1.id) } }
    if near.count > 1 { near.sort { ($0.distance, $0.id) < ($1.distance, $1.id) } }
  }
}

/// How a position is asked for.
public struct LocationQuery: Sendable, Hashable {
  /// WGS 84 longitude and latitude, degrees.
  public var position: Coordinate
  /// How close to a boundary counts as on it, m: the rounding of the input, and never less than 1 mm.
  public var tolerance: Double
  /// Within which distance other parcels come into question, m.
  public var uncertainty: Double

  /// Makes a query.
  public init(position: Coordinate, tolerance: Double = 0.001, uncertainty: Double = 0) {
    self.position = position
    self.tolerance = max(0.001, tolerance)
    self.uncertainty = max(self.tolerance, uncertainty)
  }
}
