/// Reads a table of comma-separated values (RFC 4180) from pieces of its bytes, in bounded memory.
///
/// Fields are parts of a buffer, none is a text of its own. Line breaks are CRLF, LF or CR, quoted fields may hold them;
/// empty lines are no rows. UTF-16 is taken to UTF-8, a byte order mark is dropped, a first line `sep=;` as spreadsheets
/// write it names the delimiter. Nothing refuses a table: what is wrong with a row stands in its ``CSVRow/problem``.
/// The rows do not depend on how the bytes were cut into pieces.
///
/// ```swift
/// var reader = CSVReader()
/// while let piece = try file.read() {
///   reader.feed(piece)
///   while let row = reader.next() { … }
/// }
/// reader.finish()
/// while let row = reader.next() { … }
/// ```
public struct CSVReader: Sendable {
  /// What stands between fields; `nil` until the first row has told it.
  public internal(set) var delimiter: CSVDelimiter?
  /// The encoding; `nil` until the first bytes have told it.
  public internal(set) var encoding: CSVEncoding?
  /// Whether the input began with a byte order mark.
  public private(set) var hasMark = false
  /// How many fields the first row has; `nil` before it was read.
  public internal(set) var width: Int?

  let limits: CSVLimits
  /// UTF-8 that no row was made of yet; it begins where a row begins.
  var pending: [UInt8] = []
  /// The byte of the input at which ``pending`` begins.
  var offset = 0
  /// The line in which ``pending`` begins.
  var line = 1
  /// The number of the next row.
  var number = 1
  /// Whether a line feed may follow that belongs to the line break before.
  var followsReturn = false
  /// Whether the rest of a line is dropped.
  var isDropping = false
  var isFinished = false
  /// Bytes that wait until the encoding can be told.
  private var head: [UInt8] = []
  private var transcoder = UTF16Transcoder()
  private var block = CSVBlock()
  private var nextRow = 0

  /// Makes a reader.
  ///
  /// - Parameters:
  ///   - delimiter: what stands between fields, if that is known; else the first row tells it.
  ///   - encoding: the encoding, if that is known; else the byte order mark or the first bytes tell it.
  ///   - limits: how much is held at once.
  public init(delimiter: CSVDelimiter? = nil, encoding: CSVEncoding? = nil, limits: CSVLimits = CSVLimits()) {
    self.delimiter = delimiter
    self.encoding = encoding
    self.limits = limits
  }

  /// Takes the next piece of the input.
  ///
  /// Rows that were not taken yet must be taken first: a piece is read as a whole.
  public mutating func feed(_ bytes: [UInt8]) {
    guard !isFinished, !bytes.isEmpty else { return }
    if head.isEmpty, encoding == .ascii, hasBegun {
      take(bytes)
      return
    }
    guard hasBegun else {
      head.append(contentsOf: bytes)
      if head.count >= Self.telling { begin() }
      return
    }
    if encoding == .ascii { take(bytes) } else { take(transcoder.feed(bytes, bigEndian: encoding == .utf16BigEndian)) }
  }

  /// Ends the input; the rows that are left can be taken then.
  public mutating func finish() {
    guard !isFinished else { return }
    if !hasBegun { begin() }
    if encoding != .ascii { pending.append(contentsOf: transcoder.finish()) }
    isFinished = true
  }

  /// The next row; `nil` when more input is needed, or after ``finish()`` at the end.
  public mutating func next() -> CSVRow? {
    while nextRow >= block.count {
      guard let following = nextBlock() else { return nil }
      (block, nextRow) = (following, 0)
    }
    defer { nextRow += 1 }
    return block[nextRow]
  }

  /// All rows that can be read now, not to be mixed with ``next()``; `nil` when there are none.
  public mutating func nextBlock() -> CSVBlock? {
    guard !pending.isEmpty, isFinished || mayHoldRow else { return nil }
    var block = CSVBlock()
    scan(into: &block)
    return block.count > 0 ? block : nil
  }

  // MARK: the beginning

  /// So many bytes tell UTF-16 without a mark.
  private static let telling = 64
  private var hasBegun = false
  /// Whether a row may have ended since the last attempt.
  var mayHoldRow = false

  private mutating func begin() {
    hasBegun = true
    let mark = Self.mark(head)
    // A mark overrules what was said: it is no letter of any table.
    if let mark {
      encoding = mark.encoding
      hasMark = true
      head.removeFirst(mark.length)
    }
    let encoding = self.encoding ?? Self.unmarkedEncoding(head)
    self.encoding = encoding
    if encoding == .ascii { offset = mark?.length ?? 0 }
    var first: [UInt8] = []
    swap(&first, &head)
    if encoding == .ascii {
      take(first)
    } else {
      take(transcoder.feed(first, bigEndian: encoding == .utf16BigEndian))
    }
  }

  private mutating func take(_ bytes: [UInt8]) {
    if pending.isEmpty { pending = bytes } else { pending.append(contentsOf: bytes) }
    // Only a line break ends a row, so a long field is not looked through again with each piece.
    if !mayHoldRow { mayHoldRow = pending.count >= limits.row || bytes.contains { $0 == 0x0A || $0 == 0x0D } }
  }

  private static func mark(_ bytes: [UInt8]) -> (encoding: CSVEncoding, length: Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.ascii, 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
    return nil
  }

  /// Headers are mostly ASCII, so in UTF-16 every other byte of theirs is 0; in other encodings none is.
  private static func unmarkedEncoding(_ bytes: [UInt8]) -> CSVEncoding {
    var zeros = (even: 0, odd: 0)
    for (place, byte) in bytes.prefix(telling).enumerated() where byte == 0 {
      if place % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let half = min(bytes.count, telling) / 2
    guard half > 0 else { return .ascii }
    if zeros.odd * 2 > half, zeros.even * 8 < half { return .utf16LittleEndian }
    if zeros.even * 2 > half, zeros.odd * 8 < half { return .utf16BigEndian }
    return .ascii
  }
}
