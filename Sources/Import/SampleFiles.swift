import Cadastre
import Foundation
import Geo
import Projection
public import Sample
import Shapefile

/// The sample commune as the files that a land office would hand over.
///
/// `wards.shp` and `parcels.shp` with their companions in UTF-8, `holders.csv`, and `lookups.txt`: a line for each of some
/// parcels with longitude, latitude, row, ward, sheet, number, northing X and easting Y of a point inside it.
public struct SampleFiles {
  private let commune: SampleCommune
  private let folder: URL
  private let date: DBFDate

  /// How many points `lookups.txt` has at most.
  public static let pointCount = 20_000

  /// Prepares the files of a commune for a folder, which is made when it is missing.
  ///
  /// - Throws: ``Refusal`` when the folder cannot be made.
  public init(_ commune: SampleCommune, folder path: String) throws(Refusal) {
    self.commune = commune
    folder = URL(filePath: path)
    // The same bytes on every day.
    date = DBFDate(year: 2026, month: 1, day: 1)
    do { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) } catch {
      throw Refusal(
        "folderNotWritable", cause: .environment, vi: "không tạo được thư mục \(path): \(error.localizedDescription)",
        en: "the folder \(path) cannot be made: \(error.localizedDescription)")
    }
  }

  /// Writes all files.
  ///
  /// - Throws: ``Refusal`` when a file cannot be written.
  public func write() throws(Refusal) {
    do {
      try writeWards()
      try writeParcels()
    } catch {
      throw Refusal(
        "folderNotWritable", cause: .environment, vi: "không ghi được vào \(folder.path): \(error)",
        en: "the folder \(folder.path) cannot be written: \(error)")
    }
  }

  private func writeWards() throws {
    let columns = [
      column("MAXA", 5), column("TENXA", 60), column("validFrom", 10), column("validTo", 10), column("GHICHU", 20),
    ]
    let layer = try LayerFile(folder.appending(path: "wards"), columns: columns, date: date)
    for ward in commune.wards {
      try layer.append(
        ward.geometry.polygons,
        [
          .text(ward.ward.code), .text(ward.ward.name), .text(ward.ward.validFrom.description),
          .text(ward.ward.validTo?.description ?? ""), .text(SampleCommune.mark),
        ])
    }
    try layer.finish()
  }

  private func writeParcels() throws {
    let columns = [
      column("MAXA", 5), column("SHBANDO", 20), column("SHTHUA", 20), column("TYLE", 10), column("KHLOAIDAT", 40),
      DBFWriter.Column(name: Array("DTPL".utf8), kind: .number(length: 12, decimals: 1)), column("DIADANH", 120),
      column("GHICHU", 20),
    ]
    let layer = try LayerFile(folder.appending(path: "parcels"), columns: columns, date: date)
    let holders = try OutputFile(folder.appending(path: "holders.csv"))
    let points = try OutputFile(folder.appending(path: "lookups.txt"))
    try holders.append("\u{FEFF}" + SampleHolder.csvHeader + "\n")
    let projector = try Projector()
    let grid = try projector.toWGS84(SampleCommune.crs)
    let stride = max(1, commune.parcelCount / Self.pointCount)
    for (row, sample) in commune.parcels.enumerated() {
      let parcel = sample.parcel
      try layer.append(
        sample.polygons,
        [
          .text(parcel.key.ward), .text(parcel.key.sheet), .text(parcel.key.number), .text(parcel.key.series),
          .text(parcel.landUse ?? ""), parcel.registeredArea.map { .number($0) } ?? .null, .text(parcel.address ?? ""),
          .text(SampleCommune.mark),
        ])
      for holder in commune.holders(of: sample) { try holders.append(holder.csvRow + "\n") }
      guard row.isMultiple(of: stride), !parcel.key.sheet.contains(" ") else { continue }
      let position = try grid.forward(sample.interior)
      try points.append(
        [
          Decimals.text(position.x, decimals: 9), Decimals.text(position.y, decimals: 9), String(row + 1),
          parcel.key.ward, parcel.key.sheet, parcel.key.number, Decimals.text(sample.interior.y, decimals: 3),
          Decimals.text(sample.interior.x, decimals: 3),
        ].joined(separator: " ") + "\n")
    }
    try layer.finish()
    try holders.finish()
    try points.finish()
  }

  private func column(_ name: String, _ length: Int) -> DBFWriter.Column {
    DBFWriter.Column(name: Array(name.utf8), kind: .text(length: length))
  }
}
