internal import CMinizip
internal import Glibc

/// A zip archive on disk, read through its central directory.
///
/// Opening refuses an archive whose entries lie over one another, share a name, or have names that lead out of it; what
/// one entry alone makes unreadable (encryption, an unknown method) is told by its ``ZipEntry/obstacle``. It serves one
/// thread at a time.
@safe
public final class ZipArchive {
  /// The entries, in the order of the central directory.
  public let entries: [ZipEntry]

  private let handle: Handle
  private let limits: ExpansionLimits
  /// The bytes that have come out of all entries.
  private var produced = 0

  /// The open file of minizip, with a buffer for what comes out.
  @safe
  private struct Handle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    let buffer: UnsafeMutableRawBufferPointer

    init(path: String) throws(CompressionError) {
      guard let pointer = unsafe unzOpen64(path) else { throw CompressionError(.wrongFormat) }
      unsafe self.pointer = pointer
      unsafe buffer = .allocate(byteCount: 256 << 10, alignment: 16)
    }

    deinit {
      _ = unsafe unzClose(pointer)
      unsafe buffer.deallocate()
    }
  }

  /// Opens an archive and reads its directory, within limits.
  public init(path: String, limits: ExpansionLimits = ExpansionLimits()) throws(CompressionError) {
    let size = try Self.sizeOfFile(path)
    handle = try Handle(path: path)
    self.limits = limits
    entries = try unsafe Self.readDirectory(handle.pointer, limits)
    try Self.check(entries, fileSize: size)
  }

  /// Expands an entry and lends it in pieces of at most 256 KiB.
  ///
  /// Throws ``CompressionError`` when the entry has an ``ZipEntry/obstacle``, is damaged, or when more than `limit`
  /// bytes or the archive's limits would come out; and whatever `body` throws.
  public func extract(_ entry: ZipEntry, limit: Int? = nil, body: ([UInt8]) throws -> Void) throws {
    try open(entry, limit: limit)
    var isOpen = true
    defer { if isOpen { _ = unsafe unzCloseCurrentFile(handle.pointer) } }
    var piece: [UInt8] = []
    var total = 0
    while try read(entry, total: total, into: &piece) {
      total += piece.count
      try body(piece)
    }
    isOpen = false
    try close(entry, total: total)
  }

  /// The content of an entry, at most `limit` bytes of it; see ``extract(_:limit:body:)``.
  public func bytes(of entry: ZipEntry, limit: Int) throws(CompressionError) -> [UInt8] {
    var content: [UInt8] = []
    do {
      try extract(entry, limit: limit) { content.append(contentsOf: $0) }
    } catch let error as CompressionError {
      throw error
    } catch {
      preconditionFailure("appending throws nothing")
    }
    return content
  }

  private func open(_ entry: ZipEntry, limit: Int?) throws(CompressionError) {
    guard entries.indices.contains(entry.index), entries[entry.index] == entry else {
      throw CompressionError(.noSuchEntry, entry: entry.index)
    }
    if let obstacle = entry.obstacle { throw CompressionError(obstacle, entry: entry.index) }
    if let limit, entry.size > limit { throw CompressionError(.tooManyBytes(limit: limit), entry: entry.index) }
    if let excess = limits.excess(produced: entry.size, consumed: entry.compressedSize) {
      throw CompressionError(excess, entry: entry.index)
    }
    guard entry.size <= limits.bytes - produced else {
      throw CompressionError(.tooManyBytes(limit: limits.bytes), entry: entry.index)
    }
    var position = unz64_file_pos(
      pos_in_zip_directory: ZPOS64_T(entry.position.offset), num_of_file: ZPOS64_T(entry.position.number))
    guard unsafe unzGoToFilePos64(handle.pointer, &position) == UNZ_OK,
      unsafe unzOpenCurrentFile(handle.pointer) == UNZ_OK
    else { throw CompressionError(.corrupt(offset: 0), entry: entry.index) }
  }

  /// Reads the next piece; false at the end.
  private func read(_ entry: ZipEntry, total: Int, into piece: inout [UInt8]) throws(CompressionError) -> Bool {
    let buffer = unsafe handle.buffer
    let count = Int(unsafe unzReadCurrentFile(handle.pointer, buffer.baseAddress, UInt32(buffer.count)))
    // The directory's size was held against the limits; a file that goes on past it is a lie.
    guard count >= 0, total + count <= entry.size else {
      throw CompressionError(.corrupt(offset: total), entry: entry.index)
    }
    piece.removeAll(keepingCapacity: true)
    unsafe piece.append(contentsOf: buffer[..<count])
    produced += count
    return count > 0
  }

  private func close(_ entry: ZipEntry, total: Int) throws(CompressionError) {
    let code = unsafe unzCloseCurrentFile(handle.pointer)
    guard total == entry.size else { throw CompressionError(.truncated, entry: entry.index) }
    guard code == UNZ_OK else { throw CompressionError(.checksum, entry: entry.index) }
  }

  private static func sizeOfFile(_ path: String) throws(CompressionError) -> Int {
    var status = Glibc.stat()
    guard unsafe stat(path, &status) == 0 else { throw CompressionError.lastFileError() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw CompressionError(.wrongFormat) }
    guard unsafe access(path, R_OK) == 0 else { throw CompressionError.lastFileError() }
    return Int(status.st_size)
  }

  private static func readDirectory(
    _ pointer: UnsafeMutableRawPointer, _ limits: ExpansionLimits
  ) throws(CompressionError) -> [ZipEntry] {
    var global = unz_global_info64()
    guard unsafe unzGetGlobalInfo64(pointer, &global) == UNZ_OK else { throw CompressionError(.wrongFormat) }
    guard global.number_entry <= UInt64(limits.entries) else {
      throw CompressionError(.tooManyEntries(limit: limits.entries))
    }
    var entries: [ZipEntry] = []
    if global.number_entry == 0 { return entries }
    var code = unsafe unzGoToFirstFile(pointer)
    while code == UNZ_OK {
      entries.append(try unsafe readEntry(pointer, index: entries.count))
      code = unsafe unzGoToNextFile(pointer)
    }
    guard code == UNZ_END_OF_LIST_OF_FILE, UInt64(entries.count) == global.number_entry else {
      throw CompressionError(.corrupt(offset: 0), entry: entries.count)
    }
    return entries
  }

  private static func readEntry(
    _ pointer: UnsafeMutableRawPointer, index: Int
  ) throws(CompressionError) -> ZipEntry {
    var info = unz_file_info64()
    var position = unz64_file_pos()
    var code = unsafe unzGetCurrentFileInfo64(pointer, &info, nil, 0, nil, 0, nil, 0)
    guard code == UNZ_OK else { throw CompressionError(.corrupt(offset: 0), entry: index) }
    var name = [UInt8](repeating: 0, count: Int(info.size_filename))
    var extra = [UInt8](repeating: 0, count: Int(info.size_file_extra))
    unsafe name.withUnsafeMutableBytes { name in
      unsafe extra.withUnsafeMutableBytes { extra in
        code = unsafe unzGetCurrentFileInfo64(
          pointer, &info, name.baseAddress?.assumingMemoryBound(to: CChar.self), UInt(name.count), extra.baseAddress,
          UInt(extra.count), nil, 0)
      }
    }
    guard code == UNZ_OK, unsafe unzGetFilePos64(pointer, &position) == UNZ_OK else {
      throw CompressionError(.corrupt(offset: 0), entry: index)
    }
    return ZipEntry(index: index, info: info, name: name, extra: extra, position: position)
  }

  private static func check(_ entries: [ZipEntry], fileSize: Int) throws(CompressionError) {
    var names = Set<[UInt8]>()
    var packed = 0
    for entry in entries {
      guard ZipName.isSafe(entry.nameBytes), entry.name.map({ ZipName.isSafe($0.utf8) }) ?? true else {
        throw CompressionError(.unsafeName, entry: entry.index)
      }
      guard names.insert(entry.nameBytes).inserted else { throw CompressionError(.duplicateName, entry: entry.index) }
      let (sum, overflow) = packed.addingReportingOverflow(entry.compressedSize)
      guard !overflow, sum <= fileSize else { throw CompressionError(.overlappingEntries) }
      packed = sum
    }
  }
}

@available(*, unavailable)
extension ZipArchive: Sendable {}
