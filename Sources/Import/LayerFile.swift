import Foundation
import Geo
import Shapefile

/// A shapefile being written: shapes, index and table beside each other, flushed as they grow.
final class LayerFile {
  private var shapes = SHPWriter()
  private var table: DBFWriter
  private let shp: OutputFile
  private let shx: OutputFile
  private let dbf: OutputFile

  /// Opens the files of a layer, with UTF-8 text and VN-2000 / TM-3 108°00'.
  ///
  /// - Parameters:
  ///   - stem: the path without an ending.
  ///   - columns: the columns of the table.
  ///   - date: the day that the table's header bears.
  /// - Throws: `ShapefileError` for impossible columns, or what Foundation throws when a file cannot be made.
  init(_ stem: URL, columns: [DBFWriter.Column], date: DBFDate) throws {
    table = try DBFWriter(columns: columns, day: date)
    shp = try OutputFile(stem.appendingPathExtension("shp"))
    shx = try OutputFile(stem.appendingPathExtension("shx"))
    dbf = try OutputFile(stem.appendingPathExtension("dbf"))
    try Data("UTF-8".utf8).write(to: stem.appendingPathExtension("cpg"))
    try Data(Self.projection.utf8).write(to: stem.appendingPathExtension("prj"))
  }

  /// Appends a row.
  func append(_ polygons: MultiPolygon, _ row: [DBFWriter.Value]) throws {
    try shapes.append(polygons)
    try table.append(row)
    if shapes.pendingCount > 1 << 20 || table.pendingCount > 1 << 20 { try flush() }
  }

  /// Writes what is left, and the headers.
  func finish() throws {
    try flush()
    let headers = shapes.finish()
    try shp.replaceStart(with: headers.shp)
    try shx.replaceStart(with: headers.shx)
    let ends = table.finish()
    try dbf.append(ends.tail)
    try dbf.replaceStart(with: ends.start)
    try shp.finish()
    try shx.finish()
    try dbf.finish()
  }

  private func flush() throws {
    try shp.append(shapes.takeShapes())
    try shx.append(shapes.takeIndex())
    try dbf.append(table.takeBytes())
  }

  /// VN-2000 / TM-3 zone 491 as ESRI writes it in a .prj.
  private static let projection =
    #"PROJCS["VN_2000_TM-3_zone_491",GEOGCS["GCS_VN_2000",DATUM["D_Vietnam_2000",SPHEROID["WGS_1984",6378137.0,"#
    + #"298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],"#
    + #"PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",108.0],"#
    + #"PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#
}

extension DBFWriter.Value {
  /// Text in UTF-8.
  static func text(_ text: String) -> DBFWriter.Value { .text(Array(text.utf8)) }
}
