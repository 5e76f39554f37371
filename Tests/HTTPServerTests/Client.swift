import Glibc
import HTTP
import Testing

@testable import HTTPServer

/// A client over a bare socket, so that it can behave as badly as a test needs.
///
/// One thread may send while another receives.
@safe final class Client: @unchecked Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// An answer as it came.
  struct Answer {
    var status: Int
    var fields: [String: String]
    var content: [UInt8]
    var text: String { String(decoding: content, as: UTF8.self) }
  }

  private var socket: Descriptor?
  /// Received bytes; those from `taken` to `filled` are not read yet.
  private var storage = [UInt8](repeating: 0, count: 1 << 18)
  private var taken = 0
  private var filled = 0

  init(_ server: Server, receiveBuffer: Int32? = nil) throws {
    let socket = try Descriptor(
      owning: Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0), from: "socket")
    if var size = receiveBuffer {
      _ = unsafe setsockopt(socket.number, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    // A test that fails ends, instead of waiting for ever.
    var patience = timeval(tv_sec: 30, tv_usec: 0)
    _ = unsafe setsockopt(socket.number, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(UInt16(server.port).bigEndian)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let number = socket.number
    let code = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe connect(number, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Failure(description: "connect: \(ServerError.text(errno))") }
    self.socket = consume socket
  }

  var number: Int32 { socket?.number ?? -1 }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let start = sent
      let count = unsafe bytes.withUnsafeBytes { bytes -> Int in
        guard let base = bytes.baseAddress else { return 0 }
        return unsafe Glibc.send(number, base + start, bytes.count - start, SendFlags.noSignal)
      }
      guard count > 0 else { throw Failure(description: "send: \(ServerError.text(errno))") }
      sent += count
    }
  }

  /// Closes the sending side only.
  func finishSending() { shutdown(number, Int32(SHUT_WR)) }

  func close() { socket = nil }

  /// Closes with a reset.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    _ = unsafe setsockopt(number, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    socket = nil
  }

  /// Receives some bytes; false at the end of the connection.
  private func receive(flags: Int32 = 0) throws -> Bool {
    if taken == filled {
      taken = 0
      filled = 0
    } else if filled == storage.count {
      storage.append(contentsOf: [UInt8](repeating: 0, count: storage.count))
    }
    let start = filled
    let count = unsafe storage.withUnsafeMutableBytes { bytes -> Int in
      guard let base = bytes.baseAddress else { return 0 }
      return unsafe recv(number, base + start, bytes.count - start, flags)
    }
    if count > 0 {
      filled += count
      return true
    }
    if count < 0, errno != ECONNRESET { throw Failure(description: "recv: \(ServerError.text(errno))") }
    return false
  }

  /// Whether the other side has closed; does not wait.
  func isClosed() throws -> Bool {
    while true {
      do {
        guard try receive(flags: Int32(MSG_DONTWAIT)) else { return true }
      } catch {
        return false
      }
    }
  }

  /// Reads to the end of the connection.
  func readAll() throws -> String {
    while try receive() {}
    return String(decoding: storage[taken..<filled], as: UTF8.self)
  }

  /// Reads to the end of the connection, and counts only.
  func countAll() throws -> Int {
    var count = filled - taken
    taken = filled
    while try receive() {
      count += filled
      taken = filled
    }
    return count
  }

  /// Waits until so many bytes are there, and takes them.
  func read(_ count: Int) throws -> [UInt8] {
    while filled - taken < count {
      guard try receive() else { throw Failure(description: "closed after \(filled - taken) of \(count) bytes") }
    }
    defer { taken += count }
    return Array(storage[taken..<(taken + count)])
  }

  /// Waits for so many bytes and forgets them.
  func skip(_ count: Int) throws {
    var left = count
    while true {
      let step = min(left, filled - taken)
      taken += step
      left -= step
      if left == 0 { return }
      guard try receive() else { throw Failure(description: "closed \(left) bytes too early") }
    }
  }

  private func readLine() throws -> String {
    var searched = taken
    while true {
      while searched < filled, storage[searched] != 10 { searched += 1 }
      if searched < filled {
        defer { taken = searched + 1 }
        return String(decoding: storage[taken..<max(taken, searched - 1)], as: UTF8.self)
      }
      let offset = searched - taken
      guard try receive() else { throw Failure(description: "closed inside a line") }
      searched = taken + offset
    }
  }

  /// Reads one answer.
  func answer(toHead isHead: Bool = false) throws -> Answer {
    let words = try readLine().split(separator: " ")
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
      throw Failure(description: "no status line")
    }
    var answer = Answer(status: status, fields: [:], content: [])
    while case let line = try readLine(), !line.isEmpty {
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      answer.fields[line[..<colon].lowercased()] = String(line[colon...].dropFirst(2))
    }
    if isHead || status == 100 || status == 204 || status == 304 { return answer }
    if answer.fields["transfer-encoding"] == "chunked" {
      while case let size = Int(try readLine(), radix: 16) ?? 0, size > 0 {
        answer.content += try read(size)
        _ = try readLine()
      }
      _ = try readLine()
    } else if let length = answer.fields["content-length"].flatMap({ Int($0) }) {
      answer.content = try read(length)
    } else {
      while try receive() {}
      answer.content = Array(storage[taken..<filled])
      taken = filled
    }
    return answer
  }

  /// Asks and reads the answer.
  func ask(_ text: String) throws -> Answer {
    try send(text)
    return try answer()
  }
}
