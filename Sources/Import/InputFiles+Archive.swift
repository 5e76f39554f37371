import Compression
import VietText
import Foundation

extension InputFiles {
  /// Limits on what an archive may expand to: a national ward layer fits many times, a zip bomb does not.
  private static let limits = ExpansionLimits(bytes: 8 << 30, ratio: 200, bytesBeforeRatio: 1 << 20, entries: 10_000)

  /// Unpacks the one layer of a .zip.
  func addArchive(_ url: URL) throws(Refusal) {
    let name = url.lastPathComponent
    var entryNames: [String] = []
    do {
      let archive = try ZipArchive(path: url.path, limits: Self.limits)
      entryNames = archive.entries.map { String(decoding: $0.lastNameComponent, as: UTF8.self) }
      let files = zip(archive.entries, entryNames).filter { !$0.0.isFolder }
      let layers = files.map(\.1).filter { file in
        switch FileKind(name: file) {
        case .shapefile, .geoJSON: !file.hasPrefix(".")
        default: false
        }
      }
      let layer = try Self.one(
        of: layers, in: name, vi: "hãy giải nén, rồi nêu tên tập tin cần nhập",
        en: "unpack it, then name the file that you want")
      let stem = layer.prefix { $0 != "." }.lowercased()
      let folder = try WorkFolder(in: FileManager.default.temporaryDirectory, prefix: WorkFolder.unpacking)
      for (entry, file) in files where file.lowercased().hasPrefix(stem + ".") {
        let target = folder.url.appending(path: file)
        guard !FileManager.default.fileExists(atPath: target.path) else {
          throw Refusal(
            "archiveBroken", vi: "\(name) có hai tập tin \(file) trong các thư mục khác nhau: hãy giải nén rồi chọn",
            en: "\(name) has two files \(file) in different folders: unpack it and choose")
        }
        try archive.extract(entry, toNewFile: target.path)
      }
      let target = folder.url.appending(path: layer)
      switch FileKind(name: layer) {
      case .geoJSON(let compressed): take(.geoJSON(target, compressed: compressed), unpackedInto: folder)
      default: take(.shapefile(ShapefileParts(shp: target)), unpackedInto: folder)
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Self.refusal(error, archive: name, entries: entryNames)
    }
  }

  private static func refusal(_ error: any Error, archive: String, entries: [String]) -> Refusal {
    guard let error = error as? CompressionError else {
      return Refusal(
        "archiveBroken", vi: "\(archive): không mở được tập tin nén: \(error)",
        en: "\(archive): the archive cannot be opened: \(error)")
    }
    let phrase = error.phrase(entry: error.entry.flatMap { entries.indices.contains($0) ? entries[$0] : nil })
    if case .file = error.problem {
      return Refusal(
        "archiveUnpacked", cause: .environment,
        vi: "không giải nén được \(archive) vào \(FileManager.default.temporaryDirectory.path): \(phrase.vietnamese)",
        en: "\(archive) cannot be unpacked into \(FileManager.default.temporaryDirectory.path): \(phrase.english)")
    }
    return Refusal(
      "archiveBroken", vi: "không nhận tập tin nén \(archive): \(phrase.vietnamese)",
      en: "the archive \(archive) is refused: \(phrase.english)")
  }
}
