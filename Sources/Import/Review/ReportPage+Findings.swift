import Geo
import VietText

extension ReportPage {
  /// Kinds that are told elsewhere on the page.
  private static let told: Set<Finding.Code> = [
    .columnMapped, .crsAssumed, .crsDetected, .areaGridChosen, .encodingAssumed, .valueFromName,
  ]

  /// All findings by kind, with the first of each and their maps.
  func findings(_ page: inout HTML) {
    page.heading(2, "Kết quả kiểm tra", "Findings")
    let codes = Finding.Code.allCases.filter { log.counts[$0] != nil }
    page.table(
      [
        HTML.both("Mức", "Level"), HTML.both("Loại", "Kind"), HTML.both("Số lượng", "Count"),
        HTML.both("Việc cần làm", "What to do"),
      ],
      codes.filter { !Self.told.contains($0) }.sorted { order($0) < order($1) }.map { code in
        [
          tag(severity(code)), "<a href=\"#\(code.rawValue)\">\(HTML.both(code.title))</a>",
          Decimals.count(log.counts[code] ?? 0), HTML.both(code.advice),
        ]
      }, numeric: [2])
    page.raw(
      "<p class=\"soft\">\(HTML.both("Kiểm tra trên tọa độ gốc trong lưới; dung sai 1 mm; khe hở tính đến 0,5 m; X là bắc, Y là đông.", "Checked on the source coordinates in the grid; tolerance 1 mm; gaps up to 0.5 m wide; X is northing, Y easting."))</p>\n"
    )
    for code in codes.filter({ !Self.told.contains($0) }).sorted(by: { order($0) < order($1) }) { section(code, &page) }
  }

  private func severity(_ code: Finding.Code) -> Finding.Severity {
    let severities = log.samples[code, default: []].map(\.severity)
    return severities.contains(.error) ? .error : severities.contains(.warning) ? .warning : .note
  }

  private func order(_ code: Finding.Code) -> (Int, Int) {
    (severity(code) == .error ? 0 : severity(code) == .warning ? 1 : 2, -(log.counts[code] ?? 0))
  }

  private func tag(_ severity: Finding.Severity) -> String {
    let name: Phrase =
      switch severity {
      case .error: Phrase(vi: "không nhận", en: "not taken")
      case .warning: Phrase(vi: "cần xem", en: "look")
      case .note: Phrase(vi: "để biết", en: "note")
      }
    return "<span class=\"tag \(severity.rawValue)\">\(HTML.both(name))</span>"
  }

  private func section(_ code: Finding.Code, _ page: inout HTML) {
    let samples = log.samples[code, default: []]
    let count = log.counts[code] ?? 0
    page.raw(
      "<h3 id=\"\(code.rawValue)\">\(tag(severity(code))) \(HTML.both(code.title)) (\(Decimals.count(count)))</h3>\n")
    page.raw("<p>\(HTML.both(code.advice))</p>\n")
    let maps = material.gallery.maps[code] ?? [:]
    if !maps.isEmpty {
      page.raw("<div class=\"maps\">")
      for (index, drawn) in maps.sorted(by: { $0.key < $1.key }) {
        page.raw("<figure><div class=\"pair\">\(drawn.whole.svg())\(drawn.near?.svg() ?? "")</div>")
        page.raw(
          "<figcaption>\(HTML.escaped(samples[index].key ?? "")) · \(place(samples[index]))</figcaption></figure>\n")
      }
      page.raw("</div>\n")
    }
    page.table(
      [HTML.both("Dòng", "Row"), HTML.both("Thửa", "Key"), "X, Y", HTML.both("Nội dung", "What")],
      samples.map { finding in
        [
          finding.row.map { "\($0)" } ?? "", HTML.escaped(finding.key ?? ""), place(finding),
          HTML.both(finding.message)
            + (sources.count > 1 ? " <span class=\"soft\">\(HTML.escaped(finding.file))</span>" : ""),
        ]
      }, numeric: [0])
    if count > samples.count {
      page.raw(
        "<p class=\"soft\">\(HTML.both("… và \(Decimals.count(count - samples.count)) nữa, xem findings.geojson.", "… and \(Decimals.count(count - samples.count)) more, see findings.geojson."))</p>\n"
      )
    }
  }

  private func place(_ finding: Finding) -> String {
    if let place = finding.place {
      return "\(Decimals.text(place.coordinate.y, decimals: 2))&nbsp;\(Decimals.text(place.coordinate.x, decimals: 2))"
    }
    return finding.position.map { "\(Decimals.text($0.y, decimals: 6))°&nbsp;\(Decimals.text($0.x, decimals: 6))°" }
      ?? ""
  }
}
