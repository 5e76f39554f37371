public import Cadastre
import JSON
public import VietText

/// One thing that happened to a parcel or to its name.
public struct ChainStep: Hashable, Sendable {
  /// What happened.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The ward became part of another one.
    case wardMerged
    /// The ward was divided between others.
    case wardDivided
    /// The ward only got another name, kind or code.
    case wardRenamed
    /// The sheet got another number.
    case sheetRenumbered
    /// The parcel's land or facts were changed under its name.
    case parcelChanged
    /// The parcel was split.
    case parcelSplit
    /// The parcel was merged with others.
    case parcelMerged
    /// The same land is called otherwise.
    case parcelRenumbered
    /// The parcel and others were divided anew.
    case parcelRearranged
    /// The parcel was removed, and no other took its land.
    case parcelRemoved
  }

  /// What happened.
  public var kind: Kind
  /// The first day of the new state; `nil` when nobody knows it.
  public var day: Day?
  /// The revision that brought it; `nil` for what tables say.
  public var revision: Int?
  /// The names before.
  public var old: [PaperName]
  /// The names after.
  public var new: [PaperName]
  /// The share of the old that went this way, 0 to 1, if known.
  public var share: Double?
  /// Whether somebody has compared it with the legal text; `nil` for what data show.
  public var isVerified: Bool?
  /// What says so.
  public var source: String?

  /// A change that tables tell.
  init(_ change: NameChange, in history: WardHistory) {
    day = change.day
    old = [change.old]
    new = [change.new]
    switch change.event {
    case .ward(let succession):
      kind =
        succession.extent == .part ? .wardDivided : history.keepsSheets(succession) ? .wardRenamed : .wardMerged
      share = succession.extent == .whole ? 1 : succession.share
      isVerified = succession.isVerified
      source = succession.source
    case .sheet(let row):
      kind = .sheetRenumbered
      isVerified = row.isVerified
      source = row.source
    }
  }

  /// A change that the data of a revision show.
  init(_ kind: Kind, day: Day?, revision: Int, old: [PaperName], new: [PaperName], share: Double? = nil) {
    self.kind = kind
    self.day = day
    self.revision = revision
    self.old = old
    self.new = new
    self.share = share
  }

  /// The step in words.
  public var phrase: Phrase {
    let date = day.map {
      Phrase(vi: "\(Figures.day($0, .vietnamese)): ", en: "\(Figures.day($0, .english)): ")
    }
    let text = words
    return Phrase(
      vi: (date?.vietnamese ?? "") + text.vietnamese + remark.vietnamese,
      en: (date?.english ?? "") + text.english + remark.english)
  }

  private var remark: Phrase {
    if let revision { return Phrase(vi: " (bản \(revision))", en: " (revision \(revision))") }
    guard isVerified == false else { return Phrase(vi: "", en: "") }
    return Phrase(vi: " (chưa kiểm chứng)", en: " (not verified)")
  }

  private var words: Phrase {
    let (from, to) = (old.first, new.first)
    let wards = (from.map { Self.ward($0.ward) } ?? "", to.map { Self.ward($0.ward) } ?? "")
    let numbers = (old.map(\.number).joined(separator: ", "), new.map(\.number).joined(separator: ", "))
    switch kind {
    case .wardMerged: return Phrase(vi: "\(wards.0) nhập vào \(wards.1)", en: "\(wards.0) became part of \(wards.1)")
    case .wardDivided:
      return Phrase(vi: "một phần \(wards.0) về \(wards.1)", en: "a part of \(wards.0) went to \(wards.1)")
    case .wardRenamed: return Phrase(vi: "\(wards.0) thành \(wards.1)", en: "\(wards.0) became \(wards.1)")
    case .sheetRenumbered:
      let parcel = from?.number != to?.number
      return Phrase(
        vi: "tờ \(from?.sheet ?? "") \(wards.0) thành tờ \(to?.sheet ?? "") \(wards.1)"
          + (parcel ? ", thửa \(numbers.0) thành thửa \(numbers.1)" : ""),
        en: "sheet \(from?.sheet ?? "") of \(wards.0) became sheet \(to?.sheet ?? "") of \(wards.1)"
          + (parcel ? ", parcel \(numbers.0) became \(numbers.1)" : ""))
    case .parcelChanged: return Phrase(vi: "thửa \(numbers.0) được cập nhật", en: "parcel \(numbers.0) was changed")
    case .parcelSplit:
      return Phrase(
        vi: "thửa \(numbers.0) tách thành \(numbers.1)", en: "parcel \(numbers.0) was split into \(numbers.1)")
    case .parcelMerged:
      return Phrase(
        vi: "thửa \(numbers.0) nhập cùng thửa khác thành \(numbers.1)",
        en: "parcel \(numbers.0) was merged with others into \(numbers.1)")
    case .parcelRenumbered:
      return Phrase(
        vi: "thửa \(numbers.0) tờ \(from?.sheet ?? "") nay là thửa \(numbers.1) tờ \(to?.sheet ?? "")",
        en: "parcel \(numbers.0) of sheet \(from?.sheet ?? "") is parcel \(numbers.1) of sheet \(to?.sheet ?? "") now")
    case .parcelRearranged:
      return Phrase(
        vi: "đất của thửa \(numbers.0) được chia lại thành \(numbers.1)",
        en: "the land of parcel \(numbers.0) was divided anew into \(numbers.1)")
    case .parcelRemoved:
      return Phrase(
        vi: "thửa \(numbers.0) bị xóa, không thửa nào thay",
        en: "parcel \(numbers.0) was removed, nothing took its place")
    }
  }

  /// A ward as a sentence names it.
  static func ward(_ ward: WardVersion) -> String {
    ward.name.map { "\($0) (\(ward.code))" } ?? ward.code
  }
}

extension JSONWriter {
  /// Writes the steps of a chain.
  mutating func chain(_ steps: [ChainStep], _ language: Language) {
    beginArray()
    for step in steps {
      beginObject()
      key("kind")
      string(step.kind.rawValue)
      key("date")
      day(step.day)
      key("revision")
      if let revision = step.revision { integer(revision) } else { null() }
      key("from")
      names(step.old)
      key("to")
      names(step.new)
      key("share")
      measure(step.share, decimals: 4)
      key("verified")
      if let isVerified = step.isVerified { bool(isVerified) } else { null() }
      key("source")
      string(step.source)
      key("text")
      string(step.phrase[language])
      endObject()
    }
    endArray()
  }

  private mutating func names(_ names: [PaperName]) {
    beginArray()
    for name in names { self.name(name) }
    endArray()
  }

  /// Writes a name of a parcel.
  mutating func name(_ name: PaperName) {
    beginObject()
    key("ward")
    string(name.ward.code)
    key("wardName")
    string(name.ward.name)
    key("wardFrom")
    day(name.ward.from)
    key("series")
    string(name.series)
    key("sheet")
    string(name.sheet)
    key("number")
    string(name.number)
    endObject()
  }
}
