/// The land-use codes (mã loại đất) and the labels that maps and registers write with them.
///
/// Sources: Thông tư 08/2024/TT-BTNMT, Phụ lục II, and the symbols of earlier circulars.
public enum LandUse {
  /// A land-use code with its meaning.
  public struct Code: Hashable, Sendable {
    /// The code, capital letters: `ONT`.
    public let code: String
    /// The name in Vietnamese: `Đất ở tại nông thôn`.
    public let name: String
    /// The group of the law.
    public let group: Group
    /// Whether the code is in force.
    public let status: Status
  }

  /// The three groups of the Land Law (Luật Đất đai 31/2024/QH15, Điều 9).
  public enum Group: String, Hashable, Sendable, CaseIterable {
    /// Agricultural (nông nghiệp).
    case agricultural = "NNN"
    /// Non-agricultural (phi nông nghiệp).
    case nonAgricultural = "PNN"
    /// Unused (chưa sử dụng).
    case unused = "CSD"
  }

  /// The standing of a code.
  public enum Status: Hashable, Sendable {
    /// In force (Thông tư 08/2024).
    case current
    /// A total of other codes; it does not stand for one parcel.
    case aggregate
    /// Of an earlier circular (TT 27/2018 or before); still right on old papers. `replacement` is today's code, if one.
    case legacy(replacement: String?)
  }

  /// All codes, as data/domain/land_codes.tsv lists them.
  public static let codes: [Code] = rows.map { row in
    let status: Status =
      if row.status.hasPrefix("L") {
        .legacy(replacement: row.status.split(separator: "→").dropFirst().first.map(String.init))
      } else if row.status.hasPrefix("A") {
        .aggregate
      } else {
        .current
      }
    return Code(
      code: row.code, name: row.name, group: Group(rawValue: row.group) ?? .unused, status: status)
  }

  /// The code written so, capital or small.
  public static func code(_ text: String) -> Code? { byCode[text.uppercased()] }

  /// Takes a label apart: `ONT 200+CLN 300`.
  ///
  /// Nothing is refused: a part that is no code keeps its raw text and is marked unknown.
  public static func parse(_ label: String) -> LandUseLabel { LandUseLabel(label) }

  /// Codes of defence and security, whose land is in no public answer (CQP, CAN, and CQA for both).
  public static let defenceCodes: Set<String> = ["CQP", "CAN", "CQA"]

  private static let byCode = Dictionary(codes.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}
