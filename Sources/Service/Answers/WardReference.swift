public import Cadastre

/// A ward as an answer names it: never by its code alone, since a code has meant more than one territory.
public struct WardReference: Hashable, Sendable {
  /// The five-digit code.
  public var code: String
  /// The name with its kind.
  public var name: String
  /// The first day of validity.
  public var validFrom: Day

  /// Makes a reference.
  public init(code: String, name: String, validFrom: Day) {
    self.code = code
    self.name = name
    self.validFrom = validFrom
  }

  /// Refers to a ward.
  public init(_ ward: Ward) { self.init(code: ward.code, name: ward.name, validFrom: ward.validFrom) }
}

/// A revision as an answer names it.
public struct RevisionReference: Hashable, Sendable {
  /// The number.
  public var id: Int
  /// When it was published, seconds since 1970-01-01T00:00:00Z.
  public var publishedAt: Int

  /// Makes a reference.
  public init(id: Int, publishedAt: Int) {
    self.id = id
    self.publishedAt = publishedAt
  }
}
