internal import SpatiaLite
internal import VietText

/// How a search found what it found.
public enum HolderMatch: String, Sendable {
  /// By the identity number.
  case identity
  /// By the number of a certificate.
  case certificate
  /// By the whole name.
  case name
  /// By words of the name.
  case words
}

/// What a search gave.
public struct HolderHits: Sendable, Hashable {
  /// The holders, best first.
  public var holders: [Holder] = []
  /// How each was found.
  public var matches: [HolderMatch] = []
  /// Whether there are more than were asked for.
  public var hasMore = false
}

extension OfficeReader {
  /// Looks for holders by identity number, certificate or name; names without regard to tones.
  ///
  /// - Parameters:
  ///   - text: what to look for.
  ///   - ward: only those who hold something in this ward.
  ///   - limit: how many at most.
  /// - Returns: the holders, best first.
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func searchHolders(_ text: String, ward: String? = nil, limit: Int = 50) throws(OfficeError) -> HolderHits {
    try reading {
      var found = Found(limit: limit)
      if let (number, _) = IdentityNumber.read(text), (9...12).contains(number.count), number.allSatisfy(\.isNumber) {
        // A number typed with and without the zero before it is the same.
        for key in Set([number, String(number.drop { $0 == "0" })]) where key.count >= 9 {
          found.add(
            try parties("SELECT party, '' FROM members WHERE identity = ? LIMIT 500", [.text(key)], in: ward), .identity
          )
        }
      }
      let certificate = CertificateKey.make(text)
      if certificate.count >= 4 {
        found.add(
          try parties(
            "SELECT party, '' FROM rights WHERE certificate_key = ? LIMIT 500", [.text(certificate)], in: ward),
          .certificate)
      }
      let key = SearchKey.make(text)
      let words = key.split(separator: " ").prefix(12)
      if found.ids.isEmpty, !words.isEmpty {
        let exact = "SELECT party, wards FROM members WHERE name_key = ? ORDER BY party LIMIT \(limit + 200)"
        found.add(try parties(exact, [.text(key)], in: ward), .name)
        if !found.isFull {
          // The last word may be a beginning: whoever types has not always finished.
          let names = words.dropLast().map { "name_key : \"\($0)\"" } + words.suffix(1).map { "name_key : \"\($0)\" *" }
          let query = (names + (ward.map { ["wards : \"\(Self.token($0))\""] } ?? [])).joined(separator: " AND ")
          let sql =
            """
            SELECT m.party, m.wards FROM member_words AS w CROSS JOIN members AS m ON m.id = w.rowid
            WHERE w.member_words MATCH ? LIMIT \(limit + 200)
            """
          found.add(try parties(sql, [.text(query)], in: nil), .words)
        }
      }
      var hits = HolderHits(hasMore: found.hasMore)
      for (id, match) in found.ids {
        guard let holder = try holder(id) else { continue }
        hits.holders.append(holder)
        hits.matches.append(match)
      }
      return hits
    }
  }

  /// The holder of a number; `nil` when there is none.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func holder(_ id: Int) throws(OfficeError) -> Holder? {
    try asking {
      let party = try database.first("SELECT kind, name, address FROM parties WHERE id = ?", [.integer(id)]) {
        (HolderKind(rawValue: $0.text(0)) ?? .person, $0.text(1), $0.filled(2))
      }
      guard let party else { return nil }
      let members = try database.rows(
        "SELECT name, sex, birth_year, identity, role, address FROM members WHERE party = ? ORDER BY position",
        [.integer(id)]
      ) {
        Holder.Member(
          name: $0.text(0), sex: $0.filled(1), birthYear: $0.integerIfAny(2), identity: $0.filled(3),
          role: $0.filled(4), address: $0.filled(5))
      }
      return Holder(id: id, kind: party.0, name: party.1, address: party.2, members: members)
    }
  }

  /// What a holder holds on a day, in the order of ward, sheet and number.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func rights(ofHolder id: Int, on day: String) throws(OfficeError) -> [HolderRight] {
    try asking {
      try database.rows(
        Rights.select + " WHERE party = ?1 AND \(Rights.isCurrent) ORDER BY ward, sheet, length(number), number",
        [.integer(id), .text(day)], Rights.row)
    }
  }

  /// Who holds a parcel on a day: by its stable number, or by its words where the register did not know it.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func rights(
    onParcel id: Int64, ward: String, series: String, sheet: String, number: String, on day: String
  ) throws(OfficeError) -> [HolderRight] {
    try asking {
      let byNumber = try database.rows(
        Rights.select + " WHERE parcel = ?1 AND \(Rights.isCurrent) ORDER BY id", [.integer(Int(id)), .text(day)],
        Rights.row)
      let byWords = try database.rows(
        Rights.select
          + """
           WHERE ward = ?1 AND sheet = ?3 AND number = ?4 AND parcel IS NULL AND series IN ('', ?5)
          AND \(Rights.isCurrent) ORDER BY id
          """, [.text(ward), .text(day), .text(sheet), .text(number), .text(series)], Rights.row)
      return byNumber + byWords
    }
  }

  /// Visits who holds each of many parcels on a day, for the table of an area.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func rights(onParcels ids: [Int64], on day: String) throws(OfficeError) -> [HolderRight] {
    try reading {
      try ids.flatMap { id in
        try database.rows(
          Rights.select + " WHERE parcel = ?1 AND \(Rights.isCurrent) ORDER BY id", [.integer(Int(id)), .text(day)],
          Rights.row)
      }
    }
  }

  /// How many holders, members and rights there are.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func holderCounts() throws(OfficeError) -> (holders: Int, members: Int, rights: Int) {
    try asking {
      (
        try database.integer("SELECT count(*) FROM parties") ?? 0,
        try database.integer("SELECT count(*) FROM members") ?? 0,
        try database.integer("SELECT count(*) FROM rights") ?? 0
      )
    }
  }

  /// The word by which the index of names knows a ward.
  static func token(_ ward: String) -> String {
    "w" + String(SearchKey.make(ward).filter { $0 != " " })
  }

  private func parties(_ sql: String, _ values: [SQLValue], in ward: String?) throws -> [Int] {
    let rows = try database.rows(sql, values) { ($0.integer(0), $0.text(1)) }
    guard let ward else { return rows.map(\.0) }
    let token = Self.token(ward)
    return try rows.filter { id, wards in
      if !wards.isEmpty { return wards.split(separator: " ").contains { $0 == token } }
      return try database.integer(
        "SELECT 1 FROM rights WHERE party = ? AND ward = ? LIMIT 1", [.integer(id), .text(ward)]) != nil
    }.map(\.0)
  }

  private struct Found {
    let limit: Int
    var ids: [(Int, HolderMatch)] = []
    var hasMore = false
    var seen: Set<Int> = []

    init(limit: Int) { self.limit = limit }

    var isFull: Bool { ids.count >= limit }

    mutating func add(_ parties: [Int], _ match: HolderMatch) {
      for party in parties where !seen.contains(party) {
        guard ids.count < limit else {
          hasMore = true
          return
        }
        seen.insert(party)
        ids.append((party, match))
      }
    }
  }
}

/// The form in which a certificate's number is found: capitals and digits only.
enum CertificateKey {
  static func make(_ text: String) -> String {
    SearchKey.make(text).filter { $0 != " " }.uppercased()
  }
}

enum Rights {
  static let select =
    "SELECT party, parcel, ward, series, sheet, number, share, use, certificate, from_day, to_day, standing FROM rights"

  /// ?2 is the day.
  static let isCurrent = "(to_day IS NULL OR to_day > ?2)"

  static func row(_ statement: borrowing Statement) -> HolderRight {
    HolderRight(
      holder: statement.integer(0), parcel: statement.isNull(1) ? nil : statement.int64(1), ward: statement.text(2),
      series: statement.text(3), sheet: statement.text(4), number: statement.text(5), share: statement.filled(6),
      use: statement.filled(7), certificate: statement.filled(8), from: statement.filled(9), to: statement.filled(10),
      standing: HolderRight.Standing(rawValue: statement.text(11)) ?? .registered)
  }
}
