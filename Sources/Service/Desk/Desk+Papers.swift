import Cadastre
import Geo
import Register
import VietText

extension Desk {
  /// Which parcel of today a paper means.
  ///
  /// Ward and sheet are read as valid on the day of the paper. Every answer says how it came to its parcel, and what else
  /// the words could mean; none is taken for another only because it bears the same words today.
  /// - Throws: ``ServiceError`` of code `wardNotFound` when no ward of that name is known.
  public func paper(_ question: PaperQuestion) throws(ServiceError) -> PaperAnswer {
    try reading(Moment(revision: question.revision)) { snapshot, scene in
      try answer(question, snapshot, scene)
    }
  }

  func answer(
    _ question: PaperQuestion, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> PaperAnswer {
    let history = try wardHistory(snapshot, scene)
    let day = question.paperDate ?? scene.day
    let (wards, isOfThatDay) = history.wards(meantBy: question.ward, on: day)
    guard !wards.isEmpty else { throw Self.wardUnknown(question.ward) }
    // A code that ended before the paper is read in the last of its days.
    let readDay = isOfThatDay ? day : wards.first?.to?.before ?? wards.first?.from ?? day
    var search = PaperSearch(question, on: readDay, wards: wards, history, scene)
    try search.run(snapshot)
    var notes: [Note] = []
    if !isOfThatDay, let ward = wards.first { notes.append(.notThatDay(ward, day)) }
    if wards.count > 1 { notes.append(.severalWards(wards.map(ChainStep.ward))) }
    if search.isCut { notes.append(.linesCut) }
    return try assemble(search, day, notes, snapshot, scene)
  }

  private func assemble(
    _ search: PaperSearch, _ day: Day, _ notes: [Note], _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> PaperAnswer {
    var notes = notes
    let sorted = try sort(search, snapshot, scene)
    var isDefence = false
    var candidates: [PaperAnswer.Candidate] = []
    for hit in sorted.meant {
      let version = hit.end.version
      guard let feature = try feature(of: version.row, version.grid, snapshot, scene) else {
        isDefence = true
        continue
      }
      let (chain, nameToday) = search.chain(of: hit, wardToday: feature.ward?.code)
      candidates.append(
        PaperAnswer.Candidate(
          feature: feature, chain: chain, nameToday: nameToday, grade: hit.trail.grade,
          isSupposed: hit.trail.grade == .supposed && hit.agrees != true, share: hit.end.share))
    }
    if isDefence { notes.append(.defenceLand) }
    let isSure = candidates.count == 1 && !candidates[0].isSupposed && !isDefence
    let status: PaperAnswer.Status = isSure ? .found : candidates.isEmpty && !isDefence ? .notFound : .ambiguous
    let others = try self.others(sorted.others, snapshot, scene)
    if candidates.contains(where: \.isSupposed) { notes.append(.sheetSupposed) }
    if candidates.count > 1 {
      notes.append(sorted.meant.allSatisfy { $0.end.share < 1 } ? .becameSeveral(candidates.count) : .chooseOne)
    }
    if !others.isEmpty { notes.append(.strangers(others.count)) }
    var (chain, nearest) = (candidates.count == 1 ? candidates[0].chain : [], PaperAnswer.Nearest?.none)
    if status == .notFound {
      if let gone = sorted.gone {
        chain = search.chain(of: gone, wardToday: nil).steps
        notes.append(.landGone)
      }
      nearest = try nearestKnown(search, snapshot)
      if let nearest { notes.append(.nearestKnown(nearest)) }
    }
    return PaperAnswer(
      status: status, readings: search.names, paperDate: day, candidates: candidates, chain: chain,
      otherReadings: others, nearest: nearest, revision: scene.revision,
      withheld: isDefence ? ["holder", "defenceLand"] : ["holder"], notes: notes,
      links: candidates.map { Link("item", ParcelAnswer.path(of: $0.feature.parcel.key)) })
  }

  /// What a search found, sorted into what the paper means, what bears the same words, and what is no more.
  private struct SortedHits {
    var meant: [PaperHit] = []
    var others: [ParcelRow] = []
    var gone: PaperHit?
  }

  private func sort(
    _ search: PaperSearch, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> SortedHits {
    var sorted = SortedHits()
    sorted.gone = search.hits.first { !$0.end.isCurrent }
    let current = search.hits.filter(\.end.isCurrent)
    let known = current.filter { $0.trail.grade < .supposed }
    let supposed = current.filter { $0.trail.grade == .supposed }
    let agreeing = supposed.filter { $0.agrees == true }
    if !known.isEmpty {
      // A new paper may have kept the sheet of an old ward as well as mean a sheet of the new one.
      let kept = known.allSatisfy { $0.trail.grade == .same } ? agreeing.filter(\.trail.isEarlier) : []
      sorted.meant = try withoutDoubles(known, snapshot, scene) + kept
    } else if !agreeing.isEmpty {
      sorted.meant = agreeing
    } else {
      sorted.meant = supposed.filter { $0.agrees == nil }
    }
    let meant = Set(sorted.meant.map(\.end.version.row.id))
    let rest = current.map(\.end.version.row) + search.strangers.map(\.row)
    var seen = meant
    sorted.others = rest.filter { seen.insert($0.id).inserted }
    return sorted
  }

  /// The same land drawn twice, under its old name and under its new one, is one parcel: the newer name counts.
  private func withoutDoubles(
    _ hits: [PaperHit], _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> [PaperHit] {
    guard hits.count > 1 else { return hits }
    return try hits.filter { hit in
      guard hit.trail.grade == .same, let place = try hit.end.version.row.geometry().pointInside else { return true }
      let there = try snapshot.locate(LocationQuery(position: place), at: scene.moment, index: scene.index?.parcels)
      let documented = hits.filter { $0.trail.grade == .documented }.map(\.end.version.row.id)
      return !there.inside.contains { $0.id != hit.end.version.row.id && documented.contains($0.id) }
    }
  }

  private func nearestKnown(_ search: PaperSearch, _ snapshot: borrowing Snapshot) throws -> PaperAnswer.Nearest? {
    // Where the tables lead is closer than the words of the paper.
    for trail in search.trails.sorted(by: { $0.grade.rawValue < $1.grade.rawValue }) {
      let name = trail.name
      let known = try snapshot.nearestKnown(ward: name.ward.code, sheet: name.sheet, number: name.number)
      let sheets = known.sheets.filter { $0.wardFrom == nil || name.ward.from == nil || $0.wardFrom == name.ward.from }
      guard !sheets.isEmpty else { continue }
      return PaperAnswer.Nearest(
        ward: name.ward.code, sheet: name.sheet, sheets: Array(sheets.map(\.sheet).prefix(50)),
        numbers: sheets.contains { $0.sheet == name.sheet } ? known.numbers : [])
    }
    return nil
  }

  private static func wardUnknown(_ text: String) -> ServiceError {
    ServiceError(
      .wardNotFound,
      Phrase(
        vi: "Sổ không biết xã “\(text.prefix(60))”; hãy dùng mã 5 chữ số hoặc tên xã trên giấy.",
        en: "The register knows no ward “\(text.prefix(60))”; use its code of 5 digits, or the name on the paper."),
      parameter: "ward", value: text)
  }
}

extension Note {
  static func notThatDay(_ ward: WardVersion, _ day: Day) -> Note {
    let name = ChainStep.ward(ward)
    return .remark(
      Phrase(
        vi: "Vào ngày \(Figures.day(day, .vietnamese)) không có xã này; đã hiểu là \(name)\(time(ward, .vietnamese)).",
        en: "No such ward existed on \(day); \(name)\(time(ward, .english)) was taken."))
  }

  static func severalWards(_ names: [String]) -> Note {
    .remark(
      Phrase(
        vi: "Tên này chỉ nhiều xã: \(names.joined(separator: ", ")).",
        en: "Several wards bear this name: \(names.joined(separator: ", "))."))
  }

  static let sheetSupposed = Note.remark(
    Phrase(
      vi: "Sổ không có bảng đổi số tờ cho tờ này: coi như xã mới giữ số tờ cũ, cần đối chiếu với giấy tờ.",
      en: "The register has no renumbering of this sheet: it was supposed to have kept its number in the new ward; "
        + "compare with the paper."))

  static func becameSeveral(_ count: Int) -> Note {
    .remark(
      Phrase(
        vi: "Thửa trên giấy nay là \(count) thửa; xem diễn biến của từng thửa.",
        en: "The parcel of the paper is \(count) parcels today; see the chain of each."))
  }

  static let chooseOne = Note.remark(
    Phrase(
      vi: "Nhiều thửa có thể là thửa trên giấy; hãy thêm loại bản đồ hoặc so diện tích, tứ cận.",
      en: "Several parcels may be the one of the paper; add the map series, or compare area and neighbours."))

  static func strangers(_ count: Int) -> Note {
    .remark(
      Phrase(
        vi: "Cùng xã, tờ, thửa này còn chỉ \(count) thửa khác, không phải thửa trên giấy (xem otherReadings).",
        en: "The same ward, sheet and number also name \(count) other parcel(s), not that of the paper "
          + "(see otherReadings)."))
  }

  static let landGone = Note.remark(
    Phrase(
      vi: "Thửa đã từng có trong sổ nhưng đã bị xóa, không thửa nào thay.",
      en: "The register had the parcel, but it was removed and nothing took its place."))

  static let linesCut = Note.remark(
    Phrase(
      vi: "Thửa đã được chia quá nhiều lần; chỉ liệt kê một phần.",
      en: "The parcel was divided too often; only a part is listed."))

  static func nearestKnown(_ nearest: PaperAnswer.Nearest) -> Note {
    let list = nearest.numbers.isEmpty ? nearest.sheets.prefix(8) : nearest.numbers.prefix(8)
    let names = list.joined(separator: ", ")
    return .remark(
      nearest.numbers.isEmpty
        ? Phrase(
          vi: "Xã \(nearest.ward) không có tờ \(nearest.sheet); có các tờ: \(names).",
          en: "Ward \(nearest.ward) has no sheet \(nearest.sheet); it has: \(names).")
        : Phrase(
          vi: "Tờ \(nearest.sheet) xã \(nearest.ward) có các thửa gần đó: \(names).",
          en: "Sheet \(nearest.sheet) of ward \(nearest.ward) has parcels close by: \(names)."))
  }

  private static func time(_ ward: WardVersion, _ language: Language) -> String {
    let (from, to) = (ward.from.map { Figures.day($0, language) }, ward.to.map { Figures.day($0, language) })
    switch (from, to) {
    case (let from?, let to?): return Phrase(vi: ", \(from) đến trước \(to)", en: ", \(from) until \(to)")[language]
    case (let from?, nil): return Phrase(vi: ", từ \(from)", en: ", from \(from)")[language]
    case (nil, let to?): return Phrase(vi: ", đến trước \(to)", en: ", until \(to)")[language]
    case (nil, nil): return ""
    }
  }
}
