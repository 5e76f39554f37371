import JSON
import Office

/// Who holds the parcels of an area, and what share of all their land lies in it.
struct AreaHolders: Sendable {
  /// One holder.
  struct Entry: Sendable {
    var holder: Holder
    /// The area inside of what they hold, hundredths of a square metre; a parcel counts whole for each of its holders.
    var units: Int
    /// The map area of all that they hold in the register, hundredths of a square metre.
    var heldUnits: Int
    /// Their parcels in the area.
    var parcels: [Int]
    /// How many of their rights name no parcel of the register, so that ``heldUnits`` does not count them.
    var unknownParcels: Int

    /// The share of their land that lies in the area; `nil` when the register knows none of it.
    var share: Double? {
      guard heldUnits > 0 else { return nil }
      return units < heldUnits ? Double(units) / Double(heldUnits) : 1
    }
  }

  /// Of so many parcels at most the holders are told.
  static let mostParcels = 20_000

  let view: HolderView
  /// The holders, whoever holds most of the area first.
  var entries: [Entry] = []
  /// The parcels of which no holder is known.
  var unheld = AreaAnswer.Sum()

  /// How many of the holders are households by their papers.
  var households: Int { entries.count { $0.holder.kind == .household } }
  /// What is kept back of them.
  var withheld: [String] { view.isMasked ? ["name"] : [] }
  /// The fields that are shown, for the audit.
  var shown: [String] { ["kind", view.isMasked ? "name masked" : "name", "areaInside", "totalHeld"] }
  /// What the reading concerned, for the audit.
  var subjects: [String] {
    entries.map { "holder:\($0.holder.id)" } + Set(entries.flatMap(\.parcels)).sorted().map { "parcel:\($0)" }
  }

  /// Writes `byHolder`, `holders`, `households` and `withoutHolder`.
  func write(into writer: inout JSONWriter) {
    writer.key("byHolder")
    writer.beginArray()
    for entry in entries { write(entry, into: &writer) }
    writer.endArray()
    writer.key("holders")
    writer.integer(entries.count)
    writer.key("households")
    writer.integer(households)
    writer.key("withoutHolder")
    writer.beginObject()
    unheld.write(into: &writer)
    writer.endObject()
  }

  private func write(_ entry: Entry, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("holder")
    writer.beginObject()
    writer.key("id")
    writer.integer(entry.holder.id)
    writer.key("name")
    writer.string(view.name(entry.holder.name, entry.holder.kind))
    writer.key("kind")
    writer.string(entry.holder.kind.rawValue)
    writer.endObject()
    writer.key("areaInside")
    writer.measure(Double(entry.units) / 100, decimals: 2)
    writer.key("totalHeld")
    writer.measure(Double(entry.heldUnits) / 100, decimals: 2)
    writer.key("share")
    writer.measure(entry.share, decimals: 6)
    writer.key("parcels")
    writer.beginArray()
    for parcel in entry.parcels { writer.integer(parcel) }
    writer.endArray()
    writer.key("unknownParcels")
    writer.integer(entry.unknownParcels)
    writer.endObject()
  }
}
