public import Cadastre
public import Geo
internal import SpatiaLite

/// The wards of one revision in memory, shared by all threads: which hold a position on a day.
public final class WardIndex: Sendable {
  /// The revision that it holds.
  public let revision: Int
  private let rows: [WardRow]
  private let shapes: [WardShape]
  private let tree: HilbertTree
  /// For each code the wards that bear it at some time, in the order of their validity.
  private let versions: [String: [Int]]
  /// For each ward those that bear its code later.
  private let later: [[Int]]

  private init(revision: Int, rows: [WardRow], shapes: [WardShape]) {
    self.revision = revision
    self.rows = rows
    self.shapes = shapes
    tree = HilbertTree(shapes.map { $0.envelope })
    let versions = Dictionary(grouping: rows.indices) { rows[$0].ward.code }
      .mapValues { $0.sorted { rows[$0].ward.validFrom < rows[$1].ward.validFrom } }
    later = rows.map { row in
      (versions[row.ward.code] ?? []).filter { rows[$0].ward.validFrom > row.ward.validFrom }
    }
    self.versions = versions
  }

  /// Reads the wards of the newest revision.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public static func load(from reader: RegisterReader) throws -> WardIndex {
    try reader.withSnapshot { snapshot in
      let statement = try reader.connection.prepare("SELECT \(Statement.wardColumns(of: "w")) FROM wards AS w")
      var (rows, shapes): ([WardRow], [WardShape]) = ([], [])
      while try statement.step() {
        guard let row = statement.wardRow() else { continue }
        rows.append(row)
        shapes.append(WardShape(try row.geometry()))
      }
      return WardIndex(revision: snapshot.revision, rows: rows, shapes: shapes)
    }
  }

  /// An index of the newest revision, this one's wards used again when none changed.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func refreshed(from reader: RegisterReader) throws -> WardIndex {
    let (newest, isSame) = try reader.withSnapshot { snapshot in
      let changed = try reader.connection.integer(
        "SELECT count(*) FROM revision_wards WHERE layer = 'wards' AND revision > \(revision)")
      return (snapshot.revision, changed == 0)
    }
    guard newest != revision else { return self }
    return isSame ? WardIndex(revision: newest, rows: rows, shapes: shapes) : try WardIndex.load(from: reader)
  }

  /// The wards that hold a position on a day, borders included.
  public func wards(at position: Coordinate, on day: Day) -> [WardRow] {
    var found: [WardRow] = []
    tree.search(at: position) { place in
      if rows[place].ward.isValid(on: day), shapes[place].covers(position), !isSuperseded(place, on: day) {
        found.append(rows[place])
      }
      return true
    }
    return found.count > 1 ? found.sorted { $0.ward.code < $1.ward.code } : found
  }

  /// Whether another ward bears the same code by then.
  private func isSuperseded(_ place: Int, on day: Day) -> Bool {
    later[place].contains { rows[$0].ward.isValid(on: day) }
  }

  /// All wards that bear a code, in the order of their validity.
  public func wards(code: String) -> [WardRow] { (versions[code] ?? []).map { rows[$0] } }
}

/// A large polygon whose edges are sorted into bands of equal height, so that a ray meets few of them.
public struct WardShape: Sendable {
  /// The box around it.
  public let envelope: Envelope
  private let edges: [(from: Coordinate, to: Coordinate)]
  private let bandStarts: [Int32]

  /// Sorts the edges of polygons; longitude and latitude, degrees.
  public init(_ polygons: MultiPolygon) {
    let box = polygons.envelope
    let bandCount = max(1, min(1024, polygons.coordinates.count / 8))
    let scale = box.maxY > box.minY ? Double(bandCount) / (box.maxY - box.minY) : 0
    var bands: [[(from: Coordinate, to: Coordinate)]] = Array(repeating: [], count: bandCount)
    for ring in polygons.ringEnds.indices {
      let positions = polygons.positions(ofRing: ring)
      for index in positions.dropFirst() {
        let edge = (from: polygons.coordinates[index - 1], to: polygons.coordinates[index])
        let low = min(edge.from.y, edge.to.y)
        let high = max(edge.from.y, edge.to.y)
        let first = max(0, min(bandCount - 1, Int((low - box.minY) * scale)))
        let last = max(0, min(bandCount - 1, Int((high - box.minY) * scale)))
        for band in first...last { bands[band].append(edge) }
      }
    }
    envelope = box
    edges = bands.flatMap { $0 }
    var starts: [Int32] = [0]
    for band in bands { starts.append((starts.last ?? 0) + Int32(band.count)) }
    bandStarts = starts
  }

  /// Whether a position lies inside or on the border, by an exact ray test.
  public func covers(_ position: Coordinate) -> Bool {
    guard envelope.contains(position) else { return false }
    let bandCount = bandStarts.count - 1
    let height = envelope.maxY - envelope.minY
    let scale = height > 0 ? Double(bandCount) / height : 0
    let band = max(0, min(bandCount - 1, Int((position.y - envelope.minY) * scale)))
    var isInside = false
    for index in Int(bandStarts[band])..<Int(bandStarts[band + 1]) {
      let (a, b) = edges[index]
      if (a.y > position.y) != (b.y > position.y) {
        switch Orientation(a, b, position) {
        case .collinear: return true
        case .counterclockwise: if b.y > a.y { isInside.toggle() }
        case .clockwise: if b.y < a.y { isInside.toggle() }
        }
      } else if a.y == position.y || b.y == position.y {
        let onSpan = min(a.x, b.x) <= position.x && position.x <= max(a.x, b.x)
        if onSpan, a == position || b == position || (a.y == b.y && a.y == position.y) { return true }
      }
    }
    return isInside
  }
}
