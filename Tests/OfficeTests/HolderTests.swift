import Testing

@testable import Office

private func person(_ name: String, _ identity: String? = nil, _ kind: HolderKind = .person) -> Holder {
  Holder(kind: kind, name: name, members: [Holder.Member(name: name, identity: identity)])
}

private func right(_ number: String, ward: String = "21022", certificate: String? = nil) -> HolderRight {
  HolderRight(ward: ward, sheet: "12", number: number, certificate: certificate)
}

extension Bureau {
  @discardableResult
  func keep(_ groups: [HolderGroup], asOf: String = "2026-11-20") throws -> (outcomes: [HolderOutcome], ended: Int) {
    try writer.write { change in
      let number = try change.beginImport(file: "x.csv", sha256: "", asOf: asOf, rows: groups.count, by: boss)
      let outcomes = try groups.map { try change.keep($0, import: number) }
      return (outcomes, try change.finishImport(number, asOf: asOf, by: boss, counts: []))
    }
  }
}

@Test func `names and numbers are masked as the clerk without the case sees them`() {
  #expect(Masking.name("Nguyễn Văn An") == "Nguyễn V. A.")
  #expect(Masking.name("Hộ ông Nguyễn Văn An và bà Trần Thị Bích") == "Nguyễn V. A. – Trần T. B.")
  #expect(Masking.name("Hồ Thị Kỷ") == "Hồ T. K." || Masking.name("Hồ Thị Kỷ") == "Thị K.")
  #expect(Masking.name("") == "***")
  #expect(Masking.name("<script>alert(1)</script>").count < 60)
  #expect(Masking.name(String(repeating: "a ", count: 5000)).count < 60)
  #expect(Masking.identity("099085123789") == "*********789")
  #expect(Masking.identity("12") == "***")
}

@Test func `an identity number of eleven digits gets its zero back, and one that contradicts the person is told`()
  throws
{
  let padded = try #require(IdentityNumber.read("99085123789"))
  #expect(padded.number == "099085123789" && padded.notes == [.padded])
  #expect(try #require(IdentityNumber.read("0990 85 123-789")).notes.isEmpty)
  #expect(try #require(IdentityNumber.read("99085123789.0")).number == "099085123789")
  #expect(try #require(IdentityNumber.read("212345678")).notes.isEmpty)
  #expect(try #require(IdentityNumber.read("12345")).notes == [.oddLength])
  #expect(try #require(IdentityNumber.read("=1+1")).notes == [.oddLength])
  #expect(try #require(IdentityNumber.read("099085123789", birthYear: 1985, sex: "Nam")).notes.isEmpty)
  #expect(try #require(IdentityNumber.read("099085123789", birthYear: 1986)).notes == [.contradicts])
  #expect(try #require(IdentityNumber.read("099085123789", sex: "Nữ")).notes == [.contradicts])
  #expect(IdentityNumber.read("  ") == nil)
}

@Test func `holders are found without tones, by beginnings, by identity and by certificate`() throws {
  let bureau = try Bureau()
  try bureau.keep([
    HolderGroup(
      key: "1", holder: person("Nguyễn Văn Ẩn", "099085123789"), rights: [right("1", certificate: "CĐ 123456")]),
    HolderGroup(key: "2", holder: person("Nguyễn Văn An"), rights: [right("2", ward: "21025")]),
    HolderGroup(key: "3", holder: person("Trần Thị Đào"), rights: [right("3")]),
  ])
  let reader = try bureau.reader()
  func ids(_ text: String, _ ward: String? = nil) throws -> [Int] {
    try reader.searchHolders(text, ward: ward).holders.map(\.id)
  }
  #expect(try ids("nguyen van an") == [1, 2])
  #expect(try ids("an nguyễn") == [1, 2])
  #expect(try ids("nguyen v") == [1, 2])
  #expect(try ids("nguyen van an", "21025") == [2])
  #expect(try ids("van", "21025") == [2])
  #expect(try ids("đào") == [3])
  #expect(try ids("DAO tran") == [3])
  #expect(try ids("099085123789") == [1])
  #expect(try ids("99085123789") == [1])
  #expect(try ids("cd123456") == [1])
  #expect(try ids("CĐ-123456") == [1])
  #expect(try ids("khong ai") == [])
  for nasty in [
    "\"", "* OR 1", "NEAR(", "'; DROP TABLE members; --", String(repeating: "x", count: 10_000), "", "w21025",
  ] {
    #expect(try ids(nasty) == [], "\(nasty.prefix(20))")
  }
  #expect(try reader.searchHolders("nguyen", limit: 1).hasMore)
}

@Test func `two of one name are two, and one identity under two names is told`() throws {
  let bureau = try Bureau()
  let outcomes = try bureau.keep([
    HolderGroup(key: "1", holder: person("Nguyễn Văn An", "099085123789"), rights: [right("1")]),
    HolderGroup(key: "2", holder: person("Nguyễn Văn An", "099085123790"), rights: [right("2")]),
    HolderGroup(key: "3", holder: person("Nguyễn Văn Anh", "099085123789"), rights: [right("3")]),
  ]).outcomes
  #expect(Set(outcomes.map(\.id)).count == 3)
  #expect(outcomes[1].notes.isEmpty)
  #expect(outcomes[2].notes == [.identityWithTwoNames(holder: outcomes[0].id)])
}

@Test func `a later file of the same key is the same holder only with an identity in common`() throws {
  let bureau = try Bureau()
  let first = try bureau.keep([
    HolderGroup(key: "H1", holder: person("Nguyễn Văn An", "099085123789"), rights: [right("1")])
  ])
  let again = try bureau.keep([
    HolderGroup(key: "H1", holder: person("Nguyễn Văn Ân", "099085123789"), rights: [right("1")])
  ]).outcomes[0]
  #expect(again.id == first.outcomes[0].id && again.isChanged && !again.isNew)
  let other = try bureau.keep([
    HolderGroup(key: "H1", holder: person("Nguyễn Văn Ân", "099085999999"), rights: [right("9")])
  ])
  #expect(other.outcomes[0].isNew)
  #expect(other.outcomes[0].notes == [.keyOfAnother(holder: again.id)])
  #expect(try bureau.reader().holderCounts().holders == 2)
}

@Test func `the same file again changes nothing, and a sale ends the old right on its day`() throws {
  let bureau = try Bureau()
  let groups = [
    HolderGroup(key: "1", holder: person("Nguyễn Văn An", "099085123789"), rights: [right("1"), right("2")]),
    HolderGroup(key: "2", holder: person("Trần Thị Đào", "099185123000"), rights: [right("3")]),
  ]
  try bureau.keep(groups)
  let again = try bureau.keep(groups)
  #expect(again.ended == 0)
  #expect(again.outcomes.allSatisfy { !$0.isNew && !$0.isChanged })
  #expect(try bureau.reader().holderCounts() == (2, 2, 3))
  let sale = try bureau.keep(
    [HolderGroup(key: "2", holder: groups[1].holder, rights: [right("2")])], asOf: "2026-12-01")
  #expect(sale.ended == 1)
  let reader = try bureau.reader()
  #expect(try reader.rights(ofHolder: 1, on: "2026-12-02").map(\.number) == ["1"])
  #expect(try reader.rights(ofHolder: 1, on: "2026-11-21").map(\.number) == ["1", "2"])
  #expect(try reader.rights(ofHolder: 2, on: "2026-12-02").map(\.number) == ["2", "3"])
}
