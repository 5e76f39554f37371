import Cadastre
import VietText

extension FactImport {
  /// Judges lineage as a whole: parts that are more than the whole, and whole wards that went two ways.
  static func check(_ rows: inout [Row<WardSuccession>], _ history: WardHistory) -> [FactFinding] {
    var findings: [FactFinding] = []
    let groups = Dictionary(grouping: rows) {
      [$0.fact.oldCode, $0.fact.oldFrom?.description ?? "", $0.fact.day.description]
    }
    for group in groups.values where group.count > 1 {
      for row in group where row.fact.extent == .whole {
        findings.append(
          row.finding(
            "wholeTwice", .warning,
            vi: "xã \(row.fact.oldCode) ghi nhập toàn bộ vào \(row.fact.newCode) nhưng cũng về xã khác",
            en: "ward \(row.fact.oldCode) went whole to \(row.fact.newCode), but to others too"))
      }
      let sum = group.compactMap(\.fact.share).reduce(0, +)
      if sum > 1.01, let row = group.last {
        findings.append(
          row.finding(
            "sharesExceed", .warning,
            vi: "các phần của xã \(row.fact.oldCode) cộng lại là \(Decimals.text(sum, decimals: 3)), hơn 1",
            en: "the parts of ward \(row.fact.oldCode) add up to \(Decimals.text(sum, decimals: 3)), more than 1"))
      }
    }
    return findings
  }

  /// Settles what renumberings leave open, by what is known of the wards, and says how.
  static func check(_ rows: inout [Row<SheetRenumbering>], _ history: WardHistory) -> [FactFinding] {
    var findings: [FactFinding] = []
    var told: Set<String> = []
    for place in rows.indices {
      let row = rows[place]
      let old = history.oldWard(of: row.fact)
      let key = "\(row.fact.oldWard) \(row.fact.oldWardFrom?.description ?? "") \(row.fact.day)"
      if row.values[.newWard] == nil, let now = history.whole(old, on: row.fact.day), now.code != old.code {
        rows[place].fact.newWard = now.code
        if told.insert("new " + key).inserted {
          findings.append(
            row.finding(
              "newWardFound", .note,
              vi: "không ghi newWard: lấy \(now.code), xã mà \(old.code) đã nhập toàn bộ vào",
              en: "newWard is not said: \(now.code) is taken, to which \(old.code) went whole"))
        }
      }
      guard told.insert("old " + key).inserted else { continue }
      let versions = history.versions(ofCode: row.fact.oldWard).filter { version in
        version.from.map { $0 < row.fact.day } ?? true
      }
      if versions.isEmpty {
        findings.append(
          row.finding(
            "wardUnknown", .warning,
            vi: "sổ chưa biết xã \(row.fact.oldWard) trước ngày \(row.fact.day); bảng vẫn được giữ",
            en: "the register knows no ward \(row.fact.oldWard) before \(row.fact.day); the row is kept all the same"))
      } else if versions.count > 1, row.fact.oldWardFrom == nil {
        let name = old.name ?? old.code
        let from = old.from?.description ?? "?"
        findings.append(
          row.finding(
            "wardFromMissing", .warning,
            vi: "mã \(row.fact.oldWard) đã là mã của \(versions.count) xã: đọc là \(name) từ \(from); "
              + "nếu không đúng, thêm cột wardFrom",
            en: "the code \(row.fact.oldWard) has named \(versions.count) wards: it is read as \(name) from \(from); "
              + "if that is wrong, add a column wardFrom"))
      }
    }
    return findings
  }
}
