import Foundation
import Testing
import VietText

@Suite struct KeyTests {
  @Test(arguments: [
    ("Hoà", "hòa"), ("HÒA", "hòa"), ("thuý", "thúy"), ("Thuỷ", "thủy"), ("khoẻ", "khỏe"), ("quý", "quý"),
    ("qúy", "quý"), ("Hoàn", "hoàn"), ("Huỳnh", "huỳnh"), ("ngoài", "ngoài"), ("Lí", "lí"), ("Lý", "lý"),
    ("hoà, HOÀ", "hòa hòa"), ("hoa\u{300}", "hòa"), ("Ðà", "đà"), ("Ia H’Drai", "ia hdrai"), ("1A", "1a"), ("oà", "òa"),
  ])
  func `makes the tone key of a name`(_ text: String, _ key: String) {
    #expect(scalars(ToneKey.make(text)) == scalars(key))
    #expect(ToneKey.make(key) == key)
  }

  @Test func `has one search key for one tone key`() {
    for name in names { #expect(SearchKey.make(ToneKey.make(name)) == SearchKey.make(name)) }
  }

  @Test func `makes keys of any text`() {
    for seed in UInt64(0)..<2000 {
      var generator = Seeded(seed)
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...20, using: &generator) {
        let limit: UInt32 = Bool.random(using: &generator) ? 0x2100 : 0x11_0000
        if let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &generator)) { text.append(scalar) }
      }
      let string = String(text)
      let key = SearchKey.make(string)
      #expect(SearchKey.make(key) == key, "seed \(seed)")
      let tones = ToneKey.make(string)
      #expect(ToneKey.make(tones) == tones, "seed \(seed)")
      #expect(!Collation.sortKey(string).contains(0), "seed \(seed)")
      _ = CapitalRepair.repair(string)
      _ = WardName(string)
    }
  }

  @Test(arguments: [
    ("NGUYễN VăN ĐứC", "NGUYỄN VĂN ĐỨC"), ("QUảNG NGãI", "QUẢNG NGÃI"), ("Nguyễn Văn Đức", "Nguyễn Văn Đức"),
    ("Hồ Đỗ", "Hồ Đỗ"), ("Hồ THị Tỵ", "HỒ THỊ TỴ"), ("Hồ Thị Tỵ", "Hồ Thị Tỵ"), ("UBND xã Hồ", "UBND xã Hồ"),
    ("TP Đà", "TP Đà"), ("Lê Hồ", "Lê Hồ"), ("LÊ Hồ", "LÊ HỒ"), ("đất ở", "đất ở"), ("ONT", "ONT"), ("", ""),
    ("Sở TNMT", "Sở TNMT"), ("Hồ BA", "HỒ BA"), ("Lê THị ý", "LÊ THỊ Ý"), ("xã Lê", "xã Lê"),
  ])
  func `repairs capitals where the sure letters say so`(_ text: String, _ right: String) {
    #expect(CapitalRepair.repair(text) == right)
  }

  @Test func `restores capital names written in TCVN3`() throws {
    for name in names {
      let capitals = name.uppercased()
      let decoded = LegacyEncoding.tcvn3.decode(try #require(LegacyEncoding.tcvn3.encode(capitals))).text
      #expect(CapitalRepair.repair(decoded) == capitals)
    }
  }

  @Test func `orders names as CLDR does`() {
    let locale = Locale(identifier: "vi_VN")
    for seed in UInt64(0)..<4000 {
      var generator = Seeded(seed)
      func word() -> String {
        let pool = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyzàảãáạằẩễốợ  Ă"
        return String(
          (0..<Int.random(in: 1...5, using: &generator)).compactMap { _ in pool.randomElement(using: &generator) })
      }
      let (one, two) = (word(), word())
      let theirs = one.compare(two, locale: locale)
      let (first, second) = (Collation.sortKey(one), Collation.sortKey(two))
      let ours: ComparisonResult =
        first == second
        ? .orderedSame : (first.lexicographicallyPrecedes(second) ? .orderedAscending : .orderedDescending)
      #expect(ours == theirs, "seed \(seed): '\(one)' and '\(two)'")
    }
  }

  @Test func `orders tones, cases and numbers`() {
    let sorted = [
      "", "a", "A", "à", "ả", "ã", "á", "ạ", "ab", "ă", "â", "b", "d", "đ", "e", "Phường 1", "Phường 01", "Phường 2",
      "Phường 10", "Phường An", "z", "Ж", "漢",
    ]
    let keys = sorted.map(Collation.sortKey)
    for (one, two) in zip(keys, keys.dropFirst()) { #expect(one.lexicographicallyPrecedes(two)) }
    #expect(Collation.sortKey("hoa\u{300}") == Collation.sortKey("hoà"))
  }

  @Test func `orders people by their given name`() {
    let sorted = ["Nguyễn Văn An", "Trần An", "Lê Thị Ánh", "Đỗ Bình", "Hồ", "Lê Hồ", "Lê Văn Hồ"]
    let keys = sorted.map(Collation.personalNameKey)
    for (index, pair) in zip(keys, keys.dropFirst()).enumerated() {
      #expect(pair.0.lexicographicallyPrecedes(pair.1), "\(sorted[index])")
    }
  }

  @Test(arguments: [
    ("Thị trấn Sông Vệ", WardName.Kind.township, "Sông Vệ"), ("PHƯỜNG 01", .ward, "1"), ("Phường 1", .ward, "1"),
    ("P. Cẩm Thành", .ward, "Cẩm Thành"), ("P.1", .ward, "1"), ("X.Bình Sơn", .commune, "Bình Sơn"),
    ("TT Di Lăng", .township, "Di Lăng"), ("TP. Quảng Ngãi", .city, "Quảng Ngãi"),
    ("đặc khu Lý Sơn", .specialZone, "Lý Sơn"),
    ("Xã Xa Dung", .commune, "Xa Dung"), ("xa\u{303} Ba Tơ", .commune, "Ba Tơ"), ("Huyện Ba Tơ", .district, "Ba Tơ"),
  ])
  func `takes the kind off a ward's name`(_ text: String, _ kind: WardName.Kind, _ bare: String) {
    let name = WardName(text)
    #expect(name.kind == kind)
    #expect(name.bare == bare)
  }

  @Test(arguments: ["Xa Dung", "Phương Trung", "Phường", "Xã", "P.", "Thị", "Tthanh", "Xãm", ""])
  func `leaves a name without a kind whole`(_ text: String) {
    #expect(WardName(text).kind == nil)
  }

  @Test func `searches a ward under all that may be meant`() {
    #expect(WardName.searchKeys("Phường 01") == ["1", "phuong 01"])
    #expect(WardName.searchKeys("xa binh son") == ["xa binh son", "binh son"])
    #expect(WardName.searchKeys("thi tran song ve") == ["thi tran song ve", "song ve"])
    #expect(WardName.searchKeys("Bình Sơn") == ["binh son"])
  }
}
