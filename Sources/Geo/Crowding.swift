/// How closely edges crowd: what an overlay or a buffer of them would cost, seen beforehand.
public enum Crowding {
  /// Counts pairs of edges whose boxes, widened by a reach, share a point.
  ///
  /// - Parameters:
  ///   - lines: Lines or rings of positions.
  ///   - reach: How far each box is widened, in the unit of the plane.
  ///   - limit: After so many the count ends.
  /// - Returns: The pairs; the limit when there are as many or more.
  public static func pairs(of lines: some Sequence<some Collection<Coordinate>>, reach: Double, limit: Int) -> Int {
    var boxes: [Envelope] = []
    for line in lines {
      for (from, to) in zip(line, line.dropFirst()) {
        boxes.append(
          Envelope(minX: min(from.x, to.x), minY: min(from.y, to.y), maxX: max(from.x, to.x), maxY: max(from.y, to.y)))
      }
    }
    let tree = HilbertTree(boxes)
    var count = 0
    for (place, box) in boxes.enumerated() where count < limit {
      tree.search(box.expanded(by: reach)) { other in
        if other > place { count += 1 }
        return count < limit
      }
    }
    return count
  }
}
