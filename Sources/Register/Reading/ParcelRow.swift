public import Cadastre
public import Geo
internal import SpatiaLite

/// A parcel as the register holds it at some moment.
public struct ParcelRow: Sendable, Hashable, Identifiable {
  /// The stable identity of the parcel.
  public let id: Int64
  /// What the register says of it.
  public let parcel: Parcel
  /// The revision that brought this version of it.
  public let revisionFrom: Int
  /// The grid in which it is measured, when that is known without asking; see `Snapshot.grid(ofParcel:at:)`.
  public let grid: CRS?
  private let shape: Shape

  /// The polygons, or the SpatiaLite blob that holds them.
  private enum Shape: Hashable, Sendable {
    case blob([UInt8])
    case polygons(MultiPolygon)
  }

  init(id: Int64, parcel: Parcel, revisionFrom: Int, geometryBlob: [UInt8]) {
    (self.id, self.parcel, self.revisionFrom, grid) = (id, parcel, revisionFrom, nil)
    shape = .blob(geometryBlob)
  }

  init(id: Int64, parcel: Parcel, revisionFrom: Int, grid: CRS, polygons: MultiPolygon) {
    (self.id, self.parcel, self.revisionFrom, self.grid) = (id, parcel, revisionFrom, grid)
    shape = .polygons(polygons)
  }

  /// The polygons, longitude and latitude in degrees.
  ///
  /// - Throws: ``RegisterError`` when the blob is damaged.
  public func geometry() throws(RegisterError) -> MultiPolygon {
    switch shape {
    case .blob(let blob): try decoded(blob, of: "parcels \(id)")
    case .polygons(let polygons): polygons
    }
  }
}

/// A ward as the register holds it at some moment.
public struct WardRow: Sendable, Hashable, Identifiable {
  /// The stable identity of this ward in this validity.
  public let id: Int64
  /// The ward.
  public let ward: Ward
  /// The day of the data.
  public let dataDate: Day
  /// The revision that brought this version of it.
  public let revisionFrom: Int
  /// The polygons in WGS 84 as a SpatiaLite blob; ``geometry()`` takes it apart.
  public let geometryBlob: [UInt8]

  /// The polygons, longitude and latitude in degrees, edges of 200 m at most.
  ///
  /// - Throws: ``RegisterError`` when the blob is damaged.
  public func geometry() throws(RegisterError) -> MultiPolygon { try decoded(geometryBlob, of: "wards \(id)") }
}

/// The geometry of a row in the grid of the law, and as its source had it.
public struct GridRow: Sendable, Hashable {
  /// The grid.
  public let crs: CRS
  /// The polygons in that grid, WKB.
  public let wkb: [UInt8]
  /// The system of the source, when it was not that grid.
  public let sourceCRS: CRS?
  /// The polygons as the source had them, WKB, bit for bit.
  public let sourceWKB: [UInt8]?
}

/// The name of a sheet that the register knows.
public struct KnownSheet: Sendable, Hashable {
  /// The map series.
  public let series: String
  /// The sheet.
  public let sheet: String
  /// The first day of the ward's validity, if known.
  public let wardFrom: Day?
  /// How many parcels it has.
  public let parcels: Int
}

private func decoded(_ blob: [UInt8], of place: String) throws(RegisterError) -> MultiPolygon {
  do throws(SpatiaLiteError) {
    return try SpatialBlob.decode(blob)
  } catch {
    throw RegisterError(error, file: place)
  }
}
