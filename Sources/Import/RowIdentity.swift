import Geo

/// Which row of which file a finding is about.
struct RowIdentity: Sendable {
  /// The file's name without its folder.
  var file: String
  /// The number of the record or feature, from 1.
  var row: Int
  /// The values of the row, which name it as far as they are known.
  var values: FieldValues

  /// Makes a finding about the row.
  func finding(
    _ code: Finding.Code, severity: Finding.Severity? = nil, position: Coordinate? = nil, areaChange: Double? = nil,
    vi: String, en: String
  ) -> Finding {
    Finding(
      code, severity: severity, file: file, row: row, key: values.label, position: position, areaChange: areaChange,
      vi: vi,
      en: en)
  }
}
