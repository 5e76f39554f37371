import Cadastre
import JSON
import Office
import VietText

/// How an extract is shown.
struct ExtractAnswer: Sendable {
  let extract: Extract
  let base: String
  let language: Language

  /// Writes the members as staff see them.
  func write(into writer: inout JSONWriter) {
    writer.key("id")
    writer.string(extract.name)
    writer.key("verification")
    writer.string(VerificationCode.printed(extract.code))
    writer.key("dossier")
    writer.string(extract.dossier)
    writer.key("sha256")
    writer.string(extract.sha256)
    writer.key("revision")
    writer.integer(extract.revision)
    writer.key("scale")
    writer.integer(extract.scale)
    writer.key("paper")
    writer.string(extract.paper)
    writer.key("layout")
    writer.string(extract.layout)
    writer.key("state")
    writer.string(extract.state.rawValue)
    writer.key("madeAt")
    writer.instant(unixSeconds: extract.madeAt)
    writer.key("madeBy")
    writer.string(extract.madeBy)
    writer.key("revokedAt")
    if let at = extract.revokedAt { writer.instant(unixSeconds: at) } else { writer.null() }
    writer.key("reason")
    writer.string(extract.reason)
    writeParts(into: &writer)
    let types = [
      ("geojson", "application/geo+json"), ("svg", "image/svg+xml"), ("pdf", "application/pdf"), ("png", "image/png"),
    ]
    writer.links(
      types.map { Link("alternate", "/extracts/\(extract.name).\($0.0)", type: $0.1) }
        + [Link("verify", "/verify/\(VerificationCode.printed(extract.code))", type: "application/json")],
      base: base, language)
  }

  /// Writes what the public may know.
  func writePublic(into writer: inout JSONWriter, changedSince: Bool, _ thumbnail: Thumbnail?) {
    writer.key("genuine")
    writer.bool(true)
    writer.key("state")
    writer.string(extract.state.rawValue)
    writer.key("stateName")
    writer.string(extract.state.phrase[language])
    writer.key("changedSince")
    writer.bool(changedSince)
    writer.key("madeAt")
    writer.instant(unixSeconds: extract.madeAt)
    writer.key("revokedAt")
    if let at = extract.revokedAt { writer.instant(unixSeconds: at) } else { writer.null() }
    writer.key("revision")
    writer.integer(extract.revision)
    writeParts(into: &writer)
    writer.key("thumbnail")
    writer.string(thumbnail?.svg)
    writer.key("sha256")
    writer.string(extract.sha256)
    writer.key("note")
    writer.string(Self.note[language])
  }

  /// What every verification says besides.
  static let note = Phrase(
    vi: "Sơ đồ vị trí tham khảo kèm hồ sơ, không phải trích lục; không cho biết thế chấp, tranh chấp, quy hoạch.",
    en:
      "A location map for reference with a dossier, không phải trích lục (no official extract); it does not show mortgages, disputes or planning."
  )

  private func writeParts(into writer: inout JSONWriter) {
    writer.key("parcels")
    writer.beginArray()
    for part in extract.parts {
      writer.beginObject()
      for (name, value) in [
        ("ward", part.key.ward), ("sheet", part.key.sheet), ("number", part.key.number), ("series", part.key.series),
      ] {
        writer.key(name)
        writer.string(value)
      }
      writer.key("mapArea")
      writer.measure(part.mapArea, decimals: 2)
      writer.endObject()
    }
    writer.endArray()
  }
}

extension Extract.State {
  /// What people call it.
  var phrase: Phrase {
    switch self {
    case .valid: Phrase(vi: "Còn giá trị", en: "Valid")
    case .revoked: Phrase(vi: "Đã thu hồi", en: "Revoked")
    case .superseded: Phrase(vi: "Đã có bản mới thay thế", en: "Superseded by a later one")
    }
  }
}
