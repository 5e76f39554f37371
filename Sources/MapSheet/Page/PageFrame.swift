internal import Cadastre
internal import VietText

/// What stands at the top and at the foot of every page.
struct PageFrame {
  let content: SheetContent
  let page: Int
  let pages: Int

  /// Office, dossier, title; the parcel's name below it.
  func drawHeader(in box: Rectangle, title: String, into writer: inout SVGWriter) {
    let language = content.language
    let office = TextStyle(size: 3, isBold: true)
    let half = box.width / 2 - 4
    writer.text(
      SheetText.fit(SheetText.clean(content.issue.office), half, office), at: Point(x: box.x, y: box.y + 3), office)
    let dossier = SheetText.clean(content.issue.dossier)
    if !dossier.isEmpty {
      var style = TextStyle(size: 2.9, anchor: .end)
      let words = "\(SheetWords.dossier[language]): \(dossier)"
      style.isBold = true
      writer.text(SheetText.fit(words, half, style), at: Point(x: box.right, y: box.y + 3), style)
    }
    writer.line(
      Point(x: box.x, y: box.y + 4.8), Point(x: box.right, y: box.y + 4.8), Stroke(width: 0.2, colour: Ink.pale))
    writer.text(
      title, at: Point(x: box.center.x, y: box.y + 12), TextStyle(size: 5.4, isBold: true, anchor: .middle))
    let subtitle = TextStyle(size: 3.5, anchor: .middle)
    writer.text(
      SheetText.fit(name, box.width, subtitle), at: Point(x: box.center.x, y: box.y + 17.8), subtitle)
  }

  /// The names of the parcels on one line.
  var name: String {
    let language = content.language
    let keys = content.parcels.map(\.parcel.key)
    guard let first = keys.first else { return "" }
    let ward = SheetText.clean(content.parcels[0].ward ?? first.ward)
    let sameSheet = keys.allSatisfy { $0.sheet == first.sheet }
    let numbers = keys.map { SheetText.clean(sameSheet ? $0.number : "\($0.number)/\($0.sheet)") }
    let shown = numbers.prefix(8).joined(separator: ", ") + (numbers.count > 8 ? "…" : "")
    let sheet =
      sameSheet ? ", \(Phrase(vi: "tờ bản đồ số", en: "sheet")[language]) \(SheetText.clean(first.sheet))" : ""
    let word = keys.count > 1 ? Phrase(vi: "Các thửa", en: "Parcels") : SheetWords.parcel
    return "\(word[language]) \(shown)\(sheet) – \(ward)"
  }

  func drawFooter(in box: Rectangle, into writer: inout SVGWriter) {
    let language = content.language
    let y = box.bottom
    writer.line(
      Point(x: box.x, y: y - 3.2), Point(x: box.right, y: y - 3.2), Stroke(width: 0.15, colour: Ink.pale))
    let style = TextStyle(size: 2.2, colour: Ink.grey)
    writer.text(SheetWords.footer[language], at: Point(x: box.x, y: y), style)
    var middle = style
    middle.anchor = .middle
    if let verification = content.verification {
      let words = "\(SheetWords.code[language]): \(SheetText.clean(verification.code))"
      writer.text(SheetText.fit(words, box.width / 3, middle), at: Point(x: box.center.x + 8, y: y), middle)
    }
    var end = style
    end.anchor = .end
    let sample = content.isSample ? "\(SheetWords.sampleMark) · " : ""
    writer.text(sample + SheetWords.page(page, of: pages)[language], at: Point(x: box.right, y: y), end)
  }
}
