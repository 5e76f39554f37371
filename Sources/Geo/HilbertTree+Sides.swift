extension HilbertTree {
  /// Sorts the items by how their boxes lie to something, whole branches at once where that is possible.
  ///
  /// - Parameters:
  ///   - side: Tells how a box lies; it is asked of branches first.
  ///   - whole: Gets the places in ``items`` of items whose boxes lie inside.
  ///   - rim: Gets each item whose box is neither inside nor outside.
  /// - Throws: What a closure throws.
  public func sort<Failure: Error>(
    by side: (Envelope) throws(Failure) -> Outline.Side, whole: (Range<Int>) throws(Failure) -> Void,
    rim: (Int) throws(Failure) -> Void
  ) throws(Failure) {
    guard levelCount > 0 else { return }
    // How many leaf entries an entry of each level stands for.
    var spans = [1]
    for _ in 1..<max(1, levelCount) { spans.append(spans[spans.count - 1] * nodeSize) }
    var waiting = [(entry: levelStarts[levelCount - 1], level: levelCount - 1)]
    while let (entry, level) = waiting.popLast() {
      let box = boxes[entry]
      let envelope = Envelope(
        minX: Double(box.minX), minY: Double(box.minY), maxX: Double(box.maxX), maxY: Double(box.maxY))
      switch try side(envelope) {
      case .outside: continue
      case .inside:
        let first = (entry - levelStarts[level]) * spans[level]
        try whole(first..<min(first + spans[level], items.count))
      case .rim:
        guard level > 0 else {
          try rim(Int(items[entry]))
          continue
        }
        let first = levelStarts[level - 1] + (entry - levelStarts[level]) * nodeSize
        for child in first..<min(first + nodeSize, levelStarts[level]) { waiting.append((child, level - 1)) }
      }
    }
  }
}
