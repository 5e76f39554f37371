/// The synonyms of one layer, ready to be matched.
struct ColumnCatalogue {
  /// How well a name agreed.
  enum Kind: Int {
    case exact, cut, numbered
  }

  /// What a name was taken for.
  struct Match {
    /// What the column holds.
    let role: ColumnRole
    /// The synonym, normalised.
    let name: String
    let kind: Kind
    /// The place of the synonym among those of its role.
    let rank: Int
    /// Whether the name may be that of another role too.
    let isAmbiguous: Bool
  }

  private struct Entry {
    let role: ColumnRole
    let name: String
    let rank: Int
  }

  /// Synonyms of the ward code that programs use for internal numbers, or offices for names.
  static let internalNumbers: Set<String> = ["XAID", "KVHCID", "PHUONGXAID", "XA", "COMMUNEID"]

  private let entries: [Entry]
  private let exact: [String: Entry]

  /// The catalogue of a layer.
  static func of(_ layer: ImportLayer) -> ColumnCatalogue {
    switch layer {
    case .wards: wards
    case .parcels: parcels
    }
  }

  /// The roles that can serve a field, the best first.
  static func roles(for field: ImportField) -> [ColumnRole] {
    switch field {
    case .code, .ward: [.wardCode]
    case .name: [.wardName]
    case .kind: [.wardKind]
    case .province: [.province]
    case .validFrom: [.validFrom]
    case .validTo: [.validTo]
    case .sheet: [.sheet]
    case .number: [.number]
    case .series: [.mapScale]
    case .registeredArea: [.legalArea]
    case .landUse: [.landUse, .legalLandUse, .landUse2003]
    case .address: [.parcelAddress]
    case .holder: [.holderName]
    case .nationalCode: [.nationalCode]
    }
  }

  private static let wards = ColumnCatalogue(
    roles: [.wardCode, .wardName, .wardKind, .province, .validFrom, .validTo, .mapArea, .edgeLength, .internalID])
  private static let parcels = ColumnCatalogue(
    roles: ColumnRole.allCases.filter {
      ![.wardName, .wardKind, .province, .validFrom, .validTo].contains($0)
    }, without: ["CODE", "COMMUNECODE"])

  private init(roles: [ColumnRole], without dropped: Set<String> = []) {
    var entries: [Entry] = []
    for role in roles {
      for (rank, name) in ColumnSynonyms.names(of: role).enumerated() where !dropped.contains(name) {
        entries.append(Entry(role: role, name: name, rank: rank))
      }
    }
    // The table lists KH2003 under land_use too, but it is the symbol of 2003 only; MALOAIDAT is often a number.
    entries.removeAll { $0.role == .landUse && $0.name == "KH2003" }
    entries = entries.map { entry in
      entry.name == "MALOAIDAT" ? Entry(role: entry.role, name: entry.name, rank: 1000) : entry
    }
    self.entries = entries
    // A name of two roles is restricted if one of them is.
    exact = Dictionary(
      entries.map { ($0.name, $0) },
      uniquingKeysWith: { first, second in !first.role.isRestricted && second.role.isRestricted ? second : first })
  }

  /// What a column's name tells; `nil` when it tells nothing.
  func match(_ name: String) -> Match? {
    let key = ColumnSynonyms.normalised(name)
    guard !key.isEmpty else { return nil }
    // A DBF name has at most ten bytes, so only a name of ten can have been cut.
    let isFull = name.utf8.count == 10
    if let entry = exact[key] {
      return Match(
        role: entry.role, name: entry.name, kind: .exact, rank: entry.rank,
        isAmbiguous: isFull && name.hasSuffix("_")
          && entries.contains { $0.role != entry.role && $0.name.hasPrefix(key) })
    }
    if isFull, let match = cut(key, kind: .cut) { return match }
    guard let base = ColumnCatalogue.withoutNumber(name) else { return nil }
    let baseKey = ColumnSynonyms.normalised(base)
    if let entry = exact[baseKey] {
      return Match(role: entry.role, name: entry.name, kind: .numbered, rank: entry.rank, isAmbiguous: true)
    }
    return isFull ? cut(baseKey, kind: .numbered) : nil
  }

  /// The synonym that begins with a cut name: the shortest, unless a restricted one begins so too.
  private func cut(_ key: String, kind: Kind) -> Match? {
    guard key.utf8.count >= 7 else { return nil }
    let found = entries.filter { $0.name.utf8.count > key.utf8.count && $0.name.hasPrefix(key) }
    let restricted = found.filter { $0.role.isRestricted }
    guard let entry = (restricted.isEmpty ? found : restricted).min(by: { $0.name.utf8.count < $1.name.utf8.count })
    else { return nil }
    return Match(
      role: entry.role, name: entry.name, kind: kind, rank: entry.rank,
      isAmbiguous: found.contains { $0.role != entry.role })
  }

  /// A name without the `_1` that GIS programs add to the second column of a name.
  private static func withoutNumber(_ name: String) -> Substring? {
    let digits = name.reversed().prefix { $0.isASCII && $0.isWholeNumber }.count
    guard (1...2).contains(digits) else { return nil }
    let rest = name.dropLast(digits)
    return rest.last == "_" ? rest.dropLast() : nil
  }
}
