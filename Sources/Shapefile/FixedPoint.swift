/// Numbers written with a fixed number of decimals.
enum FixedPoint {
  /// The digits of a number, correctly rounded, ties to even; `nil` if it is not finite or has more than 18 digits.
  static func digits(_ value: Double, decimals: Int) -> [UInt8]? {
    guard value.magnitude < 1e18, (0...15).contains(decimals) else { return nil }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    var whole = value.magnitude.rounded(.down)
    let fraction = value.magnitude - whole
    let product = fraction * scale
    var rounded = product.rounded(.toNearestOrEven)
    // The product itself is rounded; halfway, what it lost decides, or else the even neighbour.
    let lost = (-product).addingProduct(fraction, scale)
    switch product - rounded {
    case 0.5 where lost > 0: rounded += 1
    case -0.5 where lost < 0: rounded -= 1
    case 0.5 where decimals == 0 && whole.truncatingRemainder(dividingBy: 2) == 1: rounded += 1
    default: break
    }
    if rounded >= scale {
      whole += 1
      rounded = 0
    }
    var text = value < 0 && (whole != 0 || rounded != 0) ? "-" : ""
    text += String(Int64(whole))
    if decimals > 0 {
      let digits = String(Int64(rounded))
      text += "." + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return Array(text.utf8)
  }
}
