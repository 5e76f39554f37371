import JSON
import Register

/// What a report shows beside the findings, gathered while the staged rows are at hand.
struct ReportMaterial {
  /// One file that was given.
  struct File {
    var name: String
    var size: Int
    var sha256: String
  }

  var review: ChangeReview
  var gallery: FindingGallery
  var receipt: [File]
  var register: String

  /// How many changes of each kind stand in the report one by one.
  private static let shown = 500

  /// Writes what was received and what would change, for `report.json`.
  func writeMembers(into writer: inout JSONWriter) {
    writer.key("receipt")
    writer.beginArray()
    for file in receipt {
      writer.beginObject()
      writer.key("name")
      writer.string(file.name)
      writer.key("size")
      writer.integer(file.size)
      writer.key("sha256")
      writer.string(file.sha256)
      writer.endObject()
    }
    writer.endArray()
    writer.key("sheets")
    writer.beginArray()
    for sheet in review.sheets.prefix(Self.shown) {
      writer.beginObject()
      writer.key("ward")
      writer.string(sheet.ward)
      writer.key("series")
      writer.string(sheet.series)
      writer.key("sheet")
      writer.string(sheet.sheet)
      writer.endObject()
    }
    writer.endArray()
    writer.key("successions")
    writer.beginArray()
    for succession in review.successions.prefix(Self.shown) { write(succession, into: &writer) }
    writer.endArray()
    writer.key("changes")
    writer.beginArray()
    for kind in ReviewedChange.Kind.allCases {
      let items = kind == .changed ? review.moved + review.revalued : review.items.filter { $0.kind == kind }
      for item in items.prefix(Self.shown) { write(item, into: &writer) }
    }
    writer.endArray()
    writer.key("changesAreCut")
    writer.bool(review.isCut)
  }

  private func write(_ succession: Succession, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("kind")
    writer.string(succession.kind.rawValue)
    for (name, keys) in [("parents", succession.parents), ("children", succession.children)] {
      writer.key(name)
      writer.beginArray()
      for key in keys { writer.string(key) }
      writer.endArray()
    }
    writer.key("areaBefore")
    writer.fixed(succession.areas.parents, decimals: 2)
    writer.key("areaAfter")
    writer.fixed(succession.areas.children, decimals: 2)
    writer.endObject()
  }

  private func write(_ item: ChangeReview.Item, into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("change")
    writer.string("\(item.kind)")
    writer.key("key")
    writer.string(item.key)
    if let row = item.row {
      writer.key("row")
      writer.integer(row)
    }
    if let shift = item.shift {
      writer.key("shift")
      writer.fixed(shift, decimals: 4)
    }
    for (name, area) in [("areaBefore", item.areas.before), ("areaAfter", item.areas.after)] {
      guard let area else { continue }
      writer.key(name)
      writer.fixed(area, decimals: 2)
    }
    writer.key("values")
    writer.beginArray()
    for value in item.values {
      writer.beginObject()
      writer.key("column")
      writer.string(value.column)
      writer.key("before")
      writer.string(value.before)
      writer.key("after")
      writer.string(value.after)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
