public import Geo
public import VietText

/// What an import noticed, as the register keeps it with the revision.
public struct RecordedFinding: Sendable, Hashable {
  /// The stable code of the finding.
  public var code: String
  /// `note`, `warning` or `error`.
  public var severity: String
  /// The source file's name.
  public var file: String
  /// The row in the source, from 1; `nil` for the file as a whole.
  public var row: Int?
  /// The key of the row, as far as it could be read.
  public var key: String?
  /// What was found, for people.
  public var message: Phrase
  /// Where on the ground, WGS 84 longitude and latitude.
  public var position: Coordinate?

  /// Makes a finding.
  public init(
    code: String, severity: String, file: String, row: Int? = nil, key: String? = nil, message: Phrase,
    position: Coordinate? = nil
  ) {
    self.code = code
    self.severity = severity
    self.file = file
    self.row = row
    self.key = key
    self.message = message
    self.position = position
  }
}
