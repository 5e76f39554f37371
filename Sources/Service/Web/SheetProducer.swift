import Compression
import HTTP
import JSON
import Register
import VietText

/// Makes a long page of a sheet while it is sent: it keeps a revision and the last parcel, and nothing of a thread.
final class SheetProducer: BodyProducer {
  /// Pages up to this many parcels are made at once.
  static let longestPage = 200
  /// How many parcels one turn makes: some 64 KiB.
  private static let turn = 64

  private let revision: Int
  private let question: SheetQuestion
  private let language: Language
  private let base: String
  private var page: SheetPage
  private var writer = JSONWriter()
  private var count = 0
  private var isEnded = false
  private var encoder: GzipEncoder?

  /// Makes the producer of a page that is known to be there, pinned to a revision.
  init(_ question: SheetQuestion, start: SheetCursor, revision: Int, language: Language, base: String, isCoded: Bool) {
    self.question = question
    self.revision = revision
    self.language = language
    self.base = base
    var start = start
    start.moment.revision = revision
    page = SheetPage(start: start, limit: question.limit)
    encoder = isCoded ? try? GzipEncoder(level: 4) : nil
    SheetAnswer.begin(into: &writer)
  }

  func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool {
    guard let session = session as? ServiceSession else {
      throw ServiceError(.fault, Phrase(vi: "Sai phiên.", en: "A session of another application."))
    }
    guard !isEnded else { return false }
    try session.desk.reading(page.moment) { snapshot, scene in
      for feature in try session.desk.next(of: &page, question, snapshot, scene, atMost: Self.turn) {
        feature.write(into: &writer)
        count += 1
      }
      if page.isComplete { end(scene) }
    }
    // The writer keeps whether a comma is due, so its bytes are handed over and not the writer itself.
    try hand(over: writer.bytes, to: &outbox)
    writer.bytes.removeAll(keepingCapacity: true)
    return !isEnded
  }

  private func end(_ scene: Scene) {
    isEnded = true
    SheetAnswer(
      features: [], revision: scene.revision, withheld: page.isDefence ? ["holder", "defenceLand"] : ["holder"],
      notes: page.isDefence ? [.defenceLand] : [], links: page.links(question, revision: scene.revision.id)
    ).end(into: &writer, count: count, language, base)
  }

  private func hand(over bytes: [UInt8], to outbox: inout [UInt8]) throws {
    guard encoder != nil else {
      outbox.append(contentsOf: bytes)
      return
    }
    try encoder?.encode(bytes, into: &outbox)
    if isEnded { try encoder?.finish(into: &outbox) }
  }
}
