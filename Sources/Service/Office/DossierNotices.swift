public import Office
public import VietText

/// What there is to say of dossiers' parcels, for programs at the machine itself.
public struct DossierNotices {
  /// One thing to know before a parcel is worked on.
  public struct Notice: Sendable, Hashable {
    /// The kind: `openDossier`, `overlap`, `changed`, `twoWards`, `areaDiffers`.
    public let kind: String
    /// What it is, in words.
    public let message: Phrase
  }

  private let register: String
  private let office: String

  /// Names the two files.
  public init(register: String, office: String) {
    self.register = register
    self.office = office
  }

  /// Finds a parcel to attach.
  ///
  /// - Throws: ``ServiceError`` when the words name none, or several.
  public func parcel(_ question: ParcelQuestion) throws(ServiceError) -> DossierParcel {
    try Desk(register: register).parcelToAttach(question)
  }

  /// What conflicts with a dossier now.
  ///
  /// - Throws: ``ServiceError`` when a file cannot be read.
  public func notices(on dossier: Dossier) throws(ServiceError) -> [Notice] {
    let standings = try Desk(register: register).standings(of: dossier.parcels)
    do throws(OfficeError) {
      let open = try OfficeReader(path: office).openDossiers(
        onParcels: standings.flatMap { [$0.parcel.id] + $0.overlaps.map(\.id) }, except: dossier.code)
      return DossierConflict.all(standings, open: open).map { Notice(kind: $0.kind.rawValue, message: $0.phrase) }
    } catch {
      throw ServiceError(error)
    }
  }
}
