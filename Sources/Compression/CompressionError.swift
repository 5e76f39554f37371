/// Why bytes could not be compressed, expanded, or read from an archive.
///
/// It never holds the name of an entry, which may be a person's; ``entry`` counts from 0 in the central directory.
public struct CompressionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong.
  public enum Problem: Sendable, Hashable {
    /// The library could not be started, or was misused.
    case library(code: Int)
    /// The bytes do not begin as the format does.
    case wrongFormat
    /// The bytes contradict the format at about this offset of what was read.
    case corrupt(offset: Int)
    /// The checksum of what came out is not the one stated.
    case checksum
    /// The bytes end before the format does.
    case truncated
    /// Something else follows the end, at this offset.
    case trailingBytes(offset: Int)
    /// More bytes would come out than allowed.
    case tooManyBytes(limit: Int)
    /// The bytes expand by a greater factor than allowed, as those of a bomb do.
    case ratio(limit: Int)
    /// The archive has more entries than allowed.
    case tooManyEntries(limit: Int)
    /// The entries of the archive lie over one another.
    case overlappingEntries
    /// The name of an entry is empty, absolute, has a NUL in it, or leads out of its folder.
    case unsafeName
    /// Two entries have the same name.
    case duplicateName
    /// The entry is encrypted.
    case encrypted
    /// The entry is compressed by a method other than deflate.
    case unsupportedMethod(Int)
    /// The entry is a folder or a symbolic link, not a file.
    case notAFile
    /// The archive has no such entry.
    case noSuchEntry
    /// A file could not be opened, read or written; `code` is the `errno`.
    case file(code: Int32, reason: String)
  }

  /// What went wrong.
  public let problem: Problem
  /// The entry of the archive, counted from 0; nil when it is not about one.
  public let entry: Int?

  /// Makes an error of a problem, and the entry that it is about.
  public init(_ problem: Problem, entry: Int? = nil) {
    self.problem = problem
    self.entry = entry
  }

  /// What went wrong, in one English sentence.
  public var description: String {
    let place = entry.map { "entry \($0): " } ?? ""
    return switch problem {
    case .library(let code): "\(place)the compression library failed with code \(code)"
    case .wrongFormat: "\(place)the bytes are not of the format that was expected"
    case .corrupt(let offset): "\(place)the compressed bytes are corrupt at about byte \(offset)"
    case .checksum: "\(place)the checksum does not agree; the data are damaged"
    case .truncated: "\(place)the compressed bytes end too early"
    case .trailingBytes(let offset): "\(place)something else follows the compressed bytes at byte \(offset)"
    case .tooManyBytes(let limit): "\(place)more than the allowed \(limit) bytes would come out"
    case .ratio(let limit): "\(place)the bytes expand by more than the allowed factor of \(limit)"
    case .tooManyEntries(let limit): "the archive has more than the allowed \(limit) entries"
    case .overlappingEntries: "the entries of the archive lie over one another"
    case .unsafeName: "\(place)its name leads out of the archive's folder, or is no name"
    case .duplicateName: "\(place)its name is that of another entry"
    case .encrypted: "\(place)it is encrypted"
    case .unsupportedMethod(let method): "\(place)it is compressed by method \(method); only deflate is supported"
    case .notAFile: "\(place)it is a folder or a link, not a file"
    case .noSuchEntry: "\(place)the archive has no such entry"
    case .file(_, let reason): "\(place)\(reason)"
    }
  }
}
