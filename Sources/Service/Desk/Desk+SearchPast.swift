import Cadastre
import Geo
import Register
import VietText

/// The wards that are known by what became of them alone, without a boundary, by name and code.
struct LineageNames {
  let directory: WardDirectory
  private let versions: [String: WardVersion]

  init(_ history: WardHistory, besides known: WardDirectory) {
    var (wards, versions): ([Ward], [String: WardVersion]) = ([], [:])
    for version in history.versions(where: { _ in true }) {
      let isKnown = known.wards(code: version.code).contains { place in
        version.from.map { known.wards[place].validFrom == $0 } ?? (known.wards[place].name == version.name)
      }
      guard !isKnown, let name = version.name, let from = version.from ?? Day(year: 1, month: 1, day: 1) else {
        continue
      }
      wards.append(Ward(code: version.code, name: name, validFrom: from, validTo: version.to))
      versions["\(version.code) \(from)"] = version
    }
    directory = WardDirectory(wards)
    self.versions = versions
  }

  /// The ward at a place of the directory.
  func version(_ place: Int) -> WardVersion? {
    let ward = directory.wards[place]
    return versions["\(ward.code) \(ward.validFrom)"]
  }
}

extension Desk {
  /// The wards of the past that the register knows by lineage alone.
  func lineageNames(
    _ places: PlaceIndex, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> LineageNames {
    if let names = searching.lineage, names.revision == snapshot.revision { return names.names }
    let names = LineageNames(try wardHistory(snapshot, scene), besides: places.directory)
    searching.lineage = (snapshot.revision, names)
    return names
  }

  /// Takes the wards that a ward without a boundary went to, when the words name it better than any other.
  func take(
    _ names: LineageNames, into scope: inout WardScope, _ query: SearchQuery, _ answer: inout SearchAnswer,
    _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws {
    guard !names.directory.wards.isEmpty, answer.question.ward == nil else { return }
    let history = try wardHistory(snapshot, scene)
    let found: [(version: WardVersion, quality: MatchKind)]
    if let code = query.wardCode, !code.isUnfinished {
      guard scope.listed.isEmpty else { return }
      found = names.directory.wards(code: code.text).compactMap { place in names.version(place).map { ($0, .exact) } }
    } else {
      let matches = names.directory.matches(query.words, on: scene.day)
      guard let first = matches.first, scope.isWorse(than: first) else { return }
      found = matches.filter { $0.quality == first.quality }.compactMap { match in
        names.version(match.ward).map { ($0, MatchKind(match.quality)) }
      }
      (scope.used, scope.unread) = (first.used, first.unread)
    }
    guard let best = found.first else { return }
    scope.past = found.map(\.version)
    let now = found.flatMap { history.wardsToday(of: $0.version, on: scene.day) }
    scope.replace(with: now.map { ($0.code, $0.from) }, best.quality, codes: found.map(\.version.code))
    for (version, _) in found.prefix(3) {
      let names = history.wardsToday(of: version, on: scene.day).map(ChainStep.ward).joined(separator: ", ")
      let old = ChainStep.ward(version)
      answer.notes.append(
        .remark(
          names.isEmpty
            ? Phrase(vi: "\(old) không còn nữa.", en: "\(old) is no more.")
            : Phrase(vi: "\(old) nay thuộc \(names).", en: "\(old) is in \(names) today.")))
    }
  }

  /// The parcels that a name of an earlier ward, sheet or number leads to, when nothing bears it now.
  func findByPaper(
    _ query: SearchQuery, _ scope: WardScope, in answer: inout SearchAnswer, _ snapshot: borrowing Snapshot,
    _ scene: Scene
  ) throws {
    guard answer.parcels.isEmpty, !answer.isDefence, scene.moment.asOf == nil,
      let place = query.readings.firstIndex(where: { !$0.isWhole && $0.sheet != nil && $0.number != nil }),
      let sheet = query.readings[place].sheet?.text, let number = query.readings[place].number?.text
    else { return }
    let ward: WardVersion
    if let past = scope.past.first, scope.past.count == 1 {
      ward = past
    } else if scope.past.isEmpty, let only = scope.only {
      ward = WardVersion(code: only.code, name: only.name, from: only.validFrom, to: only.validTo)
    } else {
      return
    }
    let day = ward.to.flatMap { $0 <= scene.day ? $0.before : nil }
    let paper = try self.answer(
      PaperQuestion(ward: ward.code, sheet: sheet, number: number, paperDate: day), snapshot, scene)
    if paper.withheld.contains("defenceLand") { answer.isDefence = true }
    guard !paper.candidates.isEmpty else { return }
    // What is only supposed is no result: the paper's own answer explains it.
    for candidate in paper.candidates.prefix(answer.limit) where !candidate.isSupposed {
      answer.parcels.append(SearchAnswer.Parcel(feature: candidate.feature, match: .renamed))
    }
    answer.understood.reading = place
    let path =
      "/parcels?ward=\(Link.encoded(ward.code))&sheet=\(Link.encoded(sheet))&number=\(Link.encoded(number))"
      + (day.map { "&paperDate=\($0)" } ?? "")
    answer.links.append(
      Link("related", path, title: Phrase(vi: "Chuỗi thay đổi từ tên cũ", en: "How the old name led there")))
    guard !answer.parcels.isEmpty else { return answer.notes.append(.sheetSupposed) }
    answer.notes.append(
      .remark(
        Phrase(
          vi: "Tìm theo tên cũ của thửa (\(ChainStep.ward(ward)), tờ \(sheet), thửa \(number)).",
          en: "Found by an earlier name (\(ChainStep.ward(ward)), sheet \(sheet), parcel \(number)).")))
  }

  /// What a ward that has ended went to.
  func successors(
    of ward: Ward, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> [WardRelation] {
    let history = try wardHistory(snapshot, scene)
    guard let own = history.versions(ofCode: ward.code).last(where: { $0.from == ward.validFrom }) else { return [] }
    return history.successors(of: own).map { WardRelation(ward: history.new(of: $0), succession: $0) }
  }
}

extension WardHistory {
  /// The wards that the land of a ward is in on a day, each once, in the order of their codes.
  func wardsToday(of ward: WardVersion, on day: Day) -> [WardVersion] {
    var (open, found): ([WardVersion], [WardVersion]) = ([ward], [])
    // Each step leads to a later day, so it ends.
    while let next = open.popLast() {
      if next.exists(on: day) {
        if !found.contains(where: { $0.isSame(as: next) }) { found.append(next) }
      } else {
        open += successors(of: next).filter { $0.day <= day }.map { new(of: $0) }
      }
    }
    return found.sorted { $0.code < $1.code }
  }
}
