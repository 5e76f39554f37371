import Cadastre
import Geo
import Register
import Testing
import VietText

@testable import Service

struct LookupTests {
  @Test func `answers with the members of the contract in their order`() throws {
    let land = try Land()
    let answer = try land.desk().lookup(LookupQuestion(at: "X=1672422.43 Y=584963.15", crs: Land.grid))
    let wgs = try land.wgs84(584_963.15, 1_672_422.43)
    let position = "[\(Figures.fixed(wgs.x, decimals: 9)),\(Figures.fixed(wgs.y, decimals: 9))]"
    let ring = try [
      (584_960.0, 1_672_420.0), (584_980, 1_672_420), (584_980, 1_672_440), (584_960, 1_672_440), (584_960, 1_672_420),
    ]
    .map { pair in
      let corner = try land.wgs84(pair.0, pair.1)
      return "[\(Figures.fixed(corner.x, decimals: 9)),\(Figures.fixed(corner.y, decimals: 9))]"
    }
    .joined(separator: ",")
    let revision = try #require(answer.revision)
    var published = answer.json()
    published = String(try #require(published.split(separator: "\"publishedAt\":\"").last).prefix(25))
    let expected =
      #"{"type":"FeatureCollection","query":{"at":"X=1672422.43 Y=584963.15","crs":"EPSG:5898","position":"# + position
      + #","vn2000":{"crs":"EPSG:5898","x":1672422.43,"y":584963.15},"uncertainty":0.007,"otherReadings":[]},"#
      + #""certain":true,"ward":{"code":"21025","name":"Phường Cẩm Thành","validFrom":"2025-07-01"},"#
      + #""revision":{"id":2,"publishedAt":""# + published
      + #""},"numberReturned":1,"features":[{"type":"Feature","id":14,"#
      + #""geometry":{"type":"Polygon","coordinates":[["# + ring + #"]]},"properties":{"ward":"21025","#
      + #""wardName":"Phường Cẩm Thành","wardValidFrom":"2025-07-01","wardAtSurvey":"21022","sheet":"12","number":"14","#
      + #""series":"","nationalCode":null,"landUse":"ODT 300+CLN","landUses":[{"code":"ODT","area":300},"#
      + #"{"code":"CLN","area":null}],"registeredArea":398.5,"mapArea":400,"address":"Đường Quang Trung","#
      + #""dataDate":"2024-05-31","relation":"inside","boundaryDistance":2.43}}],"candidates":[],"#
      + #""withheld":["holder"],"notes":[]}"#
    #expect(answer.json() == expected)
    #expect(revision.id == 2)
  }

  @Test(arguments: [true, false])
  func `agrees with SpatiaLite on what holds a place and how far its boundary is`(withIndex: Bool) throws {
    let land = try Land()
    let desk = try land.desk(withIndex: withIndex)
    var random = Seeded(state: 42)
    var sql = ""
    var answers: [LookupAnswer] = []
    for _ in 0..<60 {
      let place = Coordinate(
        x: (Double.random(in: 584_990...585_080, using: &random) * 100).rounded() / 100,
        y: (Double.random(in: 1_672_990...1_673_080, using: &random) * 100).rounded() / 100)
      let text = "X=\(Figures.fixed(place.y, decimals: 2)) Y=\(Figures.fixed(place.x, decimals: 2))"
      answers.append(try desk.lookup(LookupQuestion(at: text, crs: Land.grid)))
      let parcel =
        "ST_GeomFromText('POLYGON((585000 1673000,585060 1673000,585060 1673060,585000 1673060,585000 1673000),"
        + "(585020 1673020,585020 1673040,585040 1673040,585040 1673020,585020 1673020))')"
      let point = "MakePoint(\(place.x), \(place.y))"
      sql += "SELECT ST_Contains(\(parcel), \(point)), ST_Distance(ST_Boundary(\(parcel)), \(point));\n"
    }
    let lines = try run("spatialite", ["-silent", ":memory:"], input: sql).split(separator: "\n")
    #expect(lines.count == answers.count)
    for (line, answer) in zip(lines, answers) {
      let fields = line.split(separator: "|")
      let (holds, distance) = (fields[0] == "1", try #require(Double(fields[1])))
      let feature = answer.features.first
      if distance <= answer.query.uncertainty {
        #expect(feature?.relation == .boundary)
      } else {
        #expect((feature?.relation == .inside) == holds, "\(answer.query.at)")
        if holds { #expect(abs((feature?.boundaryDistance ?? -1) - distance) < 0.0005, "\(answer.query.at)") }
      }
    }
  }

  @Test func `gives every neighbour of a shared corner and is not certain`() throws {
    let answer = try Land().desk().lookup(LookupQuestion(at: "X=1672440.00 Y=584980.00", crs: Land.grid))
    #expect(answer.features.allSatisfy { $0.relation == .boundary })
    #expect(answer.features.count + answer.candidates.count == 4)
    #expect(!answer.isCertain)
    #expect(answer.notes.contains(.onBoundary))
  }

  @Test func `degrees of a phone assume five metres and a metre for the datum`() throws {
    let land = try Land()
    let wgs = try land.wgs84(584_970, 1_672_423)
    let at = "\(Figures.fixed(wgs.y, decimals: 6)), \(Figures.fixed(wgs.x, decimals: 6))"
    let desk = try land.desk()
    let answer = try desk.lookup(LookupQuestion(at: at))
    #expect(answer.query.crs == .wgs84)
    #expect(answer.features.map(\.parcel.key.number) == ["14"])
    #expect(answer.candidates.map(\.key.number) == ["4"])
    #expect(abs((answer.candidates.first?.distance ?? 0) - 3) < 0.1)
    #expect(!answer.isCertain)
    #expect(abs(answer.query.uncertainty - 6.08) < 0.01)
    #expect(answer.notes.contains(.assumedAccuracy(5)) && answer.notes.contains(.datumChange(1)))
    #expect(answer.query.vn2000?.crs == Land.grid)
    #expect(abs((answer.query.vn2000?.position.x ?? 0) - 584_970) < 0.1)
    let stated = try desk.lookup(LookupQuestion(at: at, accuracy: 0.5))
    #expect(abs(stated.query.uncertainty - 1.58) < 0.01)
    #expect(stated.isCertain && stated.candidates.isEmpty && !stated.notes.contains(.assumedAccuracy(5)))
  }

  @Test func `names the nearest parcel when none is there`() throws {
    let desk = try Land().desk()
    let beside = try desk.lookup(LookupQuestion(at: "X=1672450.00 Y=584890.00", crs: Land.grid))
    #expect(beside.features.isEmpty && !beside.isCertain)
    #expect(beside.notes.first == .onNoParcel)
    guard case .nearest(let key, let distance)? = beside.notes.last else {
      Issue.record("no nearest parcel")
      return
    }
    #expect(key.number == "21" && abs(distance - 10) < 1e-6)
    let outside = try desk.lookup(LookupQuestion(at: "X=1600000.00 Y=584890.00", crs: Land.grid))
    #expect(outside.ward == nil)
    #expect(outside.notes == [.outsideEveryWard, .nothingNear(distance: 3000)])
  }

  @Test func `a place just outside is near, within the uncertainty`() throws {
    let answer = try Land().desk().lookup(
      LookupQuestion(at: "X=1672410.000 Y=584899.000", crs: Land.grid, accuracy: 1.5))
    #expect(answer.features.map(\.relation) == [.near])
    #expect(answer.features.map(\.parcel.key.number) == ["1"])
    #expect(abs((answer.features.first?.boundaryDistance ?? 0) - 1) < 1e-6)
  }

  @Test func `a hole belongs to no parcel and overlapping parcels are both told`() throws {
    let desk = try Land().desk()
    let hole = try desk.lookup(LookupQuestion(at: "X=1673030.00 Y=585030.00", crs: Land.grid))
    #expect(hole.features.isEmpty)
    let overlap = try desk.lookup(LookupQuestion(at: "X=1673010.00 Y=585315.00", crs: Land.grid))
    #expect(overlap.features.map(\.parcel.key.number) == ["301", "302"])
    #expect(!overlap.isCertain && overlap.notes.contains(.overlap(count: 2)))
  }

  @Test func `land of defence is withheld and said so`() throws {
    let answer = try Land().desk().lookup(LookupQuestion(at: "X=1673520.00 Y=585520.00", crs: Land.grid))
    #expect(answer.features.isEmpty && answer.candidates.isEmpty)
    #expect(answer.withheld == ["holder", "defenceLand"])
    #expect(answer.notes == [.defenceLand])
    #expect(!answer.json().contains("CQP") && !answer.json().contains("\"99\""))
  }

  @Test func `land of defence is not named as the nearest either`() throws {
    let answer = try Land().desk().lookup(LookupQuestion(at: "X=1673520.00 Y=585545.00", crs: Land.grid))
    #expect(!answer.json().contains("\"99\""))
    if case .nearest(let key, _)? = answer.notes.last { #expect(key.number != "99") }
  }

  @Test func `a pair without a grid is read in the one whose parcel it lies on`() throws {
    let answer = try Land().desk().lookup(LookupQuestion(at: "X=1672422.43 Y=584963.15"))
    #expect(answer.query.crs == Land.grid)
    #expect(answer.features.map(\.parcel.key.number) == ["14"])
    #expect(answer.notes == [.gridByParcel(Land.grid, meridian: "108°00'")])
    #expect(answer.isCertain)
  }

  @Test func `exchanged labels are read as they fit and told`() throws {
    let answer = try Land().desk().lookup(LookupQuestion(at: "X=584963.15 Y=1672422.43"))
    #expect(answer.features.map(\.parcel.key.number) == ["14"])
    #expect(answer.notes.contains { if case .remark = $0 { true } else { false } })
  }

  @Test func `a pair that falls nowhere asks for the grid`() throws {
    let desk = try Land().desk()
    let error = #expect(throws: ServiceError.self) { try desk.lookup(LookupQuestion(at: "X=2326802.32 Y=587082.25")) }
    #expect(error?.code == .ambiguousCoordinate && error?.parameter == "crs")
  }

  @Test func `a pair beside the wards is read in the only grid of the parcels, and that is told`() throws {
    let land = try Land()
    let beside = LookupQuestion(at: "X=1680000.00 Y=600000.00")
    let answer = try land.desk().lookup(beside)
    #expect(answer.query.crs == Land.grid && answer.features.isEmpty)
    #expect(answer.notes.first == .gridOfRegister(Land.grid, meridian: "108°00'"))
    #expect(try land.desk(withIndex: false).lookup(beside).query.crs == Land.grid)
    var other = try land.parcel("21028", Land.new, "9", "1", [Land.square(588_500, 1_672_500)])
    other.geometry = try land.geometry(
      MultiPolygon([[Land.square(642_500, 1_672_700)]]), grid: CRS(epsg: 9216))
    try land.publish([other], asOf: "2026-01-01")
    let error = #expect(throws: ServiceError.self) { try land.desk().lookup(beside) }
    #expect(error?.code == .ambiguousCoordinate)
  }

  @Test func `systems that contradict the coordinate are refused`() throws {
    let desk = try Land().desk()
    for (at, crs) in [("15.1205, 108.7923", 5898), ("X=1672422.43 Y=584963.15", 4326)] {
      let error = #expect(throws: ServiceError.self) {
        try desk.lookup(LookupQuestion(at: at, crs: CRS(epsg: Int32(crs))))
      }
      #expect(error?.code == .contradiction)
    }
    let unknown = #expect(throws: ServiceError.self) {
      try desk.lookup(LookupQuestion(at: "X=1672422.43 Y=584963.15", crs: CRS(epsg: 1234)))
    }
    #expect(unknown?.code == .badCRS)
    let hanoi = #expect(throws: ServiceError.self) {
      try desk.lookup(LookupQuestion(at: "15.1205, 108.7923", crs: CRS(epsg: 4147)))
    }
    #expect(hanoi?.code == .badCRS)
    let words = #expect(throws: ServiceError.self) { try desk.lookup(LookupQuestion(at: "somewhere")) }
    #expect(words?.code == .badCoordinate && words?.parameter == "at")
  }

  @Test func `tells the ward of the day that is asked for`() throws {
    let desk = try Land().desk()
    let question = LookupQuestion(
      at: "X=1672422.43 Y=584963.15", crs: Land.grid, moment: Moment(asOf: Day("2025-01-01")))
    let answer = try desk.lookup(question)
    #expect(answer.ward?.name == "Phường Trần Hưng Đạo")
    #expect(answer.features.first?.ward?.code == "21022")
  }

  @Test func `before the first data there is no history, and revisions that are not are told`() throws {
    let desk = try Land().desk()
    let early = #expect(throws: ServiceError.self) {
      try desk.lookup(LookupQuestion(at: "15.1, 108.8", moment: Moment(asOf: Day("2020-01-01"))))
    }
    #expect(early?.code == .noHistory && early?.suggestion == "2024-05-31")
    let unknown = #expect(throws: ServiceError.self) {
      try desk.lookup(LookupQuestion(at: "15.1, 108.8", moment: Moment(revision: 9)))
    }
    #expect(unknown?.code == .noSuchRevision && unknown?.suggestion == "2")
  }

  @Test func `a new revision is seen at once, and the old one stays to be asked`() throws {
    let land = try Land()
    let desk = try land.desk()
    let question = LookupQuestion(at: "X=1672422.43 Y=584963.15", crs: Land.grid)
    #expect(try desk.lookup(question).features.first?.parcel.landUse == "ODT 300+CLN")
    try land.publish(
      [
        try land.parcel(
          "21022", Land.old, "12", "14", [Land.square(584_960, 1_672_420)], landUse: "ODT")
      ], asOf: "2026-01-15", scope: .nothing)
    let after = try desk.lookup(question)
    #expect(after.revision?.id == 3 && after.features.first?.parcel.landUse == "ODT")
    var then = question
    then.moment = Moment(revision: 2)
    #expect(try desk.lookup(then).features.first?.parcel.landUse == "ODT 300+CLN")
    #expect(desk.takeMiss())
    try desk.shared.refresh(from: desk.reader)
    #expect(desk.shared.heldRevision == 3)
    #expect(try desk.lookup(question).features.first?.parcel.landUse == "ODT")
    #expect(!desk.takeMiss())
  }

  @Test(arguments: [true, false])
  func `the index and the register give the same answers`(isRounded: Bool) throws {
    let land = try Land()
    let (quick, plain) = (try land.desk(), try land.desk(withIndex: false))
    var random = Seeded(state: 7)
    for _ in 0..<200 {
      let x = Double.random(in: 584_880...585_120, using: &random)
      let y = Double.random(in: 1_672_380...1_672_620, using: &random)
      let decimals = isRounded ? 0 : 3
      let at = "X=\(Figures.fixed(y, decimals: decimals)) Y=\(Figures.fixed(x, decimals: decimals))"
      let question = LookupQuestion(at: at, crs: Land.grid)
      #expect(try quick.lookup(question).json() == plain.lookup(question).json(), "\(at)")
    }
  }

  @Test func `a card says it in words`() throws {
    let answer = try Land().desk().lookup(LookupQuestion(at: "X=1672422.43 Y=584963.15", crs: Land.grid))
    let card = answer.card(in: .vietnamese)
    #expect(card.hasPrefix("Thửa 14, tờ 12, Phường Cẩm Thành (chắc chắn)\n"))
    #expect(card.contains("cách ranh gần nhất 2,43 m"))
    #expect(card.contains("398,5 m²"))
    #expect(answer.card(in: .english).contains("inside, 2.43 m from the nearest boundary"))
  }
}
