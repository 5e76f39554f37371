import CLinux
import Glibc

/// A file descriptor that is closed once, by its owner.
struct Descriptor: ~Copyable, Sendable {
  let number: Int32

  /// Takes over what a call returned, or throws what it failed with.
  init(owning number: Int32, from call: String) throws(ServerError) {
    guard number >= 0 else { throw .system(call) }
    self.number = number
  }

  deinit { close(number) }
}

/// A counter in the kernel that wakes who polls it.
struct WakeEvent: ~Copyable, Sendable {
  let descriptor: Descriptor

  init() throws(ServerError) {
    descriptor = try Descriptor(owning: eventfd(0, Int32(EFD_CLOEXEC) | Int32(EFD_NONBLOCK)), from: "eventfd")
  }

  func signal() { eventfd_write(descriptor.number, 1) }

  /// Makes it silent, and says how often it was signalled.
  @discardableResult
  func clear() -> Int {
    var count: UInt64 = 0
    guard unsafe eventfd_read(descriptor.number, &count) == 0 else { return 0 }
    return Int(clamping: count)
  }
}

/// The flags of send(2).
enum SendFlags {
  /// A client that is gone is an error, not SIGPIPE.
  static let noSignal = Int32(truncatingIfNeeded: Int(MSG_NOSIGNAL))
  /// More comes soon: no half-filled packet.
  static let more = Int32(truncatingIfNeeded: Int(MSG_MORE))
}

/// What an event belongs to: a place in the connection table, and which of the connections that had it.
///
/// An event that was on its way while its connection was closed bears an old generation, and is dropped.
struct EventToken: Hashable, Sendable {
  let slot: UInt32
  let generation: UInt32

  /// New connections.
  static let listener = EventToken(slot: .max, generation: 0)
  /// The end of the server.
  static let stop = EventToken(slot: .max, generation: 1)

  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  init(packed: UInt64) { self.init(slot: UInt32(packed >> 32), generation: UInt32(truncatingIfNeeded: packed)) }

  var packed: UInt64 { UInt64(slot) << 32 | UInt64(generation) }
}

/// What is waited for on a descriptor.
struct Interest: OptionSet, Sendable {
  let rawValue: UInt32

  static let read = Interest(rawValue: EPOLLIN.rawValue)
  static let write = Interest(rawValue: EPOLLOUT.rawValue)
  static let hangup = Interest(rawValue: EPOLLRDHUP.rawValue)
  static let failure = Interest(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue)
  fileprivate static let once = Interest(rawValue: UInt32(1) << 30)
}

/// The one epoll that all workers wait on.
struct Poller: ~Copyable, Sendable {
  private let descriptor: Descriptor

  init() throws(ServerError) {
    descriptor = try Descriptor(owning: epoll_create1(Int32(EPOLL_CLOEXEC)), from: "epoll_create1")
  }

  /// Adds a descriptor; after one event it is silent until ``arm(_:_:_:)``.
  func add(_ number: Int32, _ token: EventToken, _ interest: Interest) -> Bool {
    control(EPOLL_CTL_ADD, number, token, interest.union(.once))
  }

  /// Adds a descriptor that wakes every worker as long as it is readable.
  func addForAll(_ number: Int32, _ token: EventToken) -> Bool { control(EPOLL_CTL_ADD, number, token, .read) }

  /// Waits again for one event.
  @discardableResult
  func arm(_ number: Int32, _ token: EventToken, _ interest: Interest) -> Bool {
    control(EPOLL_CTL_MOD, number, token, interest.union(.once))
  }

  private func control(_ operation: Int32, _ number: Int32, _ token: EventToken, _ interest: Interest) -> Bool {
    var event = unsafe epoll_event()
    unsafe event.events = interest.rawValue
    unsafe event.data.u64 = token.packed
    return unsafe epoll_ctl(descriptor.number, operation, number, &event) == 0
  }

  /// Waits for events.
  func wait(_ events: inout Events) { events.fill(descriptor.number) }
}

/// The events that one wait has brought.
@safe struct Events {
  private var storage: [epoll_event]
  private(set) var count = 0

  /// Makes room for so many.
  init(capacity: Int) { unsafe storage = [epoll_event](repeating: epoll_event(), count: capacity) }

  subscript(index: Int) -> (token: EventToken, interest: Interest) {
    unsafe (EventToken(packed: storage[index].data.u64), Interest(rawValue: storage[index].events))
  }

  fileprivate mutating func fill(_ number: Int32) {
    let got = unsafe storage.withUnsafeMutableBufferPointer { buffer in
      unsafe epoll_wait(number, buffer.baseAddress, Int32(buffer.count), -1)
    }
    count = Int(max(0, got))
  }
}
