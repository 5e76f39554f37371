/// The address and port of the other side of a connection.
public struct PeerAddress: Hashable, Sendable, CustomStringConvertible {
  /// The first eight bytes of the IPv6 address, or of the IPv4 address mapped into one (RFC 4291 §2.5.5.2).
  public let high: UInt64
  /// The last eight bytes.
  public let low: UInt64
  /// The port.
  public let port: Int

  /// Makes an address of the two halves of an IPv6 address.
  public init(high: UInt64, low: UInt64, port: Int) {
    self.high = high
    self.low = low
    self.port = port
  }

  /// Whether it is IPv4.
  public var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Whether it is this machine: 127.0.0.0/8 or ::1.
  public var isLoopback: Bool { isIPv4 ? (low >> 24) & 0xFF == 127 : high == 0 && low == 1 }

  /// The address without its port: `127.0.0.1`, `2001:db8::1` (RFC 5952).
  public var address: String {
    if isIPv4 { return stride(from: 24, through: 0, by: -8).map { "\((low >> $0) & 0xFF)" }.joined(separator: ".") }
    let groups = [high, low].flatMap { half in stride(from: 48, through: 0, by: -16).map { (half >> $0) & 0xFFFF } }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(1, longest.count) { longest = start..<end }
      start = end + 1
    }
    func text(_ range: Range<Int>) -> String {
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    return longest.isEmpty ? text(0..<8) : text(0..<longest.lowerBound) + "::" + text(longest.upperBound..<8)
  }

  /// Address and port: `127.0.0.1:8080`, `[::1]:8080`.
  public var description: String { isIPv4 ? "\(address):\(port)" : "[\(address)]:\(port)" }
}
