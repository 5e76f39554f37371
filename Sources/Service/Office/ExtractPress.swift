public import MapSheet
public import Office
public import VietText

/// Draws the map sheets of dossiers, for programs at the machine itself.
public struct ExtractPress {
  private let register: String
  private let publicURL: String

  /// Names the register, and the address that the public sees, for the QR code; empty for none.
  public init(register: String, publicURL: String = "") {
    self.register = register
    self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
  }

  /// Draws a dossier's sheet, to be kept.
  ///
  /// - Throws: ``ServiceError`` when no parcel is attached, one is gone, or the sheet does not fit.
  public func draw(
    _ dossier: Dossier, _ options: SheetOptions, by identity: Identity, language: Language
  ) throws(ServiceError) -> ExtractDraft {
    guard !dossier.parcels.isEmpty else {
      throw ServiceError(
        .stateConflict,
        Phrase(
          vi: "hồ sơ chưa gắn thửa nào; hãy chạy diaba dossier attach trước",
          en: "no parcel is attached to the dossier; run diaba dossier attach first"))
    }
    return try ExtractDrawing(
      desk: Desk(register: register), dossier: dossier, options: options, overlays: [], by: identity, base: publicURL,
      language: language
    ).draft
  }

  /// The PDF of a sheet.
  ///
  /// - Throws: ``ServiceError`` of code `programMissing` when `rsvg-convert` is not installed.
  public func pdf(_ svg: [UInt8], at moment: Int) throws(ServiceError) -> [UInt8] {
    try SheetMaker().pdf(svg, at: moment)
  }
}
