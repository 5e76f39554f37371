/// One ward among those that have borne a code: the code with the time in which it meant this territory.
public struct WardVersion: Hashable, Sendable {
  /// The code.
  public var code: String
  /// The name, if anybody knows it.
  public var name: String?
  /// The first day; `nil` when nobody knows it.
  public var from: Day?
  /// The first day on which it was no more; `nil` while it lasts.
  public var to: Day?

  /// Makes a version.
  public init(code: String, name: String? = nil, from: Day? = nil, to: Day? = nil) {
    self.code = code
    self.name = name
    self.from = from
    self.to = to
  }

  /// Whether it existed on a day.
  public func exists(on day: Day) -> Bool { (from.map { $0 <= day } ?? true) && (to.map { day < $0 } ?? true) }

  /// Whether it is the same ward as another version says, whatever each knows of its name.
  public func isSame(as other: WardVersion) -> Bool { code == other.code && from == other.from && to == other.to }
}
