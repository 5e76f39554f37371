/// How a sheet is to be laid out; what is not said is chosen so that the parcel fits.
public struct SheetOptions: Hashable, Sendable {
  /// A paper format of ISO 216.
  public enum Paper: String, Hashable, Sendable, CaseIterable {
    /// 210 × 297 mm.
    case a4 = "A4"
    /// 297 × 420 mm.
    case a3 = "A3"

    /// The shorter and the longer side, millimetres.
    public var sides: (short: Double, long: Double) { self == .a4 ? (210, 297) : (297, 420) }
  }

  /// Which way round the paper is.
  public enum Orientation: String, Hashable, Sendable, CaseIterable {
    /// Upright.
    case portrait
    /// Lying.
    case landscape
  }

  /// How several parcels share pages.
  public enum Layout: String, Hashable, Sendable, CaseIterable {
    /// All on one map.
    case together
    /// A map for each.
    case perParcel
  }

  /// The paper; `nil` takes A4, or A3 when A4 is too small for every scale.
  public var paper: Paper?
  /// The orientation; `nil` takes the one that allows the larger scale.
  public var orientation: Orientation?
  /// The denominator of the scale, 500 for 1:500; `nil` takes the largest that fits.
  public var scale: Int?
  /// How several parcels share pages.
  public var layout: Layout

  /// Makes options.
  public init(
    paper: Paper? = nil, orientation: Orientation? = nil, scale: Int? = nil, layout: Layout = .together
  ) {
    self.paper = paper
    self.orientation = orientation
    self.scale = scale
    self.layout = layout
  }

  /// The denominators that a sheet may have.
  public static let scales = [200, 500, 1000, 2000, 5000, 10_000]
}
