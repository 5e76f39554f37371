public import Register

/// The question which parcels and wards some words name.
public struct SearchQuestion: Hashable, Sendable {
  /// What was typed.
  public var text: String
  /// The code of the ward in which to search, if only one is meant.
  public var ward: String?
  /// How many results at most.
  public var limit: Int
  /// Which state of the land.
  public var moment: Moment

  /// Makes a question.
  public init(text: String, ward: String? = nil, limit: Int = 20, moment: Moment = .now) {
    self.text = text
    self.ward = ward
    self.limit = limit
    self.moment = moment
  }
}

/// The question which wards there are.
public struct WardsQuestion: Hashable, Sendable {
  /// Words of the name, or the code or its beginning; `nil` for all wards.
  public var text: String?
  /// How many wards a page may hold.
  public var limit: Int
  /// Where the page begins, as the page before said; `nil` for the first.
  public var cursor: String?
  /// Whether the boundaries are wanted.
  public var hasGeometry: Bool
  /// Which state of the land.
  public var moment: Moment

  /// Makes a question.
  public init(
    text: String? = nil, limit: Int = 100, cursor: String? = nil, hasGeometry: Bool = false, moment: Moment = .now
  ) {
    self.text = text
    self.limit = limit
    self.cursor = cursor
    self.hasGeometry = hasGeometry
    self.moment = moment
  }
}
