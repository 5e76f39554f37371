import Cadastre
import Testing

struct WardDirectoryTests {
  private func names(_ text: String, on day: String = "2026-11-20") throws -> [String] {
    let matches = directory.matches(SearchWord.words(of: text), on: try #require(Day(day)))
    return matches.map { directory.wards[$0.ward].name }
  }

  @Test(arguments: [
    ("nghia lo", "Phường Nghĩa Lộ"), ("Nghĩa Lộ", "Phường Nghĩa Lộ"), ("NGHĨA LỘ", "Phường Nghĩa Lộ"),
    ("phuong nghia lo", "Phường Nghĩa Lộ"), ("P.Nghĩa Lộ", "Phường Nghĩa Lộ"), ("nghialo", "Phường Nghĩa Lộ"),
    ("ngiha lo", "Phường Nghĩa Lộ"), ("nghai lộ", "Phường Nghĩa Lộ"), ("camthanh", "Phường Cẩm Thành"),
    ("cam thnah", "Phường Cẩm Thành"), ("tran hung dao", "Phường Trần Hưng Đạo"), ("hung dao", "Phường Trần Hưng Đạo"),
    ("TT. Sông Vệ", "Thị trấn Sông Vệ"), ("thi tran song ve", "Thị trấn Sông Vệ"), ("mi li", "Xã Mỹ Lý"),
    ("mĩ lí", "Xã Mỹ Lý"), ("tinh khe", "Xã Tịnh Khê"), ("tịnh khê, quảng ngãi", "Xã Tịnh Khê"),
    ("xã Tịnh Khê huyện Sơn Tịnh tỉnh Quảng Ngãi", "Xã Tịnh Khê"), ("hoà", ""), ("phường 10", "Phường 10"),
  ])
  func `finds a ward however it is typed`(text: String, name: String) throws {
    #expect(try names(text).first ?? "" == name)
  }

  @Test func `a name with its tones ranks above one with others`() throws {
    let day = try #require(Day("2025-07-01"))
    let wards = WardDirectory([
      Ward(code: "1", name: "Xã Nghĩa Lỗ", validFrom: day), Ward(code: "2", name: "Xã Nghĩa Lộ", validFrom: day),
      Ward(code: "3", name: "Xã Nghĩa Lo", validFrom: day),
    ])
    func codes(_ text: String) -> [String] {
      wards.matches(SearchWord.words(of: text), on: day).map { wards.wards[$0.ward].code }
    }
    #expect(codes("nghĩa lộ") == ["2", "1", "3"])
    #expect(codes("nghĩa lỗ") == ["1", "2", "3"])
    #expect(codes("nghia lo") == ["3", "1", "2"])
    #expect(codes("hoà").isEmpty)
  }

  @Test func `both conventions of placing a tone are exact`() throws {
    let day = try #require(Day("2025-07-01"))
    let wards = WardDirectory([Ward(code: "1", name: "Xã Hoà Thuý", validFrom: day)])
    for text in ["Hòa Thúy", "Hoà Thuý", "hòa thuý"] {
      #expect(wards.matches(SearchWord.words(of: text), on: day).first?.quality == .exact)
    }
  }

  @Test func `completes what is being typed`() throws {
    #expect(try names("ngh") == ["Phường Nghĩa Lộ", "Xã Nghĩa Hành", "Phường Nguyễn Nghiêm"])
    #expect(try names("nghia h") == ["Xã Nghĩa Hành"])
    #expect(try names("nghia ") == ["Phường Nghĩa Lộ", "Xã Nghĩa Hành"])
    #expect(try names("ngh ").isEmpty)
  }

  @Test func `prefers what is typed right to what looks like a slip`() throws {
    let day = try #require(Day("2025-07-01"))
    let wards = WardDirectory([
      Ward(code: "1", name: "Xã Bình An", validFrom: day), Ward(code: "2", name: "Xã Bính An", validFrom: day),
      Ward(code: "3", name: "Xã Binh Anh", validFrom: day), Ward(code: "4", name: "Xã Bimh An", validFrom: day),
    ])
    let codes = wards.matches(SearchWord.words(of: "bình an "), on: day).map { wards.wards[$0.ward].code }
    #expect(codes == ["1", "2"])
  }

  @Test func `digits are never forgiven`() throws {
    #expect(try names("phường 2").isEmpty)
    #expect(try names("phường 11").isEmpty)
    #expect(try names("phường 1") == ["Phường 1", "Phường 10"])
    #expect(try names("phường 1 ") == ["Phường 1"])
  }

  @Test func `finds codes and their beginnings, and which ward lasts`() throws {
    #expect(
      directory.wards(codeBeginning: "2102").map { directory.wards[$0].code } == ["21022", "21025", "21025", "21028"])
    #expect(directory.wards(codeBeginning: "9").isEmpty)
    let versions = directory.wards(code: "21025")
    let lasting = versions.map { directory.lasts($0, on: Day("2026-01-01") ?? directory.wards[$0].validFrom) }
    #expect(lasting == [false, true])
  }

  @Test(arguments: [21, 22, 23] as [UInt64])
  func `one slip in a long word of a name is forgiven`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for (index, ward) in directory.wards.enumerated() where ward.name.count > 9 {
      for _ in 0..<20 {
        var words = String(ward.name.drop { $0 != " " }.dropFirst()).split(separator: " ").map(String.init)
        guard let long = words.indices.filter({ words[$0].count >= 4 }).randomElement(using: &random) else { continue }
        var letters = Array(words[long])
        let place = Int.random(in: 0..<(letters.count - 1), using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: letters.swapAt(place, place + 1)
        case 1: letters.remove(at: place)
        default: letters.insert("x", at: place)
        }
        words[long] = String(letters)
        let text = words.joined(separator: " ") + " "
        let found = directory.matches(SearchWord.words(of: text), on: try #require(Day("2026-11-20")))
        #expect(found.contains { $0.ward == index }, "seed \(seed): \(text) for \(ward.name)")
      }
    }
  }
}
