internal import Geo

/// A pair of parcels by their index in the store, the smaller first.
struct ParcelPair: Hashable, Comparable, Sendable {
  private let bits: UInt64

  init(_ a: Int32, _ b: Int32) {
    bits = UInt64(UInt32(bitPattern: min(a, b))) << 32 | UInt64(UInt32(bitPattern: max(a, b)))
  }

  var first: Int32 { Int32(truncatingIfNeeded: bits >> 32) }
  var second: Int32 { Int32(truncatingIfNeeded: bits) }

  static func < (a: ParcelPair, b: ParcelPair) -> Bool { a.bits < b.bits }
}

/// A narrow strip between parcels, or a part of one that other tiles go on with.
struct Strip: Sendable {
  /// The parcels on its two sides where it is largest; the same twice within one parcel.
  var pair: ParcelPair
  var area: Double
  var width: Double
  var length: Double
  /// Where it is widest, in the grid.
  var place: Coordinate
  /// The box around it, in the grid.
  var envelope: Envelope
  /// Whether its whole outline was seen, so that area and width are exact.
  var isClosed: Bool
}

/// Vertices of one parcel on the edge of another that lacks them.
struct UnmatchedVertices: Sendable {
  /// The parcel whose edge lacks the vertices.
  var edgeOwner: Int32
  /// The parcel that has them.
  var vertexOwner: Int32
  var count: Int
  /// The greatest distance of one from the edge, and where it is.
  var distance: Double
  var place: Coordinate
}

/// What a tile found, positions in the grid.
struct TileResult: Sendable {
  /// Pairs whose overlap is to be measured; without repetition.
  var suspects: [ParcelPair] = []
  var strips: [Strip] = []
  /// Holes without a parcel in them.
  var emptyHoles: [Strip] = []
  var unmatched: [UnmatchedVertices] = []
}
