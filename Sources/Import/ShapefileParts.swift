import Foundation

/// The files of one shapefile that stand beside its .shp, found whatever the case of their endings.
struct ShapefileParts: Sendable {
  /// The shapes.
  let shp: URL
  /// The index of the shapes.
  let shx: URL?
  /// The attribute table.
  let dbf: URL?
  /// The coordinate reference system.
  let prj: URL?
  /// The encoding of the table.
  let cpg: URL?

  /// Looks beside a .shp.
  init(shp: URL) {
    self.shp = shp
    let folder = shp.deletingLastPathComponent()
    let stem = shp.deletingPathExtension().lastPathComponent.lowercased()
    let beside = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    func part(_ ending: String) -> URL? {
      let same = beside.filter { $0.lowercased() == "\(stem).\(ending)" }
      // Two names that differ in case only: the one written like the .shp itself.
      let exact = shp.deletingPathExtension().lastPathComponent
      let chosen = same.first { $0.hasPrefix(exact) } ?? same.first
      return chosen.map { folder.appending(path: $0) }
    }
    shx = part("shx")
    dbf = part("dbf")
    prj = part("prj")
    cpg = part("cpg")
  }

  /// All parts that exist.
  var all: [URL] { [shp, shx, dbf, prj, cpg].compactMap { $0 } }
}
