import Import
import VietText

/// The line that shows how far an import has come: rows, rate, time left.
struct ProgressMeter {
  private let language: Language
  private let clock = ContinuousClock()
  private var stage: Progress.Stage?
  private var began: ContinuousClock.Instant
  private var drawn: ContinuousClock.Instant?

  init(language: Language) {
    self.language = language
    began = clock.now
  }

  /// Draws the line, ten times a second at most.
  mutating func show(_ progress: Progress) {
    let now = clock.now
    if stage != progress.stage {
      stage = progress.stage
      began = now
      drawn = nil
    }
    if let drawn, now - drawn < .milliseconds(100) { return }
    drawn = now
    let seconds = Double((now - began).components.seconds) + Double((now - began).components.attoseconds) / 1e18
    let label: Phrase =
      switch progress.stage {
      case .staging: Phrase(vi: "đọc và kiểm tra", en: "reading and checking")
      case .checking: Phrase(vi: "kiểm tra chồng lấn, khe hở", en: "checking overlaps and gaps")
      case .comparing: Phrase(vi: "so sánh với sổ", en: "comparing with the register")
      case .publishing: Phrase(vi: "ghi vào sổ", en: "writing to the register")
      }
    var line = "\(label[language]): \(progress.rows)"
    if let total = progress.totalRows { line += "/\(total)" }
    if seconds > 0.5, progress.rows > 0 {
      line +=
        language == .vietnamese
        ? ", \(Int(Double(progress.rows) / seconds)) dòng/s" : ", \(Int(Double(progress.rows) / seconds)) rows/s"
      if progress.fraction > 0.01, progress.fraction < 1 {
        let left = Int((seconds * (1 - progress.fraction) / progress.fraction).rounded(.up))
        line += language == .vietnamese ? ", còn khoảng \(left) s" : ", about \(left) s left"
      }
    }
    Console.draw(line)
  }
}
