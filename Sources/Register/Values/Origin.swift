public import Cadastre

/// Where a staged change comes from.
public struct Origin: Sendable, Hashable {
  /// One source file.
  public struct Source: Sendable, Hashable {
    /// The file's name.
    public var name: String
    /// The SHA-256 of its bytes, in hexadecimal; empty when it was not taken.
    public var sha256: String

    /// Names a source file.
    public init(name: String, sha256: String = "") {
      self.name = name
      self.sha256 = sha256
    }
  }

  /// Who staged the change.
  public var stagedBy: String
  /// The day whose state of the land the data describe.
  public var dataDate: Day
  /// The source files.
  public var sources: [Source]
  /// The settings of the import as JSON text, kept as given.
  public var settings: String
  /// A remark.
  public var note: String?

  /// Makes an origin.
  public init(stagedBy: String, dataDate: Day, sources: [Source] = [], settings: String = "{}", note: String? = nil) {
    self.stagedBy = stagedBy
    self.dataDate = dataDate
    self.sources = sources
    self.settings = settings
    self.note = note
  }
}
