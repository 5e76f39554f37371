import Foundation

/// Whether a land register can be written where an import is told to.
enum RegisterPlace {
  /// Checks the folder of a register, before an import works for minutes in vain.
  ///
  /// - Throws: ``Refusal`` when there is no such folder, or it may not be written, or the register's name is a folder's.
  static func check(_ path: String) throws(Refusal) {
    let files = FileManager.default
    let register = URL(filePath: path)
    let folder = register.deletingLastPathComponent()
    if Self.isFolder(register) {
      throw Refusal(
        "notARegister", vi: "\(path) là một thư mục; sổ địa bạ là một tập tin, ví dụ \(path)/xa.sqlite",
        en: "\(path) is a folder; a land register is a file, such as \(path)/xa.sqlite")
    }
    guard Self.isFolder(folder) else {
      throw Refusal(
        "folderMissing", cause: .environment,
        vi: "không có thư mục \(folder.path) để chứa sổ; hãy tạo nó, hoặc sửa --register",
        en: "there is no folder \(folder.path) for the register; make it, or correct --register")
    }
    guard files.isWritableFile(atPath: folder.path),
      !files.fileExists(atPath: path) || files.isWritableFile(atPath: path)
    else {
      throw Refusal(
        "readOnly", cause: .environment,
        vi:
          "không được ghi vào \(folder.path); hãy xem quyền của thư mục và của sổ, hoặc chọn chỗ khác bằng --register",
        en: "\(folder.path) may not be written; look at the permissions of the folder and the register, "
          + "or choose another place with --register")
    }
  }

  private static func isFolder(_ url: URL) -> Bool {
    (try? url.resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
  }
}
