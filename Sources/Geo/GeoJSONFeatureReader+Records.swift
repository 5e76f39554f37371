internal import JSON

extension GeoJSONFeatureReader {
  /// Reads the next line or record that is not blank; nil when more bytes are needed, and at the end.
  mutating func readRecord() throws(GeoError) -> GeoJSONFeature? {
    let separator: UInt8 = mode == .lines ? 0x0A : 0x1E
    while true {
      if isSkippingRecord {
        guard let next = find(separator) else {
          cursor = end
          kept = end
          searched = end
          if isFinished { mode = .end }
          return nil
        }
        (cursor, searched) = (next, next)
        isSkippingRecord = false
      }
      guard let first = skipSpace() else {
        if isFinished { mode = .end }
        return nil
      }
      // A separator at the beginning of a line is that of a file which has both.
      if first == 0x1E {
        cursor += 1
        kept = cursor
        continue
      }
      searched = max(searched, cursor)
      let found = find(separator)
      guard let stop = found ?? (isFinished ? end : nil), stop - cursor <= maximumFeatureLength else {
        if (found ?? end) - cursor > maximumFeatureLength {
          isSkippingRecord = true
          throw refuse(GeoError(.featureTooLarge, at: place(cursor)))
        }
        return nil
      }
      return try readRecord(to: stop)
    }
  }

  private mutating func readRecord(to stop: Int) throws(GeoError) -> GeoJSONFeature {
    let range = cursor - base..<stop - base
    let place = place(cursor)
    cursor = stop
    kept = stop
    searched = stop
    do {
      return try parse(range, at: place)
    } catch {
      throw refuse(error)
    }
  }

  /// The offset of the next separator; what has been searched is remembered.
  mutating func find(_ separator: UInt8) -> Int? {
    let bytes = pending
    let span = bytes.span
    var index = searched - base
    while index < span.count, span[index] != separator { index += 1 }
    let isFound = index < span.count
    searched = base + index
    return isFound ? searched : nil
  }

  /// The error as that of the present feature, which is counted and passed over.
  mutating func refuse(_ error: GeoError) -> GeoError {
    if error.kind == .featureTooLarge { refusedProperties = JSONObject() }
    var error = error
    error.feature = featureCount
    error.isFatal = false
    featureCount += 1
    return error
  }

  /// Reads a feature that is there whole and counts it; a fault of its JSON is thrown as fatal.
  mutating func parse(_ range: Range<Int>, at place: JSONPlace) throws(GeoError) -> GeoJSONFeature {
    let outcome: GeoJSONFeatureParser.Outcome
    refusedProperties = JSONObject()
    do {
      outcome = try GeoJSONFeatureParser.read(pending, in: range, at: place, index: featureCount, options: options)
    } catch {
      var fault = GeoError(error, feature: featureCount)
      // The brackets are known to match; what is wrong with a string or number is no concern of other features.
      switch error.kind {
      case .numberOutOfRange, .invalidUTF8, .loneSurrogate, .duplicateName, .tooLong: fault.isFatal = false
      default: break
      }
      throw fault
    }
    if let fault = outcome.fault {
      refusedProperties = outcome.feature.properties
      throw fault
    }
    featureCount += 1
    return outcome.feature
  }
}
