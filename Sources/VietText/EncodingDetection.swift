/// How the bytes of a column, or of a file, can be read, and how sure that is.
public struct EncodingDetection: Sendable {
  /// One way to read the bytes, with what speaks for it.
  public struct Candidate: Sendable {
    /// How the bytes are read.
    public var reading: TextReading
    /// How Vietnamese the result is: the share of words that are legal syllables, less penalties; from -1 to 1.
    public var score: Double
    /// How many of the values looked at have bytes that this reading cannot decode.
    public var damagedValues: Int
    /// Up to five values as they would be read; the same values for each candidate.
    public var samples: [String]
  }

  /// What is to be done.
  public enum Verdict: Hashable, Sendable {
    /// All values are ASCII, so that any reading will do.
    case plain
    /// This reading is right.
    case decided(TextReading)
    /// A person must choose.
    case ask(Doubt)
  }

  /// Why a person must choose.
  public enum Doubt: Hashable, Sendable {
    /// There are fewer than five different values that are not ASCII.
    case tooFewValues
    /// Two readings are nearly as good.
    case close
    /// No reading gives Vietnamese.
    case noneFits
    /// Some values are UTF-8 and others are not.
    case mixed
  }

  /// What is to be done.
  public var verdict: Verdict
  /// The readings, the best first.
  public var candidates: [Candidate]
  /// How many values are not ASCII, repeated ones counted each time.
  public var values: Int
  /// How many different ones were looked at.
  public var differentValues: Int
  /// How many of the values that are not ASCII are not UTF-8.
  public var valuesNotUTF8: Int

  /// How many different values that are not ASCII a decision needs.
  public static let neededValues = 5
}
