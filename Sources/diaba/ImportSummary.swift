import Cadastre
import Import
import Register
import VietText

/// What an import did, in a few lines for the person at the terminal.
enum ImportSummary {
  static func text(of outcome: ImportOutcome, layer: ImportLayer, language: Language) -> String {
    var lines: [String] = []
    let counts = outcome.comparison.counts
    switch outcome.end {
    case .published(let revision):
      lines.append(
        language == .vietnamese
          ? "Đã công bố bản \(revision.id): thêm \(counts.added), đổi \(counts.changed), bỏ \(counts.removed), giữ nguyên \(counts.unchanged)."
          : "Published revision \(revision.id): \(counts.added) added, \(counts.changed) changed, \(counts.removed) removed, \(counts.unchanged) unchanged."
      )
    case .unchanged:
      lines.append(
        language == .vietnamese
          ? "Sổ đã có đúng dữ liệu này: không tạo bản mới."
          : "The register holds the same already: no revision was made.")
    case .staged(let path, let needsConsent):
      if needsConsent {
        lines.append(
          language == .vietnamese
            ? "Chưa công bố: sẽ bỏ \(counts.removed) trong \(outcome.comparison.scopeSize) thửa của phạm vi thay thế. "
              + "Xem lại, rồi: diaba publish \(path) --allow-removals"
            : "Not published: \(counts.removed) of the \(outcome.comparison.scopeSize) parcels in the replaced scope would go. "
              + "Look again, then: diaba publish \(path) --allow-removals")
      } else {
        lines.append(
          language == .vietnamese
            ? "Đã soạn thay đổi (thêm \(counts.added), đổi \(counts.changed), bỏ \(counts.removed)). Công bố: diaba publish \(path)"
            : "Staged (\(counts.added) to add, \(counts.changed) to change, \(counts.removed) to remove). Publish it: diaba publish \(path)"
        )
      }
    }
    lines.append(
      language == .vietnamese
        ? "Đọc \(outcome.rows) dòng, nhận \(outcome.taken), cách ly \(outcome.quarantined). Hệ tọa độ \(outcome.crs), diện tích đo trong \(outcome.areaCRS)."
        : "Read \(outcome.rows) rows, took \(outcome.taken), quarantined \(outcome.quarantined). Coordinate system \(outcome.crs), areas in \(outcome.areaCRS)."
    )
    // Of several files each finding says its own.
    let isOfMany = Set(outcome.samples.values.joined().map(\.file)).filter { !$0.isEmpty }.count > 1
    for code in Finding.Code.allCases {
      guard let first = outcome.samples[code]?.first, let count = outcome.counts[code] else { continue }
      let isColumn = [.columnMapped, .columnIgnored].contains(code)
      guard !isColumn || count <= 12 else { continue }
      // Of columns each one is worth its line; of rows the first stands for its kind.
      let shown = first.row == nil ? outcome.samples[code, default: []] : [first]
      for finding in shown {
        let mark = finding.severity == .error ? "✗" : finding.severity == .warning ? "!" : "·"
        let row = finding.row.map { language == .vietnamese ? "dòng \($0): " : "row \($0): " } ?? ""
        let more =
          shown.count < count ? (language == .vietnamese ? " (và \(count - 1) nữa)" : " (and \(count - 1) more)") : ""
        let file = isOfMany && !finding.file.isEmpty ? "\(finding.file): " : ""
        lines.append("  \(mark) \(file)\(row)\(finding.message[language])\(more)")
      }
    }
    if let fault = outcome.reportFault { lines.append("  ! \(fault[language])") }
    if let directory = outcome.reportDirectory {
      lines.append(language == .vietnamese ? "Báo cáo đầy đủ: \(directory)" : "The whole report: \(directory)")
    }
    return lines.joined(separator: "\n")
  }
}
