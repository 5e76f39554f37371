/// Somebody who holds land, as the records name them.
public struct Holder: Sendable, Hashable, Identifiable {
  /// The number in the office file; 0 before it has one.
  public var id: Int
  /// What they are.
  public var kind: HolderKind
  /// The name as written.
  public var name: String
  /// The address as written.
  public var address: String?
  /// The people, in the order of the source.
  public var members: [Member]

  /// One of the people of a holder, or the organisation itself.
  public struct Member: Sendable, Hashable {
    /// The name as written.
    public var name: String
    /// `Nam`, `Nữ`, or as written.
    public var sex: String?
    /// The year of birth.
    public var birthYear: Int?
    /// The identity number, digits only where it has the form of one.
    public var identity: String?
    /// The role in the group: `Chủ hộ`, `Vợ`, as written.
    public var role: String?
    /// The address as written.
    public var address: String?

    /// Makes a member.
    public init(
      name: String, sex: String? = nil, birthYear: Int? = nil, identity: String? = nil, role: String? = nil,
      address: String? = nil
    ) {
      self.name = name
      self.sex = sex
      self.birthYear = birthYear
      self.identity = identity
      self.role = role
      self.address = address
    }
  }

  /// Makes a holder.
  public init(id: Int = 0, kind: HolderKind, name: String, address: String? = nil, members: [Member] = []) {
    self.id = id
    self.kind = kind
    self.name = name
    self.address = address
    self.members = members
  }
}

/// What a holder holds of one parcel.
public struct HolderRight: Sendable, Hashable {
  /// How the right is known.
  public enum Standing: String, Sendable, CaseIterable {
    /// By a certificate or the cadastral books.
    case registered
    /// By declaration.
    case declared
    /// By present use only.
    case present
  }

  /// The holder's number.
  public var holder: Int
  /// The parcel's stable number in the land register; `nil` when the register does not know it.
  public var parcel: Int64?
  /// The ward code as written.
  public var ward: String
  /// The map series; mostly empty.
  public var series: String
  /// The sheet as written.
  public var sheet: String
  /// The number as written.
  public var number: String
  /// The share as written: `1/2`; `nil` for all in common.
  public var share: String?
  /// The land use held.
  public var use: String?
  /// The certificate's number.
  public var certificate: String?
  /// The first day, ISO 8601.
  public var from: String?
  /// The first day after it, ISO 8601.
  public var to: String?
  /// How it is known.
  public var standing: Standing

  /// Makes a right.
  public init(
    holder: Int = 0, parcel: Int64? = nil, ward: String, series: String = "", sheet: String, number: String,
    share: String? = nil, use: String? = nil, certificate: String? = nil, from: String? = nil, to: String? = nil,
    standing: Standing = .registered
  ) {
    self.holder = holder
    self.parcel = parcel
    self.ward = ward
    self.series = series
    self.sheet = sheet
    self.number = number
    self.share = share
    self.use = use
    self.certificate = certificate
    self.from = from
    self.to = to
    self.standing = standing
  }
}
