internal import Cadastre
internal import VietText

/// What stands in the parcels: number, area and land use.
enum ParcelLabels {
  /// The parcels of the sheet: number over area, land use below; outside with a line where there is no room.
  static func place(_ parcels: [SheetParcel], _ language: Language, on plane: MapPlane, in labels: inout MapLabels) {
    for parcel in parcels {
      let shape = PaperShape(parcel.polygons, on: plane, within: plane.frame.inset(0.5))
      guard let deepest = shape.labelPoint() else { continue }
      var lines = [
        short(parcel.parcel.key.number, 16), SheetFigures.fixed(parcel.parcel.mapArea, decimals: 1),
      ]
      if let use = parcel.parcel.landUse { lines.append(short(use, 20)) }
      let stack = MapLabels.Stack(lines: lines, isRuled: true, isBold: true)
      let direction = shape.mainDirection
      let places = places(around: deepest.point, along: direction)
      if labels.add(
        stack, in: shape, around: places, axes: [MapLabels.level, direction], sizes: [3.4, 3, 2.6])
      {
        continue
      }
      // A strip has room for one line along it.
      let line = MapLabels.Stack(lines: [lines.joined(separator: " · ")], isBold: true)
      if labels.add(line, in: shape, around: places, axes: [direction], sizes: [3, 2.6, 2.2]) { continue }
      if labels.call(stack, from: deepest.point, TextStyle(size: 3, isBold: true, hasHalo: true)) { continue }
      _ = labels.add(stack, in: shape, around: places, axes: [MapLabels.level, direction], sizes: [2.2, 1.8])
    }
  }

  /// The neighbours: number, land use below, as far as there is room.
  static func place(
    _ neighbours: [(SheetNeighbour, PaperShape)], besides sheets: Set<String>, in labels: inout MapLabels
  ) {
    for (neighbour, shape) in neighbours {
      let visible = shape.clipped(to: labels.space.frame)
      guard let deepest = visible.labelPoint(), deepest.depth > 0.9 else { continue }
      var number = short(neighbour.number, 12)
      if !sheets.contains(neighbour.sheet) { number += " (\(short(neighbour.sheet, 10)))" }
      let use = neighbour.landUse.map { short($0, 14) }
      let direction = visible.mainDirection
      let places = places(around: deepest.point, along: direction)
      let both = [number] + (use.map { [$0] } ?? [])
      for lines in [both, [both.joined(separator: " ")], [number]] {
        let stack = MapLabels.Stack(lines: lines, colour: Ink.grey)
        if labels.add(
          stack, in: visible, around: places, axes: [MapLabels.level, direction], sizes: [2.5, 2.1, 1.8])
        {
          break
        }
      }
    }
  }

  /// The names of the wards, where more than one shows.
  static func place(_ wards: [(String, PaperShape)], in labels: inout MapLabels) {
    let style = TextStyle(size: 3, isItalic: true, colour: Ink.grey, spacing: 0.5, hasHalo: true)
    for (name, shape) in wards {
      let visible = shape.clipped(to: labels.space.frame)
      guard let deepest = visible.labelPoint() else { continue }
      let text = SheetText.fit(SheetText.clean(name).uppercased(), 60, style)
      let steps = [0.0, -6, 6, -12, 12, -18, 18, -24, 24, -30, 30, -36, 36, -42, 42, -48, 48]
      let places = steps.flatMap { dy in
        steps.map { dx in Point(x: deepest.point.x + 1.5 * dx, y: deepest.point.y + dy) }
      }
      let inside = places.filter { visible.contains($0) }
      _ = labels.add(text, atFirstOf: inside, style)
    }
  }

  private static func places(around point: Point, along direction: Point) -> [Point] {
    [point]
      + [5.0, -5, 10, -10, 16, -16, 24, -24, 34, -34, 46, -46].map { point + direction * $0 }
      + [3.0, -3, 6, -6].map { point + direction.left * $0 }
  }

  private static func short(_ text: String, _ limit: Int) -> String {
    let clean = SheetText.clean(text)
    return clean.count > limit ? clean.prefix(limit - 1) + "…" : clean
  }
}
