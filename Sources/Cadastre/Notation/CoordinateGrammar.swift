/// Finds every way to read a row of tokens as two numbers with their labels.
struct CoordinateGrammar {
  /// A number in degrees or metres, as written.
  enum Body {
    case plain(Numeral)
    /// Degrees with minutes, and seconds if `parts` is 3; `parts` is 1 for degrees with a mark.
    case angle(degrees: Numeral, minutes: Numeral?, seconds: Numeral?)

    var numerals: [Numeral] {
      switch self {
      case .plain(let numeral): [numeral]
      case .angle(let degrees, let minutes, let seconds): [degrees, minutes, seconds].compactMap(\.self)
      }
    }
  }

  /// One number of a pair.
  struct Component {
    var labels: [CoordinateLabel] = []
    var isNegative = false
    var body: Body
    /// Whether the unit m stands behind it.
    var isMetric = false
    /// Where its digits begin, in scalars.
    var offset: Int

    var magnitude: Double {
      switch body {
      case .plain(let numeral): numeral.value
      case .angle(let degrees, nil, _): degrees.value
      case .angle(let degrees, let minutes?, nil): minutes.value(after: degrees.wholeNumber * 60, per: 60)
      case .angle(let degrees, let minutes?, let seconds?):
        seconds.value(after: degrees.wholeNumber * 3600 + minutes.wholeNumber * 60, per: 3600)
      }
    }

    var value: Double { isNegative ? -magnitude : magnitude }

    /// Half a unit of the last digit, in the number's own unit.
    var rounding: Double {
      switch body {
      case .plain(let numeral): numeral.rounding
      case .angle(_, _, let seconds?): seconds.rounding / 3600
      case .angle(_, let minutes?, nil): minutes.rounding / 60
      case .angle(let degrees, nil, nil): degrees.rounding
      }
    }

    var isAngle: Bool {
      if case .angle = body { true } else { false }
    }
  }

  let tokens: [CoordinateToken]
  /// Minutes or seconds past 60 that were met, for the error if nothing else can be read.
  private(set) var sexagesimalOffset: Int?

  init(_ tokens: [CoordinateToken]) { self.tokens = tokens }

  /// Every pair that takes up all tokens.
  mutating func pairs() -> [(Component, Component)] {
    var pairs: [(Component, Component)] = []
    let start = skip(from: 0, over: [.gap, .comma, .divider])
    for (first, end) in components(at: start) {
      let afterGap = skip(from: end, over: [.gap])
      var next = afterGap
      if [.comma, .divider].contains(kind(next)) { next = skip(from: next + 1, over: [.gap]) }
      if next == end, tokens[safe: next]?.isTight ?? true, tokens[safe: next]?.digits != nil,
        tokens[end - 1].digits != nil
      {
        continue
      }
      for (second, stop) in components(at: next)
      where skip(from: stop, over: [.gap, .comma, .divider, .dot]) == tokens.count {
        pairs.append((first, second))
      }
    }
    return pairs
  }

  /// The single numbers that take up all tokens, for the error when there is only one.
  mutating func singles() -> [Component] {
    components(at: skip(from: 0, over: [.gap, .comma, .divider]))
      .filter { skip(from: $0.1, over: [.gap, .comma, .divider, .dot]) == tokens.count }.map(\.0)
  }

  private func kind(_ index: Int) -> CoordinateToken.Kind? { index < tokens.count ? tokens[index].kind : nil }

  private func skip(from start: Int, over kinds: [CoordinateToken.Kind]) -> Int {
    var index = start
    while let kind = kind(index), kinds.contains(kind) { index += 1 }
    return index
  }

  private mutating func components(at start: Int) -> [(Component, Int)] {
    var index = start
    var labels: [CoordinateLabel] = []
    if case .label(let label)? = kind(index) {
      labels = [label]
      index += 1
      // `X (m) = …`
      let unit = skip(from: index, over: [.gap])
      if kind(unit) == .metre { index = skip(from: unit + 1, over: [.gap]) }
      if kind(index) == .equals || kind(index) == .colon { index += 1 }
      index = skip(from: index, over: [.gap])
    }
    var isNegative = false
    if kind(index) == .plus || kind(index) == .minus {
      isNegative = kind(index) == .minus
      index += 1
    }
    guard index < tokens.count else { return [] }
    var found: [(Component, Int)] = []
    for (body, end) in bodies(at: index) {
      var component = Component(labels: labels, isNegative: isNegative, body: body, offset: tokens[index].offset)
      var end = end
      if !component.isAngle, kind(end) == .metre {
        component.isMetric = true
        end += 1
      }
      found.append((component, end))
      if case .label(let label)? = kind(end), label.isDirection,
        labels.allSatisfy({ !$0.isDirection })
      {
        component.labels.append(label)
        found.append((component, end + 1))
      }
    }
    return found
  }

  private mutating func bodies(at start: Int) -> [(Body, Int)] {
    var found: [(Body, Int)] = []
    for (degrees, end) in numerals(at: start) {
      found.append((.plain(degrees), end))
      if kind(end) == .degree {
        found.append((.angle(degrees: degrees, minutes: nil, seconds: nil), end + 1))
        appendAngles(to: &found, degrees: degrees, minutesAt: end + 1, style: .marks)
      } else if kind(end) == .colon {
        appendAngles(to: &found, degrees: degrees, minutesAt: end + 1, style: .colons)
      } else if kind(end) == .minus, tokens[end].isTight, tokens[safe: end + 1]?.isTight == true {
        appendAngles(to: &found, degrees: degrees, minutesAt: end + 1, style: .hyphens)
      } else if tokens[safe: end]?.isTight == false {
        appendAngles(to: &found, degrees: degrees, minutesAt: end, style: .spaces)
      }
    }
    return found
  }

  private enum Style {
    case marks, colons, hyphens, spaces
  }

  private mutating func appendAngles(
    to found: inout [(Body, Int)], degrees: Numeral, minutesAt start: Int, style: Style
  ) {
    guard degrees.isWhole, !degrees.isGrouped, degrees.whole.count <= 3 else { return }
    for (minutes, end) in numerals(at: start) where !minutes.isGrouped {
      guard isBelow60(minutes, at: start, style) else { continue }
      var next = end
      var isMarked = false
      switch style {
      case .marks:
        // The m of `15d07m13s` is a minute here.
        isMarked = kind(end) == .minute || kind(end) == .metre
        if isMarked { next += 1 }
        found.append((.angle(degrees: degrees, minutes: minutes, seconds: nil), next))
      case .colons:
        found.append((.angle(degrees: degrees, minutes: minutes, seconds: nil), end))
        guard kind(end) == .colon else { continue }
        next += 1
      case .hyphens:
        found.append((.angle(degrees: degrees, minutes: minutes, seconds: nil), end))
        guard kind(end) == .minus, tokens[end].isTight, tokens[safe: end + 1]?.isTight == true else { continue }
        next += 1
      case .spaces:
        found.append((.angle(degrees: degrees, minutes: minutes, seconds: nil), end))
        guard tokens[safe: end]?.isTight == false else { continue }
      }
      guard minutes.isWhole else { continue }
      for (seconds, stop) in numerals(at: next) where !seconds.isGrouped {
        guard isBelow60(seconds, at: next, style) else { continue }
        let body = Body.angle(degrees: degrees, minutes: minutes, seconds: seconds)
        // The s of `15d07m13s` is no south.
        let isLetter = kind(stop) == .label(.south(.english)) && kind(next - 1) == .metre
        if style == .marks, kind(stop) == .second || isLetter { found.append((body, stop + 1)) }
        if !isLetter, style != .marks || isMarked || kind(stop) != .second { found.append((body, stop)) }
      }
    }
  }

  private mutating func isBelow60(_ numeral: Numeral, at index: Int, _ style: Style) -> Bool {
    if numeral.whole.count <= 2, numeral.value < 60 { return true }
    if style == .marks || style == .colons, numeral.whole.count <= 3, sexagesimalOffset == nil {
      sexagesimalOffset = tokens[safe: index]?.offset
    }
    return false
  }

  /// Every number that begins at a token: plain, with a decimal mark, with thousands marks.
  private func numerals(at start: Int) -> [(Numeral, Int)] {
    guard let lead = tokens[safe: start]?.digits else { return [] }
    var found: [(Numeral, Int)] = []
    appendWithFraction(Numeral(whole: lead), start + 1, to: &found)
    guard lead.count <= 3, lead.first != 0x30 else { return found }
    for mark in [UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: " ")] {
      var numeral = Numeral(whole: lead, groupMark: mark)
      var index = start + 1
      // Three groups after the first make more digits than any coordinate has.
      for _ in 0..<3 {
        guard let end = group(after: index, mark), let digits = tokens[end - 1].digits else { break }
        numeral.whole += digits
        index = end
        appendWithFraction(numeral, index, to: &found)
      }
    }
    return found
  }

  /// The index after a thousands mark and three digits.
  private func group(after index: Int, _ mark: UInt8) -> Int? {
    var index = index
    if mark != UInt8(ascii: " ") {
      guard decimalMark(at: index) == mark else { return nil }
      index += 1
    } else if tokens[safe: index]?.isTight ?? true {
      return nil
    }
    return tokens[safe: index]?.digits?.count == 3 ? index + 1 : nil
  }

  /// The mark at an index if it stands tight between digits.
  private func decimalMark(at index: Int) -> UInt8? {
    guard let token = tokens[safe: index], token.isTight, let after = tokens[safe: index + 1], after.isTight,
      after.digits != nil
    else { return nil }
    switch token.kind {
    case .dot: return UInt8(ascii: ".")
    case .comma: return UInt8(ascii: ",")
    default: return nil
    }
  }

  private func appendWithFraction(_ numeral: Numeral, _ end: Int, to found: inout [(Numeral, Int)]) {
    found.append((numeral, end))
    guard let mark = decimalMark(at: end), mark != numeral.groupMark, let digits = tokens[end + 1].digits else {
      return
    }
    var numeral = numeral
    numeral.fraction = digits
    numeral.decimalMark = mark
    found.append((numeral, end + 2))
  }
}
