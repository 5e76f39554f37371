import GEOS
import Geo
import Projection

/// Judges and measures geometries: from what a file holds to what the register keeps.
///
/// One belongs to one thread; it owns a GEOS context and its coordinate operations.
final class GeometrySurvey {
  /// The geometry of a row, ready for the register.
  struct Surveyed {
    /// For finding and showing: longitude and latitude on WGS 84, degrees.
    var geographic: MultiPolygon
    /// For law: in the area grid, metres.
    var grid: MultiPolygon
    /// The geometry as imported, when its system is not the area grid.
    var source: MultiPolygon?
    /// The planar area in the grid, m².
    var area: Double
  }

  /// A row whose geometry cannot be taken: the finding that says why.
  struct Rejection: Error {
    var finding: Finding
  }

  /// What the survey needs to know of the file.
  struct Plan: Sendable {
    /// The coordinate reference system of the file.
    var source: CRS
    /// Whether the file has northing before easting, or latitude before longitude.
    var isSwapped = false
    /// The grid in which areas are measured.
    var grid: CRS
    /// Whether the file's system counts degrees.
    var sourceIsGeographic: Bool
    /// The longest edge, in metres of the grid, that the WGS 84 copy keeps undivided; `nil` keeps all edges.
    var maximumEdge: Double?
    /// A repair that changes more than this many m² sends the row to quarantine.
    var maximumRepair = 0.5
    /// A ring whose ends lie further apart than this, in metres, is not closed but sent to quarantine.
    var maximumGap = 0.05
  }

  let plan: Plan
  let geos: GEOSContext
  private var fromSource: CornerMemory
  let fromGrid: Transformation

  /// Makes a survey for one thread.
  init(plan: Plan) throws {
    self.plan = plan
    geos = try GEOSContext()
    let projector = try Projector()
    fromSource = CornerMemory(try projector.toWGS84(plan.source))
    fromGrid = try projector.toWGS84(plan.grid)
  }

  /// Judges a row's geometry.
  ///
  /// - Parameters:
  ///   - shape: the geometry as the file gives it.
  ///   - row: the row, for findings.
  ///   - findings: receives what was noticed and mended.
  /// - Returns: the geometry in all its systems, with its area.
  /// - Throws: ``Rejection`` when the row must go to quarantine.
  func survey(
    _ shape: consuming RawFeature.Shape, row: RowIdentity, findings: inout [Finding]
  ) throws(Rejection) -> Surveyed {
    var source = try polygons(of: shape, row: row, findings: &findings)
    if plan.isSwapped {
      for index in source.coordinates.indices {
        source.coordinates[index] = Coordinate(x: source.coordinates[index].y, y: source.coordinates[index].x)
      }
    }
    try checkCoordinates(of: source, row: row)
    guard !source.isEmpty else {
      throw reject(
        .ringTooShort, row, vi: "không còn vòng nào có ít nhất ba đỉnh khác nhau",
        en: "no ring with at least three distinct corners is left")
    }
    let isGrid = plan.source == plan.grid
    var geographic = source
    var grid = source
    do {
      if let maximumEdge = plan.maximumEdge, !plan.sourceIsGeographic {
        geographic = source.densified(maximumSegment: maximumEdge)
      }
      try fromSource.forward(&geographic.coordinates)
      if !isGrid {
        try fromSource.forward(&grid.coordinates)
        try fromGrid.inverse(&grid.coordinates)
      }
      if !PlainRing.isPlain(grid), try mend(&grid, row: row, findings: &findings) {
        geographic = plan.maximumEdge.map { grid.densified(maximumSegment: $0) } ?? grid
        try fromGrid.forward(&geographic.coordinates)
      }
    } catch let rejection as Rejection {
      throw rejection
    } catch {
      throw reject(
        .coordinateOutside, row, vi: "tọa độ nằm ngoài phạm vi của \(plan.source)",
        en: "coordinates lie outside the domain of \(plan.source)")
    }
    let area = grid.area
    guard area > 0 else {
      throw reject(.areaZero, row, at: geographic.coordinates.first, vi: "diện tích bằng 0", en: "the area is zero")
    }
    return Surveyed(geographic: geographic, grid: grid, source: isGrid ? nil : source, area: area)
  }
}
