import Cadastre
import Office
import Register

extension Desk {
  /// Who holds the parcels that an area counts, on a day.
  ///
  /// - Throws: ``ServiceError`` when the office file or the register cannot be read, and what `pause` throws.
  func holders(
    of answer: AreaAnswer, at moment: Moment, on day: Day, view: HolderView, _ reader: OfficeReader,
    _ pause: () throws -> Void
  ) throws(ServiceError) -> AreaHolders {
    var found = AreaHolders(view: view)
    var rights: [[HolderRight]] = []
    try Self.asking(reader) {
      let inside = try Self.inside(answer, "\(day)", reader, pause, &found.unheld)
      for (id, part) in inside {
        if rights.count.isMultiple(of: 256) { try pause() }
        guard let holder = try reader.holder(id) else { continue }
        found.entries.append(
          AreaHolders.Entry(holder: holder, units: part.units, heldUnits: 0, parcels: part.parcels, unknownParcels: 0))
        rights.append(try reader.rights(ofHolder: id, on: "\(day)"))
      }
    }
    // What they hold elsewhere is measured in the very state of the land that answered.
    let state = Moment(revision: answer.revision.id > 0 ? answer.revision.id : nil, asOf: moment.asOf)
    try reading(state, within: .seconds(30)) { snapshot, scene in
      var areas: [Int64: Int] = [:]
      for (place, rights) in rights.enumerated() {
        if place.isMultiple(of: 256) { try pause() }
        var seen: Set<Int64> = []
        for right in rights {
          let parcels = try parcels(of: right, snapshot, scene, &areas)
          if parcels.isEmpty { found.entries[place].unknownParcels += 1 }
          for parcel in parcels where seen.insert(parcel).inserted {
            found.entries[place].heldUnits += areas[parcel] ?? 0
          }
        }
      }
    }
    found.entries.sort { ($1.units, $0.holder.id) < ($0.units, $1.holder.id) }
    return found
  }

  /// What each holder has in the area; several rights in one parcel count once.
  private static func inside(
    _ answer: AreaAnswer, _ day: String, _ reader: OfficeReader, _ pause: () throws -> Void,
    _ unheld: inout AreaAnswer.Sum
  ) throws -> [Int: (units: Int, parcels: [Int])] {
    var inside: [Int: (units: Int, parcels: [Int])] = [:]
    for (place, row) in answer.rows.enumerated() {
      if place.isMultiple(of: 256) { try pause() }
      let (id, key) = (answer.cover.id(of: row.piece), answer.cover.key(of: row.piece))
      let holders = Set(
        try reader.rights(
          onParcel: id, ward: key.ward, series: key.series, sheet: key.sheet, number: key.number, on: day
        ).map(\.holder))
      if holders.isEmpty { unheld.add(row.units) }
      for holder in holders {
        inside[holder, default: (0, [])].units += row.units
        inside[holder, default: (0, [])].parcels.append(Int(id))
      }
    }
    return inside
  }

  /// The parcels of the register that a right names, their areas noted in hundredths of a square metre.
  private func parcels(
    of right: HolderRight, _ snapshot: borrowing Snapshot, _ scene: Scene, _ areas: inout [Int64: Int]
  ) throws -> [Int64] {
    if let id = right.parcel, areas[id] != nil { return [id] }
    let rows =
      if let id = right.parcel { [try snapshot.parcel(id: id, at: scene.moment)].compactMap { $0 } } else {
        // A right that names no series holds in any, as when a parcel's holders are asked for.
        try snapshot.parcels(
          ward: right.ward, sheet: right.sheet, number: right.number,
          series: right.series.isEmpty ? nil : right.series, at: scene.moment, index: scene.index?.parcels)
      }
    let open = rows.filter { row in row.parcel.landUse.map { !landUses.parts(of: $0).isDefence } ?? true }
    for row in open { areas[row.id] = Int((row.parcel.mapArea * 100).rounded()) }
    return open.map(\.id)
  }

  /// Runs questions to one state of the office file; what the service itself throws among them stays as it is.
  private static func asking(_ reader: OfficeReader, _ body: () throws -> Void) throws(ServiceError) {
    var stop: ServiceError?
    do throws(OfficeError) {
      try reader.reading {
        do { try body() } catch let error as ServiceError { stop = error }
      }
    } catch {
      throw ServiceError(error)
    }
    if let stop { throw stop }
  }
}
