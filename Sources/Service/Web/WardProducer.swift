import Compression
import HTTP
import JSON
import VietText

/// Makes a list of wards with their boundaries while it is sent, a few at a time.
final class WardProducer: BodyProducer {
  /// A turn ends after so many bytes; a boundary of 4,000 corners takes 100 KiB.
  private static let turn = 131_072

  private let page: WardPage
  private let language: Language
  private let base: String
  private var writer = JSONWriter()
  private var next = 0
  private var isEnded = false
  private var encoder: GzipEncoder?

  init(_ page: WardPage, language: Language, base: String, isCoded: Bool) {
    self.page = page
    self.language = language
    self.base = base
    encoder = isCoded ? try? GzipEncoder(level: 4) : nil
    WardsAnswer.begin(into: &writer)
  }

  func produce(into outbox: inout [UInt8], session: AnyObject) throws -> Bool {
    guard let session = session as? ServiceSession else {
      throw ServiceError(.fault, Phrase(vi: "Sai phiên.", en: "A session of another application."))
    }
    guard !isEnded else { return false }
    let desk = session.desk
    try desk.reading(page.moment) { snapshot, scene in
      repeat {
        guard next < page.entries.count else {
          page.answer.end(into: &writer, count: next, language, base)
          isEnded = true
          return
        }
        let (entry, match) = page.entries[next]
        let feature = try desk.feature(of: entry, in: page.directory, match, snapshot, scene, hasGeometry: true)
        feature.write(into: &writer, base: base)
        next += 1
      } while writer.bytes.count < Self.turn
    }
    // The writer keeps whether a comma is due, so its bytes are handed over and not the writer itself.
    if encoder != nil {
      try encoder?.encode(writer.bytes, into: &outbox)
      if isEnded { try encoder?.finish(into: &outbox) }
    } else {
      outbox.append(contentsOf: writer.bytes)
    }
    writer.bytes.removeAll(keepingCapacity: true)
    return !isEnded
  }
}
