public import VietText

/// Why a sheet cannot be drawn.
public struct SheetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stable name for the reason.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// There is no parcel to draw, or one without area.
    case nothingToDraw
    /// A coordinate is not a number, or far from where a grid of metres can be.
    case badGeometry
    /// The scale is not one that a sheet may have.
    case badScale
    /// The parcels do not fit on the paper at the scale asked for.
    case doesNotFit
    /// The parcels do not fit on the paper at any scale.
    case tooLarge
    /// The document is not one that was drawn here.
    case notASheet
  }

  /// The reason.
  public var code: Code
  /// What is wrong, in this case.
  public var detail: Phrase
  /// The denominator of the largest scale that fits, where another one was asked for.
  public var largestScale: Int?

  /// Makes an error.
  public init(_ code: Code, _ detail: Phrase, largestScale: Int? = nil) {
    self.code = code
    self.detail = detail
    self.largestScale = largestScale
  }

  /// The detail in English, with the code.
  public var description: String { "\(code.rawValue): \(detail.english)" }
}
