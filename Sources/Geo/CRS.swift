/// A coordinate reference system, named by its code in the EPSG dataset.
@frozen
public struct CRS: Hashable, Sendable, CustomStringConvertible {
  /// The EPSG code.
  public let code: Int32

  /// Names the system with an EPSG code; whether such a code exists is known to `Projection` only.
  @inlinable
  public init(epsg code: Int32) { self.code = code }

  /// Reads `EPSG:5898`, `epsg:5898` or `5898`.
  public init?(_ text: some StringProtocol) {
    let upper = text.uppercased()
    let digits = upper.hasPrefix("EPSG:") ? String(upper.dropFirst(5)) : upper
    guard (1...6).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
      let code = Int32(digits), code > 0
    else { return nil }
    self.code = code
  }

  /// The system as written in requests and answers: `EPSG:5898`.
  public var description: String { "EPSG:\(code)" }

  /// WGS 84, longitude and latitude in degrees (EPSG:4326, with x = longitude here).
  public static let wgs84 = CRS(epsg: 4326)
}
