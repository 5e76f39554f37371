import Testing

@testable import VietText

@Suite struct EncodingDetectionTests {
  private static let wards = [
    "Cẩm Thành", "Nghĩa Lộ", "Trương Quang Trọng", "Trà Câu", "Đức Phổ", "Sa Huỳnh", "Tịnh Khê", "An Phú", "Bình Minh",
    "Bình Chương", "Bình Sơn", "Vạn Tường", "Đông Sơn", "Trường Giang", "Ba Gia", "Sơn Tịnh", "Thọ Phong", "Tư Nghĩa",
    "Vệ Giang", "Nghĩa Giang", "Trà Giang", "Nghĩa Hành", "Đình Cương", "Thiện Tín", "Phước Giang", "Long Phụng",
    "Mỏ Cày", "Mộ Đức", "Lân Phong", "Nguyễn Nghiêm", "Khánh Cường", "Trà Bồng", "Đông Trà Bồng", "Tây Trà", "Cà Đam",
    "Sơn Hạ", "Sơn Linh", "Sơn Hà", "Sơn Thủy", "Sơn Kỳ", "Sơn Tây Thượng", "Minh Long", "Ba Vì", "Ba Tô", "Ba Dinh",
    "Ba Tơ", "Ba Động", "Đặng Thùy Trâm", "Lý Sơn", "Đăk Bla", "Đăk Cấm", "Ngọk Bay", "Ia Chim", "Đăk Hà", "Bờ Y",
    "Sa Loong", "Dục Nông", "Măng Đen", "Kon Plông", "Tu Mơ Rông", "Xốp", "Rờ Kơi", "Mô Rai", "Ia Đal",
  ]
  private static let surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Lý"]
  private static let middles = ["Văn", "Thị", "Hữu", "Đức", "Minh", "Quốc", "Xuân", "Thanh", "Ngọc", "Thùy", "Mỹ"]
  private static let given = ["Hùng", "Dũng", "Lan", "Hương", "Thảo", "Phúc", "Lộc", "Thọ", "Tín", "Quý", "Ánh", "Ước"]

  private static func people(_ count: Int, _ random: inout Seeded) -> [String] {
    (0..<count).map { _ in
      [surnames, middles, given].map { $0[Int(random.next() % UInt64($0.count))] }.joined(separator: " ")
    }
  }

  private static func wards(_ count: Int, _ random: inout Seeded) -> [String] {
    Array(wards.filter { !$0.utf8.allSatisfy { $0 < 0x80 } }.shuffled(using: &random).prefix(count))
  }

  private func detect(_ values: [[UInt8]]) -> EncodingDetection {
    var detector = EncodingDetector()
    for value in values { detector.add(value) }
    return detector.detect()
  }

  @Test(arguments: [LegacyEncoding.utf8, .tcvn3, .vni, .windows1258, .viscii])
  func `knows every encoding by five short names`(encoding: LegacyEncoding) throws {
    var random = Seeded(1)
    for trial in 0..<400 {
      let isWards = trial % 2 == 0
      var names = isWards ? Self.wards(5, &random) : Array(Set(Self.people(7, &random)).sorted().prefix(5))
      if trial % 5 == 0 { names = names.map { $0.uppercased() } }
      let values = try names.map { try #require(encoding.encode($0)) }
      let detection = detect(values)
      #expect(
        detection.verdict == .decided(TextReading(encoding)),
        "trial \(trial): \(names) \(detection.candidates.prefix(3))")
      #expect(detection.candidates.first?.samples.count == 5)
    }
  }

  @Test(arguments: [LegacyEncoding.tcvn3, .vni, .windows1258, .viscii, .utf8])
  func `knows text that was damaged twice`(encoding: LegacyEncoding) throws {
    var random = Seeded(2)
    for trial in 0..<200 {
      let names = trial % 2 == 0 ? Self.wards(6, &random) : Self.people(8, &random)
      let values = try names.map { name in
        let bytes = try #require(encoding.encode(name))
        var damaged = String.UnicodeScalarView()
        for byte in bytes {
          damaged.append(
            LegacyEncoding.windows1252.decode([byte]).text.unicodeScalars.first.flatMap {
              $0 == "\u{FFFD}" ? nil : $0
            } ?? Unicode.Scalar(byte))
        }
        return Array(String(damaged).utf8)
      }
      let detection = detect(values)
      guard detection.differentValues >= 5 else { continue }
      #expect(
        detection.verdict == .decided(TextReading(encoding, isDamaged: true)),
        "trial \(trial): \(names) \(detection.candidates.prefix(3))")
    }
  }

  @Test func `asks when there are fewer than five values`() throws {
    let values = try ["Cẩm Thành", "Nghĩa Lộ", "Đức Phổ", "Nghĩa Lộ", "An"].map {
      try #require(LegacyEncoding.tcvn3.encode($0))
    }
    let detection = detect(values)
    #expect(detection.verdict == .ask(.tooFewValues))
    #expect(detection.candidates.first?.reading == TextReading(.tcvn3))
    #expect(detection.candidates.first?.samples.contains("Cẩm Thành") == true)
    #expect((detection.values, detection.differentValues) == (4, 3))
  }

  @Test func `takes several columns of a file together`() throws {
    var whole = EncodingDetector()
    for names in [["Cẩm Thành", "Nghĩa Lộ", "Đức Phổ"], ["Tỉnh Quảng Ngãi"], ["Trần Thị Bưởi"]] {
      var column = EncodingDetector()
      for name in names { column.add(try #require(LegacyEncoding.vni.encode(name))) }
      #expect(column.detect().verdict == .ask(.tooFewValues))
      whole.add(contentsOf: column)
    }
    #expect(whole.detect().verdict == .decided(TextReading(.vni)))
  }

  @Test func `needs no encoding for ASCII`() {
    let detection = detect(["LUC", "ODT 12", ""].map { Array($0.utf8) })
    #expect(detection.verdict == .plain && detection.values == 0)
  }

  @Test func `asks about a column in two encodings`() throws {
    var random = Seeded(3)
    let names = Self.wards(30, &random)
    let values = try names.enumerated().map { index, name in
      try #require((index < 20 ? LegacyEncoding.utf8 : .tcvn3).encode(name))
    }
    let detection = detect(values)
    #expect(detection.verdict == .ask(.mixed))
    #expect(detection.valuesNotUTF8 > 0)
  }

  @Test func `bears UTF-8 that was cut at the width of the field, and a stray value`() throws {
    var random = Seeded(4)
    var values = Self.people(200, &random).map { Array($0.utf8) }
    for index in stride(from: 0, to: 200, by: 3) {
      let cut = values[index].lastIndex { $0 >= 0xC0 } ?? 0
      values[index] = Array(values[index][...cut])
    }
    values[7] = try #require(LegacyEncoding.tcvn3.encode("Nguyễn Thị Bưởi"))
    let detection = detect(values)
    #expect(detection.verdict == .decided(TextReading(.utf8)))
    #expect(detection.candidates.first?.damagedValues == 1)
  }

  @Test func `asks about what is no Vietnamese`() {
    var random = Seeded(5)
    let noise = (0..<20).map { _ in (0..<12).map { _ in UInt8(truncatingIfNeeded: random.next() | 0x80) } }
    #expect(detect(noise).verdict == .ask(.noneFits))
    let russian = ["Москва", "Санкт-Петербург", "Казань", "Самара", "Омск", "Уфа"].map { Array($0.utf8) }
    #expect(detect(russian).verdict == .ask(.noneFits))
  }

  @Test func `repairs capitals in the samples of TCVN3`() throws {
    let names = ["NGUYỄN VĂN ĐỨC", "TRẦN THỊ THẢO", "LÊ QUỐC HÙNG", "PHẠM NGỌC ÁNH", "VÕ HỮU PHÚC"]
    let detection = detect(try names.map { try #require(LegacyEncoding.tcvn3.encode($0)) })
    #expect(detection.candidates.first?.samples == names)
  }

  @Test func `knows the syllables of Vietnamese`() throws {
    for word in [
      "nguyễn", "gì", "giêng", "quý", "quốc", "khuỷu", "đắk", "nghiêng", "yến", "ước", "huỳnh", "Ấp", "hoà", "hòa",
      "khoẻo", "quà", "già",
    ] {
      #expect(SyllableShape.isLegal(word.unicodeScalars.compactMap(Letter.init)), "\(word)")
    }
    for word in [
      "nguyôn", "cằt", "ngăôn", "đđ", "hàà", "trờêng", "bcd", "âê", "haò", "thiêòn", "toán".uppercased() + "ê",
    ] {
      #expect(!SyllableShape.isLegal(word.unicodeScalars.compactMap(Letter.init)), "\(word)")
    }
  }
}
