internal import Digest

/// Random texts that open doors.
enum Secret {
  /// Bytes from the system's source.
  static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: .min ... .max) } }

  /// Random letters and digits of five bits each, without those that are mistaken for one another (Crockford's base 32).
  static func text(bits: Int) -> String {
    let letters = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    let random = bytes((bits + 4) / 5)
    return String(decoding: random.map { letters[Int($0 & 31)] }, as: UTF8.self)
  }

  /// What is stored in a secret's place.
  static func hash(_ text: String) -> [UInt8] { SHA256.hash(of: Array(text.utf8)) }
}
