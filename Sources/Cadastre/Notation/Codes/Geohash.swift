internal import Geo

/// The cells of the geohash, base 32 of interleaved bits, longitude first.
enum Geohash {
  /// The longest code, of cells 1.9 cm × 3.6 cm.
  static let longest = 12
  /// The shortest code that is taken for a position, of cells about 5 km wide.
  static let shortest = 5
  static let alphabet = Array("0123456789bcdefghjkmnpqrstuvwxyz".utf8)

  /// The index of the first byte that no geohash has.
  static func fault(in bytes: some Collection<UInt8>) -> Int? {
    for (index, byte) in bytes.enumerated() where digit(byte) == nil { return index }
    return nil
  }

  /// The cell that a code of up to ``longest`` characters names, in degrees of WGS 84 (x = longitude).
  static func cell(_ bytes: some Collection<UInt8>) -> Envelope? {
    guard bytes.count <= longest else { return nil }
    var (longitude, latitude) = (UInt64(0), UInt64(0))
    var (width, height) = (360.0, 180.0)
    var isLongitude = true
    for byte in bytes {
      guard let digit = digit(byte) else { return nil }
      for bit in stride(from: 4, through: 0, by: -1) {
        let value = UInt64(digit >> bit & 1)
        if isLongitude {
          longitude = longitude << 1 | value
          width /= 2
        } else {
          latitude = latitude << 1 | value
          height /= 2
        }
        isLongitude.toggle()
      }
    }
    return Envelope(
      minX: Double(longitude) * width - 180, minY: Double(latitude) * height - 90,
      maxX: Double(longitude + 1) * width - 180, maxY: Double(latitude + 1) * height - 90)
  }

  private static func digit(_ byte: UInt8) -> Int? {
    alphabet.firstIndex(of: byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte)
  }
}
