import Cadastre
import Geo
import Projection
import VietText

/// Chooses how a coordinate is meant: which order, which system.
///
/// Notation alone often leaves several readings; here they are put on the ground and ranked by what lies there: a parcel
/// surveyed in that very grid, before a known ward, before Viet Nam at large.
struct ReadingChoice {
  /// What the notation leaves open, put on the ground as far as that can be done without looking at the land.
  struct Candidates {
    /// The readings with a place.
    var placed: [PlacedReading] = []
    /// The first reading whose system nothing tells, if there is any: then ``placed`` tries every grid.
    var withoutSystem: (order: Int, reading: CoordinateReading)?

    /// Whether the land must be asked which reading is meant.
    var isOpen: Bool { withoutSystem != nil || placed.count > 1 }
  }

  let systems: Systems
  /// The box around all wards and parcels, WGS 84; empty when there are none.
  let extent: Envelope
  /// The grids in which parcels were surveyed, the commonest first.
  let grids: [CRS]

  /// Puts the readings of a text on the ground.
  ///
  /// - Parameters:
  ///   - text: the readings of the notation.
  ///   - crs: the system that came apart from the text.
  /// - Returns: what the land must be asked about.
  /// - Throws: ``ServiceError`` when no reading is possible.
  func candidates(for text: CoordinateText, crs: CRS?) throws(ServiceError) -> Candidates {
    let stated = try stated(text, crs)
    var candidates = Candidates()
    var firstError: ServiceError?
    for (order, reading) in text.readings.enumerated() {
      do throws(ServiceError) {
        if let placed = try place(
          reading, order: order, stated: stated ?? reading.impliedCRS, datum: text.statedDatum)
        {
          // Readings that differ in their system alone become one when the question names the system.
          let isKnown = candidates.placed.contains { $0.crs == placed.crs && $0.given == placed.given }
          if !isKnown { candidates.placed.append(placed) }
        } else {
          tryGrids(reading, order: order, into: &candidates.placed)
          if candidates.withoutSystem == nil { candidates.withoutSystem = (order, reading) }
        }
      } catch {
        firstError = firstError ?? error
      }
    }
    if let firstError, candidates.placed.isEmpty, candidates.withoutSystem == nil { throw firstError }
    return candidates
  }

  /// Chooses among candidates of which the land was asked.
  ///
  /// - Throws: ``ServiceError`` of code `ambiguousCoordinate` when nothing tells which is meant.
  func decide(_ candidates: Candidates) throws(ServiceError) -> ReadingDecision {
    guard let (order, reading) = candidates.withoutSystem else {
      guard candidates.placed.count > 1 else { return decision(candidates.placed[0]) }
      return rank(candidates.placed)
    }
    let known = candidates.placed.filter { $0.agreement >= .ward }
    guard known.isEmpty else {
      var decision = rank(known)
      let used = decision.used
      let meridian = VN2000.zone(used.crs)?.meridianText
      if !used.isGeographic {
        decision.notes.insert(
          used.agreement == .parcel
            ? .gridByParcel(used.crs, meridian: meridian) : .gridByWard(used.crs, meridian: meridian), at: 0)
      }
      return decision
    }
    // No reading falls in a known ward: where all parcels are in one grid, that one is meant.
    // But half a degree away from all of them it is of another province.
    guard grids.count == 1, let grid = grids.first,
      let placed = try place(reading, order: order, stated: grid, datum: nil),
      extent.expanded(by: 0.5).contains(placed.position)
    else { throw Self.unclear(grids) }
    var decision = decision(placed)
    decision.notes.insert(.gridOfRegister(grid, meridian: VN2000.zone(grid)?.meridianText), at: 0)
    return decision
  }

  /// The system that the question or the text states.
  private func stated(_ text: CoordinateText, _ crs: CRS?) throws(ServiceError) -> CRS? {
    guard let crs else { return text.statedCRS }
    if let inText = text.statedCRS, VN2000.successor(of: inText) != VN2000.successor(of: crs) {
      throw ServiceError(
        .contradiction,
        Phrase(
          vi: "crs ghi \(crs) nhưng tọa độ tự ghi \(inText); hãy bỏ một trong hai.",
          en: "crs says \(crs), but the coordinate itself says \(inText); leave out one of them."),
        parameter: "crs", value: "\(crs)", suggestion: "\(inText)")
    }
    return crs
  }

  /// Puts a reading on the ground; `nil` for grid numbers without a system.
  private func place(
    _ reading: CoordinateReading, order: Int, stated: CRS?, datum: CoordinateText.Datum?
  ) throws(ServiceError) -> PlacedReading? {
    switch reading.position {
    case .geographic(let longitude, let latitude, let rounding):
      let crs: CRS
      if let stated {
        guard try systems.isGeographic(stated) else { throw Self.contradiction(stated, isGeographic: true) }
        crs = stated
      } else {
        crs = datum == .vn2000 ? VN2000.geographic : .wgs84
      }
      let given = Coordinate(x: longitude, y: latitude)
      return try placed(
        reading, order, crs, given, rounding: Self.radius(rounding, latitude: latitude), isGeographic: true)
    case .grid(let x, let y, let rounding, _, _):
      guard let crs = stated else { return nil }
      guard try !systems.isGeographic(crs) else { throw Self.contradiction(crs, isGeographic: false) }
      return try placed(
        reading, order, crs, Coordinate(x: y, y: x), rounding: rounding * 2.0.squareRoot(), isGeographic: false)
    }
  }

  private func placed(
    _ reading: CoordinateReading, _ order: Int, _ crs: CRS, _ given: Coordinate, rounding: Double, isGeographic: Bool
  ) throws(ServiceError) -> PlacedReading {
    PlacedReading(
      crs: crs, given: given, position: try systems.wgs84(given, from: crs), rounding: rounding,
      isGeographic: isGeographic, isDecimalDegrees: reading.form == .decimalDegrees, remarks: reading.remarks,
      order: order)
  }

  private func decision(_ used: PlacedReading) -> ReadingDecision {
    ReadingDecision(used: used, notes: used.remarks.map { .remark($0.phrase) })
  }

  /// Tries a pair of grid numbers in every grid that puts it near the known land.
  private func tryGrids(_ reading: CoordinateReading, order: Int, into placed: inout [PlacedReading]) {
    guard case .grid(let x, let y, let rounding, _, _) = reading.position, !extent.isEmpty else { return }
    let given = Coordinate(x: y, y: x)
    let reach = extent.expanded(by: 0.02)
    // The 3° grids differ in their meridian only: one projection tells within 1 km where each would put the pair.
    guard let base = try? systems.wgs84(given, from: Self.model.crs) else { return }
    for zone in Self.zones {
      let near = Coordinate(x: base.x - Self.model.meridian + zone.meridian, y: base.y)
      guard reach.contains(near),
        let candidate = try? self.placed(
          reading, order, zone.crs, given, rounding: rounding * 2.0.squareRoot(), isGeographic: false)
      else { continue }
      placed.append(candidate)
    }
  }

  /// How well a reading agrees with the land, by what was found at its place.
  static func agreement(at position: Coordinate, hasParcel: Bool, ward: WardReference?) -> PlacedReading.Agreement {
    if hasParcel { return .parcel }
    if ward != nil { return .ward }
    return country.contains(position) ? .country : .nowhere
  }

  private func rank(_ placed: [PlacedReading]) -> ReadingDecision {
    let ranked = placed.sorted { left, right in
      if left.agreement != right.agreement { return left.agreement > right.agreement }
      if left.order != right.order { return left.order < right.order }
      let (mine, other) = (grids.contains(left.crs), grids.contains(right.crs))
      if mine != other { return mine }
      return Self.strain(left) < Self.strain(right)
    }
    var decision = decision(ranked[0])
    let used = decision.used
    decision.others = ranked.dropFirst().filter { $0.agreement >= .ward }
    if used.agreement >= .ward {
      decision.equals =
        decision.others.filter {
          $0.agreement == used.agreement && grids.contains($0.crs) == grids.contains(used.crs)
            && ($0.order == used.order || used.isGeographic)
        }.count
    } else {
      decision.equals = ranked.dropFirst().filter { $0.agreement == used.agreement && used.isGeographic }.count
    }
    if decision.equals > 0 { decision.notes.append(.equallyPlausible(count: decision.equals)) }
    return decision
  }

  /// How far a place is from the meridian of its grid, degrees.
  private static func strain(_ reading: PlacedReading) -> Double {
    zones.first { $0.crs == reading.crs }.map { abs($0.meridian - reading.position.x) } ?? 0
  }

  // MARK: what is known beforehand

  /// The grids of VN-2000, each with its central meridian.
  private static let zones: [(crs: CRS, meridian: Double)] =
    VN2000.tm3Zones.map { ($0.crs, $0.centralMeridian) } + [(VN2000.utm48, 105), (VN2000.utm49, 111)]
  private static let model = (crs: CRS(epsg: 5898), meridian: 108.0)
  /// Viet Nam with its islands, WGS 84.
  private static let country = Envelope(minX: 102, minY: 7, maxX: 117.5, maxY: 24)

  /// Half a unit of the last digit of both axes as a radius, from degrees to metres.
  static func radius(_ rounding: Double, latitude: Double) -> Double {
    // 111,320 m is a degree along the equator.
    let north = rounding * 111_320
    let east = north * cosine(latitude)
    return (north * north + east * east).squareRoot()
  }

  /// The cosine of a latitude in degrees, to a millionth: enough for the size of a rounding.
  private static func cosine(_ latitude: Double) -> Double {
    let x = latitude * .pi / 180
    let square = x * x
    return max(0, 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56 * (1 - square / 90)))))
  }

  private static func contradiction(_ crs: CRS, isGeographic: Bool) -> ServiceError {
    ServiceError(
      .contradiction,
      isGeographic
        ? Phrase(
          vi: "\(crs) tính bằng mét, nhưng tọa độ là độ; hãy bỏ crs hoặc dùng EPSG:4326.",
          en: "\(crs) is in metres, but the coordinate is in degrees; leave out crs, or use EPSG:4326.")
        : Phrase(
          vi: "\(crs) tính bằng độ, nhưng tọa độ là mét; hãy ghi hệ tọa độ phẳng, ví dụ EPSG:5898.",
          en: "\(crs) is in degrees, but the coordinate is in metres; state a grid, for example EPSG:5898."),
      parameter: "crs", value: "\(crs)", suggestion: isGeographic ? "EPSG:4326" : nil)
  }

  private static func unclear(_ grids: [CRS]) -> ServiceError {
    let allowed = (grids.isEmpty ? zones.map(\.crs) : grids).map { crs in
      VN2000.zone(crs).map { "\(crs) (\($0.meridianText))" } ?? "\(crs)"
    }
    return ServiceError(
      .ambiguousCoordinate,
      Phrase(
        vi:
          "Tọa độ phẳng không ghi kinh tuyến trục, và không cách đọc nào rơi vào xã có trong sổ; hãy thêm crs=EPSG:… "
          + "hoặc ghi kinh tuyến trục vào tọa độ, ví dụ (KTT 108°00').",
        en:
          "The grid coordinate states no central meridian, and no reading of it falls in a known ward; add crs=EPSG:…, "
          + "or write the meridian beside the coordinate, for example (KTT 108°00')."),
      parameter: "crs", allowed: allowed, suggestion: grids.first.map { "\($0)" })
  }
}
