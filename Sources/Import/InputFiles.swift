import Foundation

/// The files of one import, found from the paths as given and unpacked where they are archives.
final class InputFiles {
  /// One layer to read.
  enum Input {
    case shapefile(ShapefileParts)
    case geoJSON(URL, compressed: Bool)
    case table(URL)
    case database(URL)
  }

  /// The layers, in the order of the paths.
  private(set) var inputs: [Input] = []
  /// All files that were given, for the receipt: archives themselves, not what is in them.
  private(set) var originals: [URL] = []

  private var unpacked: [WorkFolder] = []

  /// Finds the layers at some paths; of a folder all of them, with its folders.
  ///
  /// - Throws: ``Refusal`` when a path does not exist, is of no known kind, or holds no layer.
  init(_ paths: [String]) throws(Refusal) {
    for path in paths { try add(path) }
  }

  /// Removes what was unpacked; files that are open stay readable.
  func discardUnpacked() { unpacked = [] }

  /// Takes a layer that was unpacked into a folder, which lives as long as it is needed.
  func take(_ input: Input, unpackedInto folder: WorkFolder) {
    inputs.append(input)
    unpacked.append(folder)
  }

  private func add(_ path: String) throws(Refusal) {
    let url = URL(filePath: path)
    let target = url.resolvingSymlinksInPath()
    guard let values = try? target.resourceValues(forKeys: [.isDirectoryKey, .isRegularFileKey]) else {
      let isForeign = path.unicodeScalars.contains("\u{FFFD}")
      throw Refusal(
        "fileMissing",
        vi: "không có tập tin \(path)" + (isForeign ? ": tên không phải UTF-8, hãy đổi tên tập tin hoặc thư mục" : ""),
        en: "there is no file \(path)" + (isForeign ? ": its name is not UTF-8, rename the file or folder" : ""))
    }
    if values.isDirectory == true { return try addFolder(url, shown: path) }
    // A pipe would make the import wait for ever; a device may have no end.
    guard values.isRegularFile == true else {
      throw Refusal(
        "fileUnreadable", vi: "\(path) không phải là tập tin thường (ống dẫn hoặc thiết bị)",
        en: "\(path) is no ordinary file (a pipe or a device)")
    }
    switch FileKind(name: url.lastPathComponent) {
    case .shapefile:
      let parts = ShapefileParts(shp: url)
      inputs.append(.shapefile(parts))
      originals += parts.all
    case .geoJSON(let compressed):
      inputs.append(.geoJSON(url, compressed: compressed))
      originals.append(url)
    case .table:
      inputs.append(.table(url))
      originals.append(url)
    case .database:
      inputs.append(.database(url))
      originals.append(url)
    case .archive:
      originals.append(url)
      try addArchive(url)
    case nil:
      throw Refusal(
        "fileKindUnknown",
        vi: "\(path): chưa nhận loại tập tin này. Các loại nhận được: .shp, thư mục, .zip, .geojson, .geojsonl "
          + "(kể cả .gz), .csv, .gpkg, .sqlite; hãy xuất dữ liệu sang một trong các loại đó",
        en: "\(path): files of this kind are not taken. Taken are .shp, a folder, .zip, .geojson, .geojsonl "
          + "(.gz too), .csv, .gpkg, .sqlite; export the data as one of them")
    }
  }

  /// How deep folders are looked into: a commune's folder has one for each sheet or year at most.
  private static let depth = 2

  private func addFolder(_ url: URL, shown: String) throws(Refusal) {
    let layers = try Self.layers(in: url, shown: shown, depth: Self.depth)
    guard !layers.isEmpty else {
      throw Refusal(
        "noLayer", vi: "\(shown): không có tập tin .shp, .geojson, .gpkg hoặc .csv nào bên trong",
        en: "\(shown): there is no .shp, .geojson, .gpkg or .csv in it")
    }
    for layer in layers { try add(layer.path) }
  }

  /// The layers in a folder and the folders in it, in the order of their names, numbers compared as numbers.
  private static func layers(in folder: URL, shown: String, depth: Int) throws(Refusal) -> [URL] {
    let names: [String]
    do { names = try FileManager.default.contentsOfDirectory(atPath: folder.path) } catch {
      throw Refusal(
        "fileUnreadable", cause: .environment, vi: "không đọc được thư mục \(shown); hãy xem quyền của nó",
        en: "the folder \(shown) cannot be read; look at its permissions")
    }
    var layers: [URL] = []
    for name in names.sorted(by: { $0.compare($1, options: .numeric) == .orderedAscending }) where !name.hasPrefix(".")
    {
      let url = folder.appending(path: name)
      switch FileKind(name: name) {
      case .shapefile, .geoJSON, .table, .database: layers.append(url)
      case .archive: break
      case nil:
        let isFolder = (try? url.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
        if isFolder, depth > 0 { layers += try Self.layers(in: url, shown: shown, depth: depth - 1) }
      }
    }
    return layers
  }

  /// The only layer of an archive.
  ///
  /// - Throws: ``Refusal`` when there is none, or several; `vi` and `en` say what to do then.
  static func one(of layers: [String], in place: String, vi: String, en: String) throws(Refusal) -> String {
    guard let layer = layers.first else {
      throw Refusal(
        "noLayer", vi: "\(place): không có tập tin .shp hoặc .geojson nào bên trong",
        en: "\(place): there is no .shp or .geojson in it")
    }
    guard layers.count == 1 else {
      let shown = layers.prefix(5).joined(separator: ", ") + (layers.count > 5 ? ", …" : "")
      throw Refusal(
        "severalLayers", vi: "\(place) có \(layers.count) lớp (\(shown)): \(vi)",
        en: "\(place) holds \(layers.count) layers (\(shown)): \(en)")
    }
    return layer
  }
}
