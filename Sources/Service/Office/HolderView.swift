import Cadastre
import JSON
import Office
import VietText

/// What of holders is shown to one visitor.
struct HolderView: Sendable {
  /// Whether names are initials and numbers stars.
  let isMasked: Bool

  /// The fields that are shown, for the audit.
  var shown: [String] {
    isMasked
      ? ["kind", "name masked", "identity masked"]
      : ["kind", "name", "sex", "birthYear", "identity", "address", "certificate"]
  }

  /// Writes `id`, `kind`, `name` and the members.
  func write(_ holder: Holder, into writer: inout JSONWriter, _ language: Language) {
    writer.key("id")
    writer.integer(holder.id)
    writer.key("kind")
    writer.string(holder.kind.rawValue)
    writer.key("kindName")
    writer.string(holder.kind.phrase[language])
    writer.key("name")
    writer.string(name(holder.name, holder.kind))
    writer.key("address")
    writer.string(isMasked ? nil : holder.address)
    writer.key("members")
    writer.beginArray()
    for member in holder.members {
      writer.beginObject()
      writer.key("name")
      writer.string(name(member.name, holder.kind))
      writer.key("role")
      writer.string(member.role)
      writer.key("idNumber")
      writer.string(member.identity.map { isMasked ? Masking.identity($0) : $0 })
      writer.key("sex")
      writer.string(isMasked ? nil : member.sex)
      writer.key("birthYear")
      if let year = member.birthYear, !isMasked { writer.integer(year) } else { writer.null() }
      writer.key("address")
      writer.string(isMasked ? nil : member.address)
      writer.endObject()
    }
    writer.endArray()
  }

  /// Writes what is held of a parcel.
  func write(_ right: HolderRight, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("id")
    if let parcel = right.parcel { writer.integer(Int(parcel)) } else { writer.null() }
    for (name, value) in [
      ("ward", right.ward), ("sheet", right.sheet), ("number", right.number), ("series", right.series),
    ] {
      writer.key(name)
      writer.string(value)
    }
    for (name, value) in [
      ("share", right.share), ("use", right.use), ("from", right.from), ("to", right.to),
      ("certificate", isMasked ? nil : right.certificate),
    ] {
      writer.key(name)
      writer.string(value)
    }
    writer.key("standing")
    writer.string(right.standing.rawValue)
    writer.endObject()
  }

  /// Writes what is kept back.
  func writeWithheld(into writer: inout JSONWriter) {
    writer.key("withheld")
    writer.beginArray()
    if isMasked {
      for field in ["name", "idNumber", "sex", "birthYear", "address", "certificate"] { writer.string(field) }
    }
    writer.endArray()
  }

  /// A name in the form that the visitor sees; that of an organisation is nobody's secret.
  func name(_ name: String, _ kind: HolderKind) -> String {
    isMasked && kind.isPersonal ? Masking.name(name) : name
  }
}

extension JSONWriter {
  /// Writes the members that name a parcel.
  mutating func parcel(id: Int?, _ parcel: ParcelKey) {
    key("id")
    if let id { integer(id) } else { null() }
    key("ward")
    string(parcel.ward)
    key("wardFrom")
    day(parcel.wardFrom)
    key("series")
    string(parcel.series)
    key("sheet")
    string(parcel.sheet)
    key("number")
    string(parcel.number)
  }
}
