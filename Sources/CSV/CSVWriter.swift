internal import JSON

/// Writes a table of comma-separated values (RFC 4180) into a byte buffer.
///
/// Lines end with CRLF. A field is quoted when it holds the delimiter, a quote or a line break. Texts that a spreadsheet
/// would take for a formula (`=`, `+`, `-`, `@`, tab or CR at the beginning; OWASP "CSV Injection") get an apostrophe in
/// front, unless they are plain numbers.
public struct CSVWriter: Sendable {
  /// What is written so far.
  public private(set) var bytes: [UInt8]
  /// What stands between fields.
  public let delimiter: CSVDelimiter
  private var followsField = false

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - delimiter: what stands between fields.
  ///   - mark: whether a byte order mark goes first, by which spreadsheets know UTF-8.
  ///   - buffer: a buffer whose storage is used, but not its content.
  public init(delimiter: CSVDelimiter = .comma, mark: Bool = false, reusing buffer: consuming [UInt8] = []) {
    buffer.removeAll(keepingCapacity: true)
    bytes = buffer
    self.delimiter = delimiter
    if mark { bytes.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
  }

  /// Makes a writer that appends rows to what a buffer holds.
  public init(delimiter: CSVDelimiter, appendingTo buffer: consuming [UInt8]) {
    bytes = buffer
    self.delimiter = delimiter
  }

  /// Gives what is written, and goes on with an empty buffer.
  public mutating func take() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    return taken
  }

  /// Writes a text, made harmless to spreadsheets.
  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { unsafe self.text($0.span) }
  }

  /// Writes a text, made harmless to spreadsheets; an empty field for `nil`.
  public mutating func text(_ text: String?) {
    if let text { self.text(text) } else { empty() }
  }

  /// Writes a text of UTF-8 bytes, made harmless to spreadsheets.
  public mutating func text(_ text: Span<UInt8>) {
    separate()
    append(text, guardsFormula: true)
  }

  /// Writes the bytes of a field as they are, quoted where they must be: for what came from a table and goes back.
  public mutating func kept(_ field: Span<UInt8>) {
    separate()
    append(field, guardsFormula: false)
  }

  /// Writes an integer.
  public mutating func integer(_ value: Int) {
    separate()
    number { $0.integer(value) }
  }

  /// Writes a number with a fixed count of decimals and a point; an empty field for NaN, the infinities and `nil`.
  public mutating func fixed(_ value: Double?, decimals: Int) {
    separate()
    guard let value, value.isFinite else { return }
    number { $0.fixed(value, decimals: decimals) }
  }

  /// Writes what is a field already: no quote, delimiter or line break may be in it.
  public mutating func raw(_ text: StaticString) {
    separate()
    text.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Writes a field with nothing in it.
  public mutating func empty() { separate() }

  /// Ends the row.
  public mutating func endRow() {
    bytes.append(0x0D)
    bytes.append(0x0A)
    followsField = false
  }

  private mutating func separate() {
    if followsField { bytes.append(delimiter.rawValue) }
    followsField = true
  }

  private mutating func number(_ write: (inout JSONWriter) -> Void) {
    var writer = JSONWriter(appendingTo: take())
    write(&writer)
    bytes = writer.take()
  }

  private mutating func append(_ field: Span<UInt8>, guardsFormula: Bool) {
    let isFormula = guardsFormula && Self.isFormula(field)
    var isPlain = true
    for place in field.indices {
      let byte = field[place]
      if byte == 0x22 || byte == delimiter.rawValue || byte == 0x0A || byte == 0x0D {
        isPlain = false
        break
      }
    }
    guard !isPlain else {
      bytes.append(addingCapacity: field.count + 1) { output in
        if isFormula { output.append(0x27) }
        for place in field.indices { output.append(field[place]) }
      }
      return
    }
    bytes.append(addingCapacity: 2 * field.count + 3) { output in
      output.append(0x22)
      if isFormula { output.append(0x27) }
      for place in field.indices {
        if field[place] == 0x22 { output.append(0x22) }
        output.append(field[place])
      }
      output.append(0x22)
    }
  }

  private static func isFormula(_ field: Span<UInt8>) -> Bool {
    guard field.count > 0 else { return false }
    switch field[0] {
    case 0x3D, 0x40, 0x09, 0x0D: return true
    case 0x2B, 0x2D: return !isNumber(field)
    default: return false
    }
  }

  /// A sign, then digits with at most one mark among them.
  private static func isNumber(_ field: Span<UInt8>) -> Bool {
    var (digits, marks) = (0, 0)
    for place in 1..<field.count {
      switch field[place] {
      case 0x30...0x39: digits += 1
      case 0x2C, 0x2E: marks += 1
      default: return false
      }
    }
    return digits > 0 && marks <= 1
  }
}
