/// What somebody may do.
public enum Role: String, Sendable, CaseIterable, Hashable {
  /// A clerk of the one-stop desk (bộ phận một cửa).
  case clerk
  /// A land officer (cán bộ địa chính).
  case officer
  /// Staff who look after the map data.
  case gis
  /// Whoever looks after the service.
  case admin

  /// Whether dossiers and their map sheets may be read and made.
  public var handlesDossiers: Bool { self != .gis }
  /// Whether holders may be seen, masked.
  public var seesHolders: Bool { true }
  /// Whether holders may be seen in full, for a dossier and a purpose.
  public var unmasksHolders: Bool { self != .gis }
}

/// Who asks, once it is proven.
public struct Identity: Sendable, Hashable {
  /// How they were recognised.
  public enum Proof: Sendable, Hashable {
    /// By a token of this number.
    case token(Int)
    /// By a session of the desk form.
    case session(user: Int)
    /// By the word of a trusted proxy.
    case proxy(user: Int)
    /// By the account of the machine, at the command line.
    case machine
  }

  /// The name under which the audit knows them: `token 3`, `lan`, `@root`.
  public var name: String
  /// What they may do.
  public var role: Role
  /// Their office; `nil` for all.
  public var office: String?
  /// How they were recognised.
  public var proof: Proof

  /// Makes an identity.
  public init(name: String, role: Role, office: String?, proof: Proof) {
    self.name = name
    self.role = role
    self.office = office
    self.proof = proof
  }

  /// The name as paper shows it: an account of the machine without its mark.
  public var printedName: String { proof == .machine ? String(name.drop { $0 == "@" }) : name }

  /// Whoever works at the machine itself.
  public static func machine(_ account: String) -> Identity {
    Identity(name: "@\(account)", role: .admin, office: nil, proof: .machine)
  }

  /// Whether a thing of an office is theirs to see; what has no office is everybody's.
  public func reaches(office: String?) -> Bool {
    guard let own = self.office, let office else { return true }
    return own == office
  }
}
