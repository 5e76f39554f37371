import HTTPServer
import Testing

@Suite struct `Shared values` {
  private struct Failure: Error {}

  @Test func `are touched by one thread at a time`() async {
    let counter = Locked(0)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask { for _ in 0..<2000 { counter.withLock { $0 += 1 } } }
      }
    }
    #expect(counter.withLock { $0 } == 16_000)
  }

  @Test func `are free again after an error`() {
    let value = Locked("a")
    #expect(throws: Failure.self) { try value.withLock { (_: inout String) throws -> Void in throw Failure() } }
    #expect(value.withLock { $0 } == "a")
  }

  @Test func `tell who waits that they changed`() async {
    let turn = Monitor(0)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { _ = turn.wait { $0 == 1 ? true : nil } }
      turn.change { $0 = 1 }
    }
    #expect(turn.wait(atMost: .zero) { $0 == 2 ? true : nil } == nil)
    #expect(turn.wait(atMost: .seconds(60)) { $0 == 1 ? "yes" : nil } == "yes")
  }
}
