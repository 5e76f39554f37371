internal import SpatiaLite

/// What of a dossier decides whether it is a reason to see holders in full.
public struct DossierStanding: Sendable, Hashable {
  /// The office; `nil` when none was named.
  public let office: String?
  /// Whether it is still being worked on.
  public let isOpen: Bool
}

extension OfficeReader {
  /// What decides; `nil` when the office file does not know the dossier.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func standing(ofDossier code: String) throws(OfficeError) -> DossierStanding? {
    try asking {
      try database.first("SELECT office, is_open FROM dossiers WHERE code = ?", [.text(code)]) {
        DossierStanding(office: $0.textIfAny(0), isOpen: $0.integer(1) != 0)
      }
    }
  }
}
