import JSON
public import VietText

/// Why an import was refused as a whole, before anything was written to the register.
public struct Refusal: Error, Sendable, CustomStringConvertible {
  /// Whose turn it is to mend it; the command's exit status follows from it.
  public enum Cause: Sendable {
    /// The command was not given what it needs: exit 2.
    case usage
    /// The input cannot be taken as it is: exit 3.
    case input
    /// A library, program, disk or permission is missing: exit 4.
    case environment
    /// Nobody's: a person stopped it.
    case interruption
  }

  /// A stable name for the reason, in camelCase.
  public let code: String
  /// Whose turn it is to mend it.
  public let cause: Cause
  /// What is wrong, where, and what to do.
  public let message: Phrase
  /// The answers of which a person must choose one; empty when there is nothing to choose.
  public var answers: [Choice.Answer] = []

  /// Makes a refusal.
  public init(_ code: String, cause: Cause = .input, vi vietnamese: String, en english: String) {
    self.code = code
    self.cause = cause
    message = Phrase(vi: vietnamese, en: english)
  }

  /// The message in English.
  public var description: String { "\(code): \(message.english)" }
}

extension Refusal {
  /// The refusal for programs: its code, message and the answers of which one must be chosen.
  public var json: String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("status")
    writer.string("refused")
    writer.key("code")
    writer.string(code)
    writer.key("vi")
    writer.string(message.vietnamese)
    writer.key("en")
    writer.string(message.english)
    writer.key("answers")
    writer.beginArray()
    for answer in answers {
      writer.beginObject()
      writer.key("option")
      writer.string(answer.option)
      writer.key("vi")
      writer.string(answer.label.vietnamese)
      writer.key("en")
      writer.string(answer.label.english)
      writer.key("samples")
      writer.beginArray()
      for sample in answer.samples { writer.string(sample) }
      writer.endArray()
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
    return writer.text
  }

  /// A layer of points, lines or the like.
  static func notPolygons(_ file: String, kind: String) -> Refusal {
    Refusal(
      "notPolygons",
      vi: "\(file) chứa hình loại \(kind), nhưng cần vùng (Polygon): hãy chọn lớp thửa đất hoặc lớp địa giới",
      en: "\(file) holds shapes of the kind \(kind), but polygons are needed: choose the layer of parcels or wards")
  }
}
