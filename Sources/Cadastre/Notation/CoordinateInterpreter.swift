import Geo

/// Judges pairs of numbers: which are degrees, which metres, which axis each names, and whether the globe has the place.
struct CoordinateInterpreter {
  typealias Component = CoordinateGrammar.Component

  /// The readings found so far, with the number of the pair that each came from.
  private var found: [(reading: CoordinateReading, pair: Int)] = []
  private var pair = 0
  /// What was wrong with pairs that gave no reading, each kind once, with its place in scalars.
  private(set) var troubles: [CadastreError.Code: Int] = [:]

  private enum Axis {
    case north, east
  }

  /// A direction read from a label: its axis, and for directions the sign.
  private struct Direction {
    var axis: Axis
    var sign: Double?
    var remark: CoordinateRemark?
  }

  /// Takes one pair as the text gives it.
  mutating func take(_ first: Component, _ second: Component) {
    guard let style = Style(first, second) else { return }
    pair += 1
    let areDegrees = [first, second].map { isDegrees($0) }
    let areMetres = [first, second].map { isMetres($0) }
    if areDegrees == [true, true] {
      takeDegrees(first, second, style)
    } else if areMetres == [true, true] {
      takeMetres(first, second, style)
    } else if areDegrees[0] && areMetres[1] || areMetres[0] && areDegrees[1] {
      note(.mixedUnits, second)
    } else {
      note(.degreesRange, areDegrees[0] || areMetres[0] ? second : first)
    }
  }

  private mutating func note(_ code: CadastreError.Code, _ component: Component) {
    if troubles[code] == nil { troubles[code] = component.offset }
  }

  private func isDegrees(_ component: Component) -> Bool {
    if component.isAngle { return true }
    guard case .plain(let numeral) = component.body, !component.isMetric else { return false }
    return !numeral.isGrouped && component.magnitude <= 180
  }

  private func isMetres(_ component: Component) -> Bool {
    guard !component.isAngle else { return false }
    return component.isMetric || component.magnitude >= 1000 || component.labels.contains(.x)
      || component.labels.contains(.y)
  }

  // MARK: Degrees

  private mutating func takeDegrees(_ first: Component, _ second: Component, _ style: Style) {
    for component in [first, second] where contradictsItself(component) { return note(.letterContradicts, component) }
    for (one, other) in directions(first, second) {
      if let one, let other, one.axis == other.axis {
        note(.sameAxis, second)
        continue
      }
      if hasSignAndLetter(first, one) || hasSignAndLetter(second, other) {
        note(.signAndLetter, hasSignAndLetter(first, one) ? first : second)
        continue
      }
      let isEastFirst: [Bool] =
        if let one { [one.axis == .east] } else if let other { [other.axis == .north] } else { [false, true] }
      var found: [CoordinateReading] = []
      for eastFirst in isEastFirst {
        let (east, north) = eastFirst ? (first, second) : (second, first)
        let (eastward, northward) = eastFirst ? (one, other) : (other, one)
        let longitude = east.magnitude * (eastward?.sign ?? (east.isNegative ? -1 : 1))
        let latitude = north.magnitude * (northward?.sign ?? (north.isNegative ? -1 : 1))
        guard longitude.magnitude <= 180, latitude.magnitude <= 90 else {
          note(
            isEastFirst.count == 2 && min(east.magnitude, north.magnitude) > 90 ? .sameAxis : .degreesRange,
            longitude.magnitude > 180 ? east : north)
          continue
        }
        let plausibility = CoordinateRanges.plausibility(longitude: longitude, latitude: latitude)
        var remarks = style.remarks + [one?.remark, other?.remark].compactMap(\.self)
        if plausibility == .outside { remarks.append(.outsideVietNam) }
        found.append(
          CoordinateReading(
            position: .geographic(
              longitude: longitude, latitude: latitude, rounding: max(first.rounding, second.rounding)),
            form: style.form, eastFirst: eastFirst, evidence: .labels, plausibility: plausibility, remarks: remarks))
      }
      add(found, isLabelled: isEastFirst.count == 1)
    }
  }

  /// `lat 15.1205E`.
  private func contradictsItself(_ component: Component) -> Bool {
    let axes = component.labels.compactMap { label -> Axis? in
      switch label {
      case .latitude, .northing, .north, .south, .letterN: .north
      case .longitude, .easting, .east, .west: .east
      case .x, .y: nil
      }
    }
    return axes.contains(.north) && axes.contains(.east)
  }

  private func hasSignAndLetter(_ component: Component, _ direction: Direction?) -> Bool {
    component.isNegative && direction?.sign != nil
  }

  /// The directions of two numbers; twice when a lone N may be of either language.
  private func directions(_ first: Component, _ second: Component) -> [(Direction?, Direction?)] {
    let choices = [(first, second), (second, first)].map { component, partner in
      directions(of: component, beside: partner)
    }
    return choices[0].flatMap { one in choices[1].map { other in (one, other) } }
  }

  private func directions(of component: Component, beside partner: Component) -> [Direction?] {
    var found: [Direction?] = []
    for label in component.labels {
      switch label {
      case .x, .y: break
      case .latitude, .northing: found.append(Direction(axis: .north))
      case .longitude, .easting: found.append(Direction(axis: .east))
      case .north: found.append(Direction(axis: .north, sign: 1))
      case .south: found.append(Direction(axis: .north, sign: -1))
      case .east: found.append(Direction(axis: .east, sign: 1))
      case .west: found.append(Direction(axis: .east, sign: -1))
      case .letterN:
        let north = Direction(axis: .north, sign: 1)
        let south = Direction(axis: .north, sign: -1, remark: .letterNAsNam)
        switch partner.labels.compactMap(\.language).last {
        case .english: found.append(north)
        case .vietnamese: found.append(south)
        case nil: return [Direction(axis: .north, sign: 1, remark: .letterNAsNorth), south]
        }
      }
    }
    // The direction says more than "latitude" before it.
    return [found.compactMap(\.self).last { $0.sign != nil } ?? found.last ?? nil]
  }

  // MARK: Metres

  private mutating func takeMetres(_ first: Component, _ second: Component, _ style: Style) {
    for (component, partner) in [(first, second), (second, first)] {
      if let code = CoordinateRanges.zonePrefix(component.value, beside: partner.value) {
        return note(code, component)
      }
    }
    let axes = [first, second].map { component in component.labels.map { axis(of: $0) } }
    for (component, axes) in zip([first, second], axes) where axes.contains(nil) {
      return note(.letterContradicts, component)
    }
    // A direction says more than the X or Y before it.
    let one = axes[0].last ?? nil
    let other = axes[1].last ?? nil
    if let one, let other, one == other { return note(.sameAxis, second) }
    let labelledEastFirst: Bool? = if let one { one == .east } else { other.map { $0 == .north } }
    // X and Y are exchanged by many programs, northing and easting by none.
    let isExchangeable = [first, second].allSatisfy { $0.labels.allSatisfy { $0 == .x || $0 == .y } }
    var found: [CoordinateReading] = []
    for eastFirst in [labelledEastFirst ?? false, !(labelledEastFirst ?? false)] {
      let (x, y) = eastFirst ? (second.value, first.value) : (first.value, second.value)
      let plausibility = CoordinateRanges.plausibility(x: x, y: y)
      let isSwapped = labelledEastFirst.map { $0 != eastFirst } ?? eastFirst
      if isSwapped, labelledEastFirst != nil, !isExchangeable { continue }
      if isSwapped, labelledEastFirst != nil, let literal = found.first, literal.plausibility < .outside,
        literal.plausibility <= plausibility
      {
        continue
      }
      var remarks = style.remarks
      if isSwapped { remarks.append(labelledEastFirst == nil ? .eastingFirst : .labelsSwapped) }
      if plausibility == .outside { remarks.append(.outsideVietNam) }
      found.append(
        CoordinateReading(
          position: .grid(
            x: x, y: y, rounding: max(first.rounding, second.rounding), labelled: labelledEastFirst != nil,
            swapped: isSwapped),
          form: .grid, eastFirst: eastFirst, evidence: .labels, plausibility: plausibility, remarks: remarks))
    }
    add(found, isLabelled: labelledEastFirst != nil)
  }

  /// The axis that a label names in a grid; `nil` for one that has no place beside metres.
  private func axis(of label: CoordinateLabel) -> Axis? {
    switch label {
    case .x, .northing, .north, .letterN: .north
    case .y, .easting, .east: .east
    case .latitude, .longitude, .south, .west: nil
    }
  }

  // MARK: Choice

  /// Adds the readings of one pair, and says what told their axes apart.
  private mutating func add(_ readings: [CoordinateReading], isLabelled: Bool) {
    for var reading in readings {
      if isLabelled {
        reading.evidence = reading.remarks.contains(.labelsSwapped) ? .ranges : .labels
      } else if readings.count == 1 {
        reading.evidence = reading.plausibility == .outside ? .globe : .ranges
      } else if readings.filter({ $0.plausibility == reading.plausibility }).count == 1 {
        reading.evidence = .ranges
      } else {
        reading.evidence = reading.eastFirst ? .otherOrder : .custom
      }
      if !found.contains(where: { $0.reading.position == reading.position }) { found.append((reading, pair)) }
    }
  }

  /// The readings worth showing, the most plausible first.
  ///
  /// Beside numbers that lie in Viet Nam other numbers are dropped, and of the same numbers all but what the labels say.
  func chosen() -> [CoordinateReading] {
    let best = found.map(\.reading.plausibility).min() ?? .outside
    let pairs = Set(found.lazy.filter { $0.reading.plausibility < .outside }.map(\.pair))
    var chosen = found.filter { reading, pair in
      best == .outside || reading.plausibility < .outside || (reading.evidence == .labels && pairs.contains(pair))
    }.map(\.reading)
    // 48.856 2.352 may be two numbers of thousands, but nobody writes metres so when degrees are possible.
    if best == .outside, chosen.contains(where: { $0.form != .grid }) { chosen.removeAll { $0.form == .grid } }
    return chosen.enumerated()
      .sorted { ($0.element.plausibility, $0.offset) < ($1.element.plausibility, $1.offset) }.map(\.element)
  }

  /// How the two numbers of a pair were written, if it was in one style.
  private struct Style {
    var form: CoordinateReading.Form
    var remarks: [CoordinateRemark] = []

    init?(_ first: Component, _ second: Component) {
      let numerals = first.body.numerals + second.body.numerals
      let decimals = Set(numerals.map(\.decimalMark)).subtracting([0])
      let groups = Set(numerals.map(\.groupMark)).subtracting([0])
      guard decimals.count <= 1, groups.count <= 1, decimals.isDisjoint(with: groups) else { return nil }
      if numerals.contains(where: { $0.whole.count > Numeral.mostWhole || $0.fraction.count > Numeral.mostFraction }) {
        return nil
      }
      let parts = max(first.body.numerals.count, second.body.numerals.count)
      // Without marks both numbers of a pair have the same parts.
      if first.isAngle != second.isAngle, parts > 1 { return nil }
      form = parts == 3 ? .degreesMinutesSeconds : parts == 2 ? .degreesMinutes : .decimalDegrees
      if decimals.contains(UInt8(ascii: ",")) { remarks.append(.decimalComma) }
      if !groups.isEmpty { remarks.append(.thousandsMarks) }
    }
  }
}
