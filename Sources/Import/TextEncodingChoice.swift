import Shapefile
import VietText

/// Settles the encoding of an attribute table.
enum TextEncodingChoice {
  /// The encoding asked for, else the one that the bytes and the side file agree on.
  ///
  /// A table whose text is plain ASCII, or valid UTF-8, needs nobody's word. `.cpg` is believed unless the bytes
  /// contradict it; Windows-1252 and the language driver byte are not believed, since fonts such as .VnTime and VNI hide
  /// behind them.
  ///
  /// - Throws: ``Refusal`` when the table has letters and nobody says how they are encoded.
  static func choose(
    request: ImportRequest, codePage: [UInt8]?, table: DBFReader, file: String, findings: inout [Finding]
  ) throws(Refusal) -> LegacyEncoding {
    if let name = request.encoding {
      guard let encoding = LegacyEncoding(name: name) else {
        throw Refusal(
          "encodingUnknown", cause: .usage,
          vi: "không có bảng mã “\(name)”. Có: UTF-8, TCVN3, VNI, CP1258, VISCII, CP1252",
          en: "there is no encoding “\(name)”. There are: UTF-8, TCVN3, VNI, CP1258, VISCII, CP1252")
      }
      findings.append(
        Finding(
          .encodingAssumed, file: file, vi: "bảng mã: \(encoding.rawValue), theo yêu cầu",
          en: "encoding: \(encoding.rawValue), as asked"))
      let bytes = try inspect(table, file: file, rows: 10_000)
      if encoding != .utf8, bytes.hasLetters, bytes.isUTF8 {
        findings.append(
          Finding(
            .encodingAssumed, severity: .warning, file: file,
            vi: "chữ trong .dbf là UTF-8 hợp lệ nhưng được đọc theo \(encoding.rawValue): hãy xem lại --encoding",
            en: "the text of the .dbf is valid UTF-8 but was read as \(encoding.rawValue): look at --encoding again"))
      }
      return encoding
    }
    let bytes = try inspect(table, file: file)
    let declared = codePage.flatMap { CodePage.name(cpg: $0) }
    let encoding = declared.flatMap { LegacyEncoding(name: $0) }
    if !bytes.hasLetters { return .utf8 }
    if bytes.isUTF8 {
      findings.append(
        Finding(
          .encodingAssumed, file: file, vi: "bảng mã: UTF-8, mọi chữ đều hợp lệ",
          en: "encoding: UTF-8, all text is valid"))
      return .utf8
    }
    if let encoding, encoding != .utf8, encoding != .windows1252 {
      findings.append(
        Finding(
          .encodingAssumed, file: file, vi: "bảng mã: \(encoding.rawValue), theo .cpg",
          en: "encoding: \(encoding.rawValue), by the .cpg"))
      return encoding
    }
    let says =
      declared.map { (".cpg ghi \($0), nhưng không đáng tin", "the .cpg says \($0), which cannot be trusted") }
      ?? ("không có .cpg", "there is no .cpg")
    throw Refusal(
      "encodingUnknown",
      vi: "\(file): chữ trong .dbf không phải UTF-8 và \(says.0). Thêm --encoding TCVN3, VNI, CP1258 hoặc VISCII. "
        + "Đọc thử: \(samples(bytes.sample))",
      en: "\(file): the text of the .dbf is not UTF-8, and \(says.1). Add --encoding TCVN3, VNI, CP1258 or VISCII. "
        + "Tried: \(samples(bytes.sample))")
  }

  /// What the bytes of a table's text are like.
  private struct Bytes {
    var hasLetters = false
    var isUTF8 = true
    var sample: [UInt8] = []
  }

  private static func inspect(_ table: DBFReader, file: String, rows: Int = .max) throws(Refusal) -> Bytes {
    var table = table
    var row = DBFRecord()
    var bytes = Bytes()
    let columns = table.header.fields.filter { $0.type == .character }
    guard !columns.isEmpty else { return bytes }
    do {
      var left = rows
      while bytes.isUTF8, left > 0, try table.next(into: &row) {
        left -= 1
        // Most tables are plain ASCII for long stretches; a row without a high bit needs no further look.
        guard row.bytes.contains(where: { $0 >= 0x80 }) else { continue }
        for column in columns {
          let value = row.bytes[row.trimmedRange(of: column)]
          guard value.contains(where: { $0 >= 0x80 }) else { continue }
          bytes.hasLetters = true
          let damage = LegacyEncoding.utf8.decode(value).damage
          if damage.contains(where: { $0.kind != .cutTail }) {
            bytes.isUTF8 = false
            bytes.sample = Array(value)
          }
        }
      }
    } catch {
      throw ShapefileSource.refusal(error, file: file)
    }
    return bytes
  }

  /// One value as each encoding reads it, its middle masked, since it may be a person's name.
  private static func samples(_ bytes: [UInt8]) -> String {
    [LegacyEncoding.tcvn3, .vni, .windows1258, .viscii].map { encoding in
      let text = encoding.decode(bytes).text
      let words = text.split(separator: " ")
      let shown = words.count > 2 ? "\(words[0]) … \(words[words.count - 1])" : text
      return "\(encoding.rawValue) “\(shown)”"
    }.joined(separator: ", ")
  }
}
