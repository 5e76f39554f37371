import Cadastre
import Geo
import Register
import VietText

extension Desk {
  /// Which parcel a ward, a sheet and a number name.
  ///
  /// The ward's code is read as valid on the day that is asked for; what the same words name under an earlier ward is
  /// told beside it.
  /// - Throws: ``ServiceError`` of code `parcelNotFound`, `sheetNotFound` or `wardNotFound` with the nearest that is
  ///   known, and `defenceLand` for land that no public answer shows.
  public func parcel(_ question: ParcelQuestion) throws(ServiceError) -> ParcelAnswer {
    try reading(question.moment) { snapshot, scene in
      let rows = try snapshot.parcels(
        ward: question.ward, sheet: question.sheet, number: question.number, at: scene.moment,
        index: scene.index?.parcels)
      let readings = try Self.split(rows, question, snapshot, scene)
      let chosen = readings.chosen.filter { question.series == nil || $0.parcel.key.series == question.series }
      guard !chosen.isEmpty else {
        if let answer = try otherwiseNamed(question, snapshot, scene) { return answer }
        throw try notFound(question, readings.chosen, others: readings.others, snapshot, scene)
      }
      var features: [ParcelFeature] = []
      for row in chosen {
        let grid = try row.grid ?? snapshot.grid(ofParcel: row.id, at: scene.moment)?.crs
        if let feature = try feature(of: row, grid, snapshot, scene) { features.append(feature) }
      }
      guard !features.isEmpty else { throw Self.defenceLand }
      var notes: [Note] = []
      if features.count < chosen.count { notes.append(.defenceLand) }
      if features.count == 1, let feature = features.first { notes += Self.notes(on: feature) }
      let renamed = try renamed(question, except: chosen + readings.others, snapshot, scene)
      let others = try others(readings.others + renamed, snapshot, scene)
      if !others.isEmpty { notes.append(.otherUnderEarlierWard(count: others.count)) }
      return ParcelAnswer(
        features: features, otherReadings: others, revision: scene.revision,
        withheld: features.count < chosen.count ? ["holder", "defenceLand"] : ["holder"], notes: notes,
        links: Self.links(features))
    }
  }

  static func split(
    _ rows: [ParcelRow], _ question: ParcelQuestion, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> (chosen: [ParcelRow], others: [ParcelRow]) {
    func parted(_ isChosen: (ParcelKey) -> Bool) -> ([ParcelRow], [ParcelRow]) {
      (rows.filter { isChosen($0.parcel.key) }, rows.filter { !isChosen($0.parcel.key) })
    }
    if let from = question.wardFrom { return parted { $0.wardFrom == from } }
    guard Set(rows.map(\.parcel.key.wardFrom)).count > 0 else { return ([], []) }
    if let current = try snapshot.ward(
      code: question.ward, on: scene.day, knownAt: scene.knownAt, index: scene.index?.wards)
    {
      return parted { $0.wardFrom == nil || $0.wardFrom == current.ward.validFrom }
    }
    // The code names no ward on that day: then the last ward that bore it is meant.
    let latest = rows.compactMap(\.parcel.key.wardFrom).filter { $0 <= scene.day }.max()
    return parted { $0.wardFrom == latest }
  }

  func others(
    _ rows: [ParcelRow], _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> [ParcelAnswer.OtherReading] {
    var others: [ParcelAnswer.OtherReading] = []
    for row in rows where row.parcel.landUse.map({ landUses.parts(of: $0).isDefence }) != true {
      others.append(
        ParcelAnswer.OtherReading(
          id: Int(row.id), key: row.parcel.key,
          ward: try ward(of: row.parcel.key, try row.geometry(), snapshot, scene)))
    }
    return others
  }

  private static func notes(on feature: ParcelFeature) -> [Note] {
    let key = feature.parcel.key
    guard let ward = feature.ward else { return [.unknownWard(key.ward)] }
    guard ward.code != key.ward || (key.wardFrom != nil && ward.validFrom != key.wardFrom) else { return [] }
    return [.wardChanged(surveyed: key.ward, today: "\(ward.name) (\(ward.code))")]
  }

  private static func links(_ features: [ParcelFeature]) -> [Link] {
    guard features.count == 1, let feature = features.first else {
      return features.map { Link("item", ParcelAnswer.path(of: $0.parcel.key)) }
    }
    let key = feature.parcel.key
    var links = [Link("self", ParcelAnswer.path(of: key))]
    links.append(
      Link(
        "collection", "/parcels?ward=\(Link.encoded(key.ward))&sheet=\(Link.encoded(key.sheet))",
        title: Phrase(vi: "Các thửa của tờ \(key.sheet)", en: "Parcels of sheet \(key.sheet)")))
    if let ward = feature.ward {
      links.append(Link("up", "/wards/\(Link.encoded(ward.code))", title: Phrase(vi: ward.name, en: ward.name)))
    }
    return links
  }

  static var defenceLand: ServiceError {
    ServiceError(.defenceLand, Note.defenceLand.phrase)
  }

  // MARK: nothing there

  func notFound(
    _ question: ParcelQuestion, _ otherSeries: [ParcelRow], others: [ParcelRow], _ snapshot: borrowing Snapshot,
    _ scene: Scene
  ) throws -> ServiceError {
    let words = "\(question.number.prefix(40))"
    let (sheet, ward) = (question.sheet.prefix(40), question.ward.prefix(40))
    let readings = others.map { row in
      let from = row.parcel.key.wardFrom.map { "\($0)" } ?? "?"
      return ServiceError.OtherReading(
        title: Phrase(vi: "Theo xã từ ngày \(from)", en: "Under the ward from \(from)"),
        path: ParcelAnswer.path(of: row.parcel.key))
    }
    if !otherSeries.isEmpty {
      return ServiceError(
        .parcelNotFound,
        Phrase(
          vi: "Thửa \(words) tờ \(sheet) xã \(ward) có ở loại bản đồ khác.",
          en: "Parcel \(words) on sheet \(sheet) of ward \(ward) exists in another map series."),
        parameter: "series", value: question.series, allowed: otherSeries.map { $0.parcel.key.series })
    }
    let known = try snapshot.nearestKnown(ward: question.ward, sheet: question.sheet, number: question.number)
    if known.sheets.isEmpty {
      let versions = try snapshot.wards(code: question.ward, knownAt: scene.knownAt, index: scene.index?.wards)
      guard !versions.isEmpty else {
        return try suggesting(
          Self.wardNotFound(question.ward, versions, on: scene.day), for: question.ward, snapshot, scene
        ) { Link.path(ward: $0, sheet: question.sheet, number: question.number) }
      }
      return ServiceError(
        .sheetNotFound,
        Phrase(vi: "Xã \(ward) chưa có thửa nào trong sổ.", en: "The register has no parcels of ward \(ward)."),
        parameter: "ward", value: question.ward, otherReadings: readings)
    }
    let sheets = known.sheets.map(\.sheet)
    guard sheets.contains(question.sheet) else {
      let nearest = Resemblance.nearest(to: question.sheet, among: sheets) ?? sheets.first
      return ServiceError(
        .sheetNotFound,
        Phrase(
          vi: "Xã \(ward) không có tờ \(sheet); sổ có \(sheets.count) tờ, gần nhất là tờ \(nearest ?? "").",
          en: "Ward \(ward) has no sheet \(sheet); the register has \(sheets.count), the nearest is \(nearest ?? "")."),
        parameter: "sheet", value: question.sheet, allowed: Array(sheets.prefix(20)), suggestion: nearest,
        otherReadings: readings)
    }
    return ServiceError(
      .parcelNotFound,
      readings.isEmpty
        ? Phrase(
          vi: "Tờ \(sheet) xã \(ward) không có thửa \(words); gần nhất: \(known.numbers.joined(separator: ", ")).",
          en:
            "Sheet \(sheet) of ward \(ward) has no parcel \(words); the nearest are \(known.numbers.joined(separator: ", "))."
        )
        : Phrase(
          vi: "Mã xã \(ward) nay là xã khác; thửa \(words) tờ \(sheet) có ở thời kỳ trước (xem otherReadings).",
          en:
            "The code \(ward) is another ward today; parcel \(words) on sheet \(sheet) exists under an earlier one (see otherReadings)."
        ),
      parameter: "number", value: question.number, allowed: known.numbers, suggestion: readings.first?.path,
      otherReadings: readings)
  }

  // MARK: a sheet

  /// The parcels of a sheet in the order of their numbers, one page of them.
  ///
  /// - Throws: ``ServiceError`` of code `sheetNotFound` when the sheet has no parcel, `badCursor` for a cursor of
  ///   another list.
  public func sheet(_ question: SheetQuestion) throws(ServiceError) -> SheetAnswer {
    let start = try SheetCursor.start(of: question)
    return try reading(start.moment) { snapshot, scene in
      var page = SheetPage(start: start, limit: question.limit)
      var features: [ParcelFeature] = []
      repeat {
        features += try next(of: &page, question, snapshot, scene, atMost: question.limit)
      } while !page.isComplete
      if features.isEmpty, question.cursor == nil, !page.isDefence {
        throw try notFound(
          ParcelQuestion(ward: question.ward, sheet: question.sheet, number: "", moment: question.moment), [],
          others: [], snapshot, scene)
      }
      return SheetAnswer(
        features: features, revision: scene.revision,
        withheld: page.isDefence ? ["holder", "defenceLand"] : ["holder"],
        notes: page.isDefence ? [.defenceLand] : [],
        links: page.links(question, revision: scene.revision.id))
    }
  }

  /// The next parcels of a page, at most so many, in one reading of the register.
  func next(
    of page: inout SheetPage, _ question: SheetQuestion, _ snapshot: borrowing Snapshot, _ scene: Scene, atMost: Int
  ) throws -> [ParcelFeature] {
    let wanted = min(atMost, page.remaining)
    // One more than is wanted tells whether the list goes on.
    let rows = try snapshot.parcels(
      ward: question.ward, sheet: question.sheet, after: page.last, limit: wanted + 1, at: scene.moment)
    var features: [ParcelFeature] = []
    for row in rows.prefix(wanted) {
      page.last = row.parcel.key
      guard question.series == nil || row.parcel.key.series == question.series else { continue }
      guard let feature = try feature(of: row, nil, snapshot, scene) else {
        page.isDefence = true
        continue
      }
      features.append(feature)
      page.remaining -= 1
    }
    page.isExhausted = rows.count <= wanted
    return features
  }
}
