import Foundation
import Testing

/// What people type to find a parcel or a ward.
struct SearchTests {
  private func search(_ office: Office, _ words: [String], lang: String = "en") throws -> Program.Result {
    try office.program(["search", "--register", office.register] + words, lang: lang)
  }

  /// A parcel of the sample, as another program reads it, and the name of its ward.
  private func known(_ office: Office) throws -> (ward: String, name: String, sheet: String, number: String) {
    let row = try shell(
      """
      sqlite3 -separator '|' '\(office.register)' "SELECT p.ward, w.name, p.sheet, p.number FROM parcels AS p JOIN wards AS w
        ON w.code = p.ward AND w.valid_from = p.ward_from WHERE p.land_use NOT LIKE '%CQP%' AND p.land_use NOT LIKE '%CAN%' AND p.series = ''
        ORDER BY p.id LIMIT 1"
      """)
    let parts = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return (parts[0], parts[1], parts[2], parts[3])
  }

  @Test func `finds a parcel by the words of a paper, in both languages`() throws {
    let office = try Office()
    let parcel = try known(office)
    let words = ["tờ", parcel.sheet, "thửa", parcel.number, parcel.name]
    for (lang, heading) in [
      ("vi", "Thửa \(parcel.number), tờ \(parcel.sheet), "), ("en", "Parcel \(parcel.number), sheet \(parcel.sheet), "),
    ] {
      let result = try search(office, words, lang: lang)
      #expect(result.status == 0 && result.message.isEmpty)
      #expect(result.output.contains(heading), "\(result.output)")
    }
    let json = try search(office, [words.joined(separator: " "), "--json", "--limit", "3"])
    let answer = try #require(JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let feature = (answer["features"] as? [[String: Any]])?.first
    #expect((feature?["properties"] as? [String: Any])?["number"] as? String == parcel.number)
    #expect(((answer["understood"] as? [String: Any])?["ward"] as? [String: Any])?["code"] as? String == parcel.ward)
    let narrow = try search(office, ["to \(parcel.sheet) thua \(parcel.number)", "--ward", parcel.ward])
    #expect(narrow.status == 0)
  }

  @Test func `a search that finds nothing ends with 1, one that is none with 2`() throws {
    let office = try Office()
    let nothing = try search(office, ["to 9999 thua 9999"])
    #expect(nothing.status == 1 && nothing.output.contains("sheet 9999"))
    let coordinate = try search(office, ["15.1205, 108.7923"])
    #expect(coordinate.status == 0 && coordinate.output.contains("/lookup?at="))
    for words in [
      [""], [" "], ["a\u{1}b"], [String(repeating: "x", count: 1_000_000 / 8)], ["a", "--limit", "0"],
      ["a", "--ward", "99999"],
    ] {
      let result = try search(office, words)
      #expect(
        result.status == (words.contains("--ward") ? 1 : 2),
        "\(words.map { $0.prefix(20) }): \(result.message.prefix(200))")
      #expect(result.lines.count == 1 && result.output.isEmpty)
    }
    for text in ["🏠", "%", "' OR ''=' --", "\u{202E}", String(repeating: "9", count: 400)] {
      let result = try search(office, [text])
      #expect(result.status == 1 && result.signal == nil, "\(text): \(result.message)")
    }
  }
}
