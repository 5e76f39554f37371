import Geo
import Projection
import VietText

/// Holds what is said of a file's coordinate system against what its data show.
struct GridExamination {
  let request: ImportRequest
  let evidence: GridEvidence
  let file: String
  let asker: Asker

  /// So many rows must be known before the wards are believed against a statement.
  private static let leastRows = 5
  /// How many answers a question has at most.
  private static let answerCount = 24

  /// Takes a stated system unless the data show that it is wrong.
  ///
  /// - Parameters:
  ///   - crs: the stated system.
  ///   - how: who or what states it.
  ///   - option: the option or file that would have to be corrected.
  ///   - findings: receives what was found.
  /// - Returns: the system to read the file in.
  /// - Throws: ``Refusal`` when it is clearly wrong and nobody trusts it.
  func examine(
    _ crs: CRS, how: Phrase, option: String, findings: inout [Finding]
  ) throws(Refusal) -> GridChoice.Source {
    let stated = evidence.judge(crs, isSwapped: request.swapsAxes)
    let source = GridChoice.Source(crs: crs, isSwapped: request.swapsAxes)
    func tell(_ code: Finding.Code, _ remark: Phrase?) {
      findings.append(
        Finding(
          code, file: file, vi: "hệ tọa độ: \(crs), \(how.vietnamese)\(remark.map { "; " + $0.vietnamese } ?? "")",
          en: "coordinate system: \(crs), \(how.english)\(remark.map { "; " + $0.english } ?? "")"))
    }
    let isElsewhere = evidence.parcelRows >= Self.leastRows && stated.atParcel < 0.5
    if evidence.wardRows >= Self.leastRows, stated.inWard >= 0.98, !isElsewhere {
      tell(.crsAssumed, evidence.reason(stated, beside: []))
      return source
    }
    let all = evidence.all()
    if let best = all.first, isClearlyWrong(stated, best) {
      let reason = evidence.reason(stated, beside: [best])
      guard request.trustsCRS else {
        let question = Phrase(
          vi: "\(file): \(crs) (\(how.vietnamese)) không đúng với dữ liệu: \(reason.vietnamese). "
            + "Chọn \(best.option), hoặc thêm --trust-crs nếu \(crs) vẫn đúng",
          en: "\(file): \(crs) (\(how.english)) does not fit the data: \(reason.english). "
            + "Choose \(best.option), or add --trust-crs if \(crs) is right all the same")
        var answers = answers(Array(all.prefix(3)))
        answers.append(
          Choice.Answer(
            option == "--crs" ? "--crs \(crs) --trust-crs" : "--trust-crs",
            label: Phrase(vi: "giữ \(crs), \(how.vietnamese)", en: "keep \(crs), \(how.english)")))
        let answer = try asker.answer(Choice("crsImplausible", question: question, answers: answers))
        guard answer < answers.count - 1 else {
          tell(.crsImplausible, reason)
          return source
        }
        return chosen(all[answer], by: Phrase(vi: "do người nhập chọn", en: "chosen by the person"), all, &findings)
      }
      tell(.crsImplausible, reason)
      return source
    }
    if evidence.wardRows >= Self.leastRows {
      // Old ward codes name other land, so few in their ward is a thing to look at, not to stop for.
      tell(stated.inWard < 0.5 ? .crsImplausible : .crsAssumed, evidence.reason(stated, beside: Array(all.prefix(1))))
    } else {
      tell(.crsAssumed, nil)
    }
    return source
  }

  /// Whether the data lie elsewhere than a stated system puts them, and another one puts them right.
  private func isClearlyWrong(_ stated: GridEvidence.Verdict, _ best: GridEvidence.Verdict) -> Bool {
    if evidence.parcelRows >= Self.leastRows, best.atParcel >= 0.8, best.atParcel - stated.atParcel >= 0.5,
      evidence.wardRows < Self.leastRows || best.inWard >= stated.inWard
    {
      return true
    }
    if evidence.wardRows >= Self.leastRows { return best.inWard >= 0.9 && best.inWard - stated.inWard >= 0.5 }
    // Without wards only what lies in another country is seen; a grid for areas says that this is meant.
    return request.areaCRS == nil && evidence.rows > 0 && stated.inVietNam < 0.5 && best.inVietNam > 0.9
      && VN2000.kind(of: stated.crs) != nil
  }

  /// Finds the system of a file that states none: takes the one that the data prove, else asks.
  ///
  /// - Throws: ``Refusal`` with the systems that come into question when nobody answers.
  func choose(
    _ code: String, _ why: Phrase, probably candidate: CRS? = nil, findings: inout [Finding]
  ) throws(Refusal) -> GridChoice.Source {
    var all = evidence.all()
    if let decided = evidence.decided(all), decided.isSwapped == request.swapsAxes || !request.swapsAxes {
      return chosen(decided, by: why, all, &findings)
    }
    if request.swapsAxes { all.removeAll { !$0.isSwapped } }
    if let candidate, let index = all.firstIndex(where: { $0.crs == candidate && !$0.isSwapped }) {
      all.insert(all.remove(at: index), at: 0)
    }
    let hint =
      evidence.wardRows > 0
      ? Phrase(
        vi: "các xã trong sổ không đủ để quyết định", en: "the wards of the register do not decide it")
      : Phrase(
        vi: "sổ chưa có xã nào của các thửa này để đối chiếu",
        en: "the register has no ward of these parcels to try it against")
    // Where nothing tells the zones apart, none of them may look like a proposal.
    let best = evidence.wardRows > 0 ? all.first.map { "\($0.crs)" } : nil
    let example = candidate.map { "\($0)" } ?? best ?? "EPSG:n"
    let question = Phrase(
      vi: "\(file): \(why.vietnamese); \(hint.vietnamese). Thêm --crs \(example) hoặc --meridian \"108°00'\"",
      en: "\(file): \(why.english); \(hint.english). Add --crs \(example) or --meridian \"108°00'\"")
    let likely = Array(all.prefix(Self.answerCount))
    let answer = try asker.answer(Choice(code, question: question, answers: answers(likely)))
    return chosen(likely[answer], by: Phrase(vi: "do người nhập chọn", en: "chosen by the person"), all, &findings)
  }

  private func answers(_ verdicts: [GridEvidence.Verdict]) -> [Choice.Answer] {
    verdicts.map { verdict in
      let reason = evidence.reason(verdict, beside: [])
      return Choice.Answer(
        verdict.option,
        label: Phrase(
          vi: "\(verdict.name.vietnamese): \(reason.vietnamese)", en: "\(verdict.name.english): \(reason.english)"))
    }
  }

  private func chosen(
    _ verdict: GridEvidence.Verdict, by why: Phrase, _ all: [GridEvidence.Verdict], _ findings: inout [Finding]
  ) -> GridChoice.Source {
    let reason = evidence.reason(verdict, beside: all)
    findings.append(
      Finding(
        verdict.isSwapped ? .axesSwapped : .crsDetected, file: file,
        vi: "hệ tọa độ: \(verdict.crs), \(why.vietnamese); \(reason.vietnamese). Đổi bằng --crs",
        en: "coordinate system: \(verdict.crs), \(why.english); \(reason.english). --crs changes it"))
    return GridChoice.Source(crs: verdict.crs, isSwapped: verdict.isSwapped)
  }
}
