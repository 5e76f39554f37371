/// How the service presents itself.
public struct ServiceSettings: Sendable {
  /// What is told without a token.
  public enum PublicAccess: String, Sendable, CaseIterable {
    /// Land data: parcels and wards, never a person.
    case parcels
    /// Nothing of the land.
    case nothing
  }

  /// The path of the land register.
  public var register: String
  /// What is told without a token.
  public var publicAccess: PublicAccess
  /// What stands before the path of each link: `https://dat.example.vn`; empty for links from the root.
  public var publicURL: String
  /// The header in which a proxy on this machine names the user whom it has recognised; `nil` trusts none.
  public var trustedHeader: String?
  /// The version that `/health` tells.
  public var version: String
  /// Tells what day it is.
  public var clock: any WallClock

  /// Makes settings.
  public init(
    register: String, publicAccess: PublicAccess = .parcels, publicURL: String = "", version: String = "",
    clock: any WallClock = MachineClock(), trustedHeader: String? = nil
  ) {
    self.trustedHeader = trustedHeader
    self.register = register
    self.publicAccess = publicAccess
    self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
    self.version = version
    self.clock = clock
  }
}
