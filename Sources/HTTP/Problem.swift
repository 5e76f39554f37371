/// An error as clients read it (RFC 9457), in `application/problem+json`.
public struct Problem: Sendable {
  /// `application/problem+json`.
  public static let mediaType = "application/problem+json"

  /// A URI that names the kind of problem.
  public var type: String
  /// The kind in a few words, in the reader's language.
  public var title: String
  /// The status.
  public var status: Status
  /// What is wrong this time, and the nearest fix.
  public var detail: String?
  /// A URI that names this occurrence.
  public var instance: String?
  /// The stable word that programs compare: `badTarget`.
  public var code: String
  /// Further members, in order.
  public var members: [(name: String, value: Value)] = []

  /// The value of a further member.
  public indirect enum Value: Hashable, Sendable {
    /// `null`.
    case null
    /// A truth value.
    case bool(Bool)
    /// A whole number.
    case integer(Int)
    /// A number; one that is not finite is written as null.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([Value])
  }

  /// Makes a problem.
  public init(
    _ status: Status, code: String, title: String? = nil, detail: String? = nil, instance: String? = nil,
    type: String = "about:blank", members: [(name: String, value: Value)] = []
  ) {
    self.type = type
    self.title = title ?? status.reason
    self.status = status
    self.detail = detail
    self.instance = instance
    self.code = code
    self.members = members
  }

  /// The problem that a refused request is answered with, in English.
  public init(_ error: HTTPError) {
    self.init(error.status, code: error.code.rawValue, detail: error.explanation)
  }

  /// The JSON object, in UTF-8.
  public func json() -> [UInt8] {
    var all: [(name: String, value: Value)] = [
      ("type", .string(type)), ("title", .string(title)), ("status", .integer(status.code)), ("code", .string(code)),
    ]
    if let detail { all.append(("detail", .string(detail))) }
    if let instance { all.append(("instance", .string(instance))) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    for (name, value) in all + members {
      bytes.append(bytes.isEmpty ? 123 : 44)
      Problem.write(name, into: &bytes)
      bytes.append(58)
      Problem.write(value, into: &bytes)
    }
    bytes.append(125)
    return bytes
  }

  private static func write(_ value: Value, into bytes: inout [UInt8]) {
    switch value {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let bool): bytes.append(contentsOf: (bool ? "true" : "false").utf8)
    case .integer(let integer): bytes.append(contentsOf: String(integer).utf8)
    case .number(let number): bytes.append(contentsOf: (number.isFinite ? "\(number)" : "null").utf8)
    case .string(let text): write(text, into: &bytes)
    case .array(let values):
      bytes.append(91)
      for (index, value) in values.enumerated() {
        if index > 0 { bytes.append(44) }
        write(value, into: &bytes)
      }
      bytes.append(93)
    }
  }

  private static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(34)
    for byte in text.utf8 {
      switch byte {
      case 34, 92: bytes.append(contentsOf: [92, byte])
      case 0..<32:
        bytes.append(contentsOf: "\\u00".utf8)
        for digit in [byte >> 4, byte & 15] { bytes.append(digit < 10 ? 48 + digit : 87 + digit) }
      default: bytes.append(byte)
      }
    }
    bytes.append(34)
  }
}
