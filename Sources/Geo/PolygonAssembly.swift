/// Rings sorted into shells and holes by which lies in which, as a shapefile needs it.
///
/// A ring in an even number of other rings is a shell, in an odd number a hole of the smallest ring around it: so an
/// island in a lake is a polygon of its own. The winding decides nothing; where it says otherwise, that is told.
public struct PolygonAssembly: Hashable, Sendable {
  /// Something odd about a ring.
  public struct Anomaly: Hashable, Sendable {
    /// What is odd.
    public enum Kind: Hashable, Sendable {
      /// A coordinate is not a finite number; the ring is left out.
      case notFinite
      /// Fewer than four positions when closed; the ring is left out.
      case tooFewPositions
      /// The area is zero within the rounding of its coordinates; the ring is left out.
      case zeroArea
      /// The ring is the same as another one, by its index; it is left out.
      case duplicate(of: Int)
      /// The last position differs from the first; the ring is closed.
      case unclosed
      /// The ring is wound as a hole but lies in no shell; it is taken as a shell.
      case holeOutsideShell
      /// The ring is wound as a shell but lies in another one, by its index; it is taken as a hole of that.
      case shellInsideShell(Int)
      /// The ring has positions inside and outside of another one, by its index: they cross.
      case crossing(Int)
    }

    /// The index of the ring as it was given.
    public let ring: Int
    /// What is odd about it.
    public let kind: Kind
  }

  /// How the shells of a source are wound.
  public enum Winding: Hashable, Sendable {
    /// Shells clockwise, holes counter-clockwise, as in a shapefile.
    case clockwiseShells
    /// Shells counter-clockwise, holes clockwise, as in GeoJSON.
    case counterclockwiseShells
    /// Of no meaning.
    case unspecified
  }

  /// The polygons, shells in the order of the source, each followed by its holes.
  public let multiPolygon: MultiPolygon
  /// Everything odd, in the order of the rings.
  public let anomalies: [Anomaly]

  /// Sorts the rings of one shape.
  ///
  /// - Parameters:
  ///   - coordinates: The positions of all rings, one ring after the other.
  ///   - ringEnds: For each ring the index after its last position.
  ///   - winding: How the source winds its shells.
  /// - Returns: The polygons, and what was odd. For a single sound ring the arrays are passed on, not copied.
  public static func assemble(
    coordinates: [Coordinate], ringEnds: [Int], winding: Winding = .clockwiseShells
  ) -> PolygonAssembly {
    if ringEnds.count == 1, ringEnds[0] == coordinates.count {
      let ring = AssembledRing(index: 0, positions: 0..<coordinates.count, coordinates: coordinates)
      if ring.fault == nil && ring.isClosed {
        let isHole = ring.isWoundAsHole(winding)
        return PolygonAssembly(
          multiPolygon: MultiPolygon(coordinates: coordinates, ringEnds: ringEnds, polygonEnds: onePolygon),
          anomalies: isHole ? [Anomaly(ring: 0, kind: .holeOutsideShell)] : [])
      }
    }
    var sorting = RingSorting(coordinates: coordinates, ringEnds: ringEnds, winding: winding)
    return sorting.assembly()
  }

  private static let onePolygon = [1]
}

/// A ring of a shape with what decides its place.
struct AssembledRing {
  let index: Int
  let positions: Range<Int>
  let isClosed: Bool
  let signedArea: Double
  let envelope: Envelope
  let fault: PolygonAssembly.Anomaly.Kind?

  init(index: Int, positions: Range<Int>, coordinates: [Coordinate]) {
    let span = coordinates.span.extracting(positions)
    self.index = index
    self.positions = positions
    isClosed = span.count > 0 && span[0] == span[span.count - 1]
    var envelope = Envelope.empty
    var isFinite = true
    for index in span.indices {
      envelope.extend(to: span[index])
      isFinite = isFinite && span[index].isFinite
    }
    self.envelope = envelope
    signedArea = isFinite ? RingGeometry.signedArea(span) : 0
    if !isFinite {
      fault = .notFinite
    } else if span.count + (isClosed ? 0 : 1) < 4 {
      fault = .tooFewPositions
    } else if Self.isFlat(signedArea, envelope, count: span.count) {
      fault = .zeroArea
    } else {
      fault = nil
    }
  }

  func isWoundAsHole(_ winding: PolygonAssembly.Winding) -> Bool {
    switch winding {
    case .clockwiseShells: signedArea > 0
    case .counterclockwiseShells: signedArea < 0
    case .unspecified: false
    }
  }

  /// Whether an area is not more than what rounding may make of nothing.
  private static func isFlat(_ area: Double, _ envelope: Envelope, count: Int) -> Bool {
    let box = (envelope.maxX - envelope.minX) * (envelope.maxY - envelope.minY)
    return area.magnitude <= box * Double(count) * .ulpOfOne * 2
  }
}
