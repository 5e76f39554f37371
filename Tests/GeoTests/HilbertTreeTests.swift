import Geo
import Testing

@Suite struct HilbertTreeTests {
  private func boxes(_ count: Int, _ generator: inout SeededGenerator) -> [Envelope] {
    (0..<count).map { _ in
      let x = 500_000 + Double.random(in: 0...1000, using: &generator)
      let y = 1_600_000 + Double.random(in: 0...1000, using: &generator)
      return Envelope(
        minX: x, minY: y, maxX: x + Double.random(in: 0...40, using: &generator),
        maxY: y + Double.random(in: 0...40, using: &generator))
    }
  }

  @Test(arguments: [0, 1, 2, 15, 16, 17, 255, 256, 257, 600, 5000], [4, 16, 51])
  func `finds what a plain scan finds`(count: Int, nodeSize: Int) {
    var generator = SeededGenerator(seed: UInt64(count * 100 + nodeSize))
    let boxes = boxes(count, &generator)
    let tree = HilbertTree(boxes, nodeSize: nodeSize)
    #expect(tree.count == count)
    for query in self.boxes(60, &generator) {
      // A box rounded outwards may be found when it is within two steps of single precision: 1/8 m, 1/16 m.
      let found = tree.items(in: query)
      #expect(Set(found).count == found.count)
      let near = query.expanded(by: 0.4)
      let sure = boxes.indices.filter { boxes[$0].intersects(query) }
      let possible = Set(boxes.indices.filter { boxes[$0].intersects(near) })
      #expect(Set(found).isSuperset(of: sure) && possible.isSuperset(of: found))
    }
  }

  @Test(arguments: [0, 1, 16, 17, 1000, 3333], [4, 16, 51])
  func `its levels are packed and each box holds those below`(count: Int, nodeSize: Int) {
    var generator = SeededGenerator(seed: UInt64(count + nodeSize))
    let boxes = boxes(count, &generator)
    let tree = HilbertTree(boxes, nodeSize: nodeSize)
    #expect(tree.items.sorted() == (0..<UInt32(count)).map { $0 })
    #expect(tree.levelStarts.last == tree.boxes.count)
    if count == 0 {
      #expect(tree.levelCount == 0 && tree.nodeLevelCount == 0)
      return
    }
    #expect(tree.nodeCount(atLevel: tree.nodeLevelCount - 1) == 1)
    var visited: [Int] = []
    var seen = Set<Int>()
    var faults: [Int] = []
    tree.forEachNode { node in
      if node.entries.count > nodeSize || node.entries.isEmpty { faults.append(node.number) }
      for entry in node.entries {
        if !seen.insert(entry).inserted { faults.append(entry) }
        let box = tree.boxes[entry]
        let target = tree.target(ofEntry: entry, atLevel: node.level)
        if node.level == 0 {
          visited.append(target)
          let envelope = boxes[target]
          let isAround =
            Double(box.minX) <= envelope.minX && Double(box.maxX) >= envelope.maxX
            && Double(box.minY) <= envelope.minY && Double(box.maxY) >= envelope.maxY
          if !isAround { faults.append(entry) }
        } else {
          var union = FloatEnvelope.empty
          for child in tree.node(target, atLevel: node.level - 1).entries { union.extend(to: tree.boxes[child]) }
          if union != box { faults.append(entry) }
        }
      }
    }
    #expect(faults.isEmpty)
    #expect(visited.sorted() == Array(0..<count))
    #expect(seen.count == tree.boxes.count - 1)
  }

  @Test func `neighbours on the curve are neighbours on the ground`() {
    // 64 × 64 cells in row order; a leaf of 16 should be a 4 × 4 block, not a row.
    let boxes = (0..<4096).map { index in
      let (x, y) = (Double(index % 64), Double(index / 64))
      return Envelope(minX: x, minY: y, maxX: x, maxY: y)
    }
    let tree = HilbertTree(boxes)
    tree.forEachNode { node in
      guard node.level == 0 else { return }
      var box = FloatEnvelope.empty
      for entry in node.entries { box.extend(to: tree.boxes[entry]) }
      #expect(box.maxX - box.minX == 3 && box.maxY - box.minY == 3)
    }
  }

  @Test func `a search ends when it is told to, and throws what its body throws`() {
    var generator = SeededGenerator(seed: 5)
    let tree = HilbertTree(boxes(1000, &generator))
    var visits = 0
    tree.search(Envelope(minX: 0, minY: 0, maxX: 1e7, maxY: 1e7)) { _ in
      visits += 1
      return visits < 7
    }
    #expect(visits == 7)
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try tree.search(Envelope(minX: 0, minY: 0, maxX: 1e7, maxY: 1e7)) { _ throws(Stop) in throw Stop() }
    }
  }

  @Test func `odd boxes do no harm`() {
    let nan = Envelope(minX: .nan, minY: 0, maxX: 1, maxY: 1)
    let wide = Envelope(minX: -.infinity, minY: -.infinity, maxX: .infinity, maxY: .infinity)
    let huge = Envelope(minX: 1e300, minY: 1e300, maxX: 1e301, maxY: 1e301)
    let point = Envelope(minX: 1, minY: 1, maxX: 1, maxY: 1)
    let tree = HilbertTree([.empty, nan, wide, huge, point, point])
    #expect(Set(tree.items(in: point)) == [2, 4, 5])
    #expect(Set(tree.items(in: huge)).isSuperset(of: [2, 3]))
    #expect(tree.items(in: .empty).isEmpty)
    #expect(tree.items(in: nan).isEmpty)
    #expect(Set(HilbertTree([Envelope](repeating: point, count: 100)).items(in: point)).count == 100)
  }

  @Test(arguments: [7, 8] as [UInt64]) func `single precision is rounded outwards`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<10_000 {
      let value = Double.random(in: -2e6...2e6, using: &generator)
      let (down, up) = (FloatEnvelope.roundedDown(value), FloatEnvelope.roundedUp(value))
      guard Double(down) <= value, value <= Double(up), down == up || down.nextUp == up else {
        Issue.record("seed \(seed): \(value)")
        return
      }
    }
    #expect(FloatEnvelope.roundedDown(1e300) == .greatestFiniteMagnitude)
    #expect(FloatEnvelope.roundedUp(1e300) == .infinity)
    #expect(FloatEnvelope.roundedUp(-.infinity) == -.infinity)
  }
}
