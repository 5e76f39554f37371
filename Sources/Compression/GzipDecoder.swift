internal import CZlib

/// Expands gzip (RFC 1952), piece by piece, several members one after another included.
///
/// Zeros after the last member are padding and passed over; anything else there is an error.
/// It may go from thread to thread, but serves one at a time.
@safe
public struct GzipDecoder: ~Copyable, @unchecked Sendable {
  private enum State {
    case betweenMembers
    case inMember
    case padding
  }

  private let stream: Stream
  private let limits: ExpansionLimits
  private var state = State.betweenMembers
  private var members = 0
  /// The bytes of gzip taken so far.
  public private(set) var consumed = 0
  /// The bytes that have come out so far.
  public private(set) var produced = 0

  /// Begins to expand, within limits.
  public init(limits: ExpansionLimits = ExpansionLimits()) throws(CompressionError) {
    stream = try .inflating()
    self.limits = limits
  }

  /// Takes the next bytes of gzip and appends what comes out to `output`.
  public mutating func decode(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(CompressionError) {
    var taken = 0
    while let step = try next(bytes, &taken) { unsafe output.append(contentsOf: stream.output(step)) }
  }

  /// Takes the next bytes of gzip and appends what comes out to `output`.
  public mutating func decode(_ bytes: [UInt8], into output: inout [UInt8]) throws(CompressionError) {
    try decode(bytes.span, into: &output)
  }

  /// Takes the next bytes of gzip and lends what comes out in pieces of at most 64 KiB, whatever they expand to.
  ///
  /// Throws ``CompressionError``, or what `body` throws.
  public mutating func decode(_ bytes: Span<UInt8>, body: ([UInt8]) throws -> Void) throws {
    var taken = 0
    var piece: [UInt8] = []
    while let step = try next(bytes, &taken) {
      piece.removeAll(keepingCapacity: true)
      unsafe piece.append(contentsOf: stream.output(step))
      try body(piece)
    }
  }

  /// Throws unless the gzip taken so far is whole.
  public func finish() throws(CompressionError) {
    guard state != .inMember, members > 0 else { throw CompressionError(.truncated) }
  }

  /// The next step that brings something out; nil when the bytes are used up.
  private mutating func next(_ bytes: Span<UInt8>, _ taken: inout Int) throws(CompressionError) -> Stream.Step? {
    while true {
      switch state {
      case .padding:
        while taken < bytes.count {
          guard bytes[taken] == 0 else { throw CompressionError(.trailingBytes(offset: consumed)) }
          taken += 1
          consumed += 1
        }
        return nil
      case .betweenMembers:
        guard taken < bytes.count else { return nil }
        if members > 0 && bytes[taken] == 0 {
          state = .padding
        } else if bytes[taken] == 0x1F {
          _ = unsafe inflateReset(stream.pointer)
          state = .inMember
        } else {
          throw CompressionError(members == 0 ? .wrongFormat : .trailingBytes(offset: consumed))
        }
      case .inMember:
        let step = stream.step(bytes, from: taken, flush: Z_NO_FLUSH)
        taken += step.taken
        consumed += step.taken
        produced += step.produced
        try judge(step.code)
        if let excess = limits.excess(produced: produced, consumed: consumed) { throw CompressionError(excess) }
        if step.produced > 0 { return step }
        if state == .inMember && taken == bytes.count { return nil }
      }
    }
  }

  private mutating func judge(_ code: Int32) throws(CompressionError) {
    switch code {
    case Z_OK, Z_BUF_ERROR: return
    case Z_STREAM_END:
      members += 1
      state = .betweenMembers
    case Z_DATA_ERROR:
      let message = unsafe stream.pointer.pointee.msg.map { unsafe String(cString: $0) } ?? ""
      switch message {
      case "incorrect data check", "incorrect length check": throw CompressionError(.checksum)
      case "incorrect header check" where members == 0: throw CompressionError(.wrongFormat)
      default: throw CompressionError(.corrupt(offset: consumed))
      }
    case Z_NEED_DICT: throw CompressionError(.corrupt(offset: consumed))
    default: throw CompressionError(.library(code: Int(code)))
    }
  }
}
