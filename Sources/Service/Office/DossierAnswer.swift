import Cadastre
import JSON
import Office
import VietText

/// How a dossier is shown.
struct DossierAnswer: Sendable {
  let dossier: Dossier
  let day: Day
  let language: Language
  let base: String

  /// Writes the members of a dossier as staff see them.
  func write(into writer: inout JSONWriter, procedure: String? = nil) {
    let content = dossier.content
    writer.key("code")
    writer.string(dossier.code)
    writer.key("procedure")
    writer.string(content.procedure)
    writer.key("procedureName")
    writer.string(procedure)
    writer.key("office")
    writer.string(content.office)
    writer.key("applicant")
    if let name = content.applicant {
      writer.beginObject()
      writer.key("name")
      writer.string(name)
      writer.endObject()
    } else {
      writer.null()
    }
    writeStanding(into: &writer)
    writer.key("version")
    writer.integer(dossier.version)
    writer.key("parcels")
    writer.beginArray()
    for parcel in dossier.parcels {
      writer.beginObject()
      writer.parcel(id: Int(parcel.id), parcel.key)
      writer.key("revision")
      writer.integer(parcel.revision)
      writer.key("attachedAt")
      writer.instant(unixSeconds: parcel.attachedAt)
      writer.endObject()
    }
    writer.endArray()
  }

  /// Writes state, dates and unit: what everybody may know.
  func writeStanding(into writer: inout JSONWriter) {
    let content = dossier.content
    writer.key("state")
    writer.string(content.state.rawValue)
    writer.key("stateName")
    writer.string(content.state.phrase[language])
    writer.key("receivedAt")
    writer.string(content.receivedAt)
    writer.key("dueAt")
    writer.string(content.dueAt)
    writer.key("overdue")
    writer.bool(dossier.isOverdue(on: day))
    writer.key("unit")
    writer.string(dossier.unit)
    writer.key("since")
    writer.instant(unixSeconds: dossier.since)
  }

  /// Where else to go.
  var links: [Link] {
    let path = "/dossiers/\(Link.encoded(dossier.code))"
    return [
      Link("self", path, type: "application/json"), Link("parcels", path + "/parcels", type: "application/json"),
      Link("events", path + "/events", type: "application/json"),
      Link("extracts", path + "/extracts", type: "application/json"),
      Link("status", path + "/status", type: "application/json"),
    ]
  }
}

extension DossierState {
  /// What people call it.
  var phrase: Phrase {
    switch self {
    case .received: Phrase(vi: "Đã tiếp nhận, đang xử lý", en: "Received, being worked on")
    case .waiting: Phrase(vi: "Chờ bổ sung", en: "Waiting for a supplement")
    case .financial: Phrase(vi: "Chờ thực hiện nghĩa vụ tài chính", en: "Waiting for a payment")
    case .done: Phrase(vi: "Đã có kết quả", en: "Done")
    case .refused: Phrase(vi: "Từ chối", en: "Refused")
    case .withdrawn: Phrase(vi: "Đã rút", en: "Withdrawn")
    }
  }
}

extension DossierEvent {
  func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    writer.integer(id)
    writer.key("at")
    writer.instant(unixSeconds: at)
    for (name, value) in [("kind", kind), ("state", state), ("unit", unit), ("note", note), ("by", who)]
      as [(String, String?)]
    {
      writer.key(name)
      writer.string(value)
    }
    writer.endObject()
  }
}

/// Something that a clerk should know before a parcel is worked on.
struct DossierConflict: Sendable {
  enum Kind: String, Sendable {
    case openDossier, overlap, changed, twoWards, areaDiffers
  }

  var kind: Kind
  /// The parcel of this dossier.
  var parcel: Int64
  /// The other dossier.
  var dossier: String?
  /// The parcel of the other dossier, when it is another.
  var other: Int64?
  /// Since when, seconds since 1970.
  var since: Int?
  /// How much, m².
  var area: Double?
  /// The wards, when there are several.
  var wards: [String] = []

  /// What there is to say of how parcels stand and of the open dossiers on them.
  static func all(
    _ standings: [ParcelStanding], open: [(parcel: Int64, dossier: String, office: String?, since: Int)]
  ) -> [DossierConflict] {
    var conflicts: [DossierConflict] = []
    for standing in standings {
      let id = standing.parcel.id
      for entry in open where entry.parcel == id {
        conflicts.append(
          DossierConflict(kind: .openDossier, parcel: id, dossier: entry.dossier, since: entry.since))
      }
      for overlap in standing.overlaps {
        for entry in open where entry.parcel == overlap.id {
          conflicts.append(
            DossierConflict(
              kind: .overlap, parcel: id, dossier: entry.dossier, other: overlap.id, since: entry.since,
              area: overlap.area))
        }
      }
      if let at = standing.changedAt { conflicts.append(DossierConflict(kind: .changed, parcel: id, since: at)) }
      if standing.wards.count > 1 {
        conflicts.append(
          DossierConflict(
            kind: .twoWards, parcel: id, area: standing.wards.dropFirst().reduce(0) { $0 + $1.area },
            wards: standing.wards.map { "\($0.ward.name) (\($0.ward.code))" }))
      }
      if let difference = standing.areaDifference {
        conflicts.append(DossierConflict(kind: .areaDiffers, parcel: id, area: difference))
      }
    }
    return conflicts
  }

  func write(into writer: inout JSONWriter, _ language: Language) {
    writer.beginObject()
    writer.key("kind")
    writer.string(kind.rawValue)
    writer.key("parcel")
    writer.integer(Int(parcel))
    if let dossier {
      writer.key("dossier")
      writer.string(dossier)
    }
    if let other {
      writer.key("otherParcel")
      writer.integer(Int(other))
    }
    if let since {
      writer.key("since")
      writer.instant(unixSeconds: since)
    }
    if let area {
      writer.key("area")
      writer.measure(area, decimals: 2)
    }
    if !wards.isEmpty {
      writer.key("wards")
      writer.beginArray()
      for ward in wards { writer.string(ward) }
      writer.endArray()
    }
    writer.key("message")
    writer.string(phrase[language])
    writer.endObject()
  }

  /// What it is, in words.
  var phrase: Phrase {
    let square = area.map { "\(($0 * 10).rounded() / 10) m²" } ?? ""
    switch kind {
    case .openDossier:
      return Phrase(
        vi: "Thửa này đang có hồ sơ \(dossier ?? "") chưa kết thúc.",
        en: "The open dossier \(dossier ?? "") is about this parcel.")
    case .overlap:
      return Phrase(
        vi: "Chồng \(square) lên thửa của hồ sơ \(dossier ?? "") chưa kết thúc.",
        en: "It overlaps by \(square) a parcel of the open dossier \(dossier ?? "").")
    case .changed:
      return Phrase(
        vi: "Thửa đã thay đổi trong sổ sau khi gắn vào hồ sơ.",
        en: "The parcel has changed in the register since it was attached.")
    case .twoWards:
      return Phrase(
        vi: "Thửa nằm trên \(wards.joined(separator: " và ")).", en: "It lies in \(wards.joined(separator: " and ")).")
    case .areaDiffers:
      return Phrase(
        vi: "Diện tích pháp lý và diện tích đo trên bản đồ lệch nhau \(square).",
        en: "The registered and the map area differ by \(square).")
    }
  }
}
