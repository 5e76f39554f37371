/// A row of the holders' table: one person's or organisation's part in one parcel.
///
/// None of them exists.
public struct SampleHolder: Hashable, Sendable {
  /// The key that the rows of one group of holders share.
  public var holder: String
  /// The kind of the group: `Cá nhân`, `Vợ chồng`, `Hộ gia đình`, `Đồng sử dụng`, `Tổ chức`, `Cộng đồng dân cư`.
  public var kind: String
  /// The name.
  public var name: String
  /// `Nam`, `Nữ`, or empty for an organisation.
  public var sex: String
  /// The year of birth; `nil` for an organisation.
  public var birthYear: Int?
  /// Twelve digits that begin with 099, which no province has; empty for an organisation.
  public var idNumber: String
  /// The role in the group: `Cá nhân`, `Chủ hộ`, `Chồng`, `Vợ`, `Thành viên`, `Người đại diện`.
  public var personRole: String
  /// The address.
  public var address: String
  /// The parcel's ward, sheet and number.
  public var ward: String
  /// The parcel's sheet.
  public var sheet: String
  /// The parcel's number.
  public var number: String
  /// The share: `1/2`, or empty for all in common.
  public var share: String
  /// The land use held.
  public var use: String
  /// The certificate's number, marked as a sample.
  public var certificate: String
  /// The first day of holding, ISO 8601.
  public var from: String
  /// The first day after holding, or empty.
  public var to: String

  /// The columns of the table, as an import of holders names them, and one for the mark.
  public static let columns = [
    "holder", "kind", "name", "sex", "birthYear", "idNumber", "personRole", "address", "ward", "sheet", "number",
    "share", "use", "certificate", "from", "to", "note",
  ]

  /// The values in the order of ``columns``.
  public var values: [String] {
    [
      holder, kind, name, sex, birthYear.map(String.init) ?? "", idNumber, personRole, address, ward, sheet, number,
      share, use, certificate, from, to, SampleCommune.mark,
    ]
  }

  /// The row as CSV (RFC 4180), without its line end.
  public var csvRow: String { SampleHolder.csv(values) }

  /// The header as CSV, without its line end.
  public static var csvHeader: String { csv(columns) }

  private static func csv(_ values: [String]) -> String {
    values.map { value in
      guard value.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return value }
      return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
