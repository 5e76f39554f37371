/// A kind of land data that the register keeps.
public enum Layer: String, Sendable, CaseIterable {
  /// Ward boundaries.
  case wards
  /// Land parcels.
  case parcels
}
