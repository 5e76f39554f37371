public import VietText

/// Which column of a file serves which field of an import, and what becomes of the others.
public struct ColumnMapping: Hashable, Sendable {
  /// One column of the file.
  public struct Column: Hashable, Sendable {
    /// The name as the file has it.
    public let name: String
    /// What the column holds, if its name tells.
    public var role: ColumnRole?
    /// The field that it serves, if it serves one.
    public var field: ImportField?
    /// Whether its values are personal, or may be, and stay out of the land register.
    public var isRestricted: Bool
    /// What the person who imports should know of it.
    public var notes: [ColumnNote]
  }

  /// The columns in the file's order.
  public private(set) var columns: [Column]
  /// The index in ``columns`` of the column that serves a field.
  public private(set) var fields: [ImportField: Int]
  /// A column that may hold ward codes or some program's internal numbers.
  ///
  /// To be taken as ``ImportField/ward`` only if at least 98 % of the parcels lie in the ward that it names.
  public private(set) var unprovenWard: Int?

  /// The columns that stay out of the land register because they are, or may be, personal.
  public var restricted: [Int] { columns.indices.filter { columns[$0].isRestricted } }

  /// The columns whose name tells nothing; they are not imported.
  public var unknown: [Int] { columns.indices.filter { columns[$0].role == nil && columns[$0].field == nil } }

  /// Lets a column serve a field because a person said so; nothing else serves that field then.
  ///
  /// An address column that was restricted in doubt is no longer restricted when it is named as ``ImportField/address``.
  public mutating func assign(_ field: ImportField, to column: Int) {
    if let former = fields[field] { columns[former].field = nil }
    if let other = columns[column].field { fields[other] = nil }
    fields[field] = column
    columns[column].field = field
    columns[column].isRestricted = field.isRestricted
    if field == .ward { unprovenWard = nil }
  }

  /// Matches the names of a file's columns.
  public init(_ names: [String], layer: ImportLayer) {
    columns = names.map { name in
      Column(name: name, role: nil, field: nil, isRestricted: false, notes: [])
    }
    fields = [:]
    let catalogue = ColumnCatalogue.of(layer)
    let matches = names.map { catalogue.match($0) }
    for (index, match) in matches.enumerated() {
      guard let match else {
        columns[index].notes = [.unknownName]
        continue
      }
      columns[index].role = match.role
      columns[index].isRestricted = match.role.isRestricted
      columns[index].notes = match.isAmbiguous ? [.ambiguousName] : []
    }
    settleAddress(matches)
    chooseFields(of: layer, matches)
    addNotes()
  }

  /// A column `ADDRESS` is the land's own address only in the form that this program itself writes.
  private mutating func settleAddress(_ matches: [ColumnCatalogue.Match?]) {
    let keys = Set(matches.compactMap { $0?.kind == .exact ? $0?.name : nil })
    let hasHolder = columns.contains { $0.role == .holderName || $0.role == .holderID }
    for index in columns.indices where columns[index].role == .holderAddress {
      if matches[index]?.name == "ADDRESS", !hasHolder, keys.isSuperset(of: ["WARD", "SHEET", "NUMBER"]) {
        columns[index].role = .parcelAddress
        columns[index].isRestricted = false
      } else {
        columns[index].notes.append(hasHolder ? .addressOfHolder : .addressInDoubt)
      }
    }
  }

  private mutating func chooseFields(of layer: ImportLayer, _ matches: [ColumnCatalogue.Match?]) {
    for field in layer.fields {
      let roles = ColumnCatalogue.roles(for: field)
      var best: (index: Int, score: (Int, Int, Int))?
      for (index, match) in matches.enumerated() {
        guard let match, let role = columns[index].role, let rank = roles.firstIndex(of: role) else { continue }
        if field == .ward || field == .code, ColumnCatalogue.internalNumbers.contains(match.name) {
          columns[index].notes.append(.internalWardNumber)
          if unprovenWard == nil { unprovenWard = index }
          continue
        }
        let score = (rank, match.kind.rawValue, match.rank)
        if best.map({ score < $0.score }) ?? true { best = (index, score) }
      }
      guard let best else { continue }
      fields[field] = best.index
      columns[best.index].field = field
      for (index, match) in matches.enumerated() where index != best.index && match != nil {
        guard let role = columns[index].role, roles.contains(role), columns[index].field == nil else { continue }
        columns[index].notes.append(.anotherServes)
      }
    }
    if fields[.ward] != nil || fields[.code] != nil { unprovenWard = nil }
  }

  private mutating func addNotes() {
    for index in columns.indices {
      guard let role = columns[index].role else { continue }
      if columns[index].isRestricted, role != .holderAddress { columns[index].notes.append(.personal) }
      switch role {
      case .mapArea: columns[index].notes.append(.measuredArea)
      case .landUse2003: columns[index].notes.append(.symbol2003)
      case .landUse where ColumnSynonyms.normalised(columns[index].name) == "MALOAIDAT":
        columns[index].notes.append(.oftenNumeric)
      default: break
      }
    }
  }
}

/// What a person should know of a column of an import.
public enum ColumnNote: String, Hashable, Sendable, CaseIterable {
  /// Its name is not in the table.
  case unknownName
  /// Its name was cut, and may be one of several.
  case ambiguousName
  /// Personal data.
  case personal
  /// The address of the holder, for it stands beside the holder's name.
  case addressOfHolder
  /// An address that may be the holder's.
  case addressInDoubt
  /// Usually an internal number, not a ward code.
  case internalWardNumber
  /// Another column serves the field better.
  case anotherServes
  /// An area measured on the map, not a legal one.
  case measuredArea
  /// The symbol under the Land Law of 2003.
  case symbol2003
  /// Often a number where the symbol is wanted.
  case oftenNumeric

  /// What it means, for people.
  public var phrase: Phrase {
    switch self {
    case .unknownName:
      Phrase(
        vi: "Tên cột chưa biết, không nhập; dùng --map để chỉ định.",
        en: "The column's name is not known, it is not imported; use --map to name its field.")
    case .ambiguousName:
      Phrase(
        vi: "Tên cột bị cắt ngắn, có thể là cột khác; hãy kiểm tra.",
        en: "The column's name was cut and may be another one's; check it.")
    case .personal:
      Phrase(
        vi: "Dữ liệu cá nhân, không đưa vào sổ đất.", en: "Personal data, left out of the land register.")
    case .addressOfHolder:
      Phrase(
        vi: "Địa chỉ của chủ sử dụng (đứng cạnh cột tên chủ), không đưa vào sổ đất.",
        en: "The holder's address (beside the holder's name), left out of the land register.")
    case .addressInDoubt:
      Phrase(
        vi: "Có thể là địa chỉ của người; nếu là địa chỉ thửa đất, dùng --map address=CỘT.",
        en: "This may be a person's address; if it is the land's, use --map address=COLUMN.")
    case .internalWardNumber:
      Phrase(
        vi: "Thường là số nội bộ, không phải mã xã; chỉ dùng khi ít nhất 98 % thửa nằm trong xã đó.",
        en:
          "Usually an internal number, not a ward code; taken only if at least 98 % of the parcels lie in that ward.")
    case .anotherServes:
      Phrase(vi: "Đã có cột khác phù hợp hơn.", en: "Another column serves the field better.")
    case .measuredArea:
      Phrase(
        vi: "Diện tích đo trên bản đồ, không lấy làm diện tích pháp lý.",
        en: "An area measured on the map, not taken as the registered area.")
    case .symbol2003:
      Phrase(
        vi: "Ký hiệu loại đất theo Luật Đất đai 2003.",
        en: "The land-use symbol under the Land Law of 2003.")
    case .oftenNumeric:
      Phrase(
        vi: "Cột này hay chứa số thay cho ký hiệu loại đất.",
        en: "This column often holds a number instead of the land-use symbol.")
    }
  }
}

extension ColumnSynonyms {
  /// Matches the names of a file's columns with the fields of an import.
  public static func match(_ names: [String], layer: ImportLayer) -> ColumnMapping {
    ColumnMapping(names, layer: layer)
  }
}
