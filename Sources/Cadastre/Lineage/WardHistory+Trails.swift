extension WardHistory {
  /// How many names are followed at most: a ward cut in five, cut again, and so on.
  private static let mostTrails = 200

  /// Every name that the parcel of a paper may bear or have borne, the paper's own first.
  ///
  /// - Parameters:
  ///   - name: what the paper says.
  ///   - day: the day of the paper.
  /// - Returns: the names, none twice from one way.
  public func trails(from name: PaperName, on day: Day) -> [NameTrail] {
    var search = TrailSearch(self, limit: Self.mostTrails)
    search.trails.append(NameTrail(name: name, changes: [], grade: .same, isEarlier: false))
    search.goForward(from: name, after: day, borne: [(name.ward, .same)], changes: [])
    search.goBack(from: name, until: day, changes: [], grade: .same)
    return search.trails
  }
}

/// A walk along the changes of a name, forward and back in time.
private struct TrailSearch {
  let history: WardHistory
  let limit: Int
  var trails: [NameTrail] = []

  init(_ history: WardHistory, limit: Int) {
    self.history = history
    self.limit = limit
  }

  /// Follows a name to later ones.
  ///
  /// - Parameters:
  ///   - name: the name.
  ///   - day: the day after which changes count.
  ///   - borne: the wards under which the parcel bore this sheet, the present one last, and how well that is known:
  ///     tables of a new ward name the old one, under which the sheet was drawn, even long after it has ended.
  ///   - changes: what lies between the paper and the name.
  mutating func goForward(
    from name: PaperName, after day: Day, borne: [(ward: WardVersion, grade: NameTrail.Grade)], changes: [NameChange]
  ) {
    guard trails.count < limit else { return }
    let rows = borne.flatMap { ward, grade in
      history.renumberings(from: ward, name).filter { $0.day > day }.map { (row: $0, grade: grade) }
    }
    let ends = history.successors(of: name.ward).filter { $0.day > day }
    let firstRow = rows.map(\.row.day).min()
    let firstEnd = ends.map(\.day).min()
    if let firstRow, firstEnd.map({ firstRow <= $0 }) ?? true {
      for (row, grade) in rows where row.day == firstRow {
        guard let number = row.newNumber(of: name.number) else { continue }
        let next = PaperName(
          ward: history.newWard(of: row), series: row.newSeries ?? (row.oldSeries == nil ? name.series : nil),
          sheet: row.newSheet,
          number: number)
        let change = NameChange(event: .sheet(row), day: row.day, old: name, new: next)
        // A row that only says that a sheet kept its number under the same ward leads nowhere new.
        guard next != name else { continue }
        let known = max(grade, .documented)
        trails.append(NameTrail(name: next, changes: changes + [change], grade: known, isEarlier: false))
        goForward(from: next, after: row.day, borne: [(next.ward, known)], changes: changes + [change])
      }
      // Rows about one series leave it open whether another is meant, when the paper does not say.
      let isWhole = rows.contains { row, _ in row.day == firstRow && (row.oldSeries == nil || name.series != nil) }
      if isWhole || firstEnd != firstRow { return }
    }
    for end in ends where end.day == firstEnd {
      let ward = history.new(of: end)
      let next = PaperName(ward: ward, series: name.series, sheet: name.sheet, number: name.number)
      let change = NameChange(event: .ward(end), day: end.day, old: name, new: next)
      let before = borne.last?.grade ?? .same
      let known = history.keepsSheets(end) ? max(before, .documented) : .supposed
      trails.append(NameTrail(name: next, changes: changes + [change], grade: known, isEarlier: false))
      goForward(from: next, after: end.day, borne: borne + [(ward, known)], changes: changes + [change])
    }
  }

  /// Follows a name to earlier ones, from the day of the paper back.
  mutating func goBack(from name: PaperName, until day: Day, changes: [NameChange], grade: NameTrail.Grade) {
    guard trails.count < limit else { return }
    let rows = history.renumberings(to: name).filter { $0.day <= day }
    for row in rows where row.day == rows.map(\.day).max() {
      guard let number = row.oldNumber(of: name.number) else { continue }
      let before = PaperName(
        ward: history.oldWard(of: row), series: row.oldSeries ?? (row.newSeries == nil ? name.series : nil),
        sheet: row.oldSheet, number: number)
      guard before != name else { continue }
      let change = NameChange(event: .sheet(row), day: row.day, old: before, new: name)
      let known = max(grade, .documented)
      trails.append(NameTrail(name: before, changes: [change] + changes, grade: known, isEarlier: true))
      goBack(from: before, until: row.day.before, changes: [change] + changes, grade: known)
    }
    for origin in history.predecessors(of: name.ward) where origin.day <= day {
      let ward = history.old(of: origin)
      let before = PaperName(ward: ward, series: name.series, sheet: name.sheet, number: name.number)
      // That sheet got another number when the wards were joined, so it is not this one.
      let isRenamed = history.renumberings(from: ward, before).contains { row in
        row.day <= day && (row.newSheet != name.sheet || row.newWard != name.ward.code)
      }
      guard !isRenamed else { continue }
      let change = NameChange(event: .ward(origin), day: origin.day, old: before, new: name)
      let known = history.keepsSheets(origin) ? max(grade, .documented) : .supposed
      trails.append(NameTrail(name: before, changes: [change] + changes, grade: known, isEarlier: true))
      goBack(from: before, until: origin.day.before, changes: [change] + changes, grade: known)
    }
  }
}
