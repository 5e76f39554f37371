import Geo
import Register
import VietText

extension ReportPage {
  private static let shown = 60
  private static let drawn = 8

  /// What the change would do to the register: its scope first, then row by row.
  func changes(_ page: inout HTML) {
    page.heading(2, "Thay đổi so với sổ", "What changes in the register", id: "changes")
    let comparison = outcome.comparison
    page.raw("<p><b>\(HTML.both(scope))</b></p>\n")
    if comparison.baseRevision == 0 {
      page.raw(
        "<p>\(HTML.both("Sổ chưa có gì: mọi thứ đều là mới.", "The register was empty: everything is new."))</p>\n")
      return
    }
    page.raw(
      "<p>\(HTML.both("So với bản \(comparison.baseRevision): thêm \(comparison.counts.added), đổi \(comparison.counts.changed) (trong đó \(comparison.changedGeometries) đổi hình), bỏ \(comparison.counts.removed), giữ nguyên \(comparison.counts.unchanged).", "Compared with revision \(comparison.baseRevision): \(comparison.counts.added) added, \(comparison.counts.changed) changed (\(comparison.changedGeometries) of them in geometry), \(comparison.counts.removed) removed, \(comparison.counts.unchanged) unchanged."))</p>\n"
    )
    let review = material.review
    if review.isCut {
      page.raw(
        "<p class=\"soft\">\(HTML.both("Chỉ xét từng thửa trong \(review.items.count) thay đổi đầu.", "Only the first \(review.items.count) changes were looked at one by one."))</p>\n"
      )
    }
    successions(review, &page)
    moved(review, &page)
    revalued(review, &page)
    list(review.items.filter { $0.kind == .removed }, "Sẽ bỏ", "Removed", \.before, &page)
    list(review.items.filter { $0.kind == .added }, "Thêm", "Added", \.after, &page)
  }

  private var scope: Phrase {
    let sheets = material.review.sheets
    let size = outcome.comparison.scopeSize
    switch outcome.comparison.scope {
    case .nothing:
      return Phrase(
        vi: "Phạm vi: chỉ thêm và đổi, không bỏ gì khỏi sổ.", en: "Scope: only adds and changes, removes nothing.")
    case .sheet:
      let names = sheets.prefix(12).map { "\($0.ward)/\($0.sheet)\($0.series.isEmpty ? "" : " \($0.series)")" }.joined(
        separator: ", ")
      let more = sheets.count > 12 ? ", …" : ""
      return Phrase(
        vi:
          "Phạm vi thay thế: \(sheets.count) tờ (\(names)\(more)), sổ đang có \(size) thửa trong đó; các tờ khác giữ nguyên.",
        en:
          "Scope replaced: \(Decimals.count(sheets.count, "sheet")) (\(names)\(more)), with \(size) parcels in the register; "
          + "all other sheets stay.")
    case .ward:
      let wards = Set(sheets.map(\.ward)).sorted()
      let names = wards.prefix(12).joined(separator: ", ") + (wards.count > 12 ? ", …" : "")
      return Phrase(
        vi: "Phạm vi thay thế: toàn bộ \(wards.count) xã (\(names)), sổ đang có \(size) dòng trong đó.",
        en:
          "Scope replaced: \(Decimals.count(wards.count, "ward")) as a whole (\(names)), with \(size) rows in the register."
      )
    }
  }

  private func successions(_ review: ChangeReview, _ page: inout HTML) {
    guard !review.successions.isEmpty else { return }
    page.heading(3, "Có lẽ là tách, hợp, đổi số thửa", "Probably divided, merged or renumbered")
    page.raw("<div class=\"maps\">")
    for succession in review.successions.prefix(Self.drawn) {
      let items = succession.items.map { review.items[$0] }
      let caption = HTML.escaped(
        "\(succession.parents.joined(separator: " + ")) → \(succession.children.joined(separator: " + "))")
      page.raw("<figure>\(drawing(items).svg())<figcaption>\(caption)</figcaption></figure>")
    }
    page.raw("</div>\n")
    page.table(
      [HTML.both("Loại", "Kind"), HTML.both("Thửa cũ", "Before"), HTML.both("Thửa mới", "After"), "m² → m²"],
      review.successions.prefix(Self.shown).map { succession in
        [
          HTML.both(succession.kind.label), succession.parents.map(HTML.escaped).joined(separator: "<br>"),
          succession.children.map(HTML.escaped).joined(separator: "<br>"),
          "\(Decimals.text(succession.areas.parents, decimals: 1)) → \(Decimals.text(succession.areas.children, decimals: 1))",
        ]
      }, numeric: [3])
    more(review.successions.count, &page)
  }

  private func moved(_ review: ChangeReview, _ page: inout HTML) {
    let items = review.moved
    guard !items.isEmpty else { return }
    page.heading(3, "Đổi hình, dời xa nhất trước", "Changed in geometry, the farthest first")
    page.raw("<div class=\"maps\">")
    for item in items.prefix(Self.drawn) {
      page.raw("<figure>\(drawing([item]).svg())<figcaption>\(HTML.escaped(item.key))</figcaption></figure>")
    }
    page.raw(
      "</div><p class=\"soft\">\(HTML.both("Nét đứt xám: trong sổ. Xanh: trong tập tin.", "Dashed grey: the register. Green: the file."))</p>\n"
    )
    page.table(
      [
        HTML.both("Thửa", "Key"), HTML.both("Dòng", "Row"), HTML.both("Dời (m)", "Moved (m)"), "m² → m²",
        HTML.both("Thuộc tính", "Values"),
      ],
      items.prefix(Self.shown).map { item in
        [
          HTML.escaped(item.key), item.row.map { "\($0)" } ?? "", Decimals.text(item.shift ?? 0, decimals: 3),
          areas(item), values(item),
        ]
      }, numeric: [1, 2, 3])
    more(items.count, &page)
  }

  private func revalued(_ review: ChangeReview, _ page: inout HTML) {
    let items = review.revalued
    guard !items.isEmpty else { return }
    page.heading(3, "Chỉ đổi thuộc tính", "Changed in attributes only")
    page.table(
      [HTML.both("Thửa", "Key"), HTML.both("Dòng", "Row"), HTML.both("Cũ → mới", "Before → after")],
      items.prefix(Self.shown).map { [HTML.escaped($0.key), $0.row.map { "\($0)" } ?? "", values($0)] }, numeric: [1])
    more(items.count, &page)
  }

  private func list(
    _ items: [ChangeReview.Item], _ vietnamese: String, _ english: String,
    _ side: KeyPath<ChangeReview.Item, MultiPolygon?>, _ page: inout HTML
  ) {
    guard !items.isEmpty else { return }
    page.raw("<h3>\(HTML.both(vietnamese, english)) (\(Decimals.count(items.count)))</h3>\n")
    let shown = items.prefix(200).map { item in
      "\(HTML.escaped(item.key)) <span class=\"soft\">\(Decimals.text((item[keyPath: side])?.area ?? 0, decimals: 1)) m²</span>"
    }
    page.raw("<p>\(shown.joined(separator: " · "))\(items.count > 200 ? " · …" : "")</p>\n")
  }

  private func drawing(_ items: [ChangeReview.Item]) -> Drawing {
    func label(_ item: ChangeReview.Item) -> String? { item.key.split(separator: "/").last.map(String.init) }
    var shapes: [Drawing.Shape] = []
    for item in items {
      if let before = item.before {
        shapes.append(Drawing.Shape(polygons: before, style: "old", label: item.after == nil ? label(item) : nil))
      }
    }
    for item in items {
      if let after = item.after { shapes.append(Drawing.Shape(polygons: after, style: "new", label: label(item))) }
    }
    return Drawing(shapes, mark: nil)
  }

  private func areas(_ item: ChangeReview.Item) -> String {
    [item.areas.before, item.areas.after].map { $0.map { Decimals.text($0, decimals: 1) } ?? "–" }.joined(
      separator: " → ")
  }

  private func values(_ item: ChangeReview.Item) -> String {
    item.values.filter { $0.column != "mapArea" }.map { value in
      "\(HTML.escaped(value.column)): \(HTML.escaped(value.before ?? "–")) → \(HTML.escaped(value.after ?? "–"))"
    }.joined(separator: "<br>")
  }

  private func more(_ count: Int, _ page: inout HTML) {
    guard count > Self.shown else { return }
    page.raw(
      "<p class=\"soft\">\(HTML.both("… và \(count - Self.shown) nữa, xem report.json.", "… and \(count - Self.shown) more, see report.json."))</p>\n"
    )
  }
}

extension Succession.Kind {
  /// What people call it.
  var label: Phrase {
    switch self {
    case .split: Phrase(vi: "tách thửa", en: "divided")
    case .merged: Phrase(vi: "hợp thửa", en: "merged")
    case .redivided: Phrase(vi: "chia lại", en: "divided anew")
    case .renumbered: Phrase(vi: "đổi số", en: "renumbered")
    }
  }
}
