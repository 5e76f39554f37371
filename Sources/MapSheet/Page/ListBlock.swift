internal import Cadastre
internal import VietText

/// The list of the parcels of a sheet that shows several.
struct ListBlock {
  static let step = 3.9
  private static let style = TextStyle(size: 2.5)

  /// Some of the parcels, and how many more there are.
  static func make(_ content: SheetContent, _ range: Range<Int>, width: Double) -> Block {
    let language = content.language
    let isWide = width > 120
    // Right edges of the number columns; the land use takes the rest.
    let columns: [Double] = isWide ? [0, 24, 84, 112, 117] : [0, 10, 36, 50, 52]
    var block = Block()
    let head = TextStyle(size: isWide ? 2.4 : 2.0, isBold: true, colour: Ink.grey)
    for (place, words) in SheetWords.listColumns.enumerated() {
      var style = head
      style.anchor = place == 2 || place == 3 ? .end : .start
      let name = isWide ? words[language] : String(words[language].split(separator: "(")[0])
      block.text(SheetText.fit(name, isWide ? 40 : 17, style), columns[place], 2.8, style)
    }
    block.line(0, 4, to: width, Stroke(width: 0.2, colour: Ink.grey))
    var y = 4.0
    for parcel in content.parcels[range] {
      let facts = parcel.parcel
      let use = isWide ? FactsBlock.uses(facts.landUse, language) : facts.landUse ?? ""
      let cells = [
        facts.key.number, facts.key.series.isEmpty ? facts.key.sheet : "\(facts.key.sheet) (\(facts.key.series))",
        facts.registeredArea.map { SheetFigures.area($0, language) } ?? "–", SheetFigures.area(facts.mapArea, language),
        use,
      ]
      let widths = isWide ? [22, 34, 26, 26, width - columns[4]] : [9, 12, 15, 13, width - columns[4]]
      for (place, cell) in cells.enumerated() {
        var cellStyle = style
        cellStyle.anchor = place == 2 || place == 3 ? .end : .start
        cellStyle.isBold = place == 0
        block.text(
          SheetText.fit(SheetText.clean(cell), widths[place], cellStyle), columns[place], y + 2.9, cellStyle)
      }
      y += step
      block.line(0, y, to: width, Stroke(width: 0.1, colour: Ink.hair))
    }
    let rest = content.parcels.count - range.upperBound
    if rest > 0 {
      block.text(
        SheetWords.others(rest)[language], 0, y + 2.9, TextStyle(size: 2.4, isItalic: true, colour: Ink.grey))
      y += step
    }
    block.height = y
    return block
  }
}
