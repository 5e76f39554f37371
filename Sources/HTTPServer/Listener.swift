import CLinux
import Glibc
import HTTP

/// The socket that new connections come to.
struct Listener: ~Copyable, Sendable {
  /// How many connections may wait to be accepted.
  static let backlog = 1024

  private let socket: Descriptor
  /// Given up to take and close a connection when no other descriptor is left.
  private var reserve: Descriptor?
  let address: PeerAddress

  /// What accepting has brought.
  enum Arrival {
    /// A socket, to be owned by whoever gets this.
    case connection(Int32, PeerAddress)
    case none
    case outOfDescriptors
    case failed(Int32)
  }

  var number: Int32 { socket.number }

  /// Listens on the first address of a host that can be listened on.
  ///
  /// - Throws: `addressInUse`, `badHost` or `notPermitted`, in one sentence for the operator.
  static func listening(on host: String, port: Int) throws(ServerError) -> Listener {
    guard (0...65_535).contains(port) else {
      throw ServerError(.badHost, "Port \(port) is not one of 0 to 65535.")
    }
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    guard unsafe getaddrinfo(host, String(port), &hints, &list) == 0, let first = unsafe list else {
      throw ServerError(
        .badHost, "Cannot listen on \"\(host)\": it is no address and no known name. Use 127.0.0.1 or ::1.")
    }
    defer { unsafe freeaddrinfo(first) }
    var candidate = unsafe first
    while true {
      do throws(ServerError) {
        let socket = try unsafe open(candidate.pointee, host: host, port: port)
        var bound = diaba_address()
        guard unsafe diaba_local_address(socket.number, &bound) == 0 else { throw .system("getsockname") }
        return Listener(socket: socket, reserve: spare(), address: PeerAddress(bound))
      } catch {
        // A name may have an address of a family that this machine does not speak.
        guard let next = unsafe candidate.pointee.ai_next else { throw error }
        unsafe candidate = next
      }
    }
  }

  private static func open(_ info: addrinfo, host: String, port: Int) throws(ServerError) -> Descriptor {
    let flags = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let socket = try Descriptor(owning: unsafe Glibc.socket(info.ai_family, flags, 0), from: "socket")
    var on: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    unsafe setsockopt(socket.number, SOL_SOCKET, SO_REUSEADDR, &on, size)
    // Accepted sockets inherit it.
    unsafe setsockopt(socket.number, Int32(IPPROTO_TCP), TCP_NODELAY, &on, size)
    guard unsafe bind(socket.number, info.ai_addr, info.ai_addrlen) == 0, listen(socket.number, Int32(backlog)) == 0
    else {
      switch errno {
      case EADDRINUSE:
        throw ServerError(
          .addressInUse, "Port \(port) on \(host) is in use by another program; stop it or choose another port.")
      case EADDRNOTAVAIL:
        throw ServerError(.badHost, "Cannot listen on \(host): it is not an address of this machine.")
      case EACCES:
        throw ServerError(.notPermitted, "Port \(port) may only be used by root; choose one above 1023.")
      case let code: throw .system("listening on \(host) port \(port)", code)
      }
    }
    return socket
  }

  private static func spare() -> Descriptor? {
    let number = unsafe Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC)
    return try? Descriptor(owning: number, from: "open")
  }

  /// Takes the next connection that waits.
  mutating func accept() -> Arrival {
    while true {
      var peer = diaba_address()
      let number = unsafe diaba_accept(socket.number, &peer)
      if number >= 0 {
        if reserve == nil { reserve = Listener.spare() }
        return .connection(number, PeerAddress(peer))
      }
      switch errno {
      case EAGAIN: return .none
      case EMFILE, ENFILE:
        // The one who waits is told by a closed connection instead of by silence.
        guard reserve != nil else { return .outOfDescriptors }
        reserve = nil
        let turnedAway = unsafe diaba_accept(socket.number, &peer)
        if turnedAway >= 0 { close(turnedAway) }
        reserve = Listener.spare()
        return .outOfDescriptors
      case ENOBUFS, ENOMEM: return .failed(errno)
      default:
        // Errors of the connection itself (ECONNABORTED and those of the network, accept(2)): the next one is asked.
        continue
      }
    }
  }
}

extension PeerAddress {
  init(_ address: diaba_address) {
    let halves = unsafe withUnsafeBytes(of: address.bytes) { bytes in
      unsafe (bytes.loadUnaligned(as: UInt64.self), bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }
    self.init(high: halves.0.bigEndian, low: halves.1.bigEndian, port: Int(address.port))
  }
}
