/// An immutable, packed R-tree over boxes, its leaves in the order of a Hilbert curve, in flat arrays.
///
/// Level 0 holds the boxes of the items; each level above holds a box around every ``nodeSize`` successive entries of
/// the level below, up to a level of one entry, the root. A million boxes take 21 MB with nodes of 16.
/// Boxes are rounded outwards to single precision, so a search may give an item that is close by: the caller tests.
public struct HilbertTree: Sendable {
  /// How many entries a node has; the last of a level may have fewer.
  public let nodeSize: Int
  /// The boxes of all entries, level by level from the items up.
  public let boxes: [FloatEnvelope]
  /// The items in the order of the entries of level 0.
  public let items: [UInt32]
  /// For each level the index in ``boxes`` of its first entry; at last the count of all.
  public let levelStarts: [Int]

  @usableFromInline
  init(nodeSize: Int, boxes: [FloatEnvelope], items: [UInt32], levelStarts: [Int]) {
    self.nodeSize = nodeSize
    self.boxes = boxes
    self.items = items
    self.levelStarts = levelStarts
  }

  /// The same tree over items that are numbered anew in the order of the leaves.
  public var renumbered: HilbertTree {
    HilbertTree(nodeSize: nodeSize, boxes: boxes, items: Array(0..<UInt32(items.count)), levelStarts: levelStarts)
  }

  /// How many items there are.
  @inlinable
  public var count: Int { items.count }

  /// How many levels there are, that of the items and that of the root included; none without items.
  @inlinable
  public var levelCount: Int { levelStarts.count - 1 }

  /// The box around everything.
  @inlinable
  public var bounds: FloatEnvelope { boxes.last ?? .empty }

  /// Visits the items whose boxes share a point with a box, in no order that means anything.
  ///
  /// It allocates nothing.
  ///
  /// - Parameters:
  ///   - envelope: The box.
  ///   - body: Called with the index of each item; false ends the search.
  /// - Throws: What `body` throws.
  @inlinable
  public func search<Failure: Error>(
    _ envelope: Envelope, _ body: (Int) throws(Failure) -> Bool
  ) throws(Failure) {
    guard levelCount > 0, !envelope.isEmpty else { return }
    let query = FloatEnvelope(envelope)
    let (boxes, items) = (self.boxes.span, self.items.span)
    // With the smallest nodes, of 4, 2^32 items need 17 levels.
    var cursors = InlineArray<18, Int>(repeating: 0)
    var limits = InlineArray<18, Int>(repeating: 0)
    let top = levelCount - 1
    var level = top
    cursors[top] = levelStarts[top]
    limits[top] = levelStarts[top + 1]
    while true {
      let entry = cursors[level]
      if entry == limits[level] {
        if level == top { return }
        level += 1
        continue
      }
      cursors[level] = entry + 1
      guard boxes[entry].intersects(query) else { continue }
      let first = levelStarts[level - 1] + (entry - levelStarts[level]) * nodeSize
      let limit = min(first + nodeSize, levelStarts[level])
      if level > 1 {
        level -= 1
        cursors[level] = first
        limits[level] = limit
        continue
      }
      for leaf in first..<limit where boxes[leaf].intersects(query) {
        guard try body(Int(items[leaf])) else { return }
      }
    }
  }

  /// Visits the items whose boxes hold a position; see ``search(_:_:)``.
  @inlinable
  public func search<Failure: Error>(
    at point: Coordinate, _ body: (Int) throws(Failure) -> Bool
  ) throws(Failure) {
    try search(Envelope(minX: point.x, minY: point.y, maxX: point.x, maxY: point.y), body)
  }

  /// The items whose boxes share a point with a box.
  public func items(in envelope: Envelope) -> [Int] {
    var found: [Int] = []
    search(envelope) { item in
      found.append(item)
      return true
    }
    return found
  }
}

extension HilbertTree {
  /// A node: some successive entries of a level.
  @frozen
  public struct Node: Hashable, Sendable {
    /// The level of its entries; 0 for a leaf.
    public let level: Int
    /// Its number within the level, from 0.
    public let number: Int
    /// Its entries, as indices in ``HilbertTree/boxes``.
    public let entries: Range<Int>

    @inlinable
    init(level: Int, number: Int, entries: Range<Int>) {
      self.level = level
      self.number = number
      self.entries = entries
    }
  }

  /// How many levels of nodes there are: that of the leaves up to that of the root node.
  @inlinable
  public var nodeLevelCount: Int { max(0, levelCount - 1) }

  /// How many nodes a level has; its last has one, the root.
  @inlinable
  public func nodeCount(atLevel level: Int) -> Int { levelStarts[level + 2] - levelStarts[level + 1] }

  /// A node by its level and number.
  @inlinable
  public func node(_ number: Int, atLevel level: Int) -> Node {
    let first = levelStarts[level] + number * nodeSize
    return Node(level: level, number: number, entries: first..<min(first + nodeSize, levelStarts[level + 1]))
  }

  /// What an entry of a level stands for: an item at level 0, above that the number of a node of the level below.
  @inlinable
  public func target(ofEntry entry: Int, atLevel level: Int) -> Int {
    level == 0 ? Int(items[entry]) : entry - levelStarts[level]
  }

  /// Visits all nodes, leaves first, the root last.
  @inlinable
  public func forEachNode<Failure: Error>(_ body: (Node) throws(Failure) -> Void) throws(Failure) {
    for level in 0..<nodeLevelCount {
      for number in 0..<nodeCount(atLevel: level) { try body(node(number, atLevel: level)) }
    }
  }
}
