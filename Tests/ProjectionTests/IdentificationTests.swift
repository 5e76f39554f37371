import Geo
import Projection
import Testing

@Suite struct `Identification of a .prj` {
  private let projector: Projector

  init() throws { projector = try Projector() }

  /// What `projinfo` writes for a code in one of its dialects.
  private func text(_ crs: CRS, dialect: String) throws -> String {
    try Tool.run("projinfo", ["-q", "--single-line", "-o", dialect, "\(crs)"], input: "")
  }

  @Test func `knows every VN-2000 system as PROJ writes it`() throws {
    for crs in VN2000.all {
      #expect(try projector.identify(prj: text(crs, dialect: "WKT1:ESRI")) == .identified(crs, notes: []))
    }
    for crs in [VN2000.geographic, VN2000.utm49, CRS(epsg: 9216)] {
      for dialect in ["WKT1:GDAL", "WKT2:2015", "WKT2:2019"] {
        #expect(try projector.identify(prj: text(crs, dialect: dialect)) == .identified(crs, notes: []))
      }
    }
  }

  @Test(arguments: [4326, 32648, 32649, 2154, 3857, 27700, 4171, 2227, 27572, 4284, 4979] as [Int32])
  func `knows systems elsewhere as PROJ writes them for ESRI`(code: Int32) throws {
    let expected = CRS(epsg: code == 4979 ? 4326 : code)
    #expect(try projector.identify(prj: text(expected, dialect: "WKT1:ESRI")) == .identified(expected, notes: []))
  }

  @Test(
    arguments: [
      "D_Vietnam_2000", "Vietnam_2000", "VN-2000", "VN_2000", "VN2000", "D_VN_2000", "D_VN-2000", "Viet Nam 2000",
    ])
  func `knows VN-2000 by any name of its datum`(datum: String) throws {
    for zone in [VN2000.tm3Zones[0], VN2000.tm3Zones[13]] {
      let text = Samples.esri(datum: datum, meridian: zone.centralMeridian)
      #expect(try projector.identify(prj: text) == .identified(zone.crs, notes: []))
    }
    for (meridian, crs) in [(105.0, VN2000.utm48), (111, VN2000.utm49)] {
      let text = Samples.esri(datum: datum, meridian: meridian, scale: 0.9996)
      #expect(try projector.identify(prj: text) == .identified(crs, notes: []))
    }
    let geographic = Samples.geographicSystem("whatever", datum)
    #expect(try projector.identify(prj: geographic) == .identified(VN2000.geographic, notes: []))
  }

  @Test(arguments: ["Gauss_Kruger", "Transverse_Mercator", "transverse_mercator", "TRANSVERSE_MERCATOR"])
  func `knows the projection by its names`(projection: String) throws {
    let text = Samples.esri(projection: projection)
    #expect(try projector.identify(prj: text) == .identified(CRS(epsg: 5898), notes: []))
  }

  @Test func `passes over a byte order mark, blanks and line ends`() throws {
    let text = "\u{FEFF}\r\n  " + Samples.esri().replacing(",PARAMETER", with: ",\r\n  PARAMETER") + "\r\n"
    #expect(try projector.identify(prj: text) == .identified(CRS(epsg: 5898), notes: []))
  }

  @Test func `suspects WGS 84 on the grid of a VN-2000 zone`() throws {
    for zone in VN2000.tm3Zones {
      let text = Samples.esri(geographic: "GCS_WGS_1984", datum: "D_WGS_1984", meridian: zone.centralMeridian)
      #expect(
        try projector.identify(prj: text)
          == .suspicious(
            candidate: zone.crs, reason: .wgs84DatumOnVN2000Grid(centralMeridian: zone.centralMeridian)))
    }
  }

  @Test func `suspects a grid of VN-2000 without a datum`() throws {
    let text = Samples.esri(geographic: "GCS_unknown", datum: "D_Unknown_based_on_WGS84_ellipsoid", meridian: 107.75)
    #expect(
      try projector.identify(prj: text)
        == .suspicious(candidate: CRS(epsg: 5899), reason: .unnamedDatumOnVN2000Grid(centralMeridian: 107.75)))
  }

  @Test func `suspects a system called VN-2000 on the datum WGS 84`() throws {
    let utm = Samples.esri(
      name: "VN_2000_UTM_Zone_48N", geographic: "GCS_WGS_1984", datum: "D_WGS_1984", meridian: 105, scale: 0.9996)
    #expect(
      try projector.identify(prj: utm) == .suspicious(candidate: VN2000.utm48, reason: .namedVN2000OnWGS84Datum))
    let geographic = Samples.geographicSystem("GCS_VN_2000", "D_WGS_1984")
    #expect(
      try projector.identify(prj: geographic)
        == .suspicious(candidate: VN2000.geographic, reason: .namedVN2000OnWGS84Datum))
  }

  @Test func `suspects the withdrawn twins, whose false origin is exchanged`() throws {
    for (twin, successor, meridian) in [(6956, 5896, 102), (6959, 5899, 107.75)] as [(Int32, Int32, Double)] {
      #expect(
        try projector.identify(prj: text(CRS(epsg: twin), dialect: "WKT1:ESRI"))
          == .suspicious(
            candidate: CRS(epsg: successor), reason: .falseOriginExchanged(centralMeridian: meridian)))
    }
  }

  @Test func `takes UTM on WGS 84 for what it says`() throws {
    let text = Samples.esri(
      name: "WGS_1984_UTM_Zone_48N", geographic: "GCS_WGS_1984", datum: "D_WGS_1984", meridian: 105, scale: 0.9996)
    #expect(try projector.identify(prj: text) == .identified(CRS(epsg: 32648), notes: []))
  }

  @Test func `refuses everything on the ellipsoid of Krasovsky in this part of the world`() throws {
    for (datum, name) in [("D_Hanoi_1972", "Hanoi_1972_GK_Zone_18"), ("D_Pulkovo_1942", "GK"), ("D_VN_2000", "x")] {
      let text = Samples.esri(
        name: name, geographic: "g", datum: datum, spheroid: Samples.krasovsky, meridian: 105, scale: 1,
        easting: 18_500_000, projection: "Gauss_Kruger")
      let isNamed = try projector.identify(prj: text)
      guard case .refused(_, .hanoi72) = isNamed else {
        Issue.record("\(datum): \(isNamed)")
        continue
      }
    }
    for code in [4147, 2044, 2045] as [Int32] {
      let answer = try projector.identify(prj: text(CRS(epsg: code), dialect: "WKT1:ESRI"))
      guard case .refused(_, .hanoi72) = answer else {
        Issue.record("\(code): \(answer)")
        continue
      }
    }
  }

  @Test func `passes over TOWGS84 and tells when its rotations have the wrong sign`() throws {
    let zone = CRS(epsg: 5898)
    #expect(
      try projector.identify(prj: Samples.esri(towgs84: Samples.officialShift)) == .identified(zone, notes: []))
    #expect(
      try projector.identify(prj: Samples.esri(towgs84: Samples.wrongShift))
        == .identified(zone, notes: [.towgs84RotationSignsWrong]))
    #expect(try projector.identify(prj: Samples.esri(towgs84: "0,0,0,0,0,0,0")) == .identified(zone, notes: []))
    #expect(
      try projector.identify(prj: Samples.esri(towgs84: "-192.873,-39.382,-111.202,-0.00205,-0.0005,0.00335,0.0188"))
        == .identified(zone, notes: [.towgs84NotOfficial]))
  }

  @Test func `knows VN-2000 by its official TOWGS84 alone`() throws {
    let text = Samples.esri(geographic: "unknown", datum: "unknown", towgs84: Samples.officialShift)
    #expect(try projector.identify(prj: text) == .identified(CRS(epsg: 5898), notes: [.datumKnownByTowgs84]))
    let wrong = Samples.esri(geographic: "WGS 84", datum: "WGS_1984", towgs84: Samples.wrongShift)
    #expect(
      try projector.identify(prj: wrong)
        == .identified(CRS(epsg: 5898), notes: [.datumKnownByTowgs84, .towgs84RotationSignsWrong]))
  }

  @Test func `refuses grids of VN-2000 that nobody made official`() throws {
    #expect(
      try projector.identify(prj: Samples.esri(name: "quarter", meridian: 103.25))
        == .refused(name: "quarter", reason: .meridianWithoutCode(103.25)))
    for text in [
      Samples.esri(name: "n", scale: 1), Samples.esri(name: "n", easting: 0),
      Samples.esri(name: "n", meridian: 108.0001),
      Samples.esri(name: "n", unit: "\"Foot_US\",0.3048006096"),
      Samples.esri(name: "n", spheroid: "\"Bessel_1841\",6377397.155,299.1528128"),
      Samples.esri(name: "n", meridian: 108, scale: 0.9996),
    ] {
      guard case .refused("n", let reason) = try projector.identify(prj: text) else {
        Issue.record("not refused: \(text)")
        continue
      }
      #expect(reason == .unofficialVN2000Grid || reason == .meridianWithoutCode(108.0001))
    }
  }

  @Test func `does not know what it does not know`() throws {
    #expect(try projector.identify(prj: "") == .unknown(name: ""))
    #expect(try projector.identify(prj: "Projection TRANSVERSE\nDatum NONE") == .unknown(name: ""))
    #expect(try projector.identify(prj: "PROJCS[\"x\"") == .unknown(name: ""))
    #expect(try projector.identify(prj: String(repeating: "PROJCS[", count: 10_000)) == .unknown(name: ""))
    #expect(try projector.identify(prj: "PROJCS[\"a\0b\"]") == .unknown(name: ""))
    let local = Samples.esri(
      name: "Local_Grid", geographic: "GCS_WGS_1984", datum: "D_WGS_1984", meridian: 33.333, scale: 0.97)
    #expect(try projector.identify(prj: local) == .unknown(name: "Local_Grid"))
    #expect(
      try projector.identify(prj: "LOCAL_CS[\"site\",LOCAL_DATUM[\"d\",0],UNIT[\"Meter\",1.0],AXIS[\"x\",EAST]]")
        == .unknown(name: "site"))
  }

  @Test func `does not believe a name whose parameters are others`() throws {
    let text = Samples.lambert93.replacing("46.5", with: "46.25")
    guard case .unknown = try projector.identify(prj: text) else {
      Issue.record("believed: \(try projector.identify(prj: text))")
      return
    }
  }

  @Test func `answers anything that was once a .prj`() throws {
    let whole = Array(Samples.esri(name: "VN_2000", towgs84: Samples.wrongShift).utf8)
    for seed in UInt64(0)..<80 {
      var random = Seeded(state: seed)
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[place] = .random(in: 1...255, using: &random)
        case 1: bytes.remove(at: place)
        default: bytes.insert(contentsOf: "[],\"0".utf8.shuffled(using: &random).prefix(2), at: place)
        }
      }
      let answer = try projector.identify(prj: String(decoding: bytes, as: UTF8.self))
      if case .identified(let crs, _) = answer { #expect(VN2000.kind(of: crs) != nil, "seed \(seed)") }
    }
  }
}
