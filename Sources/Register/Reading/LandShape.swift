internal import GEOS
internal import Geo
internal import Projection

/// The land of one version, made ready to be compared with others.
struct LandShape {
  /// What two surveys of one parcel differ by, and what counts as a share at all.
  private static let leastShare = 0.05
  /// Below this area a contact is no share whatever the parcels' size, m².
  private static let leastArea = 0.5

  private let version: ParcelVersion
  private let polygons: MultiPolygon
  private let area: Double

  init(_ version: ParcelVersion) throws {
    self.version = version
    polygons = try WKB.decode(version.gridWKB)
    area = abs(polygons.area)
  }

  /// What a new version has of this land; `nil` when that is next to nothing.
  func descent(to child: ParcelVersion, reader: RegisterReader) throws -> Descent? {
    if child.hasGeometry(of: version) {
      return Descent(parent: version, child: child, area: area, parentShare: 1, childShare: 1)
    }
    var other: MultiPolygon
    if child.grid == version.grid {
      other = try WKB.decode(child.gridWKB)
    } else {
      other = try child.row.geometry()
      try reader.projector.toWGS84(version.grid).inverse(&other.coordinates)
    }
    guard polygons.envelope.intersects(other.envelope) else { return nil }
    let childArea = abs(other.area)
    guard let shared = try shared(with: other, reader.geos) else { return nil }
    let parentShare = area > 0 ? min(1, shared / area) : 0
    let childShare = childArea > 0 ? min(1, shared / childArea) : 0
    guard shared > Self.leastArea, max(parentShare, childShare) > Self.leastShare else { return nil }
    return Descent(parent: version, child: child, area: shared, parentShare: parentShare, childShare: childShare)
  }

  /// The area of the common land, m²; parcels whose rings cross themselves are made valid first.
  private func shared(with other: MultiPolygon, _ geos: GEOSContext) throws -> Double? {
    let left = try valid(polygons, geos)
    let right = try valid(other, geos)
    guard try left.intersects(right) else { return nil }
    return try left.intersection(right).area
  }

  private func valid(_ polygons: MultiPolygon, _ geos: GEOSContext) throws -> Geometry {
    let geometry = try geos.polygons(polygons)
    guard case .valid = try geometry.validity else { return try geometry.makeValid() }
    return geometry
  }
}

/// Descents gathered into what happened together.
struct DescentGroups {
  private struct Name: Hashable {
    let id: Int64
    let isParent: Bool
  }

  private var descents: [Descent] = []

  mutating func add(_ found: [Descent]) {
    // A shape that stayed, or moved by less than surveys differ, is no event, and so joins nothing.
    descents += found.filter { !($0.parent.row.id == $0.child.row.id && min($0.parentShare, $0.childShare) > 0.95) }
  }

  /// Puts together whatever shares a parent or a child.
  func changes() -> [ParcelChange] {
    var group: [Name: Int] = [:]
    var members: [[Descent]] = []
    for descent in descents {
      let parent = Name(id: descent.parent.row.id, isParent: true)
      let child = Name(id: descent.child.row.id, isParent: false)
      switch (group[parent], group[child]) {
      case (nil, nil):
        (group[parent], group[child]) = (members.count, members.count)
        members.append([descent])
      case (let place?, nil), (nil, let place?):
        (group[parent], group[child]) = (place, place)
        members[place].append(descent)
      case (let left?, let right?) where left == right: members[left].append(descent)
      case (let left?, let right?):
        for moved in members[right] {
          group[Name(id: moved.parent.row.id, isParent: true)] = left
          group[Name(id: moved.child.row.id, isParent: false)] = left
        }
        members[left] += members[right] + [descent]
        members[right] = []
      }
    }
    return members.compactMap(change)
  }

  private func change(_ descents: [Descent]) -> ParcelChange? {
    var (parents, children): ([ParcelVersion], [ParcelVersion]) = ([], [])
    for descent in descents {
      if !parents.contains(where: { $0.row.id == descent.parent.row.id }) { parents.append(descent.parent) }
      if !children.contains(where: { $0.row.id == descent.child.row.id }) { children.append(descent.child) }
    }
    guard let first = parents.first, let only = children.first else { return nil }
    // A parcel that only changed its shape is no split and no merger.
    if parents.count == 1, children.count == 1, first.row.id == only.row.id { return nil }
    let kind: ParcelChange.Kind =
      switch (parents.count, children.count) {
      case (1, 1): .renamed
      case (1, _): .split
      case (_, 1): .merged
      default: .rearranged
      }
    return ParcelChange(kind: kind, parents: parents, children: children, descents: descents)
  }
}
