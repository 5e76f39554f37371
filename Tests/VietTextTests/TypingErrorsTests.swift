import Testing

@testable import VietText

struct TypingErrorsTests {
  private func slips(_ typed: String, _ meant: String, atMost limit: Int = 9, isUnfinished: Bool = false) -> Int? {
    var errors = TypingErrors()
    return errors.count(from: Array(meant.utf8), to: Array(typed.utf8), atMost: limit, isUnfinished: isUnfinished)
  }

  @Test(arguments: [
    ("nghia", "nghia", 0), ("nghai", "nghia", 1), ("ngia", "nghia", 1), ("nghiaa", "nghia", 1), ("nghua", "nghia", 1),
    ("ngiha", "nghia", 1), ("", "lo", 2), ("lo", "", 2), ("ab", "ba", 1), ("truong", "trung", 1), ("quag", "quang", 1),
  ])
  func `counts slips`(typed: String, meant: String, count: Int) {
    #expect(slips(typed, meant) == count)
    if count > 0 { #expect(slips(typed, meant, atMost: count - 1) == nil) }
  }

  @Test func `a beginning costs nothing for what is not typed yet`() {
    #expect(slips("ngh", "nghia", isUnfinished: true) == 0)
    #expect(slips("nhg", "nghia", isUnfinished: true) == 1)
    #expect(slips("nghix", "nghia", isUnfinished: true) == 1)
  }

  @Test func `forgives by the length of a word and never in digits`() {
    let forgiven = ["lo", "son", "nghia", "truongquang", "12", "a1b2c3d4e5"].map {
      TypingErrors.forgiven(in: Array($0.utf8))
    }
    #expect(forgiven == [0, 1, 1, 2, 0, 0])
  }

  /// The definition, without limits or rows that are thrown away.
  private func plain(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var table = Array(repeating: Array(repeating: 0, count: right.count + 1), count: left.count + 1)
    for i in 0...left.count {
      for j in 0...right.count {
        if i == 0 || j == 0 {
          table[i][j] = i + j
          continue
        }
        table[i][j] = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1))
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[left.count][right.count]
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `agrees with the plain definition`(seed: UInt64) {
    var random = Seeded(seed)
    var errors = TypingErrors()
    for _ in 0..<3000 {
      func word() -> [UInt8] {
        (0..<Int.random(in: 0...7, using: &random)).map { _ in .random(in: 97...99, using: &random) }
      }
      let (meant, typed, limit) = (word(), word(), Int.random(in: 0...3, using: &random))
      let expected = plain(typed, meant)
      #expect(
        errors.count(from: meant, to: typed, atMost: limit) == (expected <= limit ? expected : nil),
        "seed \(seed): \(typed) for \(meant), at most \(limit)")
      let begun = (0...meant.count).map { plain(typed, Array(meant.prefix($0))) }.min() ?? 0
      #expect(
        errors.count(from: meant, to: typed, atMost: limit, isUnfinished: true) == (begun <= limit ? begun : nil),
        "seed \(seed): \(typed) as a beginning of \(meant), at most \(limit)")
    }
  }
}
