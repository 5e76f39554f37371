public import JSON

/// Reads the features of a GeoJSON file of any size, from bytes that are fed in chunks; one feature is held at a time.
///
/// ```swift
/// var reader = GeoJSONFeatureReader()
/// while let chunk = try source.next() {
///   reader.feed(chunk)
///   while let feature = try reader.next() { … }
/// }
/// reader.finish()
/// while let feature = try reader.next() { … }
/// ```
/// A FeatureCollection (its members in any order), one Feature, a bare geometry, features one to a line, and features
/// each after a record separator (RFC 8142) are told apart by themselves.
///
/// ``next()`` throws a ``GeoError``. When that is not fatal, the feature at fault has been passed over and the next call
/// goes on after it; a fatal one is thrown again. Broken JSON is fatal in a FeatureCollection and in a single document,
/// and the fault of its line or record otherwise; a well-formed feature with a bad geometry is never fatal.
public struct GeoJSONFeatureReader: Sendable {
  /// How the features stand in a file.
  public enum Layout: Hashable, Sendable {
    /// In the `features` of one FeatureCollection.
    case collection
    /// As the one Feature, or bare geometry, of the file.
    case single
    /// One to a line.
    case lines
    /// Each after a record separator, U+001E (RFC 8142).
    case records
  }

  enum Mode: Hashable {
    case start, document, lines, records, end
  }

  /// How the features stand in the file, once that is known.
  public internal(set) var layout: Layout?
  /// The `crs` member of a FeatureCollection or Feature, which RFC 7946 has abolished but many writers keep.
  public internal(set) var crsMember: JSONValue?
  /// Whether the file began with a UTF-8 byte order mark.
  public internal(set) var hasByteOrderMark = false
  /// The properties of the feature that ``next()`` refused last, as far as they could be read.
  ///
  /// They name the feature to which a bad geometry belongs.
  public internal(set) var refusedProperties = JSONObject()
  /// How many features have been read or refused.
  public internal(set) var featureCount = 0

  /// The longest feature, in bytes.
  let maximumFeatureLength: Int
  let options = JSONParser.Options()
  var mode = Mode.start
  var isFinished = false
  var failure: GeoError?

  /// The bytes not yet done with.
  var pending: [UInt8] = []
  /// The offset in the file of the first pending byte; whatever follows is an offset in the file too.
  var base = 0
  var cursor = 0
  /// The bytes before this offset are not needed any more.
  var kept = 0
  /// A place of the file that only moves on, so that lines are counted once.
  var mark = JSONPlace()

  var scan = GeoJSONDocumentScan()
  /// Whether the second line has been reached while it is not known whether each line is a feature.
  var isSecondLine = false
  /// How far a line or record has been searched for its end.
  var searched = 0
  var isSkippingRecord = false

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - layout: ``Layout/lines`` or ``Layout/records`` when that is known; everything else is found out.
  ///   - maximumFeatureLength: The longest feature, in bytes.
  public init(layout: Layout? = nil, maximumFeatureLength: Int = 1 << 28) {
    self.maximumFeatureLength = maximumFeatureLength
    if layout == .lines || layout == .records { self.layout = layout }
  }

  /// Appends the next bytes of the file.
  public mutating func feed(_ chunk: [UInt8]) {
    precondition(!isFinished, "a finished file cannot be fed")
    guard failure == nil else { return }
    let done = kept - base
    if done == pending.count {
      moveMark(to: kept)
      pending = chunk
    } else {
      moveMark(to: max(kept, mark.offset))
      pending.removeSubrange(..<done)
      pending.append(contentsOf: chunk)
    }
    base = kept
  }

  /// Says that no bytes follow.
  public mutating func finish() { isFinished = true }

  /// Whether everything is read, to the end of a finished file, or to a fatal error.
  public var isAtEnd: Bool { failure != nil || (isFinished && mode == .end) }

  /// The next feature; nil when more bytes are needed, and at the end.
  ///
  /// - Throws: What is wrong with a feature, after which reading can go on, or with the file, if the error is fatal.
  public mutating func next() throws(GeoError) -> GeoJSONFeature? {
    if let failure { throw failure }
    do {
      return try readNext()
    } catch {
      if error.isFatal { failure = error }
      throw error
    }
  }

  private mutating func readNext() throws(GeoError) -> GeoJSONFeature? {
    while true {
      switch mode {
      case .start: guard try start() else { return nil }
      case .document:
        guard let step = try readDocument() else { return nil }
        if case .feature(let feature) = step { return feature }
      case .lines, .records:
        return try readRecord()
      case .end:
        if skipSpace() != nil { throw GeoError(.json(.trailingBytes), at: place(cursor)) }
        return nil
      }
    }
  }

  // MARK: Bytes

  var end: Int { base + pending.count }

  func byte(_ offset: Int) -> UInt8 { pending[offset - base] }

  mutating func moveMark(to offset: Int) {
    guard offset > mark.offset else { return }
    mark = mark.advanced(over: pending, in: mark.offset - base..<offset - base)
  }

  /// The place of an offset, which must not lie before one that was asked for earlier.
  mutating func place(_ offset: Int) -> JSONPlace {
    moveMark(to: offset)
    return mark
  }

  /// Moves to the next byte that is not white space, and gives it.
  mutating func skipSpace() -> UInt8? {
    while cursor < end {
      let byte = byte(cursor)
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      cursor += 1
      kept = cursor
    }
    return nil
  }

  // MARK: Beginning

  /// Looks at the first byte that means something; false when more bytes are needed.
  private mutating func start() throws(GeoError) -> Bool {
    if cursor == 0 && !hasByteOrderMark {
      let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
      let found = min(pending.count, mark.count)
      if pending.prefix(found).elementsEqual(mark.prefix(found)) {
        if found == mark.count {
          hasByteOrderMark = true
          cursor = found
          kept = found
        } else if !isFinished {
          return false
        }
      }
    }
    guard let byte = skipSpace() else {
      if isFinished {
        guard layout != nil else { throw GeoError(.json(.unexpectedEnd), at: place(end)) }
        mode = .end
        return true
      }
      return false
    }
    if layout == .records || (layout == nil && byte == 0x1E) {
      layout = .records
      mode = .records
    } else if layout == .lines {
      mode = .lines
    } else if byte == 0x7B {
      mode = .document
      scan = GeoJSONDocumentScan(at: cursor)
    } else {
      throw GeoError(.notGeoJSON, at: place(cursor))
    }
    searched = cursor
    return true
  }
}
