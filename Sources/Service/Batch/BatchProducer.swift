import Compression
import Glibc
import HTTP
import VietText

/// Answers a list while the answer is sent: it keeps the content, how far it was read, and nothing of a thread.
///
/// One call takes some 2 ms, so that whoever waits for the same thread does not notice.
final class BatchProducer: BodyProducer {
  /// How much of the content is read at once.
  static let readLength = 65_536
  private static let callDuration = Duration.milliseconds(2)

  private let content: RequestBody
  private let settings: BatchSettings
  private var reading: BatchReading
  private var rowsInCall = 16
  private var encoder: GzipEncoder?

  init(_ content: RequestBody, _ reading: BatchReading, _ settings: BatchSettings, isCoded: Bool) {
    self.content = content
    self.reading = reading
    self.settings = settings
    encoder = isCoded ? try? GzipEncoder(level: 1) : nil
  }

  func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool {
    guard let session = session as? ServiceSession else {
      throw ServiceError(.fault, Phrase(vi: "Sai phiên.", en: "A session of another application."))
    }
    guard let piece = try reading.next(from: content) else {
      try encoder?.finish(into: &outbox)
      return false
    }
    let (head, tail) = piece.cut(after: rowsInCall)
    reading.pending = tail
    let start = Self.workedSoFar()
    let output = try BatchClerk(session.desk, settings).answer(head)
    adapt(to: Self.workedSoFar() - start, rows: head.count)
    if encoder == nil {
      outbox.append(contentsOf: output.bytes)
    } else {
      try encoder?.encode(output.bytes, into: &outbox)
    }
    return true
  }

  /// What this thread has worked so far; while others had the processor it did not.
  private static func workedSoFar() -> Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Makes the next call shorter or longer by what this one took.
  private func adapt(to duration: Duration, rows: Int) {
    if duration > Self.callDuration {
      rowsInCall = max(1, rowsInCall / 2)
    } else if duration * 2 < Self.callDuration, rows == rowsInCall {
      rowsInCall = min(4096, rowsInCall * 2)
    }
  }
}

/// A list in a request's content, and how far it was read.
struct BatchReading {
  private var source: BatchSource
  private var offset = 0
  private var hasEnded = false
  /// Rows that were read and not answered yet.
  var pending: BatchPiece?

  init(form: BatchForm?) { source = BatchSource(form: form) }

  /// The form of the list, known once a piece was read.
  var form: BatchForm? { source.form }

  /// The next rows; `nil` at the end.
  ///
  /// - Throws: ``ServiceError`` when the content is no list; only before the first piece.
  mutating func next(from content: RequestBody) throws -> BatchPiece? {
    if let piece = pending {
      pending = nil
      return piece
    }
    while true {
      if let piece = try source.next() { return piece }
      guard !hasEnded else { return nil }
      if offset < content.count {
        let bytes = try content.read(at: offset, maximum: BatchProducer.readLength)
        offset += bytes.count
        source.feed(bytes)
      } else {
        hasEnded = true
        source.finish()
      }
    }
  }
}
