import HTTP
import VietText

/// Reads a content that is text: UTF-8, or UTF-16 with its mark, as spreadsheets save it.
public enum TextContent {
  /// The text of a request's content.
  static func text(of body: RequestBody) throws(ServiceError) -> String {
    try text(of: ServiceError.wrapping { try body.read(at: 0, maximum: body.count) })
  }

  /// The text of some bytes.
  ///
  /// - Throws: ``ServiceError`` of code `badContent` when they are none.
  public static func text(of bytes: [UInt8]) throws(ServiceError) -> String {
    switch (bytes.first, bytes.dropFirst().first) {
    case (0xFF, 0xFE), (0xFE, 0xFF):
      let isLittle = bytes[0] == 0xFF
      var units: [UInt16] = []
      units.reserveCapacity(bytes.count / 2)
      for place in stride(from: 2, to: bytes.count - 1, by: 2) {
        let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
        units.append(isLittle ? second << 8 | first : first << 8 | second)
      }
      guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else { break }
      return text
    default:
      let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
      guard let text = String(validating: body, as: UTF8.self) else { break }
      return text
    }
    throw ServiceError(
      .badContent,
      Phrase(
        vi: "Nội dung không phải là văn bản UTF-8 hay UTF-16; hãy lưu lại dạng UTF-8.",
        en: "The content is no text in UTF-8 or UTF-16; save it again as UTF-8."),
      allowed: ["UTF-8", "UTF-16"])
  }
}
