import Cadastre
import Foundation
import Geo
import Register
import SpatiaLite
import Testing

/// The register as other programs see it.
@Suite struct FormatTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  @Test(arguments: [7, 51, 52, 700, 2700]) func `has indexes that SpatiaLite and SQLite find right`(count: Int) throws {
    try publish(maker.block(count), in: folder.register)
    try publish([maker.ward("21025", "Phường Cẩm Thành", from: "2025-07-01")], in: folder.register)
    let answers = try run(
      "spatialite", ["-silent", folder.register],
      input: """
        SELECT CheckSpatialIndex('parcels', 'geometry'), CheckSpatialIndex('wards', 'geometry');
        SELECT rtreecheck('idx_parcels_geometry'), rtreecheck('idx_wards_geometry');
        SELECT count(*), sum(ST_IsValid(geometry)), min(ST_SRID(geometry)) FROM parcels;
        SELECT count(*) FROM parcels WHERE rowid IN (SELECT rowid FROM SpatialIndex
          WHERE f_table_name = 'parcels' AND search_frame = BuildMbr(108.7, 15.1, 108.9, 15.2, 4326));
        SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('parcels', 'wards')
          AND name NOT LIKE 'guard%';
        PRAGMA integrity_check;
        """)
    #expect(
      answers.split(separator: "\n").suffix(6) == ["1|1", "ok|ok", "\(count)|\(count)|4326", "\(count)", "0", "ok"])
  }

  @Test func `rounds boxes just as SQLite does, in every corner of the world`() throws {
    var parcels: [StagedParcel] = []
    var generator = SeededGenerator(seed: 5)
    for number in 1...600 {
      let polygons = maker.square(
        .random(in: -179...179, using: &generator), .random(in: -89...89, using: &generator), 0.5)
      parcels.append(
        StagedParcel(
          key: ParcelKey(ward: "1", sheet: "1", number: "\(number)"), mapArea: 1,
          geometry: StagedGeometry(
            wgs84: SpatialBlob.encode(polygons, srid: 4326), grid: .wgs84, gridWKB: WKB.encode(polygons)), row: number))
    }
    try publish(parcels, in: folder.register)
    let answers = try run(
      "spatialite", ["-silent", folder.register],
      input: """
        SELECT CheckSpatialIndex('parcels', 'geometry');
        CREATE TEMP TABLE packed AS SELECT * FROM idx_parcels_geometry ORDER BY pkid;
        CREATE VIRTUAL TABLE temp.own USING rtree(id, xmin, xmax, ymin, ymax);
        INSERT INTO temp.own SELECT id, MbrMinX(geometry), MbrMaxX(geometry), MbrMinY(geometry), MbrMaxY(geometry)
          FROM parcels;
        SELECT count(*) FROM (SELECT * FROM packed EXCEPT SELECT * FROM temp.own);
        """)
    #expect(answers.split(separator: "\n").suffix(2) == ["1", "0"])
  }

  @Test func `is an ordinary layer with its exact extent for GDAL`() throws {
    try publish(maker.block(250), in: folder.register)
    let text = try run("ogrinfo", ["-ro", "-so", folder.register, "parcels"])
    #expect(text.contains("Geometry: Multi Polygon"))
    #expect(text.contains("Feature Count: 250"))
    #expect(text.contains("ID[\"EPSG\",4326]"))
    #expect(text.contains("FID Column = id"))
    let extent = try #require(text.split(separator: "\n").first { $0.hasPrefix("Extent:") })
    let exact = try run(
      "spatialite", ["-silent", folder.register],
      input: """
        SELECT printf('Extent: (%.6f, %.6f) - (%.6f, %.6f)', min(MbrMinX(geometry)), min(MbrMinY(geometry)),
          max(MbrMaxX(geometry)), max(MbrMaxY(geometry))) FROM parcels;
        """)
    #expect(String(extent) == exact.trimmingCharacters(in: .whitespacesAndNewlines))
    let layers = try run("ogrinfo", ["-ro", folder.register])
    #expect(layers.contains("parcels (Multi Polygon)") && layers.contains("wards (Multi Polygon)"))
  }

  @Test func `keeps its statistics and extent exact after removals`() throws {
    try publish(maker.block(250), in: folder.register)
    try publish(maker.block(120), in: folder.register, asOf: "2025-01-01")
    let answer = try run(
      "spatialite", ["-silent", folder.register],
      input: """
        SELECT s.row_count, s.extent_min_x = x.a, s.extent_min_y = x.b, s.extent_max_x = x.c, s.extent_max_y = x.d
        FROM geometry_columns_statistics AS s, (SELECT min(MbrMinX(geometry)) AS a, min(MbrMinY(geometry)) AS b,
          max(MbrMaxX(geometry)) AS c, max(MbrMaxY(geometry)) AS d FROM parcels) AS x WHERE f_table_name = 'parcels';
        """)
    #expect(answer.trimmingCharacters(in: .whitespacesAndNewlines) == "120|1|1|1|1")
  }

  @Test(arguments: [
    "UPDATE parcels SET land_use = 'X'", "DELETE FROM parcels", "INSERT INTO parcels SELECT * FROM parcels",
    "UPDATE parcels_grid SET grid = x'00'", "DELETE FROM parcels_past", "DELETE FROM revisions",
    "UPDATE wards SET name = ''",
  ]) func `refuses edits by other programs with a sentence`(sql: String) throws {
    try publish(maker.block(3), in: folder.register)
    try publish(maker.block(2), in: folder.register, asOf: "2025-01-01")
    try publish([maker.ward("21025", "Phường Cẩm Thành", from: "2025-07-01")], in: folder.register)
    let before = try run("sqlite3", [folder.register, ".dump"])
    for program in ["sqlite3", "spatialite"] {
      let answer = try run(program, [folder.register, sql + ";"])
      #expect(answer.contains("Sổ địa bạ chỉ đổi qua diaba"), "\(program): \(answer)")
    }
    #expect(try run("sqlite3", [folder.register, ".dump"]) == before)
  }

  @Test func `is in WAL mode, readable by its owner only, and bears its application's id`() throws {
    try publish(maker.block(3), in: folder.register)
    let answer = try run(
      "sqlite3", [folder.register, "PRAGMA journal_mode; PRAGMA application_id; PRAGMA user_version;"])
    #expect(answer == "wal\n1147748961\n1\n")
    let mode = try FileManager.default.attributesOfItem(atPath: folder.register)[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func `gives one clear error for what is no register`() throws {
    func code(of path: String) -> RegisterError.Code? {
      do throws(RegisterError) {
        _ = try RegisterFile.exists(path)
        return nil
      } catch { return error.code }
    }
    try "đây là văn bản, không phải cơ sở dữ liệu; ".write(toFile: folder.file("a"), atomically: true, encoding: .utf8)
    try Data().write(to: URL(fileURLWithPath: folder.file("b")))
    _ = try run("sqlite3", [folder.file("c"), "CREATE TABLE t(a);"])
    try publish(maker.block(3), in: folder.file("d"))
    _ = try run("sqlite3", [folder.file("d"), "PRAGMA user_version = 3;"])
    #expect(code(of: folder.file("a")) == .notARegister)
    #expect(code(of: folder.file("b")) == .notARegister)
    #expect(code(of: folder.file("c")) == .notARegister)
    #expect(code(of: folder.file("d")) == .newerFormat)
    #expect(code(of: folder.path) != nil)
    #expect(try !RegisterFile.exists(folder.file("e")))
    #expect { _ = try RegisterReader(path: folder.file("e")) } throws: { ($0 as? RegisterError)?.code == .notFound }
    for file in ["a", "b", "c", "d"] {
      #expect(throws: RegisterError.self) {
        _ = try StagedChange.create(beside: folder.file(file), layer: .parcels, origin: origin("2024-01-01"))
      }
      #expect(throws: RegisterError.self) { _ = try StagedChange.open(folder.file(file)) }
    }
    #expect(folder.names == ["a", "b", "c", "d"])
  }

  @Test func `finds what is wrong with a register`() throws {
    try publish(maker.block(300), in: folder.register)
    #expect(try RegisterFile.check(folder.register).isEmpty)
    _ = try run(
      "sqlite3",
      [
        "-cmd", ".dbconfig defensive off", folder.register,
        "DROP TRIGGER guard_parcels_delete; DELETE FROM parcels WHERE id = 7;",
      ])
    #expect(try Set(RegisterFile.check(folder.register).map { $0.kind }) == [.guards, .spatialIndex, .counterpart])
  }
}
