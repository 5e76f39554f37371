import CSV
import Harness

/// Any bytes are rows, the same ones however they were cut; what is written of them is read as the same rows again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTables(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let input = unsafe bytes(start, count)
  let limits = CSVLimits(row: 200, field: 60, fields: 12)
  for limits in [limits, CSVLimits()] {
    let whole = rows([input], limits)
    demand(rows(pieces(input, seed: seed(input)), limits) == whole, "in pieces is not as whole")
    demand(rows(input.map { [$0] }, limits) == whole, "byte by byte is not as whole")
    var writer = CSVWriter(delimiter: .comma, mark: true)
    for row in whole {
      for field in row.fields { writer.kept(field.span) }
      writer.endRow()
    }
    // A row of one empty field is an empty line, which is no row.
    let expected = whole.map(\.fields).filter { $0 != [[]] }
    demand(rows([writer.bytes], CSVLimits(), .comma).map(\.fields) == expected, "what was written is read otherwise")
  }
  return 0
}

private struct Row: Equatable {
  var fields: [[UInt8]]
  var line: Int
  var offset: Int
  var number: Int
  var problem: CSVProblem?
}

private func rows(_ pieces: [[UInt8]], _ limits: CSVLimits, _ delimiter: CSVDelimiter? = nil) -> [Row] {
  var reader = CSVReader(delimiter: delimiter, limits: limits)
  var result: [Row] = []
  func take() {
    while let row = reader.next() {
      result.append(
        Row(
          fields: (0..<row.count).map { Array(row[$0]) }, line: row.line, offset: row.offset, number: row.number,
          problem: row.problem))
    }
  }
  for piece in pieces {
    reader.feed(piece)
    take()
  }
  reader.finish()
  take()
  return result
}
