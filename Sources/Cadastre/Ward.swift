/// A ward of some time: a commune-level unit (xã, phường, đặc khu; formerly also thị trấn).
///
/// A code is not an identity over time: almost every ward of 2025 bears the code of one of its predecessors, with
/// another territory. The identity is the code with the first day of validity.
public struct Ward: Hashable, Sendable {
  /// The five-digit code (mã đơn vị hành chính), text because of its leading zeros.
  public var code: String
  /// The name with its kind, as shown: `Phường Cẩm Thành`.
  public var name: String
  /// The kind alone, `xã`, `phường`, `đặc khu` or `thị trấn`, if known.
  public var kind: String?
  /// The province's code or name as the source gives it.
  public var province: String?
  /// The first day on which this ward existed.
  public var validFrom: Day
  /// The first day on which it did not exist any more; `nil` while it lasts.
  public var validTo: Day?

  /// Makes a ward.
  public init(
    code: String, name: String, kind: String? = nil, province: String? = nil, validFrom: Day, validTo: Day? = nil
  ) {
    self.code = code
    self.name = name
    self.kind = kind
    self.province = province
    self.validFrom = validFrom
    self.validTo = validTo
  }

  /// Whether the ward exists on a day.
  public func isValid(on day: Day) -> Bool { validFrom <= day && validTo.map { day < $0 } ?? true }
}
