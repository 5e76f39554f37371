/// The geometry blobs of GeoPackage and SpatiaLite as well-known binary, whatever their kind and dimensions.
public enum ForeignBlob {
  /// The WKB in a GeoPackage blob; `nil` for an empty geometry, or what is no such blob.
  ///
  /// `GP`, a version, flags, the system, an envelope of a length that the flags tell, then WKB (OGC 12-128r18, 2.1.3).
  public static func wkb(geoPackage bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count > 8, bytes[0] == 0x47, bytes[1] == 0x50 else { return nil }
    let flags = bytes[3]
    let envelopes = [0, 32, 48, 48, 64]
    let kind = Int(flags >> 1 & 7)
    guard kind < envelopes.count, flags & 0x10 == 0 else { return nil }
    let start = 8 + envelopes[kind]
    return start < bytes.count ? Array(bytes[start...]) : nil
  }

  /// The WKB in a SpatiaLite blob of a polygon or multipolygon; `nil` for anything else.
  ///
  /// The blob is WKB in which the byte order stands once, in the head, and each part begins with 0x69 instead.
  public static func wkb(spatiaLite bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count > 43, bytes[0] == 0, bytes[1] <= 1, bytes[38] == 0x7C, bytes[bytes.count - 1] == 0xFE else {
      return nil
    }
    let order = bytes[1]
    var body = Array(bytes[39..<(bytes.count - 1)])
    func number(_ at: Int) -> Int? {
      guard at >= 0, at + 4 <= body.count else { return nil }
      let four = body[at..<(at + 4)]
      return (order == 1 ? Array(four.reversed()) : Array(four)).reduce(0) { $0 << 8 | Int($1) }
    }
    /// The end of a polygon whose number of rings stands at a place.
    func polygonEnd(_ at: Int, dimensions: Int) -> Int? {
      guard let rings = number(at) else { return nil }
      var place = at + 4
      for _ in 0..<rings {
        guard let positions = number(place), positions <= body.count / 16 else { return nil }
        place += 4 + positions * 8 * dimensions
        guard place <= body.count else { return nil }
      }
      return place
    }
    guard let type = number(0), type < 4000 else { return nil }
    let dimensions = [2, 3, 3, 4][type / 1000]
    switch type % 1000 {
    case 3: return [order] + body
    case 6:
      guard let parts = number(4) else { return nil }
      var place = 8
      for _ in 0..<parts {
        guard place < body.count, body[place] == 0x69,
          let end = polygonEnd(place + 5, dimensions: dimensions)
        else { return nil }
        body[place] = order
        place = end
      }
      return [order] + body
    default: return nil
    }
  }
}
