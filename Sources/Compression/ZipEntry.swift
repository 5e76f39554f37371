internal import CMinizip

/// A file or folder in a zip archive, as the central directory describes it.
public struct ZipEntry: Sendable, Hashable {
  /// How an entry is compressed.
  public enum Method: Sendable, Hashable {
    /// Not at all.
    case stored
    /// By deflate.
    case deflated
    /// By another method, named by its number in the zip specification.
    case other(Int)
  }

  /// Its place in the central directory, counted from 0.
  public let index: Int
  /// Its name with its folders, in the bytes of the archive: in whatever encoding the maker's computer had.
  public let nameBytes: [UInt8]
  /// Its name as text, when the archive says that it is UTF-8 or has it in Unicode beside, or when it is ASCII.
  public let name: String?
  /// The bytes that it expands to, as stated.
  public let size: Int
  /// The bytes that it takes in the archive.
  public let compressedSize: Int
  /// The check of what it expands to.
  public let crc32: UInt32
  /// How it is compressed.
  public let method: Method
  /// Whether it is encrypted.
  public let isEncrypted: Bool
  /// Whether it is a folder.
  public let isFolder: Bool
  /// Whether it is a symbolic link.
  public let isSymbolicLink: Bool

  /// Where the central directory describes it.
  let position: (offset: UInt, number: UInt)

  /// The bytes of its name after the last separator, `/` or `\`.
  public var lastNameComponent: ArraySlice<UInt8> {
    guard let separator = nameBytes.lastIndex(where: { $0 == 0x2F || $0 == 0x5C }) else { return nameBytes[...] }
    return nameBytes[(separator + 1)...]
  }

  /// Why its content cannot be had; nil when it can.
  public var obstacle: CompressionError.Problem? {
    if isFolder || isSymbolicLink { return .notAFile }
    if isEncrypted { return .encrypted }
    if case .other(let method) = method { return .unsupportedMethod(method) }
    return nil
  }

  /// Two descriptions are the same when they describe the same bytes.
  public static func == (one: ZipEntry, other: ZipEntry) -> Bool {
    one.index == other.index && one.nameBytes == other.nameBytes && one.size == other.size
      && one.compressedSize == other.compressedSize && one.crc32 == other.crc32
  }

  /// Hashes what identifies the entry.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(index)
    hasher.combine(nameBytes)
    hasher.combine(crc32)
  }

  init(index: Int, info: unz_file_info64, name: [UInt8], extra: [UInt8], position: unz64_file_pos) {
    self.index = index
    nameBytes = name
    self.name =
      Self.unicodeName(name, extra)
      ?? (info.flag & 0x800 != 0 || name.allSatisfy { $0 < 0x80 } ? String(validating: name, as: UTF8.self) : nil)
    size = Int(clamping: info.uncompressed_size)
    compressedSize = Int(clamping: info.compressed_size)
    crc32 = UInt32(truncatingIfNeeded: info.crc)
    method =
      switch info.compression_method {
      case 0: .stored
      case 8: .deflated
      default: .other(Int(clamping: info.compression_method))
      }
    isEncrypted = info.flag & 0x41 != 0
    let unixMode = info.version >> 8 == 3 ? info.external_fa >> 16 : 0
    isSymbolicLink = unixMode & 0o170000 == 0o120000
    isFolder = name.last == 0x2F || name.last == 0x5C || unixMode & 0o170000 == 0o040000
    self.position = (UInt(position.pos_in_zip_directory), UInt(position.num_of_file))
  }

  /// The name in the extra field "Info-ZIP Unicode Path" (0x7075), if it belongs to the name given.
  private static func unicodeName(_ name: [UInt8], _ extra: [UInt8]) -> String? {
    var rest = extra[...]
    while rest.count >= 4 {
      let start = rest.startIndex
      let kind = Int(rest[start]) | Int(rest[start + 1]) << 8
      let size = Int(rest[start + 2]) | Int(rest[start + 3]) << 8
      guard rest.count >= 4 + size else { return nil }
      let field = rest[(start + 4)..<(start + 4 + size)]
      if kind == 0x7075, field.count > 5, field.first == 1 {
        let check = field.dropFirst().prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if check == CRC32.of(name) { return String(validating: field.dropFirst(5), as: UTF8.self) }
      }
      rest = rest[(start + 4 + size)...]
    }
    return nil
  }
}
