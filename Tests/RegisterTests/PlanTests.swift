import Testing

@testable import Register

@Suite struct PlanTests {
  @Test func `asks the R*Tree in every spatial query`() throws {
    let folder = try Folder()
    try publish(RowMaker().block(3), in: folder.register)
    let plans = try RegisterReader(path: folder.register).spatialPlans()
    #expect(plans.count == 6)
    for plan in plans {
      #expect(plan.contains { $0.contains("SCAN i VIRTUAL TABLE INDEX 2:") }, "\(plan)")
      #expect(!plan.contains { $0.hasPrefix("SCAN p") || $0.hasPrefix("SCAN w") || $0.hasPrefix("SCAN g") }, "\(plan)")
    }
  }

  @Test func `asks the key's index for a parcel by its number, and for the pages of a sheet`() throws {
    let folder = try Folder()
    try publish(RowMaker().block(3), in: folder.register)
    let plans = try RegisterReader(path: folder.register).keyPlans()
    #expect(plans[0].first?.contains("(ward=? AND <expr>=? AND sheet=? AND <expr>=? AND number=?)") == true, "\(plans)")
    #expect(plans[1].first?.contains("(ward=? AND <expr>=? AND sheet=? AND <expr>>?)") == true, "\(plans)")
    #expect(!plans[1].contains { $0.contains("TEMP B-TREE") }, "\(plans)")
  }
}
