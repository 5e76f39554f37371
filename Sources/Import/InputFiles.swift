import Compression
import Foundation

/// The files of one import, found from the paths as given and unpacked where they are archives.
final class InputFiles {
  /// One layer to read.
  enum Input {
    case shapefile(ShapefileParts)
    case geoJSON(URL, compressed: Bool)
  }

  /// The layers, in the order of the paths.
  private(set) var inputs: [Input] = []
  /// All files that were given, for the receipt: archives themselves, not what is in them.
  private(set) var originals: [URL] = []

  private var unpacked: [URL] = []

  /// Limits on what an archive may expand to: a national ward layer fits many times, a zip bomb does not.
  private static let limits = ExpansionLimits(bytes: 8 << 30, ratio: 200, bytesBeforeRatio: 1 << 20, entries: 10_000)

  /// Finds the layers at some paths.
  ///
  /// - Throws: ``Refusal`` when a path does not exist, is of no known kind, or holds no layer or several.
  init(_ paths: [String]) throws(Refusal) {
    for path in paths { try add(path) }
  }

  deinit {
    for folder in unpacked { try? FileManager.default.removeItem(at: folder) }
  }

  private func add(_ path: String) throws(Refusal) {
    let url = URL(filePath: path)
    guard let values = try? url.resourceValues(forKeys: [.isDirectoryKey]) else {
      throw Refusal("fileMissing", vi: "không có tập tin \(path)", en: "there is no file \(path)")
    }
    if values.isDirectory == true { return try addFolder(url, shown: path) }
    switch FileKind(name: url.lastPathComponent) {
    case .shapefile:
      let parts = ShapefileParts(shp: url)
      inputs.append(.shapefile(parts))
      originals += parts.all
    case .geoJSON(let compressed):
      inputs.append(.geoJSON(url, compressed: compressed))
      originals.append(url)
    case .archive:
      originals.append(url)
      try addArchive(url)
    case nil:
      throw Refusal(
        "fileKindUnknown",
        vi: "\(path): không biết loại tập tin này; nhận .shp, thư mục, .zip, .geojson, .geojsonl và .gz",
        en: "\(path): this kind of file is not known; .shp, a folder, .zip, .geojson, .geojsonl and .gz are")
    }
  }

  private func addFolder(_ url: URL, shown: String) throws(Refusal) {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
    let layers = names.filter { name in
      let kind = FileKind(name: name)
      return kind == .shapefile || kind == .geoJSON(compressed: false) || kind == .geoJSON(compressed: true)
    }
    let layer = try one(of: layers, in: shown)
    try add(url.appending(path: layer).path)
  }

  private func addArchive(_ url: URL) throws(Refusal) {
    let name = url.lastPathComponent
    do {
      let archive = try ZipArchive(path: url.path, limits: Self.limits)
      let files = archive.entries.filter { !$0.isFolder }
      let named = files.map { (entry: $0, name: String(decoding: $0.lastNameComponent, as: UTF8.self)) }
      let layers = named.filter { file in
        switch FileKind(name: file.name) {
        case .shapefile, .geoJSON: !file.name.hasPrefix("._")
        default: false
        }
      }
      let layer = try one(of: layers.map(\.name), in: name)
      let stem = layer.split(separator: ".").first.map { $0.lowercased() } ?? ""
      let folder = try unpackingFolder()
      for file in named where file.name.lowercased().hasPrefix(stem + ".") || file.name == layer {
        try archive.extract(file.entry, toNewFile: folder.appending(path: file.name).path)
      }
      let target = folder.appending(path: layer)
      switch FileKind(name: layer) {
      case .geoJSON(let compressed): inputs.append(.geoJSON(target, compressed: compressed))
      default: inputs.append(.shapefile(ShapefileParts(shp: target)))
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(
        "archiveBroken", vi: "\(name): không mở được tập tin zip: \(error)",
        en: "\(name): the zip archive is refused: \(error)")
    }
  }

  private func one(of layers: [String], in place: String) throws(Refusal) -> String {
    guard let layer = layers.first else {
      throw Refusal(
        "noLayer", vi: "\(place): không có tập tin .shp hoặc .geojson nào",
        en: "\(place): there is no .shp or .geojson in it")
    }
    guard layers.count == 1 else {
      throw Refusal(
        "severalLayers",
        vi:
          "\(place) có \(layers.count) lớp (\(layers.prefix(5).joined(separator: ", "))): giải nén và chọn một tập tin",
        en:
          "\(place) holds \(layers.count) layers (\(layers.prefix(5).joined(separator: ", "))): unpack it and name one file"
      )
    }
    return layer
  }

  private func unpackingFolder() throws(Refusal) -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "diaba-\(UUID().uuidString)")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Refusal(
        "noTemporaryFolder", cause: .environment, vi: "không tạo được thư mục tạm \(folder.path)",
        en: "the temporary folder \(folder.path) cannot be made")
    }
    unpacked.append(folder)
    return folder
  }
}
