public import Cadastre

/// The question which parcel of today an old paper means.
public struct PaperQuestion: Hashable, Sendable {
  /// The ward as the paper writes it: a code or a name, read as valid on the day of the paper.
  public var ward: String
  /// The sheet.
  public var sheet: String
  /// The number.
  public var number: String
  /// The map series, when the paper says.
  public var series: String?
  /// The day of the paper; `nil` for today.
  public var paperDate: Day?
  /// The revision whose knowledge counts; `nil` for the newest.
  public var revision: Int?

  /// Makes a question.
  public init(
    ward: String, sheet: String, number: String, series: String? = nil, paperDate: Day? = nil, revision: Int? = nil
  ) {
    self.ward = ward
    self.sheet = sheet
    self.number = number
    self.series = series
    self.paperDate = paperDate
    self.revision = revision
  }
}
