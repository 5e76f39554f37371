import Cadastre
import Geo
public import MapSheet
import Projection
import Register
import VietText

extension Desk {
  /// Gathers what a map sheet of some parcels shows, from one state of the register.
  ///
  /// Land of defence and security is refused as a parcel of its own, and left out among the neighbours.
  /// - Throws: ``ServiceError`` as ``parcel(_:)`` does, of code `badParameter` for a scale that does not fit or a parcel
  ///   that two series have, and `badGeometry` for an overlay that cannot be drawn.
  public func sheet(_ request: SheetRequest) throws(ServiceError) -> SheetContent {
    guard (1...SheetRequest.mostParcels).contains(request.parcels.count) else {
      throw ServiceError(
        .badParameter,
        Phrase(
          vi: "Một sơ đồ có từ 1 đến \(SheetRequest.mostParcels) thửa.",
          en: "A sheet has 1 to \(SheetRequest.mostParcels) parcels."),
        parameter: "parcels", value: "\(request.parcels.count)", allowed: ["1–\(SheetRequest.mostParcels)"])
    }
    return try reading(request.moment, within: .seconds(20)) { snapshot, scene in
      var content = SheetContent(
        grid: .wgs84, parcels: [],
        revision: SheetRevision(id: scene.revision.id, publishedAt: scene.revision.publishedAt),
        issue: request.issue, verification: request.verification, language: request.language)
      var shown: Set<Int64> = []
      var systemsMet: Set<CRS> = []
      for question in request.parcels {
        let row = try sheetParcel(question, snapshot, scene)
        // The same parcel twice is one parcel.
        guard shown.insert(row.id).inserted else { continue }
        guard let grid = try snapshot.grid(ofParcel: row.id, at: scene.moment) else { continue }
        if content.parcels.isEmpty { content.grid = grid.crs }
        if grid.crs != content.grid { systemsMet.insert(grid.crs) }
        if let source = grid.sourceCRS { systemsMet.insert(source) }
        try add(row, grid, request, to: &content, snapshot, scene)
      }
      content.operation = operation(systemsMet, content.grid)
      for drawing in request.overlays { content.overlays.append(try overlay(drawing, in: content.grid)) }
      let views = try ServiceError.drawing(request.options) { () throws(SheetError) in
        try SheetDocument.views(of: content, request.options)
      }
      try addNeighbours(to: &content, views, except: shown, snapshot, scene)
      try addWards(to: &content, views, snapshot, scene)
      return content
    }
  }

  // MARK: the parcels

  /// The one parcel that a question names.
  private func sheetParcel(
    _ question: ParcelQuestion, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> ParcelRow {
    let rows = try snapshot.parcels(
      ward: question.ward, sheet: question.sheet, number: question.number, at: scene.moment,
      index: scene.index?.parcels)
    let readings = try Self.split(rows, question, snapshot, scene)
    let chosen = readings.chosen.filter { question.series == nil || $0.parcel.key.series == question.series }
    guard let row = chosen.first else {
      throw try notFound(question, readings.chosen, others: readings.others, snapshot, scene)
    }
    guard chosen.count == 1 else {
      let series = chosen.map { $0.parcel.key.series }
      throw ServiceError(
        .badParameter,
        Phrase(
          vi:
            "Thửa \(question.number.prefix(40)) tờ \(question.sheet.prefix(40)) có ở nhiều loại bản đồ; hãy ghi rõ series.",
          en:
            "Parcel \(question.number.prefix(40)) of sheet \(question.sheet.prefix(40)) is in several series; name one."
        ),
        parameter: "series", value: question.series, allowed: series, suggestion: series.first)
    }
    if let use = row.parcel.landUse, landUses.parts(of: use).isDefence { throw Self.defenceLand }
    return row
  }

  private func add(
    _ row: ParcelRow, _ grid: GridRow, _ request: SheetRequest, to content: inout SheetContent,
    _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws {
    let position = try row.geometry()
    let ward = try ward(of: row.parcel.key, position, snapshot, scene)
    let key = row.parcel.key
    var survey: String?
    if ward?.code != key.ward || (key.wardFrom != nil && ward?.validFrom != key.wardFrom) {
      let versions = try snapshot.wards(code: key.ward, knownAt: scene.knownAt)
      survey = versions.last { $0.ward.validFrom == key.wardFrom }?.ward.name
    }
    var parcel = row.parcel
    if !request.showsAddress { parcel.address = nil }
    content.parcels.append(
      SheetParcel(
        parcel: parcel, polygons: try polygons(grid, of: position, in: content.grid), ward: ward?.name,
        wardAtSurvey: survey))
  }

  /// The polygons of a parcel in the sheet's grid: as surveyed when that is the one, else transformed.
  private func polygons(_ row: GridRow, of wgs84: MultiPolygon, in grid: CRS) throws -> MultiPolygon {
    if row.crs == grid {
      do throws(GeoError) {
        return try WKB.decode(row.wkb)
      } catch {
        throw ServiceError(
          .registerFailed,
          Phrase(
            vi: "Sổ có thửa với hình lưới hỏng; hãy chạy diaba check.",
            en: "A parcel of the register has a damaged grid geometry; run diaba check."))
      }
    }
    var polygons = wgs84
    try systems.operation(grid).inverse(&polygons.coordinates)
    return polygons
  }

  private func operation(_ met: Set<CRS>, _ grid: CRS) -> Phrase {
    let others = met.subtracting([grid]).sorted { $0.code < $1.code }.map(\.description).joined(separator: ", ")
    guard !others.isEmpty else { return SheetContent.asSurveyed }
    return Phrase(
      vi:
        "Một phần dữ liệu gốc ở \(others), đã chuyển sang lưới này theo bảy tham số của Quyết định 05/2007/QĐ-BTNMT.",
      en:
        "Some of the data came in \(others) and were transformed to this grid by the seven parameters of Decision 05/2007/QĐ-BTNMT."
    )
  }

  private func overlay(_ drawing: SheetDrawing, in grid: CRS) throws -> SheetOverlay {
    func moved(_ positions: [Coordinate]) throws -> [Coordinate] {
      guard drawing.crs != grid else { return positions }
      var result = positions
      if drawing.crs != .wgs84 { try systems.operation(drawing.crs).forward(&result) }
      try systems.operation(grid).inverse(&result)
      return result
    }
    do {
      var polygons = drawing.polygons
      polygons.coordinates = try moved(polygons.coordinates)
      let overlay = SheetOverlay(label: drawing.label, lines: try drawing.lines.map(moved), polygons: polygons)
      let isFit = (polygons.coordinates + overlay.lines.flatMap { $0 }).allSatisfy { place in
        place.isFinite && place.x.magnitude < 1e7 && place.y.magnitude < 1e7
      }
      if isFit { return overlay }
    } catch is ProjectionError {}
    throw ServiceError(
      .badGeometry,
      Phrase(
        vi: "Phần vẽ thêm (overlay) nằm quá xa thửa đất hoặc sai hệ tọa độ; GeoJSON ghi kinh độ trước, vĩ độ sau.",
        en: "The overlay lies too far from the parcels, or in another system; GeoJSON has the longitude first."),
      parameter: "overlay", value: "\(drawing.crs)")
  }

  // MARK: what lies around

  private func addNeighbours(
    to content: inout SheetContent, _ views: [SheetView], except shown: Set<Int64>, _ snapshot: borrowing Snapshot,
    _ scene: Scene
  ) throws {
    let grid = content.grid
    var met = shown
    for view in views {
      var rows: [ParcelRow] = []
      let box = try systems.operation(grid).box(around: view.envelope).expanded(by: 1e-6)
      try snapshot.forEachParcel(in: box, at: scene.moment) { row in
        if met.insert(row.id).inserted { rows.append(row) }
        return true
      }
      // Nobody can see what is smaller than a third of a millimetre.
      let least = Double(view.scale) / 3000
      for row in rows {
        if let use = row.parcel.landUse, landUses.parts(of: use).isDefence {
          content.isIncomplete = true
          continue
        }
        guard let geometry = try snapshot.grid(ofParcel: row.id, at: scene.moment) else { continue }
        let polygons = try polygons(geometry, of: try row.geometry(), in: grid)
        let extent = polygons.envelope
        guard extent.intersects(view.envelope),
          max(extent.maxX - extent.minX, extent.maxY - extent.minY) > least
        else { continue }
        content.neighbours.append(
          SheetNeighbour(
            sheet: row.parcel.key.sheet, number: row.parcel.key.number, landUse: row.parcel.landUse,
            polygons: polygons))
      }
    }
    // The tree gives them in an order of its own; the sheet depends on the land alone.
    content.neighbours.sort { left, right in
      (left.sheet, left.number, left.polygons.envelope.minX, left.polygons.envelope.minY)
        < (right.sheet, right.number, right.polygons.envelope.minX, right.polygons.envelope.minY)
    }
  }

  /// The wards that show on the maps, if there is more than one.
  private func addWards(
    to content: inout SheetContent, _ views: [SheetView], _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws {
    var rows: [Int64: WardRow] = [:]
    for view in views {
      let box = view.envelope
      for row in 0...6 {
        for column in 0...6 {
          let place = Coordinate(
            x: box.minX + (box.maxX - box.minX) * Double(column) / 6,
            y: box.minY + (box.maxY - box.minY) * Double(row) / 6)
          let position = try systems.wgs84(place, from: content.grid)
          for ward in try snapshot.wards(
            at: position, on: scene.day, knownAt: scene.knownAt, index: scene.index?.wards)
          {
            rows[ward.id] = ward
          }
        }
      }
    }
    // The list of wards ends in the thirty-thousands; codes from 90000 on are the sample's.
    content.isSample =
      content.parcels.contains { $0.parcel.key.ward.hasPrefix("9") && $0.parcel.key.ward.utf8.count == 5 }
      || rows.values.contains { $0.ward.province?.contains(SheetContent.sampleMark) == true }
    guard rows.count > 1 else { return }
    for row in rows.values.sorted(by: { ($0.ward.code, $0.id) < ($1.ward.code, $1.id) }) {
      var polygons = try row.geometry()
      try systems.operation(content.grid).inverse(&polygons.coordinates)
      content.wards.append(SheetWard(name: row.ward.name, polygons: polygons))
    }
  }
}
