public import Geo
internal import CPROJ

extension Projector {
  /// How a system is written for other programs.
  public enum TextForm: Sendable {
    /// As ESRI writes a `.prj`.
    case esri
    /// As GDAL writes WKT 1, for GeoPackage.
    case gdal
  }

  /// A system of the EPSG dataset as well-known text on one line.
  ///
  /// Throws when the code is unknown, or the form cannot express it.
  public func wellKnownText(of crs: CRS, as form: TextForm) throws(ProjectionError) -> String {
    let object = try system(crs)
    let kind =
      switch form {
      case .esri: PJ_WKT1_ESRI
      case .gdal: PJ_WKT1_GDAL
      }
    let text = unsafe withOptions(["MULTILINE=NO"]) { options -> String? in
      guard let text = unsafe proj_as_wkt(context.pointer, object.pointer, kind, options) else { return nil }
      return unsafe String(cString: text)
    }
    guard let text else { throw ProjectionError(.noOperation(crs, reason: context.takeMessage())) }
    return text
  }
}
