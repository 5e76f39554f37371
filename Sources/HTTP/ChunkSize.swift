/// The line before a chunk: its size, and extensions that are checked and ignored (RFC 9112 §7.1).
enum ChunkSize {
  /// Reads `1*16HEXDIG *( BWS ";" BWS name [ BWS "=" BWS value ] )`.
  static func read(_ bytes: [UInt8], _ line: Range<Int>, at offset: Int) throws(HTTPError) -> Int {
    var index = line.lowerBound
    var size: UInt64 = 0
    while index < line.upperBound, let digit = bytes[index].hexValue {
      guard index - line.lowerBound < 16 else { throw HTTPError(.badChunkSize, at: offset) }
      size = size << 4 | UInt64(digit)
      index += 1
    }
    guard index > line.lowerBound else { throw HTTPError(.badChunkSize, at: offset) }
    if index < line.upperBound, !bytes[index].isBlank, bytes[index] != 59 {
      throw HTTPError(.badChunkSize, at: offset)
    }
    while index < line.upperBound {
      guard let next = extensionEnd(bytes, index..<line.upperBound) else {
        throw HTTPError(.badChunkExtension, at: offset)
      }
      index = next
    }
    return Int(min(size, 1 << 56))
  }

  /// Where one extension ends, or nil if it is none.
  private static func extensionEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    func skip(while condition: (UInt8) -> Bool) -> Int {
      let start = index
      while index < range.upperBound, condition(bytes[index]) { index += 1 }
      return index - start
    }
    _ = skip(while: \.isBlank)
    guard index < range.upperBound, bytes[index] == 59 else { return nil }
    index += 1
    _ = skip(while: \.isBlank)
    guard skip(while: ByteSet.token.contains) > 0 else { return nil }
    let nameEnd = index
    _ = skip(while: \.isBlank)
    guard index < range.upperBound, bytes[index] == 61 else { return nameEnd }
    index += 1
    _ = skip(while: \.isBlank)
    guard index < range.upperBound, bytes[index] == 34 else {
      return skip(while: ByteSet.token.contains) > 0 ? index : nil
    }
    index += 1
    while index < range.upperBound, bytes[index] != 34 { index += bytes[index] == 92 ? 2 : 1 }
    return index < range.upperBound ? index + 1 : nil
  }
}
