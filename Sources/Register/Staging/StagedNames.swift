public import Geo
internal import SpatiaLite

/// The names and geometries of the rows of a staged change, by their places in it.
public final class StagedNames {
  /// What a row is called and where it comes from.
  public struct Name: Sendable, Hashable {
    /// The ward, sheet and number, or the code of a ward: `21025/12/345`.
    public var key: String
    /// The row in its source file, from 1.
    public var row: Int
    /// The place of the source file in ``Origin/sources``.
    public var source: Int
  }

  private let path: String
  private let name: Statement
  private let geometry: Statement

  init(_ change: StagedChange) throws(RegisterError) {
    path = change.path
    let key = change.layer == .parcels ? "ward || '/' || sheet || '/' || number" : "code"
    do {
      let connection = try change.working()
      name = try connection.prepare("SELECT \(key), source_row, source_file FROM rows WHERE row = ?")
      geometry = try connection.prepare("SELECT crs, grid FROM rows WHERE row = ?")
    } catch let error as SpatiaLiteError {
      throw RegisterError(error, file: change.path)
    } catch {
      throw RegisterError(.database, vi: "\(error)", en: "\(error)")
    }
  }

  /// The name of the row at a place; `nil` when it was taken out of the change.
  ///
  /// - Throws: ``RegisterError`` when the staged file cannot be read.
  public func name(at position: Int) throws(RegisterError) -> Name? {
    name.bind(1, position)
    defer { name.reset() }
    do throws(SpatiaLiteError) {
      guard try name.step() else { return nil }
      return Name(key: name.text(0), row: name.integer(1), source: name.integer(2))
    } catch {
      throw RegisterError(error, file: path)
    }
  }

  /// The polygons of the row at a place, in its grid; `nil` when there is none.
  ///
  /// - Throws: ``RegisterError`` when the staged file cannot be read.
  public func polygons(at position: Int) throws(RegisterError) -> (crs: CRS, polygons: MultiPolygon)? {
    geometry.bind(1, position)
    defer { geometry.reset() }
    do throws(SpatiaLiteError) {
      guard try geometry.step(), let crs = geometry.crs(0),
        let polygons = try? WKB.decode(geometry.blob(1))
      else { return nil }
      return (crs, polygons)
    } catch {
      throw RegisterError(error, file: path)
    }
  }
}

extension StagedChange {
  /// What its rows are called.
  ///
  /// - Throws: ``RegisterError`` when the staged file cannot be read.
  public func names() throws(RegisterError) -> StagedNames {
    precondition(isFinished, "names asked of an unfinished change")
    return try StagedNames(self)
  }
}
