internal import VietText

/// Where the data come from, what the sheet is not, by what it is verified, and who printed it.
struct NotesBlock {
  private static let style = TextStyle(size: 2.4)
  private static let step = 3.2

  static func make(_ content: SheetContent, width: Double) -> Block {
    var block = Block()
    block.add(words(content, width: width), 0, 0)
    let top = block.height + 2.5
    if width > 110 {
      let left = verification(content, width: width - 54)
      let right = signature(content, width: 50)
      block.add(left, 0, top)
      block.add(right, width - 50, top)
    } else {
      block.add(verification(content, width: width), 0, top)
      block.add(signature(content, width: width), 0, block.height + 2)
    }
    return block
  }

  private static func words(_ content: SheetContent, width: Double) -> Block {
    let language = content.language
    var block = Block()
    block.text(SheetWords.notes[language], 0, 2.6, TextStyle(size: 2.6, isBold: true))
    block.height = 4
    var notes = [
      SheetWords.system(content.grid)[language] + " " + content.operation[language],
      SheetWords.notATitle[language], SheetWords.notShown[language],
    ]
    if content.isIncomplete { notes.append(SheetWords.incomplete[language]) }
    for (place, note) in notes.enumerated() {
      block.text("\(place + 1).", 0, block.height + 2.4, style)
      var lineStyle = style
      lineStyle.isBold = place == 1
      for line in SheetText.wrap(SheetText.clean(note), width - 3.5, lineStyle, lines: 6) {
        block.text(line, 3.5, block.height + 2.4, lineStyle)
        block.height += step
      }
      block.height += 0.4
    }
    return block
  }

  private static func verification(_ content: SheetContent, width: Double) -> Block {
    var block = Block()
    guard let verification = content.verification else { return block }
    let language = content.language
    var x = 0.0
    if let symbol = verification.symbol {
      let side = 23.0
      // The quiet zone is white paper, so the symbol may stand against the margin.
      block.pieces.append(.symbol(symbol, Rectangle(x: -1.5, y: 0, width: side, height: side)))
      block.height = side
      x = side
    }
    let codeStyle = TextStyle(size: 2.7, isBold: true)
    var y = 3.0
    block.text(SheetWords.code[language], x, y, TextStyle(size: 2.4, colour: Ink.grey))
    y += 4
    for line in SheetText.wrap(SheetText.clean(verification.code), width - x, codeStyle, lines: 2) {
      block.text(line, x, y, codeStyle)
      y += 3.9
    }
    let url = SheetText.clean(verification.url)
    let words = url.isEmpty ? SheetWords.verifyByCode : SheetWords.verify
    for line in SheetText.wrap(words[language], width - x, TextStyle(size: 2.2), lines: 3) {
      block.text(line, x, y, TextStyle(size: 2.2, colour: Ink.grey))
      y += 2.9
    }
    let urlStyle = TextStyle(size: 2.2)
    for line in SheetText.wrap(url, width - x, urlStyle, lines: 4) {
      block.text(line, x, y, urlStyle)
      y += 2.9
    }
    block.height = max(block.height, y - 1)
    return block
  }

  private static func signature(_ content: SheetContent, width: Double) -> Block {
    let language = content.language
    var block = Block()
    let middle = width / 2
    let name = TextStyle(size: 3, isBold: true, anchor: .middle)
    block.text(
      SheetText.fit(SheetWords.printed(content.issue.printedAt, language), width, TextStyle(size: 2.6)), middle, 3,
      TextStyle(size: 2.6, isItalic: true, anchor: .middle))
    block.text(SheetWords.printedBy[language], middle, 7.2, TextStyle(size: 2.8, isBold: true, anchor: .middle))
    block.text(SheetText.fit(SheetText.clean(content.issue.printedBy), width, name), middle, 22.5, name)
    block.height = 23.5
    return block
  }
}
