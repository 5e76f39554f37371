import Cadastre
import Dispatch
import Geo
import Projection
import Register
import Testing
import Threads

@Suite struct ConcurrencyTests {
  /// Reads until the last revision is seen, and tells what did not fit together.
  private static func faults(
    in path: String, at position: Coordinate, until last: Int, isOver: Locked<Bool>
  ) throws -> [String] {
    let reader = try RegisterReader(path: path)
    var index = try ParcelIndex.load(from: reader)
    var (faults, newest): ([String], Int) = ([], 0)
    while newest < last, !isOver.withLock({ $0 }) {
      newest = try reader.withSnapshot { snapshot in
        let uses = Set(try snapshot.parcels(ward: "21025", sheet: "12", limit: 999).map { $0.parcel.landUse })
        if uses != ["\(snapshot.revision)"] { faults.append("\(snapshot.revision): \(uses)") }
        let found = try snapshot.locate(LocationQuery(position: position), index: index)
        if found.features.isEmpty { faults.append("\(snapshot.revision): nothing there") }
        return snapshot.revision
      }
      index = try index.refreshed(from: reader)
    }
    return faults
  }

  @Test func `answers from one revision only while others are being published`() throws {
    let folder = try Folder()
    let maker = try RowMaker()
    try publish(maker.block(600, landUse: "1"), in: folder.register)
    let path = folder.register
    let position = try maker.projector.toWGS84(RowMaker.grid).forward(Coordinate(x: 585_000, y: 1_672_450))
    let faults = Locked<[String]>([])
    let isOver = Locked(false)
    // Threads of their own: these readers block, as those of the service do.
    let readers = DispatchGroup()
    for _ in 0..<3 {
      DispatchQueue.global().async(group: readers) {
        let found: [String]
        do {
          found = try ConcurrencyTests.faults(in: path, at: position, until: 5, isOver: isOver)
        } catch {
          found = ["\(error)"]
        }
        faults.withLock { $0 += found }
      }
    }
    defer {
      isOver.withLock { $0 = true }
      readers.wait()
      let found = faults.withLock { $0 }
      #expect(found.isEmpty)
    }
    for revision in 2...5 {
      try publish(maker.block(600, landUse: "\(revision)"), in: path, asOf: "202\(revision)-01-01")
    }
  }
}
