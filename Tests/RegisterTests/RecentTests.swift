import Cadastre
import Foundation
import Register
import Testing

/// What a reader keeps in memory between questions never outlives a revision.
@Suite struct RecentTests {
  let folder: Folder
  let maker: RowMaker

  init() throws {
    folder = try Folder()
    maker = try RowMaker()
  }

  @Test func `the newest state is seen at once after each publish, rows in memory or not`() throws {
    try publish(maker.block(30), in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    for round in 1...6 {
      let use = round.isMultiple(of: 2) ? "ODT" : "CLN"
      let change = try stage(maker.block(30, landUse: use), in: folder.register, asOf: "2025-01-0\(round)")
      try change.compare(scope: .sheet)
      #expect(try change.publish(by: "hoa")?.id == round + 1)
      // Twice, so that the second answer comes from memory.
      for _ in 0..<2 {
        let seen = try reader.withNewest { snapshot in (snapshot.revision, try snapshot.parcel(id: 7)?.parcel.landUse) }
        #expect(seen.0 == round + 1)
        #expect(seen.1 == use)
      }
    }
  }

  @Test func `a body that meets a newer revision halfway is run again on that one alone`() throws {
    try publish(maker.block(30), in: folder.register)
    let reader = try RegisterReader(path: folder.register)
    _ = try reader.withNewest { $0.revision }
    var runs = 0
    let answer = try reader.withNewest { snapshot in
      runs += 1
      if runs == 1 {
        let change = try stage(maker.block(30, landUse: "CLN"), in: folder.register, asOf: "2025-02-01")
        try change.compare(scope: .sheet)
        _ = try change.publish(by: "hoa")
      }
      return (snapshot.revision, try snapshot.parcel(id: 3)?.parcel.landUse)
    }
    #expect(answer.0 == 2)
    #expect(answer.1 == "CLN")
    #expect(runs <= 2)
  }
}
