import VietText

extension ReportPage {
  /// How each file was read: system, columns, text with its samples.
  func reading(_ page: inout HTML) {
    page.heading(2, "Cách đọc tập tin", "How the files were read")
    for source in sources.prefix(20) {
      if sources.count > 1 { page.raw("<h3>\(HTML.escaped(source.source.name))</h3>\n") }
      let settled: Set<Finding.Code> = [
        .crsAssumed, .crsDetected, .crsImplausible, .axesSwapped, .areaGridChosen, .valueFromName, .columnProven,
      ]
      page.raw("<ul>")
      for finding in source.findings where settled.contains(finding.code) {
        page.raw("<li>\(HTML.both(finding.message))</li>")
      }
      page.raw("</ul>\n")
      page.table(
        [HTML.both("Trường", "Field"), HTML.both("Lấy từ", "Taken from")],
        zip(source.plan.fields, source.plan.origins).compactMap { field, origin in
          switch origin {
          case .column(_, let name): [HTML.both(field.label), "<code>\(HTML.escaped(name))</code>"]
          case .constant(let value):
            [HTML.both(field.label), HTML.both("mọi dòng", "all rows") + ": \(HTML.escaped(value))"]
          case .absent: nil
          }
        })
      for text in source.source.texts { samples(of: text, &page) }
    }
    if sources.count > 20 {
      page.raw(
        "<p>\(HTML.both("… và \(sources.count - 20) tập tin nữa.", "… and \(sources.count - 20) more files."))</p>")
    }
  }

  private func samples(of text: ColumnText, _ page: inout HTML) {
    guard let detection = text.detection, !text.isMasked else { return }
    let candidates =
      [detection.candidate(text.reading)].compactMap { $0 }
      + detection.candidates.filter { $0.reading != text.reading }.prefix(2)
    page.raw(
      "<p><b>\(HTML.escaped(text.column))</b>: \(HTML.both(text.reading.label)), <span class=\"soft\">\(HTML.both(text.reason))</span></p>\n"
    )
    page.table(
      [
        HTML.both("Bảng mã", "Encoding"), HTML.both("Tiếng Việt", "Vietnamese"),
        HTML.both("Năm giá trị mẫu", "Five samples"),
      ],
      candidates.map { candidate in
        let isChosen = candidate.reading == text.reading
        let name = HTML.both(candidate.reading.label)
        return [
          isChosen ? "<b>\(name)</b> ✓" : name,
          HTML.both(GridEvidence.percent(max(0, min(1, candidate.score)))),
          text.samples(of: candidate).map { HTML.escaped($0) }.joined(separator: "<br>"),
        ]
      }, numeric: [1])
  }
}
