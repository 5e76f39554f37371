internal import Geo
internal import VietText

/// Which paper, arrangement and scale show the parcels best.
struct ScaleChoice {
  let layout: PageLayout
  let scale: Int

  /// The room that stays free around the parcels, so that their numbers have place, millimetres.
  private static let margin = 9.0
  /// The least room when a scale is asked for.
  private static let leastMargin = 4.0

  /// - Throws: ``SheetError`` when nothing fits.
  init(_ content: SheetContent, _ options: SheetOptions, around box: Envelope, rows: Int) throws(SheetError) {
    let papers = options.paper.map { [$0] } ?? SheetOptions.Paper.allCases
    let orientations = options.orientation.map { [$0] } ?? SheetOptions.Orientation.allCases
    let layouts = papers.map { paper in
      // A sheet with the words below the map looks best, so it is preferred when the scale is the same.
      [
        (SheetOptions.Orientation.portrait, PageLayout.Arrangement.below), (.landscape, .beside),
        (.landscape, .below), (.portrait, .beside),
      ].filter { orientations.contains($0.0) }
        .map { PageLayout(content, paper, $0.0, $0.1, rows: rows) }
    }
    func choice(_ layouts: [PageLayout], _ scales: [Int], margin: Double) -> (PageLayout, Int)? {
      for scale in scales {
        let factor = 1000 / Double(scale)
        let fitting = layouts.first {
          (box.maxX - box.minX) * factor + 2 * margin <= $0.frame.width
            && (box.maxY - box.minY) * factor + 2 * margin <= $0.frame.height
        }
        if let fitting { return (fitting, scale) }
      }
      return nil
    }
    if let scale = options.scale {
      guard SheetOptions.scales.contains(scale) else {
        let allowed = SheetOptions.scales.map { "1:\($0)" }.joined(separator: ", ")
        throw SheetError(
          .badScale,
          Phrase(
            vi: "Không có tỷ lệ 1:\(scale); các tỷ lệ dùng được: \(allowed).",
            en: "There is no scale 1:\(scale); the scales are \(allowed)."))
      }
      for margin in [ScaleChoice.margin, ScaleChoice.leastMargin] {
        for paper in layouts {
          if let found = choice(paper, [scale], margin: margin) {
            (layout, self.scale) = found
            return
          }
        }
      }
      let largest = layouts.lazy.compactMap { choice($0, SheetOptions.scales, margin: ScaleChoice.margin)?.1 }.min()
      throw ScaleChoice.refusal(scale, papers, largest, box)
    }
    for margin in [ScaleChoice.margin, ScaleChoice.leastMargin] {
      for paper in layouts {
        if let found = choice(paper, SheetOptions.scales, margin: margin) {
          (layout, scale) = found
          return
        }
      }
    }
    throw ScaleChoice.refusal(nil, papers, nil, box)
  }

  private static func refusal(
    _ scale: Int?, _ papers: [SheetOptions.Paper], _ largest: Int?, _ box: Envelope
  ) -> SheetError {
    let size =
      "\(SheetFigures.fixed(box.maxX - box.minX, decimals: 0)) × \(SheetFigures.fixed(box.maxY - box.minY, decimals: 0)) m"
    let paper = papers.map(\.rawValue).joined(separator: ", ")
    if let scale, let largest {
      return SheetError(
        .doesNotFit,
        Phrase(
          vi: "Phần đất \(size) không vừa khổ \(paper) ở tỷ lệ 1:\(scale); tỷ lệ lớn nhất vừa khổ là 1:\(largest).",
          en: "The land, \(size), does not fit on \(paper) at 1:\(scale); the largest scale that fits is 1:\(largest)."),
        largestScale: largest)
    }
    return SheetError(
      .tooLarge,
      Phrase(
        vi: "Phần đất \(size) không vừa khổ \(paper) ở mọi tỷ lệ đến 1:10000; hãy in mỗi thửa một trang.",
        en: "The land, \(size), does not fit on \(paper) at any scale down to 1:10000; print one parcel per page."))
  }
}
