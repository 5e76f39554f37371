/// What a text asks for, as far as its words alone tell: the names of sheets, numbers and wards in it.
///
/// Nothing in it was compared with a register but the names of wards, so that `Phước Thuận 12` is not taken for a parcel.
public struct SearchQuery: Hashable, Sendable {
  /// One way to understand the numbers of a text.
  public struct Reading: Hashable, Sendable {
    /// The sheet (tờ).
    public var sheet: Designator?
    /// The parcel's number (thửa).
    public var number: Designator?
    /// Whether a mark in the sheet's name was taken for a part of it, though it may part two numbers: then only a sheet of
    /// just that name counts.
    public var isWhole = false
  }

  /// The ways to understand it, the most plausible first; empty when it names neither sheet nor number.
  public var readings: [Reading] = []
  /// The code of a ward, or, when it is all there is and is unfinished, its beginning.
  public var wardCode: Designator?
  /// The words that may name a ward.
  public var words: [SearchWord] = []
  /// The national code of a parcel.
  public var nationalCode: NationalParcelCode?
  /// Whether a word says what one of the numbers is, so that the text is no coordinate.
  public var isAnnounced = false
  /// What is certainly not understood, in the order of the text.
  public var unread: [String] = []

  /// Whether nothing in the text can be searched for.
  public var isEmpty: Bool { readings.isEmpty && wardCode == nil && words.isEmpty && nationalCode == nil }

  /// The longest text that is read, in bytes of UTF-8.
  public static let longestText = 500
}
