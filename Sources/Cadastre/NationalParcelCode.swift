public import Geo

/// The national parcel code (mã định danh thửa đất): a geohash of twelve characters on WGS 84.
///
/// Source: Thông tư 19/2026/TT-BNNMT, Phụ lục I. A stored code is judged by decoding it, never by computing it anew and
/// comparing: its cell, 1.9 cm × 3.6 cm, must lie inside the parcel.
public struct NationalParcelCode: Hashable, Sendable, CustomStringConvertible {
  /// The twelve characters, small letters.
  public let text: String
  /// The cell that the code names, in degrees of WGS 84 (x = longitude).
  public let cell: Envelope

  /// Reads a code, capital or small, with outer spaces dropped.
  public init(_ text: some StringProtocol) throws(CadastreError) {
    var bytes: [UInt8] = []
    for byte in text.utf8 where !(bytes.isEmpty && byte == 0x20) { bytes.append(byte) }
    while bytes.last == 0x20 { bytes.removeLast() }
    guard bytes.count == 12 else { throw CadastreError(.nationalCode) }
    guard let cell = Geohash.cell(bytes) else {
      throw CadastreError(.nationalCode, at: Geohash.fault(in: bytes))
    }
    self.cell = cell
    self.text = String(decoding: bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }, as: UTF8.self)
  }

  /// The code of the cell that holds a position; `nil` for one that is not on the globe.
  ///
  /// - Parameter position: degrees of WGS 84, x = longitude.
  public init?(at position: Coordinate) {
    guard position.x >= -180, position.x <= 180, position.y >= -90, position.y <= 90 else { return nil }
    let longitudeBits = min(UInt64((position.x + 180) / 360 * Self.steps), UInt64(Self.steps) - 1)
    let latitudeBits = min(UInt64((position.y + 90) / 180 * Self.steps), UInt64(Self.steps) - 1)
    var code: [UInt8] = []
    var value = 0
    for bit in 0..<60 {
      let bits = bit.isMultiple(of: 2) ? longitudeBits : latitudeBits
      value = value << 1 | Int(bits >> UInt64(29 - bit / 2) & 1)
      if bit % 5 == 4 {
        code.append(Geohash.alphabet[value])
        value = 0
      }
    }
    try? self.init(String(decoding: code, as: UTF8.self))
  }

  /// The middle of the cell, degrees of WGS 84.
  public var center: Coordinate { cell.center }

  /// The twelve characters.
  public var description: String { text }

  /// Whether a text has the form of a code of a place in Viet Nam: twelve characters, the first of them `w`.
  static func isLikely(_ text: some StringProtocol) -> Bool {
    text.utf8.count == 12 && (text.utf8.first == UInt8(ascii: "w") || text.utf8.first == UInt8(ascii: "W"))
  }

  private static let steps = Double(1 << 30)
}
