import HTTP
import Synchronization

/// The places for connections: as many as may be open at once.
final class ConnectionTable: Sendable {
  private let places: [Connection]
  private let free: Locked<[UInt32]>
  /// How many places were ever used; only these need looking after.
  private let highWater = Atomic(0)
  private let openCount = Atomic(0)

  init(capacity: Int) {
    places = (0..<capacity).map { Connection(slot: UInt32($0)) }
    // Low places first, so that few are looked after.
    free = Locked((0..<UInt32(capacity)).reversed())
  }

  /// Connections that are open.
  var count: Int { openCount.load(ordering: .acquiring) }

  /// The places that were ever used.
  var used: ArraySlice<Connection> { places[..<highWater.load(ordering: .acquiring)] }

  subscript(slot: UInt32) -> Connection { places[Int(slot)] }

  /// A free place, or nil if there is none.
  func take() -> Connection? {
    guard let slot = free.withLock({ $0.popLast() }) else { return nil }
    openCount.wrappingAdd(1, ordering: .acquiringAndReleasing)
    var present = highWater.load(ordering: .relaxed)
    while present <= slot {
      present = highWater.compareExchange(expected: present, desired: Int(slot) + 1, ordering: .releasing).original
    }
    return places[Int(slot)]
  }

  /// Gives a place back.
  ///
  /// - Returns: how many connections are open still.
  func give(_ connection: Connection) -> Int {
    free.withLock { $0.append(connection.slot) }
    return openCount.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue
  }
}
