internal import CLinux

/// A password as it is kept: hashed with yescrypt by the C library's crypt_r(3), in the form of /etc/shadow.
@safe
public struct PasswordHash: Hashable, Sendable {
  /// The text that is stored: `$y$j9T$…`.
  public let text: String

  /// Takes a stored text.
  public init(text: String) { self.text = text }

  /// Hashes a password with a new salt; some 30–100 ms of work, and `nil` when the library refuses.
  public init?(of password: String) {
    guard password.utf8.count <= 512, !password.utf8.contains(0) else { return nil }
    let salt = (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    guard let setting = unsafe PasswordHash.text({ unsafe diaba_password_setting(salt, salt.count, $0, $1) }),
      let hash = unsafe PasswordHash.text({ unsafe diaba_password_hash(password, setting, $0, $1) })
    else { return nil }
    text = hash
  }

  /// Whether this is the hash of a password; the work is that of hashing it.
  public func matches(_ password: String) -> Bool {
    guard password.utf8.count <= 512, !password.utf8.contains(0),
      let hash = unsafe PasswordHash.text({ unsafe diaba_password_hash(password, text, $0, $1) })
    else { return false }
    // In the time of the whole, so that nothing tells how much was right.
    let (left, right) = (Array(hash.utf8), Array(text.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func text(_ make: (UnsafeMutablePointer<CChar>, Int) -> Int32) -> String? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
      guard let start = buffer.baseAddress, unsafe make(start, 512) == 0 else { return nil }
      return unsafe String(cString: start)
    }
  }
}
