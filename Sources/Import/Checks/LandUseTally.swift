import Cadastre

/// The land-use labels of an import, each judged once.
struct LandUseTally {
  private struct Seen {
    var count: Int
    var row: Int
    var file: String
  }

  private var labels: [String: Seen] = [:]
  /// So many unknown labels are told one by one; a column with more holds something else.
  private static let shown = 50

  /// Takes in the label of a row.
  mutating func add(_ label: String?, row: Int, file: String) {
    // Labels with areas are as many as parcels; so many tell what is wrong with the column.
    guard let label, labels.count < 20_000 || labels[label] != nil else { return }
    labels[label, default: Seen(count: 0, row: row, file: file)].count += 1
  }

  /// What is wrong with the labels, those of many parcels first.
  func findings() -> [Finding] {
    var unknown: [(label: String, seen: Seen)] = []
    var old: [String: Seen] = [:]
    for (text, seen) in labels {
      let label = LandUse.parse(text)
      if label.hasUnknown { unknown.append((text, seen)) }
      for part in label.parts {
        guard case .legacy? = part.meaning?.status else { continue }
        old[part.code, default: Seen(count: 0, row: seen.row, file: seen.file)].count += seen.count
      }
    }
    unknown.sort { ($1.seen.count, $0.label) < ($0.seen.count, $1.label) }
    var findings = unknown.prefix(Self.shown).map { label, seen in
      Finding(
        .landUseUnknown, file: seen.file, row: seen.row,
        vi: "loại đất “\(label.prefix(30))” không có trong bảng mã, \(seen.count) thửa; giữ nguyên như ghi",
        en: "the land use “\(label.prefix(30))” is not in the table of codes, "
          + "\(Decimals.count(seen.count, "parcel")); kept as written")
    }
    if unknown.count > Self.shown {
      findings.append(
        Finding(
          .landUseUnknown, file: unknown[0].seen.file,
          vi: "còn \(unknown.count - Self.shown) nhãn loại đất lạ khác: có phải đúng cột không?",
          en: "\(unknown.count - Self.shown) more unknown land-use labels: is it the right column?"))
    }
    if let first = old.values.min(by: { $0.row < $1.row }) {
      let codes = old.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value.count))" }.joined(separator: ", ")
      findings.append(
        Finding(
          .landUseOld, file: first.file, vi: "mã loại đất theo quy định cũ: \(codes)",
          en: "land-use codes of earlier circulars: \(codes)"))
    }
    return findings
  }
}
