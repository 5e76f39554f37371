import Cadastre
import GEOS
import Geo
import Office
import Register
import VietText

/// What of the land matters to a dossier about a parcel.
struct ParcelStanding: Sendable {
  /// The parcel as it is attached.
  var parcel: DossierParcel
  /// The parcel as it is now; `nil` when it is gone, or not shown.
  var feature: ParcelFeature?
  /// When it changed after it was attached; `nil` when it did not.
  var changedAt: Int?
  /// Whether it is no longer there.
  var isGone = false
  /// The wards that it lies in, with how much of it, m², when they are several.
  var wards: [(ward: WardReference, area: Double)] = []
  /// The registered area less the map's, m², when they differ.
  var areaDifference: Double?
  /// Parcels that overlap it, with how much, m².
  var overlaps: [(id: Int64, area: Double)] = []
}

extension Desk {
  /// A part of a parcel smaller than this is no overlap and no second ward, m².
  private static let smallestPart = 0.1

  /// Finds the parcel of a question, to be attached at the newest revision.
  ///
  /// - Throws: ``ServiceError`` when the words name none, or several.
  func parcelToAttach(_ question: ParcelQuestion) throws(ServiceError) -> DossierParcel {
    let answer = try parcel(question)
    guard !answer.isAmbiguous, let feature = answer.features.first else {
      throw ServiceError(
        .badContent,
        Phrase(vi: "Có nhiều thửa cùng số; hãy nêu series.", en: "Several parcels bear these words; name the series."),
        parameter: "series", allowed: answer.features.map { $0.parcel.key.series })
    }
    return DossierParcel(id: Int64(feature.id), key: feature.parcel.key, revision: answer.revision.id)
  }

  /// How parcels of a dossier stand now.
  func standings(of parcels: [DossierParcel]) throws(ServiceError) -> [ParcelStanding] {
    try reading(.now) { snapshot, scene in
      try parcels.map { parcel in try standing(of: parcel, snapshot, scene) }
    }
  }

  private func standing(
    of parcel: DossierParcel, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> ParcelStanding {
    var standing = ParcelStanding(parcel: parcel)
    guard let row = try snapshot.parcel(id: parcel.id, at: scene.moment) else {
      standing.isGone = true
      standing.changedAt = scene.revision.publishedAt
      return standing
    }
    if row.revisionFrom > parcel.revision {
      standing.changedAt = try snapshot.revision(row.revisionFrom)?.publishedAt ?? scene.revision.publishedAt
    }
    standing.feature = try feature(of: row, nil, snapshot, scene)
    if let registered = row.parcel.registeredArea {
      let difference = registered - row.parcel.mapArea
      // Registered areas are rounded to 0.1 m².
      if difference.magnitude > 0.1 { standing.areaDifference = difference }
    }
    let polygons = try row.geometry()
    standing.wards = try wards(of: polygons, area: row.parcel.mapArea, snapshot, scene)
    standing.overlaps = try overlaps(of: row.id, polygons.envelope, snapshot, scene)
    return standing
  }

  private func wards(
    of polygons: MultiPolygon, area: Double, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> [(ward: WardReference, area: Double)] {
    var found: [Int64: WardRow] = [:]
    let step = max(1, polygons.coordinates.count / 64)
    for index in stride(from: 0, to: polygons.coordinates.count, by: step) {
      for row in try snapshot.wards(
        at: polygons.coordinates[index], on: scene.day, knownAt: scene.knownAt, index: scene.index?.wards)
      {
        found[row.id] = row
      }
    }
    guard found.count > 1 else { return [] }
    let parcel = try reader.geos.polygons(polygons)
    let whole = try parcel.area
    guard whole > 0 else { return [] }
    var parts: [(ward: WardReference, area: Double)] = []
    for row in found.values {
      let ward = try reader.geos.polygons(try row.geometry())
      let part = try parcel.intersection(ward).area / whole * area
      if part > Self.smallestPart { parts.append((WardReference(row.ward), part)) }
    }
    return parts.count > 1 ? parts.sorted { ($1.area, $0.ward.code) < ($0.area, $1.ward.code) } : []
  }

  private func overlaps(
    of id: Int64, _ envelope: Envelope, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> [(id: Int64, area: Double)] {
    var others: [Int64] = []
    try snapshot.forEachParcel(in: envelope, at: scene.moment) { row in
      if row.id != id { others.append(row.id) }
      return others.count < 200
    }
    guard !others.isEmpty, let own = try snapshot.grid(ofParcel: id, at: scene.moment) else { return [] }
    let outline = try WKB.decode(own.wkb)
    let box = outline.envelope
    let parcel = try reader.geos.polygons(outline)
    var overlaps: [(id: Int64, area: Double)] = []
    for other in others {
      guard let grid = try snapshot.grid(ofParcel: other, at: scene.moment), grid.crs == own.crs else { continue }
      let polygons = try WKB.decode(grid.wkb)
      guard polygons.envelope.intersects(box) else { continue }
      // Neighbours touch; GEOS refuses a damaged outline, which has no area to tell then.
      guard let shared = try? parcel.intersection(reader.geos.polygons(polygons)).area, shared > Self.smallestPart
      else { continue }
      overlaps.append((other, shared))
    }
    return overlaps
  }
}
