import Cadastre

extension SampleCommune {
  /// The holders of a parcel, one row for each person; the same group may hold several parcels of its ward.
  public func holders(of parcel: SampleParcel) -> [SampleHolder] {
    var maker = HolderMaker(seed: seed, parcel: parcel)
    return maker.rows()
  }
}

/// Makes the holders of one parcel.
private struct HolderMaker {
  private let seed: UInt64
  private let parcel: SampleParcel
  private let ward: Int
  private let group: Int
  private var random: SampleRandom

  private struct Person {
    var name: String
    var isWoman: Bool
    var birthYear: Int
    var role: String
  }

  init(seed: UInt64, parcel: SampleParcel) {
    self.seed = seed
    self.parcel = parcel
    ward = ((Int(parcel.parcel.key.ward) ?? 0) - 90_001) / 3
    // A group's parcels lie near each other: it is drawn among as many groups as two thirds of the parcels around.
    let neighbourhood = parcel.ordinal / 300
    var draw = SampleRandom(seed, -3, ward, parcel.ordinal)
    group = neighbourhood * 200 + draw.below(200)
    random = SampleRandom(seed, -4, ward, group)
  }

  mutating func rows() -> [SampleHolder] {
    let use = parcel.parcel.landUse ?? ""
    let isPublic = ["CQP", "CAN", "DGD", "TSC", "NTD"].contains(use)
    let wardName = WardLayout.name(ward)
    var certificate = SampleRandom(seed, -5, parcel.ordinal)
    let year = 1994 + certificate.below(31)
    let number = certificate.below(100) < 85 ? "MẪU \(padded(parcel.ordinal + 1, 7))" : ""
    let key = parcel.parcel.key
    func row(_ kind: String, _ name: String, _ person: Person?, share: String) -> SampleHolder {
      SampleHolder(
        holder: isPublic ? "M\(ward)-UB" : "M\(ward)-\(group)", kind: kind, name: name,
        sex: person.map { $0.isWoman ? "Nữ" : "Nam" } ?? "", birthYear: person?.birthYear,
        idNumber: person.map { idNumber($0) } ?? "", personRole: person?.role ?? "Người đại diện",
        address: "Tổ \(1 + group % 20), \(wardName)", ward: key.ward, sheet: key.sheet, number: key.number,
        share: share,
        use: use, certificate: number, from: "\(year)-\(padded(1 + certificate.below(12), 2))-15", to: "")
    }
    if isPublic { return [row("Tổ chức", "UBND \(wardName)", nil, share: "")] }
    let draw = random.below(100)
    if draw >= 96 {
      return [row("Tổ chức", "Công ty Mẫu số \(1 + group % 50)", nil, share: "")]
    }
    if draw >= 95 { return [row("Cộng đồng dân cư", "Cộng đồng dân cư Thôn Mẫu \(1 + group % 9)", nil, share: "")] }
    let (kind, people) = people(draw)
    return people.map { row(kind, $0.name, $0, share: kind == "Đồng sử dụng" ? "1/\(people.count)" : "") }
  }

  private mutating func people(_ draw: Int) -> (kind: String, people: [Person]) {
    switch draw {
    case ..<35:
      let isWoman = random.below(100) < 45
      return ("Cá nhân", [person(isWoman, "Cá nhân")])
    case ..<72: return ("Vợ chồng", [person(false, "Chồng"), person(true, "Vợ")])
    case ..<90:
      var people = [person(random.below(4) == 0, "Chủ hộ")]
      for _ in 0..<1 + random.below(4) { people.append(person(random.below(2) == 0, "Thành viên")) }
      return ("Hộ gia đình", people)
    default:
      return ("Đồng sử dụng", (0..<2 + random.below(2)).map { _ in person(random.below(2) == 0, "Thành viên") })
    }
  }

  private mutating func person(_ isWoman: Bool, _ role: String) -> Person {
    let middle = random.pick(isWoman ? SampleNames.middleNamesOfWomen : SampleNames.middleNamesOfMen)
    return Person(
      name: "\(random.pick(SampleNames.families)) \(middle) \(random.pick(SampleNames.givenNames))",
      isWoman: isWoman, birthYear: 1940 + random.below(64), role: role)
  }

  /// Century and sex, year of birth, and six digits, after a province number that does not exist.
  private mutating func idNumber(_ person: Person) -> String {
    let century = (person.birthYear >= 2000 ? 2 : 0) + (person.isWoman ? 1 : 0)
    return "099\(century)\(padded(person.birthYear % 100, 2))\(padded(random.below(1_000_000), 6))"
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
