public import Geo

/// One version of a parcel: what a revision said of it until another did.
public struct ParcelVersion: Sendable, Hashable {
  /// The parcel as it was then.
  public var row: ParcelRow
  /// The revision that ended this version; `nil` while it is current.
  public var revisionTo: Int?
  /// The grid in which it was surveyed.
  public var grid: CRS
  /// The polygons in that grid, WKB.
  public var gridWKB: [UInt8]
  /// What tells its geometry from others.
  var geometryDigest: Int64

  /// Whether both versions have one geometry, bit for bit.
  public func hasGeometry(of other: ParcelVersion) -> Bool { geometryDigest == other.geometryDigest }
}

/// A new parcel, or a new version of one, that took land of an old one at a revision.
public struct Descent: Sendable, Hashable {
  /// The version that the revision ended.
  public var parent: ParcelVersion
  /// The version that the revision began.
  public var child: ParcelVersion
  /// The land that both share, m² in the grid of the parent.
  public var area: Double
  /// The share of the parent's area, 0 to 1.
  public var parentShare: Double
  /// The share of the child's area, 0 to 1.
  public var childShare: Double
}

/// Parcels that a revision probably made of others, by what their land shares.
public struct ParcelChange: Sendable, Hashable {
  /// What probably happened.
  public enum Kind: String, Sendable, CaseIterable {
    /// One parcel became several.
    case split
    /// Several parcels became one.
    case merged
    /// One parcel got another name on the same land.
    case renamed
    /// Several parcels became several others.
    case rearranged
  }

  /// What probably happened.
  public var kind: Kind
  /// The parcels before.
  public var parents: [ParcelVersion]
  /// The parcels after.
  public var children: [ParcelVersion]
  /// Which shares land with which.
  public var descents: [Descent]
}
