import Cadastre
import Testing

/// Wards of today and of before July 2025, as in Quảng Ngãi.
let directory: WardDirectory = {
  func ward(_ code: String, _ name: String, from: (Int, Int, Int), to: Day? = nil) -> Ward? {
    Day(year: from.0, month: from.1, day: from.2).map {
      Ward(code: code, name: name, kind: nil, province: "Tỉnh Quảng Ngãi", validFrom: $0, validTo: to)
    }
  }
  let (old, new) = ((2004, 7, 1), (2025, 7, 1))
  let end = Day(year: 2025, month: 7, day: 1)
  return WardDirectory(
    [
      ward("21022", "Phường Trần Hưng Đạo", from: old, to: end),
      ward("21025", "Phường Nguyễn Nghiêm", from: old, to: end), ward("21025", "Phường Cẩm Thành", from: new),
      ward("21028", "Phường Nghĩa Lộ", from: new), ward("21172", "Xã Nghĩa Hành", from: new),
      ward("21034", "Xã Tịnh Khê", from: new), ward("21040", "Phường 1", from: old),
      ward("21043", "Phường 10", from: old),
      ward("21046", "Xã Xa Dung", from: new), ward("21049", "Thị trấn Sông Vệ", from: old, to: end),
      ward("21052", "Xã Phước Thuận", from: new), ward("21055", "Xã Ia H'Drai", from: new),
      ward("21058", "Xã Mỹ Lý", from: new), ward("21061", "Phường Tô Hiệu", from: new),
    ].compactMap { $0 })
}()

/// A reading in short: `12/345`, `12/`, `/345`.
private func short(_ reading: SearchQuery.Reading) -> String {
  (reading.sheet?.text ?? "") + "|" + (reading.number?.text ?? "")
}

struct SearchGrammarTests {
  private let today = Day(year: 2026, month: 11, day: 20)

  @Test(arguments: [
    "to 12 thua 345 nghia lo", "tờ 12 thửa 345 Nghĩa Lộ", "thửa 345 tờ 12, phường Nghĩa Lộ",
    "tbđ 12 thửa số 345, phường Nghĩa Lộ", "Tờ bản đồ số 12; số thửa: 345; P. Nghĩa Lộ", "TBĐ12 thửa345 P.Nghĩa Lộ",
    "nghia lo to12 thua345", "phuong nghia lo 12 345", "12-345 nghĩa lộ", "12/345, Nghĩa Lộ", "nghĩa lộ tờ 12/345",
    "thửa 345/12 nghĩa lộ", "thửa đất số 345, tờ bản đồ số 12, Nghĩa Lộ", "sheet 12 parcel 345 nghia lo",
    "so to 12 so thua 345 nghia lo", "thuaw 345 to 12 nghia lo", "to: 12 thua: 345 nghia lo",
    "Tờ=12, Thửa=345, Nghĩa Lộ", "THỬA 345 TỜ 12 PHƯỜNG NGHĨA LỘ", "tờ\u{200F} 12 thửa\t345\nnghĩa lộ",
    "tờ 12 (nghĩa lộ) thửa 345", "thửa số thứ tự 345 tờ số 12 nghĩa lộ",
  ])
  func `understands sheet, number and ward`(text: String) throws {
    let query = SearchGrammar.read(text, wards: directory)
    let readings = query.readings.map(short)
    #expect(readings.contains("12|345"), "\(text): \(readings)")
    let matches = directory.matches(query.words, on: try #require(today))
    #expect(matches.first.map { directory.wards[$0.ward].code } == "21028", "\(text): \(matches)")
    #expect(matches.first?.unread.isEmpty == true)
  }

  @Test(arguments: [
    ("tờ 1/500 thửa 7", ["1/500|7"]), ("1/500", ["1/500|", "1|500", "500|1"]), ("TĐ 12-2024", ["TĐ 12-2024|"]),
    ("tờ TĐ 12-2024 thửa 5", ["TĐ 12-2024|5"]), ("tờ td12-2024 thửa 5", ["td12-2024|5"]),
    ("tờ DC5 thửa 123a", ["DC5|123a"]),
    ("thửa TT5 tờ 3", ["3|TT5"]), ("12", ["12|", "|12"]), ("thửa 345", ["|345"]), ("to 12", ["12|"]),
    ("12 345", ["12|345", "345|12"]), ("thửa 345 12", ["12|345"]), ("to 12 345", ["12|345"]),
    ("12_345", ["12_345|", "12|345", "345|12"]),
  ])
  func `reads numbers in every way that makes sense`(text: String, readings: [String]) {
    let found = SearchGrammar.read(text, wards: directory).readings.map(short)
    #expect(found.prefix(readings.count) == readings[...], "\(text): \(found)")
  }

  @Test(arguments: ["21028 12 345", "21028/12/345", "21028_12_345", "mã xã 21028 tờ 12 thửa 345", "12 345 21028"])
  func `takes five digits that are a code for the ward`(text: String) {
    let query = SearchGrammar.read(text, wards: directory)
    #expect(query.wardCode?.text == "21028")
    #expect(
      query.readings.first.map(short) == "12|345" || query.readings.map(short).contains("12|345"), "\(query.readings)")
  }

  @Test func `five digits that are no code are a number`() {
    let query = SearchGrammar.read("99999 1", wards: directory)
    #expect(query.wardCode == nil && query.readings.first.map(short) == "99999|1")
  }

  @Test(arguments: [
    ("tổ 11 nghĩa lộ tờ 12 thửa 3", "12|3", "tổ 11"), ("tờ 12 thửa 3 số nhà 7 nghĩa lộ", "12|3", "số nhà 7"),
    ("tờ 12 thửa 3 99 nghĩa lộ", "12|3", "99"), ("đường 30/4 tờ 12 thửa 3", "12|3", "đường 30/4"),
  ])
  func `numbers of houses and neighbourhoods name no land`(text: String, reading: String, unread: String) {
    let query = SearchGrammar.read(text, wards: directory)
    #expect(query.readings.map(short) == [reading], "\(query)")
    #expect(query.unread == [unread])
  }

  @Test func `a ward whose name is a number is named so`() throws {
    for text in ["phường 1 tờ 2 thửa 3", "P1 to 2 thua 3", "p.01 tờ 2 thửa 3"] {
      let query = SearchGrammar.read(text, wards: directory)
      #expect(query.readings.map(short) == ["2|3"], "\(text): \(query)")
      let first = directory.matches(query.words, on: try #require(today)).first
      #expect(first.map { directory.wards[$0.ward].name } == "Phường 1", "\(text)")
    }
  }

  @Test func `a number at the end of a name belongs to it`() throws {
    let day = try #require(today)
    let wards = WardDirectory([
      Ward(code: "00691", name: "Phường Hà Giang 2", validFrom: day),
      Ward(code: "00694", name: "Phường Hà Giang 1", validFrom: day),
      Ward(code: "00700", name: "Xã Nghĩa Lộ 2", validFrom: day),
      Ward(code: "00701", name: "Xã Nghĩa Lộ", validFrom: day),
    ])
    for (text, reading, name) in [
      ("hà giang 2 tờ 12 thửa 345", "12|345", "Phường Hà Giang 2"),
      ("to 12 thua 345 ha giang 1", "12|345", "Phường Hà Giang 1"),
      ("ha giang 2 12 345", "12|345", "Phường Hà Giang 2"), ("ha gaing 2 12-345", "12|345", "Phường Hà Giang 2"),
      ("ha giang 02", nil, "Phường Hà Giang 2"), ("ha giang 2 345", "345|", "Phường Hà Giang 2"),
      ("nghia lo 2 345", "2|345", "Xã Nghĩa Lộ"), ("nghia lo 2", nil, "Xã Nghĩa Lộ 2"),
      ("nghia lo 2-345", "2|345", "Xã Nghĩa Lộ"), ("nghia lo 2 thua 5 to 3", "3|5", "Xã Nghĩa Lộ 2"),
      ("ha giang 3 345", "3|345", "Phường Hà Giang 2"),
    ] {
      let query = SearchGrammar.read(text + " ", wards: wards)
      #expect(
        query.readings.map(short).contains { $0 == reading } || (reading == nil && query.readings.isEmpty),
        "\(text): \(query.readings.map(short))")
      let first = wards.matches(query.words, on: day).first
      #expect(first.map { wards.wards[$0.ward].name } == name, "\(text)")
    }
  }

  @Test func `names that sound like words for numbers stay names`() throws {
    for (text, name) in [
      ("phước thuận 12 345", "Xã Phước Thuận"), ("to hieu", "Phường Tô Hiệu"),
      ("tô hiệu tờ 1 thửa 2", "Phường Tô Hiệu"),
      ("xa dung", "Xã Xa Dung"), ("xã xa dung", "Xã Xa Dung"), ("ia hdrai", "Xã Ia H'Drai"),
      ("Ia H’Drai", "Xã Ia H'Drai"),
    ] {
      let query = SearchGrammar.read(text, wards: directory)
      let first = directory.matches(query.words, on: try #require(today)).first
      #expect(first.map { directory.wards[$0.ward].name } == name, "\(text): \(query)")
    }
  }

  @Test func `a word that is being typed after a sheet is the word for a parcel`() {
    for text in ["to 12 t", "to 12 th", "to 12 thu", "to 12 thua", "to 12 thua ", "thua 345 t", "thua 345 to"] {
      let query = SearchGrammar.read(text, wards: directory)
      #expect(query.words.isEmpty, "\(text): \(query.words)")
      #expect(query.readings.count == 1)
    }
    #expect(!SearchGrammar.read("to 12 ti", wards: directory).words.isEmpty)
  }

  @Test func `only the last number may still be typed, and only while nothing follows`() {
    func isOpen(_ text: String) -> [Bool] {
      SearchGrammar.read(text, wards: directory).readings.flatMap { [$0.sheet, $0.number] }.compactMap {
        $0?.isUnfinished
      }
    }
    #expect(isOpen("to 12 thua 34") == [false, true])
    #expect(isOpen("to 12 thua 34 ") == [false, false])
    #expect(isOpen("thua 34 to 1") == [true, false])
    #expect(isOpen("to 12 thua 34 nghia") == [false, false])
  }

  @Test func `a national code is taken whole`() {
    let query = SearchGrammar.read("mã w6tq58s5t0j4 nghia lo", wards: directory)
    #expect(query.nationalCode?.text == "w6tq58s5t0j4")
    #expect(query.readings.isEmpty)
  }

  @Test(arguments: [
    "", " ", "\u{202E}", "🏠🌾", "…?!", "%", "_", "'; DROP TABLE parcels; --", String(repeating: "9", count: 400),
  ])
  func `nonsense is read without fault`(text: String) {
    let query = SearchGrammar.read(text, wards: directory)
    #expect(query.nationalCode == nil)
    for reading in query.readings { #expect(reading.sheet?.ranges(upTo: 999) != [0...0]) }
  }

  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func `no text makes it fail`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = [
      "to", "tờ", "thửa", "thua", "12", "345", "/", "-", " ", ",", ".", "TĐ", "2024", "phường", "p.", "nghĩa", "lo",
      "21028",
      "mã", "xã", "số", "\u{301}", "🏠", "'", "w6tq58s5t0j4", "1a", "\u{200B}", ":",
    ]
    let day = try #require(today)
    for _ in 0..<300 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
      let query = SearchGrammar.read(text, wards: directory)
      let matches = directory.matches(query.words, on: day)
      #expect(matches == directory.matches(query.words, on: day), "seed \(seed): \(text)")
      for match in matches {
        #expect(match.unread.allSatisfy { query.words.indices.contains($0) }, "seed \(seed): \(text)")
      }
    }
  }
}
