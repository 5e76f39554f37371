import Testing
import Threads

@Test func `a queue hands over every element once and in order while the writer is made to wait`() throws {
  let queue = BoundedQueue<Int>(capacity: 3)
  let writer = WorkerThread {
    for number in 0..<10_000 { _ = queue.push(number) }
    queue.finish()
  }
  var taken: [Int] = []
  while let number = queue.pop() { taken.append(number) }
  try #require(writer != nil)
  writer?.join()
  #expect(taken == Array(0..<10_000))
}

@Test func `several readers share the elements of a queue without loss`() throws {
  let queue = BoundedQueue<Int>(capacity: 8)
  let sums = Locked<[Int]>([])
  let readers = (0..<4).compactMap { _ in
    WorkerThread {
      var sum = 0
      while let number = queue.pop() { sum += number }
      sums.withLock { $0.append(sum) }
    }
  }
  #expect(readers.count == 4)
  for number in 1...20_000 { _ = queue.push(number) }
  queue.finish()
  for reader in readers { reader.join() }
  #expect(sums.withLock { $0.reduce(0, +) } == 20_000 * 20_001 / 2)
}

@Test func `a cancelled queue releases a writer that waits and a reader that waits`() throws {
  let full = BoundedQueue<Int>(capacity: 1)
  let refused = Locked(false)
  let writer = try #require(
    WorkerThread {
      while full.push(1) {}
      refused.withLock { $0 = true }
    })
  full.cancel()
  writer.join()
  #expect(refused.withLock { $0 })
  #expect(full.pop() == nil)
}
