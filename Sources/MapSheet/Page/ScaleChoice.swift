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

  /// A sheet with the words below the map looks best, so it is preferred when the scale is the same.
  private static let arrangements: [(SheetOptions.Orientation, PageLayout.Arrangement)] = [
    (.portrait, .below), (.landscape, .beside), (.landscape, .below), (.portrait, .beside),
  ]

  /// - Throws: ``SheetError`` when nothing fits.
  init(_ content: SheetContent, _ options: SheetOptions, around box: Envelope, rows: Int) throws(SheetError) {
    let papers = options.paper.map { [$0] } ?? SheetOptions.Paper.allCases
    let orientations = options.orientation.map { [$0] } ?? SheetOptions.Orientation.allCases
    // Laying words out takes a while, so it is done for the papers and arrangements that are looked at.
    var known: [[PageLayout?]] = []
    func layout(_ paper: Int, _ arrangement: Int) -> PageLayout? {
      while known.count <= paper { known.append(Array(repeating: nil, count: ScaleChoice.arrangements.count)) }
      if let layout = known[paper][arrangement] { return layout }
      let (orientation, place) = ScaleChoice.arrangements[arrangement]
      guard orientations.contains(orientation) else { return nil }
      let layout = PageLayout(content, papers[paper], orientation, place, rows: rows)
      known[paper][arrangement] = layout
      return layout
    }
    func choice(_ paper: Int, _ scales: [Int], margin: Double) -> (PageLayout, Int)? {
      for scale in scales {
        let factor = 1000 / Double(scale)
        let width = (box.maxX - box.minX) * factor + 2 * margin
        let height = (box.maxY - box.minY) * factor + 2 * margin
        // No map is larger than its paper.
        guard max(width, height) <= papers[paper].sides.long else { continue }
        for arrangement in ScaleChoice.arrangements.indices {
          if let layout = layout(paper, arrangement), width <= layout.frame.width, height <= layout.frame.height {
            return (layout, scale)
          }
        }
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
        for paper in papers.indices {
          if let found = choice(paper, [scale], margin: margin) {
            (self.layout, self.scale) = found
            return
          }
        }
      }
      let largest = papers.indices.compactMap { choice($0, SheetOptions.scales, margin: ScaleChoice.leastMargin)?.1 }
        .min()
      throw ScaleChoice.refusal(scale, papers, largest, box)
    }
    for margin in [ScaleChoice.margin, ScaleChoice.leastMargin] {
      for paper in papers.indices {
        if let found = choice(paper, SheetOptions.scales, margin: margin) {
          (self.layout, scale) = found
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
