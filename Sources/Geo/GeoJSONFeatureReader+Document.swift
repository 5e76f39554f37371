internal import JSON

extension GeoJSONFeatureReader {
  enum DocumentStep {
    case feature(GeoJSONFeature)
    case otherwise
  }

  /// Reads on in a document; nil when more bytes are needed.
  ///
  /// Until the first line is over it may as well be the first of many, each with a feature, so that the scan goes no
  /// further than its end before ``decideAfterFirstLine()``.
  mutating func readDocument() throws(GeoError) -> DocumentStep? {
    let isDecided = layout != nil
    let limit = isDecided ? end : endOfFirstLine ?? end
    let event = scan.next(pending, base: base, limit: limit)
    if scan.isCollection {
      cursor = scan.cursor
      kept = scan.needed
    }
    switch event {
    case .member(let name, let value):
      try readMember(name, value)
    case .features(let name):
      if layout == .collection { throw GeoError(.duplicateMember, at: place(name.lowerBound)) }
      if let fault = fault(from: scan.start, to: scan.cursor, isWhole: false) { throw fault }
      layout = .collection
    case .element(let element):
      kept = element.upperBound
      return .feature(try readElement(element))
    case .end(let stop):
      return try endDocument(at: stop)
    case .broken(let offset):
      if isDecided { throw brokenText(at: offset + 1, isWhole: false) }
      return try decideAfterFirstLine(isBroken: true)
    case .more:
      try checkLength()
      if isDecided {
        if isFinished { throw brokenText(at: end, isWhole: true) }
        return nil
      }
      return try decideAfterFirstLine(isBroken: false)
    }
    return .otherwise
  }

  private mutating func checkLength() throws(GeoError) {
    let start = scan.isCollection ? kept : scan.start
    if end - start > maximumFeatureLength { throw GeoError(.featureTooLarge, at: place(start), feature: featureCount) }
  }

  /// The offset of the line feed at which the scan halts to decide, if it is there.
  private var endOfFirstLine: Int? {
    mutating get { find(0x0A) }
  }

  /// The first byte after an offset that is not white space, and whether a line ends before it.
  private func firstByte(after offset: Int) -> (offset: Int, isOnNextLine: Bool)? {
    var isOnNextLine = false
    for offset in offset..<end {
      switch byte(offset) {
      case 0x0A: isOnNextLine = true
      case 0x20, 0x09, 0x0D: break
      default: return (offset, isOnNextLine)
      }
    }
    return nil
  }

  /// Decides whether the first line, which ends in the middle of the document, is a broken line of many.
  ///
  /// It is when the next line begins with a brace and none can follow; or, because one can follow a line that was cut
  /// after a colon, when that is so of the line after the next.
  private mutating func decideAfterFirstLine(isBroken: Bool) throws(GeoError) -> DocumentStep? {
    guard let lineEnd = endOfFirstLine, let next = firstByte(after: lineEnd) else {
      if isBroken { try checkLength() }
      guard isFinished else { return nil }
      throw brokenText(at: end, isWhole: true)
    }
    if byte(next.offset) == 0x7B, isBroken || !mayFollow(next.offset) {
      startLines()
    } else if isBroken {
      throw brokenText(at: lineEnd, isWhole: false)
    } else if byte(next.offset) == 0x7B, !isSecondLine {
      isSecondLine = true
      searched = next.offset
    } else {
      layout = .single
    }
    return .otherwise
  }

  /// Whether the text from the beginning of the document to a byte, that included, may be the beginning of JSON.
  private mutating func mayFollow(_ offset: Int) -> Bool {
    fault(from: scan.start, to: offset + 1, isWhole: false) == nil
  }

  private mutating func startLines() {
    layout = .lines
    mode = .lines
    cursor = scan.start
    searched = cursor
  }

  private mutating func endDocument(at stop: Int) throws(GeoError) -> DocumentStep? {
    if layout == nil {
      let next = firstByte(after: stop)
      if next == nil && !isFinished {
        // The scan stands still here until it is known what follows.
        scan.stay()
        try checkLength()
        return nil
      }
      if next != nil {
        startLines()
        return .otherwise
      }
      layout = .single
    }
    mode = .end
    cursor = stop
    if layout == .collection {
      kept = stop
      guard scan.hasCollectionType ?? true else { throw GeoError(.misplacedCollection, at: place(stop)) }
      return .otherwise
    }
    let start = place(scan.start)
    kept = stop
    do {
      return .feature(try parse(scan.start - base..<stop - base, at: start))
    } catch {
      guard error.kind == .misplacedCollection else {
        throw error.isFatal ? error : refuse(error)
      }
      throw GeoError(.missingFeatures, at: start)
    }
  }

  private mutating func readElement(_ element: Range<Int>) throws(GeoError) -> GeoJSONFeature {
    let place = place(element.lowerBound)
    do {
      return try parse(element.lowerBound - base..<element.upperBound - base, at: place)
    } catch {
      throw error.isFatal ? error.inMiddle : refuse(error)
    }
  }

  /// Takes notice of the members of the outer object that tell of the whole.
  private mutating func readMember(_ name: Range<Int>, _ value: Range<Int>) throws(GeoError) {
    // Of anything but a collection the parser of the feature judges the members.
    if layout == .collection {
      if let fault = fault(from: name.lowerBound, to: name.upperBound, isWhole: true) { throw fault }
      if let fault = fault(from: value.lowerBound, to: value.upperBound, isWhole: true) { throw fault.inMiddle }
    }
    guard let text = shortText(name), text == "type" || text == "crs" else { return }
    var parser = JSONParser(pending, in: value.lowerBound - base..<value.upperBound - base, options: options)
    guard let content = try? parser.document() else { return }
    if text == "crs" {
      crsMember = content
    } else {
      scan.hasCollectionType = content.string == "FeatureCollection"
    }
  }

  private func shortText(_ range: Range<Int>) -> String? {
    guard range.count <= 6 else { return nil }
    return String(decoding: pending[range.lowerBound - base + 1..<range.upperBound - base - 1], as: UTF8.self)
  }

  /// The first fault of the JSON text from an offset to another one.
  private mutating func fault(from start: Int, to stop: Int, isWhole: Bool) -> GeoError? {
    var parser = JSONParser(
      pending, in: start - base..<stop - base, at: place(start), options: options, isWhole: isWhole)
    do {
      while try parser.next() != nil {}
      return nil
    } catch {
      return GeoError(error, feature: scan.step == .inElement ? featureCount : nil)
    }
  }

  /// The fatal error of a text that is known to be broken before an offset, or to end there too early.
  private mutating func brokenText(at stop: Int, isWhole: Bool) -> GeoError {
    let isInToken = scan.step == .inElement || scan.step == .inName || scan.step == .inValue
    if !scan.isCollection || isInToken {
      let start = scan.isCollection ? scan.tokenStart : scan.start
      if let fault = fault(from: start, to: min(stop, end), isWhole: isWhole) { return fault }
    }
    if isWhole { return GeoError(.json(.unexpectedEnd), at: place(end)) }
    return GeoError(.json(.unexpectedByte), at: place(stop - 1))
  }
}

extension GeoError {
  /// The same fault of a part after which the text goes on: what ends too early there meets a byte that it cannot.
  fileprivate var inMiddle: GeoError {
    var error = self
    if kind == .json(.unexpectedEnd) { error.kind = .json(.unexpectedByte) }
    return error
  }
}
