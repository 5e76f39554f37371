import Cadastre
import Geo
import Office
import Register

extension Desk {
  /// The outline of what an extract shows, at its revision; `nil` when the register no longer knows it.
  func thumbnail(of extract: Extract) -> Thumbnail? {
    let outlines = try? reading(Moment(revision: extract.revision)) { snapshot, scene in
      var outlines: [MultiPolygon] = []
      for part in extract.parts {
        guard let row = try snapshot.parcel(id: part.id, at: scene.moment) else { continue }
        guard row.parcel.landUse.map({ !landUses.parts(of: $0).isDefence }) ?? true else { continue }
        outlines.append(try row.geometry())
      }
      return outlines
    }
    return outlines.flatMap { Thumbnail($0) }
  }
}
