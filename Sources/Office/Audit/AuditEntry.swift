internal import Digest
internal import JSON

/// What was done, as the audit names it.
public enum AuditAction: String, Sendable, CaseIterable {
  /// Holders were looked for.
  case holderSearch
  /// A holder was read.
  case holderRead
  /// The holders of a parcel were read.
  case parcelHoldersRead
  /// The holders of an area were read.
  case areaHoldersRead
  /// Holders were imported.
  case holdersImported
  /// A holder's record was corrected.
  case holderCorrected
  /// A holder's record was given out whole.
  case holderExported
  /// A dossier was opened.
  case dossierOpened
  /// A dossier was changed.
  case dossierChanged
  /// A dossier was read.
  case dossierRead
  /// Dossiers were listed.
  case dossiersListed
  /// A parcel was attached to a dossier.
  case parcelAttached
  /// A parcel was taken off a dossier.
  case parcelDetached
  /// A dossier went a step on its way.
  case dossierEvent
  /// An extract was made.
  case extractMade
  /// A file of an extract was read.
  case extractRead
  /// An extract was revoked.
  case extractRevoked
  /// A token was made.
  case tokenMade
  /// A token was revoked.
  case tokenRevoked
  /// A user was added or changed.
  case userChanged
  /// Somebody logged in.
  case loggedIn
  /// Somebody failed to log in.
  case loginFailed
  /// Somebody logged out.
  case loggedOut
  /// The audit was exported.
  case auditExported
  /// Old rows of the audit were pruned.
  case auditPruned
  /// The office's tables of procedures or units were changed.
  case configured
}

/// One thing that was done or seen, before it stands in the audit.
public struct AuditEntry: Sendable, Hashable {
  /// Who.
  public var who: String
  /// In which role.
  public var role: String
  /// Of which office.
  public var office: String?
  /// From where: an address, without port.
  public var origin: String?
  /// What.
  public var action: AuditAction
  /// For which dossier.
  public var dossier: String?
  /// For which purpose, in the words of whoever asked.
  public var purpose: String?
  /// What it concerned: `holder:12`, `parcel:4711`, `token:3`.
  public var subjects: [String]
  /// Which fields were shown or changed.
  public var shown: [String]
  /// The number of the request.
  public var request: String?

  /// Makes an entry.
  public init(
    _ identity: Identity, _ action: AuditAction, dossier: String? = nil, purpose: String? = nil,
    subjects: [String] = [], shown: [String] = [], origin: String? = nil, request: String? = nil
  ) {
    who = identity.name
    role = identity.role.rawValue
    office = identity.office
    self.origin = origin
    self.action = action
    self.dossier = dossier
    self.purpose = purpose
    self.subjects = subjects
    self.shown = shown
    self.request = request
  }
}

/// One row of the audit.
public struct AuditRow: Sendable, Hashable, Identifiable {
  /// Its number, from 1, without gaps.
  public let id: Int
  /// When, seconds since 1970.
  public let at: Int
  /// Who.
  public let who: String
  /// In which role.
  public let role: String
  /// Of which office.
  public let office: String?
  /// From where.
  public let origin: String?
  /// What.
  public let action: String
  /// For which dossier.
  public let dossier: String?
  /// For which purpose.
  public let purpose: String?
  /// What it concerned, a JSON array.
  public let subjects: String
  /// Which fields were shown or changed, a JSON array.
  public let shown: String
  /// The number of the request.
  public let request: String?
  /// The link of the chain: the hash of the row before and of this row.
  public let hash: [UInt8]

  /// The link that this row must have behind another.
  func link(after previous: [UInt8]) -> [UInt8] {
    AuditRow.link(
      after: previous, id: id, at: at,
      texts: [who, role, office, origin, action, dossier, purpose, subjects, shown, request])
  }

  /// The link of a row: SHA-256 over the link before it and a JSON array of the row's values.
  static func link(after previous: [UInt8], id: Int, at: Int, texts: [String?]) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    writer.integer(id)
    writer.integer(at)
    for text in texts { writer.string(text) }
    writer.endArray()
    var hash = SHA256()
    hash.update(previous)
    hash.update(writer.bytes)
    return hash.finish()
  }
}
