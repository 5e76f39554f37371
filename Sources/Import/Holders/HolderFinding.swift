public import VietText

/// Something to look at in a table of holders; it names rows and numbers, never a person.
public struct HolderFinding: Sendable, Hashable {
  /// What it is.
  public enum Code: String, Sendable, CaseIterable {
    /// The row is broken as CSV.
    case brokenRow
    /// A needed value is empty.
    case missingValue
    /// A value is longer than it can be.
    case tooLong
    /// Marks that turn the direction of text, or control characters, were taken out.
    case hiddenCharacters
    /// The identity number had lost its zero, which was set again.
    case identityPadded
    /// The identity number has neither nine nor twelve digits.
    case identityLength
    /// The identity number disagrees with the year of birth or the sex.
    case identityContradicts
    /// One identity number stands under two names.
    case identityWithTwoNames
    /// A group key was used before for somebody else.
    case keyOfAnother
    /// The kind is none that is known.
    case unknownKind
    /// The year of birth, or a day, cannot be read.
    case badDate
    /// The register does not know the parcel.
    case unknownParcel
    /// The words name several parcels.
    case ambiguousParcel
    /// The rows of one group disagree on what they share.
    case groupDiffers

    /// Whether the row was left out.
    public var leavesOut: Bool { [.brokenRow, .missingValue, .tooLong].contains(self) }

    /// What it is, in words.
    public var phrase: Phrase {
      switch self {
      case .brokenRow: Phrase(vi: "dòng CSV bị hỏng, không nhập", en: "a broken row, left out")
      case .missingValue:
        Phrase(vi: "thiếu tên, xã, tờ hoặc thửa, không nhập", en: "no name, ward, sheet or number, left out")
      case .tooLong: Phrase(vi: "giá trị dài quá mức, không nhập", en: "a value too long, left out")
      case .hiddenCharacters: Phrase(vi: "có ký tự ẩn, đã bỏ", en: "hidden characters, taken out")
      case .identityPadded:
        Phrase(vi: "số định danh mất số 0 đầu, đã thêm lại", en: "an identity number without its first zero, set again")
      case .identityLength:
        Phrase(vi: "số định danh không đủ 9 hoặc 12 chữ số", en: "an identity number of neither 9 nor 12 digits")
      case .identityContradicts:
        Phrase(
          vi: "số định danh trái với năm sinh hoặc giới tính",
          en: "an identity number against the year of birth or the sex")
      case .identityWithTwoNames: Phrase(vi: "một số định danh mang hai tên", en: "one identity number under two names")
      case .keyOfAnother: Phrase(vi: "mã nhóm đã dùng cho người khác", en: "a group key used before for somebody else")
      case .unknownKind: Phrase(vi: "loại chủ không rõ", en: "an unknown kind")
      case .badDate: Phrase(vi: "năm sinh hoặc ngày không đọc được", en: "a year or day that cannot be read")
      case .unknownParcel: Phrase(vi: "sổ không có thửa này", en: "a parcel that the register does not know")
      case .ambiguousParcel: Phrase(vi: "có nhiều thửa cùng số", en: "several parcels of these words")
      case .groupDiffers:
        Phrase(vi: "các dòng cùng nhóm ghi loại chủ khác nhau", en: "rows of one group that differ in kind")
      }
    }
  }

  /// What it is.
  public var code: Code
  /// The row of the file, from 1, the header being row 1.
  public var row: Int
  /// The field.
  public var field: String?
  /// The holder in the office file that it concerns beside this one.
  public var holder: Int?
}
