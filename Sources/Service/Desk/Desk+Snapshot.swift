import Cadastre
import Digest
import Office
import Register

extension Desk {
  /// Parcels as they are at a moment, with the hashes by which a later change is known.
  func snapshot(
    of ids: [Int64], at moment: Moment
  ) throws(ServiceError) -> (features: [ParcelFeature], parts: [Extract.Part], revision: RevisionReference) {
    try reading(moment) { snapshot, scene in
      var features: [ParcelFeature] = []
      var parts: [Extract.Part] = []
      for id in ids {
        guard let row = try snapshot.parcel(id: id, at: scene.moment),
          let feature = try feature(of: row, nil, snapshot, scene)
        else { continue }
        features.append(feature)
        parts.append(
          Extract.Part(
            id: id, key: row.parcel.key, mapArea: row.parcel.mapArea, digest: try Self.digest(of: row, snapshot, scene))
        )
      }
      return (features, parts, scene.revision)
    }
  }

  /// Whether any parcel of an extract is not as it was then.
  func hasChanged(_ extract: Extract) throws(ServiceError) -> Bool {
    try reading(.now) { snapshot, scene in
      for part in extract.parts {
        guard let row = try snapshot.parcel(id: part.id, at: scene.moment) else { return true }
        // The usual answer needs no look at the outline.
        if row.revisionFrom <= extract.revision { continue }
        if try Self.digest(of: row, snapshot, scene) != part.digest { return true }
      }
      return false
    }
  }

  /// The hash of a parcel's outline in its grid and of what the register says of it; the day of the data aside.
  private static func digest(of row: ParcelRow, _ snapshot: borrowing Snapshot, _ scene: Scene) throws -> [UInt8] {
    let (parcel, grid) = (row.parcel, try snapshot.grid(ofParcel: row.id, at: scene.moment))
    let words = [
      parcel.key.ward, parcel.key.wardFrom.map { "\($0)" } ?? "", parcel.key.series, parcel.key.sheet,
      parcel.key.number, parcel.landUse ?? "", parcel.registeredArea.map { "\($0)" } ?? "",
      grid.map { "\($0.crs)" } ?? "",
    ]
    var hash = SHA256()
    hash.update(Array(words.joined(separator: "\u{1F}").utf8))
    hash.update(grid?.wkb ?? [])
    return hash.finish()
  }
}
