import CLinux
import Glibc
import HTTP

/// A long content in a temporary file that has no name, and is gone with the last reader.
final class SpooledBody: BodySource {
  private let file: Descriptor
  let count: Int

  init(_ spool: consuming Spool) {
    count = spool.count
    file = spool.finish()
  }

  func read(at offset: Int, maximum: Int) throws -> [UInt8] {
    let wanted = max(0, min(maximum, count - offset))
    let number = file.number
    var failure: ServerError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, initialized in
      while initialized < wanted, let start = buffer.baseAddress {
        let got = unsafe pread(number, start + initialized, wanted - initialized, offset + initialized)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          failure =
            got < 0 ? .system("reading a temporary file") : ServerError(.system, "a temporary file is too short")
          return
        }
        initialized += got
      }
    }
    if let failure { throw failure }
    return bytes
  }
}

/// A temporary file that is being written.
struct Spool: ~Copyable {
  private let file: Descriptor
  private(set) var count = 0

  init(in directory: String) throws(ServerError) {
    file = try Descriptor(owning: unsafe diaba_open_temporary(directory), from: "temporary file in \(directory)")
  }

  mutating func write(_ bytes: ArraySlice<UInt8>) throws(ServerError) {
    var written = 0
    while written < bytes.count {
      let number = file.number
      let result = unsafe bytes.withUnsafeBytes { buffer -> Int in
        guard let start = buffer.baseAddress else { return 0 }
        return unsafe Glibc.write(number, start + written, buffer.count - written)
      }
      if result < 0, errno == EINTR { continue }
      guard result > 0 else { throw .system("writing a temporary file") }
      written += result
    }
    count += written
  }

  consuming func finish() -> Descriptor { file }
}
