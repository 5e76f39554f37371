import Coverage
import Geo
import Projection
import Register
import VietText

/// The check of an import's parcels against one another, grid by grid.
final class LandCheck {
  /// The parcels of one grid.
  private final class Sheet {
    var check: CoverageCheck?

    init(expecting parcels: Int) { check = CoverageCheck(rules: LandCheck.rules, expecting: parcels) }
  }

  /// What counts as a fault: positions within 1 mm are one, gaps to half a metre are none of a street's.
  static let rules = CoverageRules(tolerance: 0.001, gapWidth: 0.5, duplicateShare: 0.95)

  private var sheets: [CRS: Sheet] = [:]
  private let expected: Int

  /// Makes a check; the number of parcels that are to come spares it growing step by step.
  init(expecting parcels: Int) { expected = parcels }

  /// Takes in a parcel; `position` is its place in the staged change.
  func add(_ polygons: MultiPolygon, grid: CRS, position: Int) {
    let sheet = sheets[grid] ?? Sheet(expecting: sheets.isEmpty ? expected : 0)
    sheets[grid] = sheet
    sheet.check?.add(id: position, polygons: polygons)
  }

  /// Runs the check and reports what it finds, with places and names.
  ///
  /// - Parameters:
  ///   - names: what the parcels are called.
  ///   - files: the names of the source files.
  ///   - removed: the places of parcels that were taken out of the change meanwhile.
  ///   - projector: knows where the places are on the ground.
  ///   - threads: how many threads work.
  ///   - report: receives each finding.
  /// - Throws: ``Refusal`` without threads or GEOS, `RegisterError` when the staged file cannot be read.
  func run(
    names: StagedNames, files: [String], removed: Set<Int>, projector: Projector, threads: Int,
    report: (Finding) -> Void
  ) throws {
    for (grid, sheet) in sheets.sorted(by: { $0.key.code < $1.key.code }) {
      guard let check = sheet.check.take() else { continue }
      let toGround = try projector.toWGS84(grid)
      var failure: (any Error)?
      let summary: CoverageSummary
      do {
        summary = try check.run(threads: threads) { found in
          // A hole that small is told as a leaving of drawing already.
          if found.kind == .emptyHole, found.area < GeometrySurvey.leastPart { return }
          guard failure == nil, !removed.contains(found.first), !(found.second.map { removed.contains($0) } ?? false)
          else { return }
          do {
            guard let first = try names.name(at: found.first) else { return }
            let second = try found.second.flatMap { try names.name(at: $0) }
            var finding = Self.finding(found, first: first, second: second, file: files[first.source])
            finding.place = GridPlace(coordinate: found.place, crs: grid)
            finding.position = try? toGround.forward(found.place)
            finding.parcels = [found.first] + (found.second.map { [$0] } ?? [])
            report(finding)
          } catch {
            failure = error
          }
        }
      } catch {
        throw Refusal(
          "checkImpossible", cause: .environment, vi: "không kiểm tra được chồng lấn: \(error)",
          en: "the parcels cannot be checked against one another: \(error)")
      }
      if let failure { throw failure }
      let left = summary.unmeasurablePairs + summary.skippedParcels
      if left > 0 {
        report(
          Finding(
            .checksIncomplete, file: files.joined(separator: ", "),
            vi: "\(left) thửa hoặc cặp thửa không đo được chồng lấn vì hình quá hỏng",
            en: "\(left) parcels or pairs could not be checked for overlaps, their geometry is too broken"))
      }
    }
    sheets = [:]
  }

  private static func finding(
    _ found: CoverageFinding, first: StagedNames.Name, second: StagedNames.Name?, file: String
  ) -> Finding {
    let (a, b) = (first.key, second?.key ?? "")
    let area = Decimals.text(found.area, decimals: found.area < 10 ? 2 : 1)
    let width = Decimals.text(found.width, decimals: 3)
    let (code, vi, en): (Finding.Code, String, String) =
      switch found.kind {
      case .overlap:
        (
          .overlap, "thửa \(a) và \(b) chồng lên nhau \(area) m², rộng nhất \(width) m",
          "the parcels \(a) and \(b) overlap by \(area) m², \(width) m at the widest"
        )
      case .duplicate:
        (
          .geometryDuplicate, "thửa \(a) và \(b) là một hình (trùng \(area) m²)",
          "the parcels \(a) and \(b) are the same land (\(area) m²)"
        )
      case .contained:
        (
          .contained, "thửa \(a) nằm trọn trong thửa \(b) (\(area) m²), thửa ngoài không chừa lỗ",
          "the parcel \(a) lies wholly in \(b) (\(area) m²), which has no hole for it"
        )
      case .gap:
        (
          .gap,
          b.isEmpty
            ? "khe hở trong thửa \(a): \(area) m², rộng nhất \(width) m"
            : "khe hở giữa thửa \(a) và \(b): \(area) m², rộng nhất \(width) m",
          b.isEmpty
            ? "a gap within the parcel \(a): \(area) m², \(width) m at the widest"
            : "a gap between the parcels \(a) and \(b): \(area) m², \(width) m at the widest"
        )
      case .emptyHole:
        (
          .emptyHole, "thửa \(a) có lỗ \(area) m² mà không thửa nào lấp",
          "the parcel \(a) has a hole of \(area) m² with no parcel in it"
        )
      case .unmatchedVertices:
        (
          .verticesUnmatched,
          "cạnh thửa \(a) thiếu \(found.count) đỉnh mà thửa \(b) có, lệch nhiều nhất \(width) m",
          "the edge of the parcel \(a) lacks \(Decimals.count(found.count, "corner")) that \(b) has, "
            + "off by \(width) m at most"
        )
      }
    var finding = Finding(code, file: file, row: first.row, key: a, vi: vi, en: en)
    finding.otherKey = second?.key
    finding.area = found.kind == .unmatchedVertices ? nil : found.area
    finding.width = found.width
    return finding
  }
}
