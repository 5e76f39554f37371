internal import Cadastre
internal import VietText

/// What the sheet says of its parcels, above or beside the map.
struct FactsBlock {
  private struct Row {
    let label: String
    let value: String
    var isBold = false
  }

  private static let labelStyle = TextStyle(size: 2.5, colour: Ink.grey)
  private static let labelWidth = 26.0
  private static let step = 3.7

  /// The facts in columns of equal height.
  static func make(_ content: SheetContent, width: Double, columns: Int) -> Block {
    let rows = content.parcels.count == 1 ? rows(of: content.parcels[0], content) : rows(together: content)
    let gap = 6.0
    let columnWidth = (width - gap * Double(columns - 1)) / Double(columns)
    let blocks = rows.map { block(of: $0, width: columnWidth) }
    let total = blocks.reduce(0) { $0 + $1.height }
    var result = Block()
    var (column, y, done) = (0, 0.0, 0.0)
    for block in blocks {
      // A row goes where its middle falls when all heights are shared out equally.
      let target = min(columns - 1, Int((done + block.height / 2) / max(total, 1) * Double(columns)))
      if target > column { (column, y) = (target, 0) }
      result.add(block, Double(column) * (columnWidth + gap), y)
      y += block.height
      done += block.height
    }
    return result
  }

  private static func block(of row: Row, width: Double) -> Block {
    let style = TextStyle(size: 2.9, isBold: row.isBold)
    let lines = SheetText.wrap(SheetText.clean(row.value), width - labelWidth, style, lines: 3)
    var block = Block()
    block.text(row.label, 0, 3, labelStyle)
    for (place, line) in lines.enumerated() {
      block.text(line, labelWidth, 3 + Double(place) * step, style)
    }
    block.height = Double(max(1, lines.count)) * step + 0.9
    block.line(0, block.height - 0.3, to: width, Stroke(width: 0.1, colour: Ink.hair))
    return block
  }

  private static func rows(of parcel: SheetParcel, _ content: SheetContent) -> [Row] {
    let language = content.language
    let (facts, key) = (parcel.parcel, parcel.parcel.key)
    let sheet = key.series.isEmpty ? key.sheet : "\(key.sheet) (\(SheetWords.series[language]) \(key.series))"
    var rows = [
      Row(label: SheetWords.parcel[language], value: key.number, isBold: true),
      Row(label: SheetWords.sheet[language], value: sheet, isBold: true),
      Row(label: SheetWords.ward[language], value: parcel.ward ?? key.ward),
    ]
    if let survey = parcel.wardAtSurvey {
      rows.append(Row(label: SheetWords.wardAtSurvey[language], value: "\(survey) (\(key.ward))"))
    }
    if let address = facts.address { rows.append(Row(label: SheetWords.address[language], value: address)) }
    rows += areas(facts.registeredArea, facts.mapArea, language)
    rows.append(
      Row(label: SheetWords.landUse[language], value: uses(facts.landUse, language)))
    if let code = facts.nationalCode { rows.append(Row(label: SheetWords.nationalCode[language], value: code)) }
    rows.append(
      Row(
        label: SheetWords.data[language],
        value: SheetWords.state([facts.dataDate], content.revision, language)))
    return rows
  }

  private static func areas(_ registered: Double?, _ map: Double, _ language: Language) -> [Row] {
    let stated = registered.map { "\(SheetFigures.area($0, language)) m²" } ?? SheetWords.noRegisteredArea[language]
    var drawn = "\(SheetFigures.area(map, language)) m²"
    if let registered {
      let difference = map - registered
      if difference.magnitude >= 0.05 {
        let sign = difference > 0 ? "+" : "−"
        let words = Phrase(vi: "chênh", en: "difference")[language]
        drawn += " (\(words) \(sign)\(SheetFigures.area(difference.magnitude, language)))"
      }
    }
    return [
      Row(label: SheetWords.registeredArea[language], value: stated, isBold: registered != nil),
      Row(label: SheetWords.mapArea[language], value: drawn),
    ]
  }

  /// The land uses in words, each with its code and its area if the label gives one.
  static func uses(_ label: String?, _ language: Language) -> String {
    guard let label, !label.isEmpty else { return SheetWords.noLandUse[language] }
    return LandUse.parse(label).parts.map { part in
      let words = part.meaning.map { "\($0.name) (\(part.code))" } ?? part.code
      return part.area.map { "\(words) \(SheetFigures.area($0, language)) m²" } ?? words
    }.joined(separator: "; ")
  }

  private static func rows(together content: SheetContent) -> [Row] {
    let language = content.language
    let parcels = content.parcels
    func distinct(_ values: [String]) -> String {
      var seen: Set<String> = []
      return values.filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
    let map = parcels.reduce(0) { $0 + $1.parcel.mapArea }
    let stated = parcels.compactMap(\.parcel.registeredArea)
    let registered = stated.count == parcels.count ? stated.reduce(0, +) : nil
    var rows = [
      Row(label: SheetWords.parcels[language], value: String(parcels.count), isBold: true),
      Row(label: SheetWords.ward[language], value: distinct(parcels.map { $0.ward ?? $0.parcel.key.ward })),
    ]
    let surveys = parcels.compactMap { parcel in parcel.wardAtSurvey.map { "\($0) (\(parcel.parcel.key.ward))" } }
    if !surveys.isEmpty { rows.append(Row(label: SheetWords.wardAtSurvey[language], value: distinct(surveys))) }
    rows += areas(registered, map, language)
    rows.append(
      Row(
        label: SheetWords.data[language],
        value: SheetWords.state(parcels.map(\.parcel.dataDate), content.revision, language)))
    return rows
  }
}
