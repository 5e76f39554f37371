import Cadastre
import Geo
import JSON
import MapSheet
import Office
import Register
import VietText

/// A map sheet on its way into the office file: drawn, with its names on it.
struct ExtractDrawing: Sendable {
  let draft: ExtractDraft

  /// Draws a dossier's parcels at the newest revision.
  ///
  /// - Throws: ``ServiceError`` when a parcel is gone, or the sheet does not fit.
  init(
    desk: Desk, dossier: Dossier, options: SheetOptions, overlays: [SheetDrawing], by identity: Identity, base: String,
    language: Language
  ) throws(ServiceError) {
    let names = ExtractNames()
    let maker = SheetMaker()
    let verification = maker.verification(
      code: names.printed, url: base.isEmpty ? "" : base + "/verify/" + names.printed)
    let questions = dossier.parcels.map { parcel in
      ParcelQuestion(
        ward: parcel.key.ward, sheet: parcel.key.sheet, number: parcel.key.number, series: parcel.key.series,
        wardFrom: parcel.key.wardFrom)
    }
    let content = try desk.sheet(
      SheetRequest(
        parcels: questions, options: options, overlays: overlays,
        issue: SheetIssue(
          printedAt: desk.clock.unixSeconds(), printedBy: identity.printedName, office: dossier.content.office ?? "",
          dossier: dossier.code), verification: verification, language: language))
    let document = try maker.document(content, options)
    // Both files must show one state of the land.
    let moment = Moment(revision: content.revision.id)
    let land = try desk.snapshot(of: dossier.parcels.map(\.id), at: moment)
    draft = ExtractDraft(
      names: names, dossier: dossier.code, revision: content.revision.id, scale: document.scale,
      paper: document.paper.rawValue, layout: options.layout.rawValue, parts: land.parts,
      geoJSON: Self.geoJSON(land.features, revision: land.revision, dossier: dossier.code, code: names.printed),
      svg: document.svg)
  }

  private static func geoJSON(
    _ features: [ParcelFeature], revision: RevisionReference, dossier: String, code: String
  ) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("type")
    writer.raw("\"FeatureCollection\"")
    writer.key("features")
    writer.beginArray()
    for feature in features { feature.write(into: &writer) }
    writer.endArray()
    writer.key("numberReturned")
    writer.integer(features.count)
    writer.key("revision")
    writer.reference(revision)
    writer.key("dossier")
    writer.string(dossier)
    writer.key("verification")
    writer.string(code)
    writer.key("withheld")
    writer.beginArray()
    writer.string("holder")
    writer.endArray()
    writer.endObject()
    return writer.take()
  }
}
