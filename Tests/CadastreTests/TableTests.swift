import Cadastre
import Geo
import Testing

@Suite struct TableTests {
  @Test func `has the land-use codes of the table, each row as it is`() throws {
    let rows = try TSV.rows("land_codes.tsv")
    #expect(rows.count == LandUse.codes.count)
    for (row, code) in zip(rows, LandUse.codes) {
      #expect(row["code"] == code.code)
      #expect(row["name_vi"] == code.name)
      #expect(row["group"] == code.group.rawValue)
      let status = row["status"] ?? ""
      switch code.status {
      case .current: #expect(status.hasPrefix("C"))
      case .aggregate: #expect(status.hasPrefix("A"))
      case .legacy(let replacement):
        #expect(status.hasPrefix("L"))
        #expect(status.contains("→") == (replacement != nil))
        if let replacement { #expect(LandUse.code(replacement) != nil, "\(code.code) → \(replacement)") }
      }
    }
  }

  @Test func `has the columns of the table, each synonym as it is`() throws {
    let rows = try TSV.rows("columns.tsv")
    for row in rows {
      let role = try #require(ColumnRole(rawValue: row["canonical"] ?? ""), "\(row["canonical"] ?? "")")
      let names = (row["synonyms"] ?? "").split(separator: " ").map { ColumnSynonyms.normalised($0) }
      #expect(ColumnSynonyms.tableNames(of: role) == names)
    }
    let known = ColumnRole.allCases.filter { !ColumnSynonyms.tableNames(of: $0).isEmpty }
    #expect(known.count == rows.count)
    for role in ColumnRole.allCases {
      let names = ColumnSynonyms.names(of: role)
      #expect(Set(names).count == names.count, "\(role) lists a name twice")
      #expect(names.allSatisfy { ColumnSynonyms.normalised($0) == $0 })
    }
  }

  @Test func `has the meridians of the 63 former provinces`() throws {
    let rows = try TSV.rows("meridians_63.tsv")
    #expect(rows.count == 63)
    #expect(Meridians.formerProvinces.count == 63)
    for (row, province) in zip(rows, Meridians.formerProvinces) {
      #expect(row["old_province_code"] == province.code)
      #expect(row["old_province"] == province.name)
      #expect(row["central_meridian"] == province.meridian.description)
      #expect(Double(row["decimal"] ?? "") == province.meridian.degrees)
      #expect(row["epsg"] == String(province.crs.code))
      #expect(row["new_province_code"] == province.presentCode)
      #expect(province.meridian.crs == province.crs, "the meridian's zone is the code of the table")
      #expect(Meridians.province(code: province.presentCode)?.name == row["new_province"])
    }
  }

  @Test func `has the 34 provinces with every meridian that their sheets may have`() throws {
    let rows = try TSV.rows("meridians_34.tsv")
    #expect(rows.count == 34)
    #expect(Meridians.provinces.count == 34)
    for (row, province) in zip(rows, Meridians.provinces) {
      #expect(row["new_province_code"] == province.code)
      #expect(row["new_province"] == province.name)
      #expect(row["tt24_2025_admin_map_meridian"] == province.administrativeMeridian.description)
      #expect(row["distinct_meridians"] == String(province.candidates.count))
      let parts = province.parts.map { "\($0.name) \($0.meridian)/\($0.crs.code)" }.joined(separator: "; ")
      #expect(row["old_parts(meridian/epsg)"] == parts)
      #expect(Set(province.parts.map(\.presentCode)) == [province.code])
    }
    #expect(Meridians.provinces.reduce(0) { $0 + $1.parts.count } == 63)
    #expect(Meridians.provinces.filter { $0.candidates.count > 1 }.count == 17)
  }

  @Test func `knows the eighteen zones and the nearest to a longitude`() throws {
    #expect(Meridians.zones.count == 18)
    #expect(Set(Meridians.zones.map(\.crs)).count == 18)
    #expect(zip(Meridians.zones, Meridians.zones.dropFirst()).allSatisfy { $0.meridian < $1.meridian })
    for row in try TSV.rows("vectors.tsv") {
      let crs = try #require(CRS(row["epsg"] ?? ""))
      #expect(Meridians.meridian(of: crs)?.degrees == Double(row["central_meridian"] ?? ""))
    }
    #expect(Meridians.nearestZone(longitude: 108.02) == CRS(epsg: 5898))
    #expect(Meridians.nearestZone(longitude: 107.74) == CRS(epsg: 5899))
    #expect(Meridians.nearestZone(longitude: 117) == CRS(epsg: 9218))
    #expect(Meridians.nearestZone(longitude: 90) == CRS(epsg: 5896))
    #expect(CentralMeridian(degrees: 107, minutes: 45).description == "107°45'")
    #expect(CentralMeridian(degrees: 109).crs == nil)
    #expect(Meridians.meridian(of: .wgs84) == nil)
  }
}
