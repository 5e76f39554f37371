/// On which side of a directed line a position lies, decided exactly.
///
/// The sign of the determinant is computed in floating point and accepted when it exceeds a bound of its rounding
/// error; otherwise it is computed without error as a sum of floating-point components
/// (J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", 1997).
/// Exact for all finite coordinates whose products neither overflow nor underflow, magnitudes 1e-140 to 1e140.
@frozen
public enum Orientation: Int8, Sendable {
  /// To the right of the line.
  case clockwise = -1
  /// On the line.
  case collinear = 0
  /// To the left of the line.
  case counterclockwise = 1

  /// The side of the line from `a` to `b` on which `c` lies.
  @inlinable
  public init(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) {
    let left = (a.x - c.x) * (b.y - c.y)
    let right = (a.y - c.y) * (b.x - c.x)
    let determinant = left - right
    // (3 + 16 u) u with u = 2^-53.
    let bound = 3.330_669_073_875_471_6e-16 * (left.magnitude + right.magnitude)
    if determinant > bound {
      self = .counterclockwise
    } else if determinant < -bound {
      self = .clockwise
    } else {
      self = Self.exact(a, b, c)
    }
  }

  /// The exact decision, for the few cases that rounding leaves open.
  @usableFromInline
  static func exact(_ a: Coordinate, _ b: Coordinate, _ c: Coordinate) -> Orientation {
    // With differences that are exact, as they mostly are among neighbours, two products remain.
    if let acx = exactDifference(a.x, c.x), let bcx = exactDifference(b.x, c.x),
      let acy = exactDifference(a.y, c.y), let bcy = exactDifference(b.y, c.y)
    {
      var sum = Expansion()
      sum.add(productOf: acx, bcy)
      sum.add(productOf: -acy, bcx)
      return sum.sign
    }
    var sum = Expansion()
    sum.add(productOf: a.x, b.y)
    sum.add(productOf: -a.x, c.y)
    sum.add(productOf: -c.x, b.y)
    sum.add(productOf: -a.y, b.x)
    sum.add(productOf: a.y, c.x)
    sum.add(productOf: c.y, b.x)
    return sum.sign
  }

  private static func exactDifference(_ a: Double, _ b: Double) -> Double? {
    let difference = a - b
    let virtualB = a - difference
    let virtualA = difference + virtualB
    return (a - virtualA) + (virtualB - b) == 0 ? difference : nil
  }
}

/// A number held exactly as a sum of doubles that do not overlap, in order of magnitude.
private struct Expansion {
  private var components = InlineArray<12, Double>(repeating: 0)
  private var count = 0

  /// The sign of the sum is that of its greatest component.
  var sign: Orientation {
    var index = count - 1
    while index >= 0 {
      if components[index] > 0 { return .counterclockwise }
      if components[index] < 0 { return .clockwise }
      index -= 1
    }
    return .collinear
  }

  mutating func add(productOf a: Double, _ b: Double) {
    let product = a * b
    // The rounding error of a product is a double, which a fused operation gives exactly.
    add((-product).addingProduct(a, b))
    add(product)
  }

  /// Adds one double without error (Shewchuk's Grow-Expansion).
  private mutating func add(_ value: Double) {
    var carried = value
    for index in 0..<count {
      let sum = carried + components[index]
      let virtual = sum - carried
      let error = (carried - (sum - virtual)) + (components[index] - virtual)
      components[index] = error
      carried = sum
    }
    components[count] = carried
    count += 1
  }
}
