/// The encoding that a shapefile says its text has; for old Vietnamese data it says little.
public enum CodePage {
  /// The name of the encoding in a .cpg file: `UTF-8`, `windows-1258`, `ISO-8859-1`, `CP437`; `nil` if it is blank.
  ///
  /// A name that is not known is answered as it stands, without its spaces.
  public static func name(cpg bytes: [UInt8]) -> String? {
    var text = String(decoding: bytes.prefix(256), as: UTF8.self)
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    let line = text.split(whereSeparator: { $0.isNewline || $0 == "\0" }).first.map(String.init) ?? ""
    let words = line.split(whereSeparator: \.isWhitespace)
    guard !words.isEmpty else { return nil }
    let key = words.joined().lowercased().filter { $0.isLetter || $0.isNumber }
    if ["utf8", "65001", "cp65001", "ansi65001"].contains(key) { return "UTF-8" }
    for (prefix, family) in [("iso8859", "ISO-8859-"), ("8859", "ISO-8859-"), ("88591", "ISO-8859-1")]
    where key.hasPrefix(prefix) {
      let part = key.dropFirst(prefix.count)
      if let number = Int(part), (1...16).contains(number) { return "\(family)\(number)" }
    }
    for prefix in ["windows", "win", "ansi", "oem", "cp", "ibm", "dos", ""] where key.hasPrefix(prefix) {
      guard let number = Int(key.dropFirst(prefix.count)) else { continue }
      if let name = name(codePage: number) { return name }
    }
    return words.joined(separator: " ")
  }

  /// The name of the encoding of a language driver, byte 29 of a table; `nil` if it says none.
  ///
  /// 0x57 means whatever the computer had, 0x03 is written by many programs without meaning it: for Vietnamese data both
  /// leave the encoding open, see ``isOpen(languageDriver:)``.
  public static func name(languageDriver: UInt8) -> String? {
    drivers[languageDriver].flatMap(name(codePage:))
  }

  /// Whether a language driver leaves the encoding of Vietnamese text open.
  public static func isOpen(languageDriver: UInt8) -> Bool {
    [0x00, 0x03, 0x57].contains(languageDriver) || drivers[languageDriver] == nil
  }

  /// Whether the name of an encoding leaves that of Vietnamese text open: the names that programs write without asking.
  ///
  /// TCVN3 and VNI are fonts and no code pages, so their text is labelled with whatever the computer had.
  public static func isOpen(name: String?) -> Bool {
    guard let name else { return true }
    return ["windows-1252", "ISO-8859-1", "CP437", "CP850"].contains(name)
  }

  private static func name(codePage: Int) -> String? {
    switch codePage {
    case 1250...1258: "windows-\(codePage)"
    case 874: "windows-874"
    case 936: "GBK"
    case 932: "Shift_JIS"
    case 949: "EUC-KR"
    case 950: "Big5"
    case 10_000: "macintosh"
    case 28_591...28_606: "ISO-8859-\(codePage - 28_590)"
    case 437, 620, 737, 720, 775, 850, 852, 855, 857, 858, 860...866, 869, 895: "CP\(codePage)"
    case 65_001: "UTF-8"
    default: nil
    }
  }

  private static let drivers: [UInt8: Int] = [
    0x01: 437, 0x02: 850, 0x03: 1252, 0x04: 10_000, 0x08: 865, 0x09: 437, 0x0A: 850, 0x0B: 437, 0x0D: 437, 0x0E: 850,
    0x0F: 437, 0x10: 850, 0x11: 437, 0x12: 850, 0x13: 932, 0x14: 850, 0x15: 437, 0x16: 850, 0x17: 865, 0x18: 437,
    0x19: 437, 0x1A: 850, 0x1B: 437, 0x1C: 863, 0x1D: 850, 0x1F: 852, 0x22: 852, 0x23: 852, 0x24: 860, 0x25: 850,
    0x26: 866, 0x37: 850, 0x40: 852, 0x4D: 936, 0x4E: 949, 0x4F: 950, 0x50: 874, 0x57: 1252, 0x58: 1252, 0x59: 1252,
    0x64: 852, 0x65: 866, 0x66: 865, 0x67: 861, 0x68: 895, 0x69: 620, 0x6A: 737, 0x6B: 857, 0x6C: 863, 0x78: 950,
    0x79: 949, 0x7A: 936, 0x7B: 932, 0x7C: 874, 0x86: 737, 0x87: 852, 0x88: 857, 0xC8: 1250, 0xC9: 1251, 0xCA: 1254,
    0xCB: 1253, 0xCC: 1257,
  ]
}
