/// A sheet that got another number on a day, mostly because its ward became part of a larger one.
public struct SheetRenumbering: Hashable, Sendable {
  /// What became of the parcel numbers on the sheet.
  public enum Numbers: Hashable, Sendable {
    /// They stayed.
    case kept
    /// An amount was added to each numeral.
    case shifted(by: Int)
    /// This row is about one parcel only, which got another number.
    case single(old: String, new: String)
  }

  /// The code of the ward under which the sheet bore its old number.
  public var oldWard: String
  /// The first day of that ward, where its code has named several; `nil` for the one just before ``day``.
  public var oldWardFrom: Day?
  /// The map series of the old sheet; `nil` when all series are meant.
  public var oldSeries: String?
  /// The old sheet.
  public var oldSheet: String
  /// The code of the ward under which it bears its new number.
  public var newWard: String
  /// The map series of the new sheet; `nil` when its number needs none.
  public var newSeries: String?
  /// The new sheet.
  public var newSheet: String
  /// What became of the parcel numbers.
  public var numbers: Numbers
  /// The first day of the new number.
  public var day: Day
  /// What says so.
  public var source: String?
  /// Whether somebody has compared it with the decision.
  public var isVerified: Bool

  /// Makes a renumbering.
  public init(
    oldWard: String, oldWardFrom: Day? = nil, oldSeries: String? = nil, oldSheet: String, newWard: String,
    newSeries: String? = nil, newSheet: String, numbers: Numbers = .kept, day: Day, source: String? = nil,
    isVerified: Bool = false
  ) {
    self.oldWard = oldWard
    self.oldWardFrom = oldWardFrom
    self.oldSeries = oldSeries
    self.oldSheet = oldSheet
    self.newWard = newWard
    self.newSeries = newSeries
    self.newSheet = newSheet
    self.numbers = numbers
    self.day = day
    self.source = source
    self.isVerified = isVerified
  }

  /// The new number of a parcel; `nil` when this row is not about it.
  public func newNumber(of number: String) -> String? {
    switch numbers {
    case .kept: number
    case .shifted(let amount): Self.shifted(number, by: amount)
    case .single(let old, let new): number == old ? new : nil
    }
  }

  /// The old number of a parcel; `nil` when this row is not about it.
  public func oldNumber(of number: String) -> String? {
    switch numbers {
    case .kept: number
    case .shifted(let amount): Self.shifted(number, by: -amount)
    case .single(let old, let new): number == new ? old : nil
    }
  }

  /// A number with an amount added to the numeral that it begins with: `12a` and 100 make `112a`.
  private static func shifted(_ number: String, by amount: Int) -> String? {
    let digits = number.utf8.prefix { (48...57).contains($0) }
    guard let value = Int(String(decoding: digits, as: UTF8.self)), let shifted = value.checked(adding: amount),
      shifted > 0
    else { return nil }
    return "\(shifted)" + String(decoding: number.utf8.dropFirst(digits.count), as: UTF8.self)
  }
}

extension Int {
  fileprivate func checked(adding amount: Int) -> Int? {
    let (sum, overflows) = addingReportingOverflow(amount)
    return overflows ? nil : sum
  }
}
