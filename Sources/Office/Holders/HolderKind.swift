public import VietText

/// What a holder of land is, in the words of the law and of the records.
public enum HolderKind: String, Sendable, CaseIterable, Hashable {
  /// A person (cá nhân).
  case person
  /// A household by papers from before 1 August 2024 (hộ gia đình); it is not the household of residence.
  case household
  /// Husband and wife (vợ chồng).
  case couple
  /// Several who use the land together (đồng sử dụng).
  case coUsers
  /// A community (cộng đồng dân cư).
  case community
  /// An organisation (tổ chức).
  case organisation

  /// Reads a kind as files write it, in words or as a code of the land registers; `nil` for anything else.
  public init?(_ text: String) {
    let key = SearchKey.make(text)
    switch key {
    case "ca nhan", "cnv", "cn", "person", "individual": self = .person
    case "ho gia dinh", "gia dinh", "ho", "gdc", "household": self = .household
    case "vo chong", "couple": self = .couple
    case "dong su dung", "cds dong", "nhom nguoi", "cousers", "co users": self = .coUsers
    case "cong dong dan cu", "cong dong", "cds", "community": self = .community
    case "to chuc", "tkt", "tcn", "tsn", "ubs", "organisation", "organization": self = .organisation
    default:
      guard let kind = HolderKind(rawValue: text) else { return nil }
      self = kind
    }
  }

  /// What people call it.
  public var phrase: Phrase {
    switch self {
    case .person: Phrase(vi: "Cá nhân", en: "Person")
    case .household:
      Phrase(vi: "Hộ gia đình (theo giấy tờ trước 1/8/2024)", en: "Household (by papers from before 1 August 2024)")
    case .couple: Phrase(vi: "Vợ chồng", en: "Couple")
    case .coUsers: Phrase(vi: "Đồng sử dụng", en: "Users in common")
    case .community: Phrase(vi: "Cộng đồng dân cư", en: "Community")
    case .organisation: Phrase(vi: "Tổ chức", en: "Organisation")
    }
  }

  /// Whether its name is that of people.
  public var isPersonal: Bool { self != .organisation && self != .community }
}
