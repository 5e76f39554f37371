import Cadastre
import Register
import VietText

extension Desk {
  /// Tells in an answer what a ward was made of, what it went to, and who else has borne its code.
  func addLife(
    of ward: Ward, to answer: inout WardAnswer, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws {
    let history = try wardHistory(snapshot, scene)
    let versions = history.versions(ofCode: ward.code)
    guard let own = versions.last(where: { $0.from == ward.validFrom }) else { return }
    // A boundary without a last day ends when lineage says so.
    answer.ward.validTo = ward.validTo ?? own.to
    answer.predecessors = history.predecessors(of: own).map {
      WardRelation(ward: history.old(of: $0), succession: $0)
    }
    answer.successors = history.successors(of: own).map { WardRelation(ward: history.new(of: $0), succession: $0) }
    answer.sameCode = versions.filter { !$0.isSame(as: own) }
    let strangers = answer.sameCode.filter { $0.name != own.name }
    if !strangers.isEmpty { answer.notes.append(.codeOfOthers(ward.code, strangers)) }
    for relation in answer.predecessors where history.version(ofCode: relation.ward.code, on: scene.day) == nil {
      answer.links.append(Self.link("predecessor-version", relation.ward, on: relation.ward.to?.before))
    }
    for relation in answer.successors {
      answer.links.append(Self.link("successor-version", relation.ward, on: relation.ward.from))
    }
  }

  private static func link(_ relation: String, _ ward: WardVersion, on day: Day?) -> Link {
    let name = ChainStep.ward(ward)
    return Link(
      relation, "/wards/\(Link.encoded(ward.code))" + (day.map { "?asOf=\($0)" } ?? ""),
      title: Phrase(vi: name, en: name))
  }

  /// Why a code names no ward on the scene's day, and what became of the one that bore it.
  func wardEnded(
    _ code: String, _ versions: [WardRow], _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> ServiceError {
    var error = Self.wardNotFound(code, versions, on: scene.day)
    let history = try wardHistory(snapshot, scene)
    guard let last = history.versions(ofCode: code).last(where: { $0.to.map { $0 <= scene.day } ?? false }) else {
      return error
    }
    let now = history.successors(of: last)
    guard !now.isEmpty else { return error }
    let names = now.map { ChainStep.ward(history.new(of: $0)) }.joined(separator: ", ")
    if versions.isEmpty {
      let name = ChainStep.ward(last)
      error.detail = Phrase(
        vi: "\(name) đã hết hiệu lực; sổ không có địa giới của xã này.",
        en: "\(name) has ended; the register does not have its boundary.")
      error.suggestion = nil
    }
    error.detail = Phrase(
      vi: error.detail.vietnamese + " Nay thuộc \(names).", en: error.detail.english + " Today it is in \(names).")
    error.otherReadings = now.map { succession in
      let ward = history.new(of: succession)
      return ServiceError.OtherReading(
        title: Phrase(vi: "Nay là", en: "Today"), path: "/wards/\(Link.encoded(ward.code))")
    }
    return error
  }

  /// The answer to words that no parcel bears in the register, but that tables or an earlier survey lead to one.
  func otherwiseNamed(
    _ question: ParcelQuestion, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> ParcelAnswer? {
    guard question.wardFrom == nil, question.moment.asOf == nil else { return nil }
    let history = try wardHistory(snapshot, scene)
    guard !history.isEmpty else { return nil }
    let paper = PaperQuestion(
      ward: question.ward, sheet: question.sheet, number: question.number, series: question.series,
      paperDate: scene.day, revision: question.moment.revision)
    guard !history.versions(ofCode: question.ward).isEmpty else { return nil }
    let answer = try answer(paper, snapshot, scene)
    guard answer.status != .notFound, !answer.candidates.isEmpty else { return nil }
    return ParcelAnswer(
      features: answer.candidates.map(\.feature), otherReadings: answer.otherReadings, revision: answer.revision,
      withheld: answer.withheld, notes: answer.notes, links: answer.links,
      chain: answer.candidates.count == 1 ? answer.candidates[0].chain : [])
  }

  /// The parcels that the same words named before their sheet got another number.
  func renamed(
    _ question: ParcelQuestion, except known: [ParcelRow], _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> [ParcelRow] {
    let history = try wardHistory(snapshot, scene)
    guard !history.renumberings.isEmpty else { return [] }
    var seen = Set(known.map(\.id))
    var rows: [ParcelRow] = []
    for change in history.laterNames(
      ofWard: question.ward, sheet: question.sheet, number: question.number, until: scene.day)
    {
      let name = change.new
      let found = try snapshot.parcels(
        ward: name.ward.code, sheet: name.sheet, number: name.number, at: scene.moment)
      for row in found where name.series.map({ $0 == row.parcel.key.series }) ?? true {
        let ward = history.ward(of: row.parcel.key, dataDate: row.parcel.dataDate)
        guard ward.from == nil || name.ward.from == nil || ward.from == name.ward.from else { continue }
        if seen.insert(row.id).inserted { rows.append(row) }
      }
    }
    return rows
  }
}

extension Note {
  static func codeOfOthers(_ code: String, _ others: [WardVersion]) -> Note {
    func list(_ language: Language) -> String {
      others.map { ward in
        let name = ward.name ?? Phrase(vi: "một xã khác", en: "another ward")[language]
        let from = ward.from.map { Figures.day($0, language) }
        let to = ward.to.map { Figures.day($0, language) }
        switch (from, to) {
        case (_, let to?): return Phrase(vi: "\(name) (đến trước \(to))", en: "\(name) (until \(to))")[language]
        case (let from?, nil): return Phrase(vi: "\(name) (từ \(from))", en: "\(name) (from \(from))")[language]
        case (nil, nil): return name
        }
      }.joined(separator: ", ")
    }
    return .remark(
      Phrase(
        vi: "Mã \(code) còn là mã của: \(list(.vietnamese)). Giấy tờ cũ ghi mã này có thể chỉ xã đó.",
        en: "The code \(code) is also that of: \(list(.english)). An older paper with this code may mean that ward."))
  }
}
