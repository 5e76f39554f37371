import Cadastre
import Geo
import Register
import VietText

extension Desk {
  /// The parcels and wards that some words name, the best first.
  ///
  /// Results are ordered by, first to last: the reading of the text, the most plausible first; whether sheet and number
  /// are just as typed, differ in leading zeros, or are only begun; how well the ward's name answers (see
  /// ``WardDirectory/matches(_:on:)``); the ward that lasts before one that has ended; ward code, sheet, number, map series
  /// and first day of the ward, numerals by value. So the order of an answer depends on the register and the text alone.
  ///
  /// A ward is that of the survey, or that of today in which the parcel lies. Land of defence is left out and told.
  /// - Throws: ``ServiceError`` of code `missingParameter` for an empty text, `badParameter` for one that is too long or
  ///   has control characters, `wardNotFound` for an unknown ward to search in.
  public func search(_ question: SearchQuestion) throws(ServiceError) -> SearchAnswer {
    try Self.check(question.text, "q")
    return try reading(question.moment) { snapshot, scene in
      let places = try searching.places(snapshot, scene, shared: shared)
      let lineage = try lineageNames(places, snapshot, scene)
      let query = SearchGrammar.read(question.text, wards: places.directory) { code in
        !places.sheets(ofWard: code).isEmpty || !lineage.directory.wards(code: code).isEmpty
      }
      var answer = SearchAnswer(question, query, scene)
      var scope = try WardScope(question, query, places, scene.day)
      try take(lineage, into: &scope, query, &answer, snapshot, scene)
      answer.take(scope, query, places)
      if let code = query.nationalCode { try find(code, in: &answer, snapshot, scene) }
      if query.nationalCode == nil || answer.parcels.isEmpty {
        var hunt = ParcelHunt(query: query, scope: scope, places: places, scene: scene, limit: question.limit)
        try find(&hunt, in: &answer, snapshot)
        try findByPaper(query, scope, in: &answer, snapshot, scene)
      }
      try addWards(scope, query, places, in: &answer, snapshot, scene)
      try explain(query, scope, in: &answer, snapshot, scene)
      return answer
    }
  }

  /// Refuses a text that is no question.
  static func check(_ text: String, _ parameter: String) throws(ServiceError) {
    guard text.utf8.count <= SearchQuery.longestText else {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "\(parameter) dài quá \(SearchQuery.longestText) byte.",
          en: "\(parameter) is longer than \(SearchQuery.longestText) bytes."), parameter: parameter,
        allowed: ["1–\(SearchQuery.longestText)"])
    }
    let isControlled = text.unicodeScalars.contains {
      $0.value == 0x7F || ($0.value < 0x20 && $0 != "\t" && $0 != "\n" && $0 != "\r")
    }
    guard !isControlled else {
      throw ServiceError(
        .badParameter,
        Phrase(vi: "\(parameter) có ký tự điều khiển.", en: "\(parameter) has a control character."),
        parameter: parameter)
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      throw ServiceError(
        .missingParameter,
        Phrase(
          vi: "Cần có tham số \(parameter), ví dụ “to 12 thua 345 nghia lo”.",
          en: "The parameter \(parameter) is needed, for example “to 12 thua 345 nghia lo”."),
        parameter: parameter, suggestion: "to 12 thua 345 nghia lo")
    }
  }

  // MARK: parcels

  /// The parcels in which the cell of a national code lies; one that bears the code comes first.
  private func find(
    _ code: NationalParcelCode, in answer: inout SearchAnswer, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws {
    let found = try snapshot.locate(
      LocationQuery(position: code.center), at: scene.moment, index: scene.index?.parcels)
    for hit in found.inside + found.boundary where answer.parcels.count < answer.limit {
      guard let row = try snapshot.parcel(id: hit.id, at: scene.moment) else { continue }
      guard let feature = try feature(of: row, hit.grid, snapshot, scene) else {
        answer.isDefence = true
        continue
      }
      let bearsIt = row.parcel.nationalCode == code.text
      answer.parcels.append(SearchAnswer.Parcel(feature: feature, match: bearsIt ? .exact : .similar))
    }
    answer.parcels.sort { $0.match < $1.match }
    if let first = answer.parcels.first, first.match != .exact {
      answer.notes.append(
        .remark(
          Phrase(
            vi: "Không thửa nào trong sổ ghi mã này; đây là thửa chứa vị trí mà mã chỉ đến.",
            en: "No parcel of the register bears this code; the place that it names lies in this one.")))
    }
  }

  private func find(_ hunt: inout ParcelHunt, in answer: inout SearchAnswer, _ snapshot: borrowing Snapshot) throws {
    let scene = hunt.scene
    try hunt.run(snapshot) { name in
      guard let row = try snapshot.parcel(id: name.id, at: scene.moment) else { return nil }
      return try ward(of: row.parcel.key, try row.geometry(), snapshot, scene)
    }
    for find in hunt.ranked {
      guard answer.parcels.count < answer.limit else {
        answer.hasMore = true
        break
      }
      guard let row = try snapshot.parcel(id: find.name.id, at: scene.moment) else { continue }
      guard let feature = try feature(of: row, nil, snapshot, scene) else {
        answer.isDefence = true
        continue
      }
      answer.parcels.append(SearchAnswer.Parcel(feature: feature, match: find.match))
      if answer.parcels.count == 1 { answer.understood.reading = find.reading }
    }
    answer.hasMore = answer.hasMore || hunt.isCut
    answer.isTooWide = hunt.isTooWide
    try findSheets(&hunt, in: &answer, snapshot)
  }

  /// The sheets of a name, when no number is asked for; the parcels of the sheet when it is just one.
  private func findSheets(
    _ hunt: inout ParcelHunt, in answer: inout SearchAnswer, _ snapshot: borrowing Snapshot
  ) throws {
    let scene = hunt.scene
    let sheets = try hunt.sheets(snapshot) { name in
      guard let row = try snapshot.parcel(id: name.id, at: scene.moment) else { return nil }
      return try ward(of: row.parcel.key, try row.geometry(), snapshot, scene)
    }
    guard let best = sheets.first else { return }
    if answer.parcels.isEmpty { answer.understood.reading = best.reading }
    let room = max(0, answer.limit - answer.parcels.count)
    answer.hasMore = answer.hasMore || sheets.count > room
    let isOne = sheets.count == 1 || (best.match == .exact && sheets[1].match != .exact)
    for sheet in sheets.prefix(room) {
      answer.sheets.append(
        SearchAnswer.Sheet(
          code: sheet.code, ward: sheet.ward.map { WardReference(hunt.places.directory.wards[$0]) }, sheet: sheet.sheet,
          match: sheet.match))
    }
    guard isOne, answer.parcels.isEmpty, hunt.query.readings.count == 1 || hunt.scope.isGiven else { return }
    let names = try snapshot.parcelNames(
      ward: best.code, sheet: best.sheet, numbers: 0...Int.max, limit: answer.limit + 1, at: scene.moment)
    for name in names.prefix(answer.limit) {
      guard let row = try snapshot.parcel(id: name.id, at: scene.moment) else { continue }
      guard let feature = try feature(of: row, nil, snapshot, scene) else {
        answer.isDefence = true
        continue
      }
      answer.parcels.append(SearchAnswer.Parcel(feature: feature, match: best.match))
    }
    if names.count > answer.limit { answer.hasMore = true }
  }

  // MARK: wards

  /// Adds the wards, when they are what was asked for or all that was found.
  private func addWards(
    _ scope: WardScope, _ query: SearchQuery, _ places: PlaceIndex, in answer: inout SearchAnswer,
    _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws {
    let isAsked = query.readings.isEmpty && query.nationalCode == nil
    let isCodeBegun = query.wardCode?.isUnfinished == true
    guard isAsked || isCodeBegun || (answer.parcels.isEmpty && answer.sheets.isEmpty) else { return }
    let room = max(0, answer.limit - answer.parcels.count - answer.sheets.count)
    for (place, quality) in scope.listed.prefix(isAsked || isCodeBegun ? room : min(room, 5)) {
      answer.wards.append(
        try feature(of: places.wards[place], in: places.directory, quality, snapshot, scene, hasGeometry: false))
    }
    if isAsked, scope.listed.count > room { answer.hasMore = true }
  }

  /// A ward as lists show it.
  func feature(
    of entry: WardEntry, in directory: WardDirectory, _ match: MatchKind?, _ snapshot: borrowing Snapshot,
    _ scene: Scene, hasGeometry: Bool
  ) throws -> WardFeature {
    let versions = directory.wards(code: entry.ward.code)
    let place = versions.first { directory.wards[$0].validFrom == entry.ward.validFrom }
    let isLasting = place.map { directory.lasts($0, on: scene.day) } ?? false
    return WardFeature(
      id: Int(entry.id), ward: entry.ward,
      area: try searching.area(of: entry.id, snapshot, knownAt: scene.knownAt), box: entry.box,
      polygons: hasGeometry ? try snapshot.ward(entry, knownAt: scene.knownAt)?.geometry() : nil,
      isLasting: isLasting, successors: isLasting ? [] : try successors(of: entry.ward, snapshot, scene), match: match)
  }

  // MARK: words beside the results

  private func explain(
    _ query: SearchQuery, _ scope: WardScope, in answer: inout SearchAnswer, _ snapshot: borrowing Snapshot,
    _ scene: Scene
  ) throws {
    if snapshot.revision == 0 { answer.notes.append(.emptyRegister) }
    if answer.isDefence { answer.notes.append(.defenceLand) }
    if !answer.understood.unread.isEmpty {
      let words = answer.understood.unread.joined(separator: "”, “")
      answer.notes.append(
        .remark(Phrase(vi: "Chưa dùng đến: “\(words)”.", en: "Not used: “\(words)”.")))
    }
    if let said = scope.misspelled {
      answer.notes.append(
        .remark(
          Phrase(
            vi: "Không có xã nào tên “\(said)”; đã lấy tên gần giống.",
            en: "No ward is called “\(said)”; names like it were taken.")))
    }
    guard answer.parcels.isEmpty, answer.sheets.isEmpty else {
      if answer.hasMore {
        answer.notes.append(
          .remark(Phrase(vi: "Còn kết quả khác; hãy gõ thêm.", en: "There is more; type on to narrow it down.")))
      }
      return
    }
    if let link = Self.lookupLink(answer.question.text, query) {
      answer.understood.isCoordinate = true
      answer.links.append(link)
      answer.notes.append(
        .remark(
          Phrase(vi: "Đây là một tọa độ; hãy tra bằng /lookup.", en: "This is a coordinate; ask /lookup about it.")))
      return
    }
    if query.wardCode?.isUnfinished == true, !answer.wards.isEmpty {
      // The digits are those of codes, then.
      answer.understood.readings = []
      answer.understood.wardText = query.wardCode?.text
      answer.understood.wardCount = scope.listed.count
    } else if answer.isTooWide {
      answer.notes.append(
        .remark(Phrase(vi: "Hãy thêm số tờ hoặc tên xã.", en: "Add the sheet or the ward.")))
    } else if !answer.isDefence, let note = try absence(query, scope, &answer, snapshot) {
      answer.notes.append(note)
    } else if query.isEmpty {
      answer.notes.append(
        .remark(
          Phrase(
            vi: "Không có gì để tìm; hãy gõ tờ, thửa, tên xã hoặc mã, ví dụ “to 12 thua 345 nghia lo”.",
            en: "There is nothing to search for; type a sheet, a number, a ward or a code, "
              + "for example “to 12 thua 345 nghia lo”.")))
    }
  }

  /// A link to the lookup of a text that is a coordinate.
  private static func lookupLink(_ text: String, _ query: SearchQuery) -> Link? {
    guard query.nationalCode == nil, !query.isAnnounced, query.wardCode?.isUnfinished ?? true,
      (try? CoordinateNotation.parse(text)) != nil
    else { return nil }
    return Link(
      "related", "/lookup?at=\(Link.encoded(text))",
      title: Phrase(vi: "Tra tọa độ này", en: "Look this coordinate up"))
  }

  /// What is there instead of a parcel that was not found.
  private func absence(
    _ query: SearchQuery, _ scope: WardScope, _ answer: inout SearchAnswer, _ snapshot: borrowing Snapshot
  ) throws -> Note? {
    guard let place = query.readings.firstIndex(where: { !$0.isWhole }), let sheet = query.readings[place].sheet else {
      guard query.readings.isEmpty, scope.listed.isEmpty, !query.words.isEmpty else { return nil }
      return .remark(Phrase(vi: "Không có xã nào tên như vậy.", en: "No ward is called that."))
    }
    let reading = query.readings[place]
    answer.understood.reading = place
    guard let ward = scope.only else {
      let parcel = reading.number.map { (vi: "thửa \($0.text), ", en: "a parcel \($0.text) on ") } ?? (vi: "", en: "")
      return .remark(
        Phrase(
          vi:
            "\(scope.isGiven ? "Không xã nào có tên như vậy" : "Không xã nào trong sổ") có \(parcel.vi)tờ \(sheet.text).",
          en: "No ward \(scope.isGiven ? "of such a name" : "of the register") has \(parcel.en)a sheet \(sheet.text)."))
    }
    guard let number = reading.number else {
      return .remark(
        Phrase(vi: "\(ward.name) không có tờ \(sheet.text).", en: "\(ward.name) has no sheet \(sheet.text)."))
    }
    let known = try snapshot.nearestKnown(ward: ward.code, sheet: sheet.text, number: number.text)
    let numbers = known.numbers.joined(separator: ", ")
    let own = known.sheets.filter { $0.wardFrom == nil || $0.wardFrom == ward.validFrom }
    guard own.contains(where: { $0.sheet == sheet.text }) else {
      if known.sheets.contains(where: { $0.sheet == sheet.text }) {
        answer.links.append(
          Link(
            "related", Link.path(ward: ward.code, sheet: sheet.text, number: number.text),
            title: Phrase(vi: "Theo mã xã \(ward.code) hiện nay", en: "Under the ward code \(ward.code) of today")))
        return .remark(
          Phrase(
            vi:
              "\(ward.name) (từ \(ward.validFrom)) không có tờ \(sheet.text); mã \(ward.code) còn là của một xã khác, "
              + "tờ và thửa cùng số ở đó có thể là thửa khác.",
            en:
              "\(ward.name) (from \(ward.validFrom)) has no sheet \(sheet.text); the code \(ward.code) is another ward's "
              + "too, where the same sheet and number may be another parcel."))
      }
      return .remark(
        Phrase(vi: "\(ward.name) không có tờ \(sheet.text).", en: "\(ward.name) has no sheet \(sheet.text)."))
    }
    return .remark(
      Phrase(
        vi: "Tờ \(sheet.text) của \(ward.name) không có thửa \(number.text); gần nhất: \(numbers).",
        en: "Sheet \(sheet.text) of \(ward.name) has no parcel \(number.text); the nearest are \(numbers)."))
  }
}
