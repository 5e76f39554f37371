import Cadastre
import Foundation
import Geo
import Register
import VietText

/// The report of an import as one page: what came, how it was read, what is wrong, what changes, what to do next.
///
/// It needs nothing from outside, holds both languages, and prints on A4.
struct ReportPage {
  let outcome: ImportOutcome
  let request: ImportRequest
  let sources: [PreparedSource]
  let material: ReportMaterial
  let log: FindingLog
  let folder: String

  /// The page.
  var html: String {
    var page = HTML()
    head(&page)
    steps(&page)
    receipt(&page)
    reading(&page)
    findings(&page)
    changes(&page)
    signatures(&page)
    let isWards = request.layer == .wards
    return HTML.page(
      Phrase(
        vi: isWards ? "Báo cáo nhập địa giới" : "Báo cáo nhập thửa đất",
        en: isWards ? "Import report: wards" : "Import report: parcels"),
      request.language, style: ReportStyle.sheet, body: page.text)
  }

  private var counts: ChangeCounts { outcome.comparison.counts }

  private func head(_ page: inout HTML) {
    let isWards = request.layer == .wards
    page.raw(
      "<h1>\(HTML.both(isWards ? "Báo cáo nhập địa giới" : "Báo cáo nhập thửa đất", isWards ? "Import report: wards" : "Import report: parcels"))</h1>\n"
    )
    let register = URL(filePath: material.register).lastPathComponent
    let names = sources.map(\.source.name).joined(separator: ", ")
    page.raw(
      "<p class=\"soft\">\(HTML.escaped(names)) → \(HTML.escaped(register)) · \(HTML.both("hiện trạng ngày", "state of")) \(request.asOf) · \(HTML.both("người nhập", "imported by")) \(HTML.escaped(request.person)) · \(Self.now)</p>\n"
    )
    let (style, verdict, detail) = self.verdict
    page.raw(
      "<div class=\"verdict \(style)\"><strong>\(HTML.both(verdict))</strong><br>\(detail)</div>\n<div class=\"numbers\">"
    )
    for (value, vi, en) in [
      (outcome.rows, "dòng đọc", "rows read"), (outcome.taken, "nhận", "taken"),
      (outcome.quarantined, "cách ly", "quarantined"), (counts.added, "thêm", "added"),
      (counts.changed, "đổi", "changed"),
      (counts.removed, "bỏ", "removed"), (counts.unchanged, "giữ nguyên", "unchanged"),
    ] {
      page.raw("<div><b>\(Decimals.count(value))</b><span class=\"soft\">\(HTML.both(vi, en))</span></div>")
    }
    page.raw("</div>\n")
    if let overview = material.gallery.overview {
      page.raw(
        "<div class=\"maps\"><figure>\(overview.drawing.svg(size: 460, dots: overview.dots))<figcaption>\(HTML.both("Các thửa của tập tin; nét đứt: địa giới trong sổ; chấm đỏ: không nhận, chấm cam: cần xem.", "The parcels of the file; dashed: wards of the register; red dots: not taken, orange: to be looked at."))</figcaption></figure></div>\n"
      )
    }
  }

  /// How it ended: the look, the sentence, and what stands below it.
  private var verdict: (String, Phrase, String) {
    let register = HTML.escaped(material.register)
    switch outcome.end {
    case .published(let revision):
      return (
        outcome.needsPerson ? "wait" : "",
        Phrase(vi: "Đã công bố bản \(revision.id)", en: "Published as revision \(revision.id)"),
        HTML.both("Hoàn tác bằng một lệnh:", "To undo it in one step:")
          + " <code>diaba rollback --to \(revision.id - 1) --register \(register)</code>"
      )
    case .unchanged:
      return (
        "", Phrase(vi: "Sổ đã có đúng dữ liệu này", en: "The register holds the same already"),
        HTML.both("Không tạo bản mới.", "No revision was made.")
      )
    case .staged(let path, let needsConsent):
      let share = GridEvidence.percent(outcome.comparison.removalShare)
      let command = "diaba publish \(HTML.escaped(path))\(needsConsent ? " --allow-removals" : "")"
      let warning =
        needsConsent
        ? HTML.both(
          "Sẽ bỏ \(counts.removed) trong \(outcome.comparison.scopeSize) thửa của phạm vi thay thế (\(share.vietnamese)): xem mục “Sẽ bỏ” trước. ",
          "\(counts.removed) of the \(outcome.comparison.scopeSize) parcels in the replaced scope would go (\(share.english)): look at “Removed” first. "
        ) : ""
      return (
        needsConsent ? "stop" : "wait",
        Phrase(
          vi: "Chưa công bố: chờ người thứ hai xem và công bố", en: "Not published: a second person looks and publishes"
        ),
        warning + "<code>\(command)</code>"
      )
    }
  }

  private func steps(_ page: inout HTML) {
    page.heading(2, "Việc cần làm", "What to do next")
    let codes = Finding.Code.allCases.filter { code in
      log.samples[code]?.contains { $0.severity != .note } ?? false
    }.sorted { rank($0) < rank($1) }
    guard !codes.isEmpty else {
      page.raw("<p>\(HTML.both("Không có gì cần sửa.", "Nothing needs mending."))</p>\n")
      return
    }
    page.raw("<ol>")
    for code in codes {
      page.raw(
        "<li><a href=\"#\(code.rawValue)\">\(HTML.both(code.title))</a> (\(Decimals.count(log.counts[code] ?? 0))): \(HTML.both(code.advice))</li>\n"
      )
    }
    page.raw("</ol>\n")
    page.raw(
      "<p class=\"soft\">\(HTML.both("Mở lớp lỗi trong QGIS (kéo vào cửa sổ):", "Open the layer of findings in QGIS (drop it into the window):")) <code>\(HTML.escaped(folder))/findings.geojson</code></p>\n"
    )
  }

  /// Errors come first, then what many parcels have.
  private func rank(_ code: Finding.Code) -> (Int, Int) {
    let severity = log.samples[code]?.map(\.severity).contains(.error) == true ? 0 : 1
    return (severity, -(log.counts[code] ?? 0))
  }

  private func receipt(_ page: inout HTML) {
    page.heading(2, "Tập tin đã nhận", "Files received")
    page.table(
      [HTML.both("Tập tin", "File"), HTML.both("Cỡ (byte)", "Bytes"), "SHA-256"],
      material.receipt.map { file in
        [HTML.escaped(file.name), Decimals.count(file.size), "<code>\(file.sha256)</code>"]
      }, numeric: [1])
  }

  private func signatures(_ page: inout HTML) {
    page.raw(
      "<div class=\"sign\"><div>\(HTML.both("Người nhập (ký, ghi rõ họ tên)", "Imported by (signature, name)"))<br>\(HTML.escaped(request.person))</div><div>\(HTML.both("Người kiểm tra, công bố (ký, ghi rõ họ tên)", "Checked and published by (signature, name)"))</div></div>\n"
    )
  }

  /// The time in Viet Nam.
  private static var now: String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(secondsFromGMT: 7 * 3600)
    format.dateFormat = "yyyy-MM-dd HH:mm"
    return format.string(from: Date())
  }
}
