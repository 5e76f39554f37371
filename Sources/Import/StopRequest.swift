import Threads

/// A person's wish that an import end, such as Ctrl-C; an import looks at it between batches of rows.
public final class StopRequest: Sendable {
  private let wish = Locked(false)

  /// Makes a wish that is not uttered yet.
  public init() {}

  /// Asks the import to end; it leaves nothing behind, unless it is publishing already, which it does to the end.
  public func stop() { wish.withLock { $0 = true } }

  /// Whether that was asked.
  public var isUttered: Bool { wish.withLock { $0 } }

  /// Ends the work here if that was asked.
  ///
  /// - Throws: ``Refusal`` of code `interrupted`.
  func check() throws(Refusal) {
    guard wish.withLock({ $0 }) else { return }
    throw Refusal(
      "interrupted", cause: .interruption, vi: "đã dừng theo yêu cầu; sổ vẫn như trước, không còn tập tin dở dang",
      en: "stopped as asked; the register is as it was, nothing is left behind")
  }
}
