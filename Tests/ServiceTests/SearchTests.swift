import Cadastre
import Geo
import JSON
import Register
import Testing
import VietText

@testable import Service

struct SearchTests {
  private func titles(_ answer: SearchAnswer) -> [String] {
    answer.parcels.map { parcel in
      let key = parcel.feature.parcel.key
      return "\(key.ward)/\(key.sheet)/\(key.number)"
    } + answer.wards.map(\.ward.name)
  }

  private func search(_ text: String, _ desk: Desk, ward: String? = nil, asOf: String? = nil) throws -> [String] {
    titles(try desk.search(SearchQuestion(text: text, ward: ward, moment: Moment(asOf: asOf.flatMap { Day($0) }))))
  }

  @Test(arguments: [
    "tờ 12 thửa 14 Trần Hưng Đạo", "to 12 thua 14 tran hung dao", "thua 14 to 12 phuong tran hung dao",
    "21022 12 14", "12-14 tran hung dao", "12/14 trần hưng đạo", "thửa 14/12 tran hung dao", "tran hugn dao 12 14",
    "tranhungdao to 12 thua 14", "tờ 12 thửa 14, P. Trần Hưng Đạo, Quảng Ngãi",
  ])
  func `a parcel is found under the old name of its ward`(text: String) throws {
    let desk = try Land().desk()
    let answer = try desk.search(SearchQuestion(text: text))
    #expect(titles(answer).first == "21022/12/14", "\(text)")
    #expect(answer.parcels.first?.feature.ward?.name == "Phường Cẩm Thành")
  }

  @Test func `a parcel of an ended ward is found under the ward of today in which it lies`() throws {
    let desk = try Land().desk()
    let answer = try desk.search(SearchQuestion(text: "to 12 thua 14 cam thanh "))
    #expect(titles(answer) == ["21022/12/14"])
    #expect(answer.understood.ward?.code == "21025")
    // Under today's ward its own parcel comes first, then those of the wards that it was made of.
    #expect(try search("to 12 thua 2 cam thanh ", desk) == ["21025/12/2", "21022/12/2", "21025/12/2"])
    let ranked = try desk.search(SearchQuestion(text: "to 12 thua 2 cam thanh "))
    #expect(ranked.parcels.map(\.feature.parcel.key.wardFrom) == [Land.new, Land.old, Land.old])
    #expect(try search("to 12 thua 14 nghia lo ", desk) == ["Phường Nghĩa Lộ"])
  }

  @Test func `without a ward every ward is searched, those that last first`() throws {
    let desk = try Land().desk()
    let answer = try desk.search(SearchQuestion(text: "tờ 12 thửa 2 "))
    #expect(answer.parcels.map(\.feature.parcel.key.wardFrom) == [Land.new, Land.old, Land.old])
    #expect(titles(answer) == ["21025/12/2", "21022/12/2", "21025/12/2"])
  }

  @Test func `the parameter ward keeps to one code`() throws {
    let desk = try Land().desk()
    #expect(try search("to 12 thua 2 ", desk, ward: "21022") == ["21022/12/2"])
    let answer = try desk.search(SearchQuestion(text: "nghia lo to 12 thua 2 ", ward: "21022"))
    #expect(answer.understood.unread == ["nghia", "lo"])
    let error = #expect(throws: ServiceError.self) { try search("to 12", desk, ward: "77777") }
    #expect(error?.code == .wardNotFound)
  }

  @Test func `the last number may still be typed, and no other digit is ever forgiven`() throws {
    let desk = try Land().desk()
    let begun = try search("to 12 thua 1", desk, ward: "21022")
    #expect(begun.prefix(3) == ["21022/12/1", "21022/12/10", "21022/12/11"])
    #expect(begun.count == 12)
    #expect(try search("to 12 thua 1 ", desk, ward: "21022") == ["21022/12/1"])
    #expect(try search("to 12 thua 01 ", desk, ward: "21022") == ["21022/12/1"])
    for text in ["to 12 thua 101 ", "to 21 thua 1 ", "to 112 thua 1 ", "to 1 thua 12 "] {
      #expect(try search(text, desk, ward: "21022").isEmpty == false)
      #expect(try desk.search(SearchQuestion(text: text, ward: "21022")).parcels.isEmpty, "\(text)")
    }
  }

  @Test func `sheets named like fractions come before parcels`() throws {
    let desk = try Land().desk()
    let sheet = try desk.search(SearchQuestion(text: "1/500"))
    #expect(sheet.sheets.map(\.sheet) == ["1/500"])
    #expect(sheet.sheets.first?.path == "/parcels?ward=21025&sheet=1%2F500")
    #expect(try search("tờ 1/500 thửa 7 ", desk) == ["21025/1/500/7"])
    #expect(try search("to 1-500 thua 7 cam thanh", desk) == ["21025/1/500/7"])
  }

  @Test func `a sheet alone gives its parcels when there is one, else the sheets`() throws {
    let desk = try Land().desk()
    let one = try desk.search(SearchQuestion(text: "tờ 14 "))
    #expect(titles(one) == ["21022/14/200"])
    let many = try desk.search(SearchQuestion(text: "tờ 1", limit: 100))
    #expect(Set(many.sheets.map(\.sheet)) == ["1/500", "12", "13", "14", "15"])
    let series = try desk.search(SearchQuestion(text: "tờ 5 thửa 1 "))
    #expect(series.parcels.map(\.feature.parcel.key.series) == ["1000", "500"])
  }

  @Test func `land of defence never appears, and that is told`() throws {
    let desk = try Land().desk()
    for text in ["tờ 13 thửa 99", "tờ 13", "thua 99 tran hung dao", "21022 13 99"] {
      let answer = try desk.search(SearchQuestion(text: text))
      #expect(!titles(answer).contains("21022/13/99"))
      #expect(answer.withheld == ["holder", "defenceLand"] && answer.notes.contains(.defenceLand), "\(text)")
      var writer = JSONWriter()
      answer.write(into: &writer)
      #expect(!writer.text.contains("CQP"))
    }
  }

  @Test func `a national code finds the parcel in which its cell lies`() throws {
    let land = try Land()
    let place = try land.wgs84(Land.corner.x + 10, Land.corner.y + 10)
    let code = try #require(NationalParcelCode(at: place))
    let answer = try land.desk().search(SearchQuestion(text: " \(code.text.uppercased()) "))
    #expect(titles(answer) == ["21022/12/1"])
    #expect(answer.understood.nationalCode == code.text)
    #expect(answer.parcels.first?.match == .similar)
  }

  @Test(arguments: [
    "15.1205, 108.7923", "X=1672422.43 Y=584963.15", "1672422.43 584963.15", "15°07'13.8\"N 108°47'32.3\"E",
  ])
  func `a coordinate is sent to the lookup`(text: String) throws {
    let answer = try Land().desk().search(SearchQuestion(text: text))
    #expect(answer.understood.isCoordinate && answer.parcels.isEmpty)
    #expect(answer.links.contains { $0.path == "/lookup?at=" + Link.encoded(text) })
  }

  @Test func `wards are found by name, old and new, and by code`() throws {
    let desk = try Land().desk()
    #expect(try search("nghia lo", desk) == ["Phường Nghĩa Lộ"])
    #expect(try search("nguyen nghiem", desk) == ["Phường Nguyễn Nghiêm"])
    #expect(try search("ngh", desk) == ["Phường Nghĩa Lộ", "Phường Nguyễn Nghiêm"])
    #expect(try search("21025", desk) == ["Phường Cẩm Thành", "Phường Nguyễn Nghiêm"])
    #expect(try search("2102", desk).count == 4)
    let answer = try desk.search(SearchQuestion(text: "tran hung dao"))
    #expect(answer.wards.first?.isLasting == false)
    #expect(answer.wards.first?.path == "/wards/21022?asOf=2004-07-01")
    #expect(abs((answer.wards.first?.area ?? 0) - 4_000_000) < 0.01)
  }

  @Test func `the state of another day is searched by its wards`() throws {
    let desk = try Land().desk()
    let then = try desk.search(
      SearchQuestion(text: "to 12 thua 1 nguyen nghiem ", moment: Moment(asOf: Day("2025-06-30"))))
    #expect(titles(then) == ["21025/12/1"])
    #expect(then.parcels.first?.feature.ward?.name == "Phường Nguyễn Nghiêm")
    let error = #expect(throws: ServiceError.self) { try search("to 12", desk, asOf: "1990-01-01") }
    #expect(error?.code == .noHistory)
  }

  @Test func `what is not used and what is not there is said in both languages`() throws {
    let desk = try Land().desk()
    let answer = try desk.search(SearchQuestion(text: "to 12 thua 999 tran hung dao nha ba Lan "))
    #expect(answer.understood.unread == ["nha", "ba", "Lan"])
    #expect(titles(answer) == ["Phường Trần Hưng Đạo"])
    #expect(answer.card(in: .vietnamese).contains("gần nhất: 99, 100"))
    #expect(answer.card(in: .english).contains("the nearest are 99, 100"))
    let slip = try desk.search(SearchQuestion(text: "tran hunh dao "))
    #expect(slip.card(in: .english).contains("No ward is called “tran hunh dao”"))
    #expect(try desk.search(SearchQuestion(text: "🏠")).card(in: .vietnamese).contains("Không có gì để tìm"))
  }

  @Test func `an answer is the same with the index and without`() throws {
    let land = try Land()
    let (quick, slow) = (try land.desk(), try land.desk(withIndex: false))
    for text in [
      "to 12 thua 2", "cam thanh to 12 thua 14", "to 1", "ngh", "thua 99 tran hung dao", "2102", "1/500", "12",
    ] {
      var (left, right) = (JSONWriter(), JSONWriter())
      try quick.search(SearchQuestion(text: text)).write(into: &left)
      try slow.search(SearchQuestion(text: text)).write(into: &right)
      #expect(left.text == right.text)
    }
  }

  @Test func `what is published is found at once, before the index is of that revision`() throws {
    let land = try Land()
    let desk = try land.desk()
    #expect(try search("to 77 thua 5 ", desk).isEmpty)
    try land.publish(
      [try land.parcel("21028", Land.new, "77", "5", [Land.square(588_100, 1_672_400)])], asOf: "2026-01-01")
    #expect(try search("to 77 thua 5 nghia lo", desk) == ["21028/77/5"])
    #expect(desk.takeMiss())
  }

  @Test func `a name where a code is expected is answered with the code`() throws {
    let desk = try Land().desk()
    let parcel = #expect(throws: ServiceError.self) {
      try desk.parcel(ParcelQuestion(ward: "nghĩa lộ", sheet: "12", number: "1"))
    }
    #expect(parcel?.code == .wardNotFound && parcel?.suggestion == "/parcels/21028/12/1")
    #expect(parcel?.allowed == ["21028 Phường Nghĩa Lộ"])
    let ward = #expect(throws: ServiceError.self) { try desk.ward(WardQuestion(code: "cam thnah")) }
    #expect(ward?.suggestion == "/wards/21025")
    // A wrong digit is never set right.
    let digits = #expect(throws: ServiceError.self) { try desk.ward(WardQuestion(code: "21029")) }
    #expect(digits?.suggestion == nil)
  }

  // MARK: the past

  private func withLineage() throws -> Land {
    let land = try Land()
    let day = try #require(Land.new)
    let origin = FactOrigin(person: "lan", allowsRemovals: true)
    _ = try RegisterFile.publish(
      [
        WardSuccession(oldCode: "21022", newCode: "21025", day: day),
        WardSuccession(oldCode: "21025", newCode: "21025", day: day),
        WardSuccession(oldCode: "21019", oldName: "Phường Nghĩa Chánh", newCode: "21025", day: day),
        WardSuccession(
          oldCode: "21031", oldName: "Phường Chánh Lộ", newCode: "21025", day: day, extent: .part, share: 0.4),
        WardSuccession(
          oldCode: "21031", oldName: "Phường Chánh Lộ", newCode: "21028", day: day, extent: .part, share: 0.6),
      ], in: land.register, from: origin)
    _ = try RegisterFile.publish(
      [SheetRenumbering(oldWard: "21019", oldSheet: "3", newWard: "21025", newSheet: "1/500", day: day)],
      in: land.register, from: origin)
    try land.publish(
      [try land.parcel("21031", nil, "4", "9", [Land.square(588_300, 1_672_400)])], asOf: "2024-06-30")
    return land
  }

  @Test func `an ended ward tells what it went to`() throws {
    let desk = try withLineage().desk()
    let answer = try desk.search(SearchQuestion(text: "tran hung dao"))
    #expect(answer.wards.first?.successors.map(\.ward.code) == ["21025"])
    #expect(answer.card(in: .vietnamese).contains("nay thuộc Phường Cẩm Thành"))
  }

  @Test func `a ward that is known by lineage alone leads to the wards of today`() throws {
    let desk = try withLineage().desk()
    for text in ["nghia chanh", "Nghĩa Chánh", "phường nghĩa chánh", "21019", "nghai chanh "] {
      let answer = try desk.search(SearchQuestion(text: text))
      #expect(answer.wards.map(\.ward.name) == ["Phường Cẩm Thành"], "\(text)")
      #expect(answer.card(in: .english).contains("Phường Nghĩa Chánh (21019) is in Phường Cẩm Thành"), "\(text)")
    }
    #expect(try search("chanh lo ", desk) == ["Phường Cẩm Thành", "Phường Nghĩa Lộ"])
    // Names of today go before.
    #expect(try search("nghia lo", desk) == ["Phường Nghĩa Lộ"])
  }

  @Test func `an old paper's ward, sheet and number lead to the parcel of today`() throws {
    let desk = try withLineage().desk()
    for text in ["tờ 3 thửa 7 Nghĩa Chánh", "thua 7 to 3 nghia chanh", "21019 3 7"] {
      let answer = try desk.search(SearchQuestion(text: text))
      #expect(titles(answer) == ["21025/1/500/7"], "\(text)")
      #expect(answer.parcels.first?.match == .renamed)
      #expect(answer.links.contains { $0.path == "/parcels?ward=21019&sheet=3&number=7&paperDate=2025-06-30" })
    }
    // The number of the new ward's own sheet is another parcel's.
    #expect(try search("tờ 12 thửa 2 Nghĩa Chánh", desk) == ["Phường Cẩm Thành"])
    // Parcels surveyed under a ward without a boundary are found by its name.
    #expect(try search("to 4 thua 9 chanh lo ", desk) == ["21031/4/9"])
    #expect(try search("21031 4 9 ", desk) == ["21031/4/9"])
  }

  /// Twelve ways to type a parcel, with its numbers always as they are.
  private static func ways(_ sheet: String, _ number: String, _ name: String) -> [String] {
    [
      "tờ \(sheet) thửa \(number) \(name)", "to \(sheet) thua \(number) \(name)", "thua \(number) to \(sheet) \(name)",
      "\(name) to \(sheet) thua \(number)", "\(name) thửa \(number) tờ \(sheet)",
      "\(name), tờ \(sheet), thửa \(number)",
      "tbd \(sheet) thua so \(number) \(name)", "Tờ bản đồ số \(sheet), thửa đất số \(number), \(name)",
      "thua \(number) \(name) to \(sheet)", "TO \(sheet) THUA \(number) \(name.uppercased())",
      "thửa số: \(number); tờ số: \(sheet); \(name)", "phuong \(name) to \(sheet) thua \(number)",
    ]
  }

  /// A name with its tones lost, perhaps, and one slip in a word of four letters or more.
  private static func mistyped(_ name: String, _ random: inout Seeded) -> String {
    let name = Bool.random(using: &random) ? SearchKey.make(name) : name
    var words = name.split(separator: " ").map(String.init)
    guard Bool.random(using: &random),
      let long = words.indices.filter({ words[$0].count >= 4 }).randomElement(using: &random)
    else { return name }
    var letters = Array(words[long])
    let place = Int.random(in: 0..<(letters.count - 1), using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: letters.swapAt(place, place + 1)
    case 1: letters.remove(at: place)
    case 2: letters.insert("z", at: place)
    default: letters[place] = "z"
    }
    words[long] = String(letters)
    return words.joined(separator: " ")
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `each parcel is found first in twelve ways, and a changed digit never finds it`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let land = try Land()
    let desk = try land.desk()
    for _ in 0..<40 {
      let (sheet, number) = ("12", "\(Int.random(in: 1...100, using: &random))")
      for way in Self.ways(sheet, number, Self.mistyped("Trần Hưng Đạo", &random)) {
        let found = try search(way, desk)
        #expect(found.first == "21022/12/\(number)", "seed \(seed): \(way)")
      }
      var digits = Array(number.utf8)
      let place = Int.random(in: 0..<digits.count, using: &random)
      digits[place] = 0x30 + (digits[place] - 0x30 + UInt8.random(in: 1...9, using: &random)) % 10
      let other = String(decoding: digits, as: UTF8.self)
      for way in Self.ways(sheet, other, "tran hung dao") {
        let found = try search(way + " ", desk)
        #expect(!found.contains("21022/12/\(number)"), "seed \(seed): \(way) must not give \(number)")
      }
    }
  }
}

struct WardListTests {
  @Test func `lists the wards of a day in the order of their codes`() throws {
    let desk = try Land().desk()
    let today = try desk.wards(WardsQuestion())
    #expect(today.features.map(\.ward.name) == ["Phường Cẩm Thành", "Phường Nghĩa Lộ"])
    #expect(today.features.allSatisfy { $0.polygons == nil && !$0.box.isEmpty && $0.area ?? 0 > 0 })
    let then = try desk.wards(WardsQuestion(moment: Moment(asOf: Day("2025-06-30"))))
    #expect(then.features.map(\.ward.name) == ["Phường Trần Hưng Đạo", "Phường Nguyễn Nghiêm"])
  }

  @Test func `pages follow each other, pinned to the revision and the day`() throws {
    let land = try Land()
    let desk = try land.desk()
    let first = try desk.wards(WardsQuestion(limit: 1))
    let next = try #require(first.links.first { $0.relation == "next" })
    let cursor = String(try #require(next.path.split(separator: "cursor=").last))
    try land.publish(
      [try land.parcel("21028", Land.new, "77", "5", [Land.square(588_100, 1_672_400)])], asOf: "2026-01-01")
    let second = try desk.wards(WardsQuestion(limit: 1, cursor: cursor))
    #expect(first.features.map(\.ward.code) + second.features.map(\.ward.code) == ["21025", "21028"])
    #expect(second.links.allSatisfy { $0.relation != "next" })
    #expect(second.revision.id == first.revision.id)
    for wrong in [
      WardsQuestion(text: "nghia", cursor: cursor), WardsQuestion(cursor: "00"), WardsQuestion(cursor: "ff" + cursor),
    ] {
      let error = #expect(throws: ServiceError.self) { try desk.wards(wrong) }
      #expect(error?.code == .badCursor)
    }
  }

  @Test func `words and codes narrow the list, and an ended ward is told`() throws {
    let desk = try Land().desk()
    #expect(try desk.wards(WardsQuestion(text: "nghia")).features.map(\.ward.code) == ["21028"])
    #expect(try desk.wards(WardsQuestion(text: "2102")).features.map(\.ward.code) == ["21025", "21028"])
    let ended = try desk.wards(WardsQuestion(text: "trần hưng đạo"))
    #expect(ended.features.isEmpty)
    #expect(ended.card(in: .english).contains("add asOf=2004-07-01"))
    let then = try desk.wards(WardsQuestion(text: "trần hưng đạo", moment: Moment(asOf: Day("2025-06-30"))))
    #expect(then.features.map(\.ward.code) == ["21022"])
  }
}
