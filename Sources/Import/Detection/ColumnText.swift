import VietText

/// How the text of one column is read, and what spoke for it.
struct ColumnText: Sendable {
  /// The column's name.
  var column: String
  /// How its bytes are read.
  var reading: TextReading
  /// Who or what settled that.
  var reason: Phrase
  /// The readings that came into question; `nil` for a column that is plain ASCII.
  var detection: EncodingDetection?
  /// Whether its samples are shown without the letters that would give a person away.
  var isMasked: Bool

  /// A value that a person may judge the encoding by, without being told who it names: ASCII letters and digits become
  /// dots, and only the letters that depend on the encoding stay.
  static func masked(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil) ? "·" : scalar
        }))
  }

  /// The samples of a reading, masked if need be.
  func samples(of candidate: EncodingDetection.Candidate) -> [String] {
    isMasked ? candidate.samples.map(Self.masked) : candidate.samples
  }
}

extension TextReading {
  /// Reads the name of a reading as options give it: `TCVN3`, or `TCVN3-damaged` for text that was saved in a wrong
  /// encoding.
  init?(option name: String) {
    let suffix = "-damaged"
    let isDamaged = name.lowercased().hasSuffix(suffix)
    guard let encoding = LegacyEncoding(name: isDamaged ? String(name.dropLast(suffix.count)) : name) else {
      return nil
    }
    self.init(encoding, isDamaged: isDamaged)
  }

  /// The name as options take it.
  var option: String { isDamaged ? "\(encoding.rawValue)-damaged" : encoding.rawValue }

  /// The name for people.
  var label: Phrase {
    isDamaged
      ? Phrase(vi: "\(encoding.rawValue), bị lưu sai bảng mã", en: "\(encoding.rawValue), saved in a wrong encoding")
      : Phrase(vi: encoding.rawValue, en: encoding.rawValue)
  }
}
