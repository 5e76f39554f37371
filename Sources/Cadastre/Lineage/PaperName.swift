/// What a paper calls a parcel: a ward of some time, a sheet and a number.
public struct PaperName: Hashable, Sendable {
  /// The ward.
  public var ward: WardVersion
  /// The map series; `nil` when the paper does not say.
  public var series: String?
  /// The sheet.
  public var sheet: String
  /// The number.
  public var number: String

  /// Makes a name.
  public init(ward: WardVersion, series: String? = nil, sheet: String, number: String) {
    self.ward = ward
    self.series = series
    self.sheet = sheet
    self.number = number
  }
}

/// Something that happened to the name of a parcel.
public struct NameChange: Hashable, Sendable {
  /// What happened.
  public enum Event: Hashable, Sendable {
    /// The ward, or the part of it in which the parcel lies, went to another one.
    case ward(WardSuccession)
    /// The sheet got another number.
    case sheet(SheetRenumbering)
  }

  /// What happened.
  public var event: Event
  /// The first day of the new name.
  public var day: Day
  /// The name before.
  public var old: PaperName
  /// The name from that day on.
  public var new: PaperName
}

/// A name that the parcel of a paper bears or bore at some time, with what lies between it and the paper.
public struct NameTrail: Hashable, Sendable {
  /// How well it is known that both names mean one parcel.
  public enum Grade: Int, Hashable, Sendable, Comparable {
    /// It is the name on the paper.
    case same
    /// Tables say so.
    case documented
    /// The ward changed, and the sheet is supposed to have kept its number.
    case supposed

    /// Whether one grade is better than another.
    public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
  }

  /// The name.
  public var name: PaperName
  /// The changes between the paper and the name, in the order of their days.
  public var changes: [NameChange]
  /// How well it is known.
  public var grade: Grade
  /// Whether the name is older than the paper, so that the changes came before it.
  public var isEarlier: Bool
}
