import Cadastre
import Geo
import JSON
import Register
import Testing
import VietText

@testable import Service

struct ParcelTests {
  private func question(_ ward: String, _ sheet: String, _ number: String) -> ParcelQuestion {
    ParcelQuestion(ward: ward, sheet: sheet, number: number)
  }

  @Test func `a code is read as of the day and the other reading is told`() throws {
    let desk = try Land().desk()
    let today = try desk.parcel(question("21025", "12", "2"))
    #expect(today.features.map(\.parcel.key.wardFrom) == [Land.new])
    #expect(today.otherReadings.map(\.key.wardFrom) == [Land.old])
    #expect(today.otherReadings.first?.ward?.name == "Phường Cẩm Thành")
    #expect(today.notes == [.otherUnderEarlierWard(count: 1)])
    var then = question("21025", "12", "2")
    then.moment = Moment(asOf: Day("2025-06-30"))
    #expect(try desk.parcel(then).features.map(\.parcel.key.wardFrom) == [Land.old])
    var named = question("21025", "12", "2")
    named.wardFrom = Land.old
    let old = try desk.parcel(named)
    #expect(old.features.first?.ward?.validFrom == Land.new)
    #expect(old.notes.contains(.wardChanged(surveyed: "21025", today: "Phường Cẩm Thành (21025)")))
  }

  @Test func `a parcel of an ended ward tells its ward of today`() throws {
    let answer = try Land().desk().parcel(question("21022", "12", "14"))
    let feature = try #require(answer.features.first)
    #expect(feature.ward == WardReference(code: "21025", name: "Phường Cẩm Thành", validFrom: try #require(Land.new)))
    #expect(feature.parcel.key.ward == "21022")
    var writer = JSONWriter()
    answer.write(into: &writer)
    let json = try object(writer.bytes)
    #expect(json["type"] as? String == "Feature")
    #expect((json["properties"] as? [String: Any])?["relation"] == nil)
    #expect(
      (json["links"] as? [[String: Any]])?.first?["href"] as? String == "/parcels/21022/12/14?wardFrom=2004-07-01")
  }

  @Test func `two series of one sheet are both given`() throws {
    let desk = try Land().desk()
    let both = try desk.parcel(question("21025", "5", "1"))
    #expect(both.isAmbiguous && both.features.map(\.parcel.key.series) == ["1000", "500"])
    var one = question("21025", "5", "1")
    one.series = "500"
    #expect(try desk.parcel(one).features.count == 1)
    one.series = "2000"
    let error = #expect(throws: ServiceError.self) { try desk.parcel(one) }
    #expect(error?.parameter == "series" && error?.allowed == ["1000", "500"])
  }

  @Test func `what is not there is answered with the nearest known`() throws {
    let desk = try Land().desk()
    let number = #expect(throws: ServiceError.self) { try desk.parcel(question("21022", "12", "999")) }
    #expect(number?.code == .parcelNotFound && number?.allowed == ["99", "100"])
    let sheet = #expect(throws: ServiceError.self) { try desk.parcel(question("21022", "112", "1")) }
    #expect(sheet?.code == .sheetNotFound && sheet?.suggestion == "12")
    let ward = #expect(throws: ServiceError.self) { try desk.parcel(question("99999", "12", "1")) }
    #expect(ward?.code == .wardNotFound)
    let earlier = #expect(throws: ServiceError.self) { try desk.parcel(question("21025", "12", "1")) }
    #expect(earlier?.code == .parcelNotFound)
    #expect(earlier?.suggestion == "/parcels/21025/12/1?wardFrom=2004-07-01")
  }

  @Test func `land of defence is refused`() throws {
    let error = #expect(throws: ServiceError.self) { try Land().desk().parcel(question("21022", "13", "99")) }
    #expect(error?.code == .defenceLand)
  }

  @Test func `pages of a sheet follow each other without loss while the register changes`() throws {
    let land = try Land()
    let desk = try land.desk()
    var numbers: [String] = []
    var question = SheetQuestion(ward: "21022", sheet: "12", limit: 30)
    for page in 0..<10 {
      let answer = try desk.sheet(question)
      numbers += answer.features.map(\.parcel.key.number)
      if page == 1 {
        try land.publish(
          [try land.parcel("21022", Land.old, "12", "1", [Land.square(584_900, 1_672_400)], landUse: "CLN")],
          asOf: "2026-02-01")
      }
      guard let next = answer.links.first(where: { $0.relation == "next" }) else { break }
      question.cursor = String(try #require(next.path.split(separator: "cursor=").last))
    }
    #expect(numbers == (1...100).map { "\($0)" })
    var foreign = question
    foreign.sheet = "13"
    let error = #expect(throws: ServiceError.self) { try desk.sheet(foreign) }
    #expect(error?.code == .badCursor)
  }

  @Test func `a ward is answered as of the day`() throws {
    let desk = try Land().desk()
    let today = try desk.ward(WardQuestion(code: "21025"))
    #expect(today.ward.name == "Phường Cẩm Thành")
    // The law measures in the grid: the square of the test has just this area there.
    #expect(abs(today.area - 8_000_000) < 0.01)
    let then = try desk.ward(WardQuestion(code: "21025", moment: Moment(asOf: Day("2025-06-30"))))
    #expect(then.ward.name == "Phường Nguyễn Nghiêm")
    let ended = #expect(throws: ServiceError.self) { try desk.ward(WardQuestion(code: "21022")) }
    #expect(ended?.code == .wardNotFound && ended?.suggestion == "/wards/21022?asOf=2004-07-01")
  }
}
