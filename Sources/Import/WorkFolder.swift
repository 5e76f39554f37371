import Foundation
import SpatiaLite

/// A folder of one import, removed when the import lets go of it, and by the next import if this one is killed.
///
/// A file in it is claimed for as long as the folder is at work, so that nobody removes it under a living import.
final class WorkFolder {
  /// What the names of folders for unpacked archives begin with.
  static let unpacking = "diaba-unpacked-"
  /// What the names of folders for reports in the making begin with.
  static let drafting = ".diaba-report-"

  private static let claimName = ".claim"

  /// The folder.
  let url: URL
  private var claim: FileClaim?

  /// Makes a folder for this user alone, and removes what killed imports left beside it.
  ///
  /// - Throws: ``Refusal`` when the folder cannot be made.
  init(in parent: URL, prefix: String) throws(Refusal) {
    Self.removeAbandoned(in: parent, prefix: prefix)
    url = parent.appending(path: prefix + UUID().uuidString)
    let files = FileManager.default
    let mark = url.appending(path: Self.claimName)
    do {
      try files.createDirectory(at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data().write(to: mark)
    } catch {
      try? files.removeItem(at: url)
      throw Refusal(
        "folderNotWritable", cause: .environment,
        vi: "không tạo được thư mục làm việc trong \(parent.path); hãy xem quyền ghi và chỗ trống trên đĩa",
        en: "no working folder can be made in \(parent.path); look at its permissions and the space on the disk")
    }
    claim = FileClaim.take(mark.path)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
    claim = nil
  }

  /// Gives the folder its final name, in place of what has that name.
  func settle(as final: URL) throws {
    let files = FileManager.default
    try files.removeItem(at: url.appending(path: Self.claimName))
    if files.fileExists(atPath: final.path) { try files.removeItem(at: final) }
    try files.moveItem(at: url, to: final)
  }

  /// Removes the folders of a kind on which no import works any more.
  private static func removeAbandoned(in parent: URL, prefix: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path)) ?? []
    for name in names where name.hasPrefix(prefix) {
      let folder = parent.appending(path: name)
      if FileClaim.isFree(folder.appending(path: claimName).path) { try? FileManager.default.removeItem(at: folder) }
    }
  }
}
