/// An encoding in which Vietnamese land data are found.
public enum LegacyEncoding: String, Sendable, CaseIterable {
  /// Unicode in UTF-8.
  case utf8 = "UTF-8"
  /// TCVN3, the ABC fonts (.VnTime), with the capitals of the full TCVN 5712 where they occur.
  ///
  /// A toned capital has the byte of the small letter: see ``CapitalRepair``.
  case tcvn3 = "TCVN3"
  /// VNI-Windows, one or two bytes for each letter.
  case vni = "VNI"
  /// Windows-1258, tones as combining marks.
  case windows1258 = "windows-1258"
  /// VISCII (RFC 1456).
  case viscii = "VISCII"
  /// Windows-1252, which can write Vietnamese only in part, but is how damaged Vietnamese looks.
  case windows1252 = "windows-1252"

  /// Finds the encoding of a name as found in options and side files, in any case and punctuation.
  public init?(name: some StringProtocol) {
    let key = String(name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    switch key {
    case "utf8", "65001", "cp65001", "unicode", "utf8n": self = .utf8
    case "tcvn3", "tcvn", "tcvn5712", "tcvn57121", "tcvn57121993", "abc", "tcvn3abc", "vntime": self = .tcvn3
    case "vni", "vniwindows", "vniwin", "vnitimes": self = .vni
    case "windows1258", "cp1258", "1258", "ansi1258", "win1258", "mswindows1258": self = .windows1258
    case "viscii", "csviscii", "viscii111": self = .viscii
    case "windows1252", "cp1252", "1252", "ansi1252", "win1252", "mswindows1252": self = .windows1252
    default: return nil
    }
  }

  /// Decodes bytes; never fails, but tells what was damaged.
  public func decode(_ bytes: [UInt8]) -> DecodedText { decode(bytes.span) }

  /// Decodes a part of an array.
  public func decode(_ bytes: ArraySlice<UInt8>) -> DecodedText { decode(bytes.span) }

  /// Decodes borrowed bytes.
  public func decode(_ bytes: borrowing Span<UInt8>) -> DecodedText {
    if isPlainASCII(bytes) {
      return DecodedText(text: string(copying: bytes) ?? "")
    }
    return switch self {
    case .utf8: UTF8Decoding.decode(bytes)
    case .vni: VNIDecoding.decode(bytes)
    case .tcvn3: SingleByteDecoding.decode(bytes, SingleByteTable.tcvn3, lettersAmongControls: false)
    case .windows1258: SingleByteDecoding.decode(bytes, SingleByteTable.windows1258, lettersAmongControls: false)
    case .windows1252: SingleByteDecoding.decode(bytes, SingleByteTable.windows1252, lettersAmongControls: false)
    case .viscii: SingleByteDecoding.decode(bytes, SingleByteTable.viscii, lettersAmongControls: true)
    }
  }

  /// Encodes text, composed or not; `nil` if the encoding lacks one of its letters.
  ///
  /// TCVN3 writes a toned capital as the small letter, as its fonts do.
  public func encode(_ text: String) -> [UInt8]? {
    switch self {
    case .utf8: Array(Composition.compose(text).utf8)
    case .tcvn3: Encoding.encode(text, Encoding.tcvn3)
    case .vni: Encoding.encode(text, Encoding.vni)
    case .windows1258: Encoding.encode(text, Encoding.windows1258)
    case .viscii: Encoding.encode(text, Encoding.viscii)
    case .windows1252: Encoding.encode(text, Encoding.windows1252)
    }
  }
}

/// Whether all bytes are ASCII, none of them a control byte but tab and line ends.
@inline(__always)
func isPlainASCII(_ bytes: borrowing Span<UInt8>) -> Bool {
  for index in bytes.indices {
    let byte = bytes[index]
    if byte &- 0x20 >= 0x5F, byte != 0x09, byte != 0x0A, byte != 0x0D { return false }
  }
  return true
}

/// The text of scalars.
func string(of scalars: [Unicode.Scalar]) -> String {
  let utf8 = [UInt8](capacity: scalars.count * 4) { output in
    for scalar in scalars {
      if scalar.value < 0x80 {
        output.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { output.append(byte) }
      }
    }
  }
  return string(copying: utf8.span) ?? String(decoding: utf8, as: UTF8.self)
}

/// The text of bytes that are UTF-8; `nil` if they are not.
@inline(__always)
func string(copying bytes: borrowing Span<UInt8>) -> String? {
  guard let text = try? UTF8Span(validating: copy bytes) else { return nil }
  return String(copying: text)
}
