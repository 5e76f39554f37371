import Geo

/// Which row of which file a finding is about.
struct RowIdentity: Sendable {
  /// The file's name without its folder.
  var file: String
  /// The number of the record or feature, from 1.
  var row: Int
  /// The ward, sheet and number as far as they are known: `21025/12/345`.
  var key: String?

  /// Makes a finding about the row.
  func finding(
    _ code: Finding.Code, severity: Finding.Severity? = nil, position: Coordinate? = nil, areaChange: Double? = nil,
    vi: String, en: String
  ) -> Finding {
    Finding(
      code, severity: severity, file: file, row: row, key: key, position: position, areaChange: areaChange, vi: vi,
      en: en)
  }
}
