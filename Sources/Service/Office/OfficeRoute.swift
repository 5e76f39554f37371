import HTTP
import Office

/// What a path of the office names: everything that is behind the office file.
enum OfficeRoute: Equatable, Sendable {
  case holderSearch
  case holder(Int)
  case holderParcels(Int)
  case parcelHolders(ward: String, sheet: String, number: String)
  case parcelDossiers(ward: String, sheet: String, number: String)
  case dossiers
  case dossier(String)
  case dossierParcels(String)
  case dossierParcel(String, Int)
  case dossierEvents(String)
  case dossierStatus(String)
  case dossierExtracts(String)
  case extract(String)
  case extractFile(String, ExtractFileKind)
  case extractRevocation(String)
  case verification(String)
  case fileVerification
  case desk
  case login

  /// Takes a path apart; `nil` when it is none of the office's.
  init?(_ path: Path) {
    let segments = path.segments
    guard let first = segments.first else { return nil }
    switch (first, segments.count) {
    case ("holders", 2) where segments[1] == "search": self = .holderSearch
    case ("holders", 2):
      guard let id = Self.number(segments[1]) else { return nil }
      self = .holder(id)
    case ("holders", 3) where segments[2] == "parcels":
      guard let id = Self.number(segments[1]) else { return nil }
      self = .holderParcels(id)
    case ("parcels", 5) where segments[4] == "holders" && segments[1...3].allSatisfy({ !$0.isEmpty }):
      self = .parcelHolders(ward: segments[1], sheet: segments[2], number: segments[3])
    case ("parcels", 5) where segments[4] == "dossiers" && segments[1...3].allSatisfy({ !$0.isEmpty }):
      self = .parcelDossiers(ward: segments[1], sheet: segments[2], number: segments[3])
    case ("dossiers", 1): self = .dossiers
    case ("dossiers", 2): self = .dossier(segments[1])
    case ("dossiers", 3):
      switch segments[2] {
      case "parcels": self = .dossierParcels(segments[1])
      case "events": self = .dossierEvents(segments[1])
      case "status": self = .dossierStatus(segments[1])
      case "extracts": self = .dossierExtracts(segments[1])
      default: return nil
      }
    case ("extracts", 2):
      let parts = segments[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard let name = parts.first, Self.isName(name), parts.count <= 2 else { return nil }
      guard parts.count == 2 else {
        self = .extract(name)
        return
      }
      guard let kind = ExtractFileKind(rawValue: parts[1]) else { return nil }
      self = .extractFile(name, kind)
    case ("extracts", 3) where segments[2] == "revoke" && Self.isName(segments[1]):
      self = .extractRevocation(segments[1])
    case ("verify", 1): self = .fileVerification
    case ("verify", 2): self = .verification(segments[1])
    case ("desk", 1): self = .desk
    case ("desk", 2) where segments[1] == "login": self = .login
    case ("dossiers", 4) where segments[2] == "parcels":
      guard let id = Self.number(segments[3]) else { return nil }
      self = .dossierParcel(segments[1], id)
    default: return nil
    }
  }

  /// The methods that the resource takes.
  var methods: [String] {
    switch self {
    case .holderSearch: ["POST", "OPTIONS"]
    case .holder, .holderParcels, .parcelHolders, .parcelDossiers, .dossierStatus: ["GET", "HEAD", "OPTIONS"]
    case .extract, .extractFile, .verification: ["GET", "HEAD", "OPTIONS"]
    case .extractRevocation, .fileVerification, .login: ["POST", "OPTIONS"]
    case .dossiers, .dossierParcels, .dossierEvents, .dossierExtracts, .desk: ["GET", "HEAD", "POST", "OPTIONS"]
    case .dossier: ["GET", "HEAD", "PUT", "OPTIONS"]
    case .dossierParcel: ["DELETE", "OPTIONS"]
    }
  }

  /// The parameters that the resource takes.
  var parameters: [String] {
    switch self {
    case .holderSearch, .dossier, .dossierParcels, .dossierParcel, .dossierEvents, .dossierStatus,
      .dossierExtracts, .extract, .extractFile, .extractRevocation, .verification, .fileVerification, .desk, .login:
      []
    case .dossiers:
      ["state", "office", "procedure", "unit", "ward", "overdue", "receivedFrom", "receivedTo", "limit", "cursor"]
    case .parcelDossiers: ["series", "wardFrom"]
    case .holder: ["unmasked"]
    case .holderParcels: ["asOf", "unmasked"]
    case .parcelHolders: ["asOf", "series", "wardFrom", "unmasked"]
    }
  }

  /// Whether it answers without a token.
  var isPublic: Bool {
    switch self {
    case .dossierStatus, .verification, .fileVerification, .desk, .login: true
    case .holderSearch, .holder, .holderParcels, .parcelHolders, .parcelDossiers, .dossiers, .dossier, .dossierParcels,
      .dossierParcel, .dossierEvents, .dossierExtracts, .extract, .extractFile, .extractRevocation:
      false
    }
  }

  /// The longest content in bytes.
  var contentLimit: Int { self == .fileVerification ? ServiceSession.longestVerified : 1 << 20 }

  /// Whether a text has the form of an extract's name, so that no path leads anywhere else.
  private static func isName(_ text: String) -> Bool {
    text.utf8.count == 20 && text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) }
  }

  private static func number(_ text: String) -> Int? {
    guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }
}
