public import Geo
internal import CPROJ

/// The operation between one coordinate reference system and WGS 84, both ways.
///
/// *Forward* goes from the system (easting and northing, or longitude and latitude, in its own unit, x first) to WGS 84
/// longitude and latitude in degrees; *inverse* goes back. It belongs to the thread of the ``Projector`` that made it.
@safe
public final class Transformation {
  /// The system on the other side of WGS 84, as it was asked for.
  public let crs: CRS

  /// Whether this is the pinned operation of VN-2000, whose inverse is exact to nanometres.
  public let isPinned: Bool

  /// How far off the operation may be, in metres, as the EPSG dataset states it: 1 for VN-2000, 0 for WGS 84 itself.
  ///
  /// Nil when it states nothing, or when the operation depends on the place.
  public let accuracy: Double?

  private let operation: Object?
  /// The operation's pointer; nil when there is nothing to do.
  private let pointer: OpaquePointer?
  /// The position inverted last and its result: one question often needs the same position twice.
  private var lastInverse: (position: Coordinate, result: Coordinate)?

  /// Makes the operation that changes nothing.
  init(identity crs: CRS) {
    self.crs = crs
    isPinned = false
    accuracy = 0
    operation = nil
    unsafe pointer = nil
  }

  init(_ crs: CRS, isPinned: Bool, operation: consuming Object) {
    self.crs = crs
    self.isPinned = isPinned
    unsafe pointer = operation.pointer
    let stated = unsafe proj_pj_info(operation.pointer).accuracy
    accuracy = isPinned ? VN2000.accuracy : stated >= 0 ? stated : nil
    self.operation = consume operation
  }

  /// Takes a position to WGS 84 longitude and latitude in degrees.
  ///
  /// Throws ``ProjectionError/Problem-swift.enum/unconvertible(_:index:count:)`` when the operation cannot convert it.
  public func forward(_ position: Coordinate) throws(ProjectionError) -> Coordinate {
    var result = position
    let failed = unsafe withUnsafeMutablePointer(to: &result) { unsafe convert($0, 1, PJ_FWD) }
    guard failed == nil else { throw ProjectionError(.unconvertible(crs, index: 0, count: 1)) }
    return result
  }

  /// Takes WGS 84 longitude and latitude in degrees to the system.
  ///
  /// Throws ``ProjectionError/Problem-swift.enum/unconvertible(_:index:count:)`` when the operation cannot convert it.
  public func inverse(_ position: Coordinate) throws(ProjectionError) -> Coordinate {
    if let lastInverse, lastInverse.position == position { return lastInverse.result }
    var result = position
    let failed = unsafe withUnsafeMutablePointer(to: &result) { unsafe invert($0, 1) }
    guard failed == nil else { throw ProjectionError(.unconvertible(crs, index: 0, count: 1)) }
    lastInverse = (position, result)
    return result
  }

  /// Takes positions to WGS 84 longitude and latitude in degrees, in place.
  ///
  /// When some cannot be converted it throws, after all others were: those that failed are infinite then.
  public func forward(_ positions: inout [Coordinate]) throws(ProjectionError) {
    let failed = unsafe positions.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe convert($0, buffer.count, PJ_FWD) }
    }
    if let failed { throw ProjectionError(.unconvertible(crs, index: failed.index, count: failed.count)) }
  }

  /// Takes WGS 84 longitudes and latitudes in degrees to the system, in place.
  ///
  /// When some cannot be converted it throws, after all others were: those that failed are infinite then.
  public func inverse(_ positions: inout [Coordinate]) throws(ProjectionError) {
    let failed = unsafe positions.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.flatMap { unsafe invert($0, buffer.count) }
    }
    if let failed { throw ProjectionError(.unconvertible(crs, index: failed.index, count: failed.count)) }
  }

  /// The first position that failed, and how many did.
  private typealias Failure = (index: Int, count: Int)

  private func convert(
    _ positions: UnsafeMutablePointer<Coordinate>, _ count: Int, _ direction: PJ_DIRECTION
  ) -> Failure? {
    unsafe run(positions, count, direction)
    return unsafe failures(positions, count)
  }

  /// The inverse; of the pinned operation with the step that undoes the height that PROJ drops in between.
  private func invert(_ positions: UnsafeMutablePointer<Coordinate>, _ count: Int) -> Failure? {
    guard isPinned else { return unsafe convert(positions, count, PJ_INV) }
    let chunk = 512
    unsafe withUnsafeTemporaryAllocation(of: Coordinate.self, capacity: min(chunk, count)) { scratch in
      guard let again = scratch.baseAddress else { return }
      for start in stride(from: 0, to: count, by: chunk) {
        let here = unsafe positions + start
        let size = min(chunk, count - start)
        unsafe run(here, size, PJ_INV)
        unsafe again.initialize(from: here, count: size)
        unsafe run(again, size, PJ_FWD)
        unsafe run(again, size, PJ_INV)
        for index in 0..<size {
          unsafe here[index].x += here[index].x - again[index].x
          unsafe here[index].y += here[index].y - again[index].y
        }
      }
    }
    return unsafe failures(positions, count)
  }

  private func run(_ positions: UnsafeMutablePointer<Coordinate>, _ count: Int, _ direction: PJ_DIRECTION) {
    guard let pointer = unsafe pointer else { return }
    let stride = MemoryLayout<Coordinate>.stride
    unsafe positions.withMemoryRebound(to: Double.self, capacity: 2 * count) { values in
      _ = unsafe proj_trans_generic(
        pointer, direction, values, stride, count, values + 1, stride, count, nil, 0, 0, nil, 0, 0)
    }
  }

  /// Finds the positions that are not finite, and makes both their values infinite.
  private func failures(_ positions: UnsafeMutablePointer<Coordinate>, _ count: Int) -> Failure? {
    var failure: Failure?
    for index in 0..<count where !(unsafe positions[index].isFinite) {
      unsafe positions[index] = Coordinate(x: .infinity, y: .infinity)
      failure = (failure?.index ?? index, (failure?.count ?? 0) + 1)
    }
    if failure != nil, let pointer = unsafe pointer { unsafe _ = proj_errno_reset(pointer) }
    return failure
  }
}

@available(*, unavailable)
extension Transformation: Sendable {}
