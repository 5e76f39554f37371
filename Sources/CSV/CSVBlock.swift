/// Rows that were read together, with the bytes that they stand in.
///
/// A block is a value: it can go to another thread while the reader reads on.
public struct CSVBlock: Sendable {
  @usableFromInline
  struct Place: Sendable {
    @usableFromInline
    var firstField: Int
    @usableFromInline
    var line: Int
    @usableFromInline
    var offset: Int
    @usableFromInline
    var problem: CSVProblem?
  }

  /// The bytes of all fields, with what stood between them.
  public internal(set) var bytes: [UInt8] = []
  /// For each field where it begins and ends, with its quotes taken off.
  @usableFromInline
  var fields: [(start: UInt32, end: UInt32)] = []
  @usableFromInline
  var places: [Place] = []
  /// The number of the first row, counted from 1 at the beginning of the table.
  public internal(set) var firstNumber = 1

  /// Makes a block without rows.
  public init() {}

  /// How many rows there are.
  @inlinable
  public var count: Int { places.count }

  /// How many fields a row has.
  @inlinable
  public func width(of row: Int) -> Int {
    (row + 1 < places.count ? places[row + 1].firstField : fields.count) - places[row].firstField
  }

  /// Where in ``bytes`` a field stands; empty for one that the row does not have.
  @inlinable
  public func range(row: Int, field: Int) -> Range<Int> {
    guard field >= 0, field < width(of: row) else { return 0..<0 }
    let place = fields[places[row].firstField + field]
    return Int(place.start)..<Int(place.end)
  }

  /// What is wrong with a row.
  @inlinable
  public func problem(of row: Int) -> CSVProblem? { places[row].problem }

  /// A row by itself.
  @inlinable
  public subscript(row: Int) -> CSVRow { CSVRow(block: self, index: row) }

  mutating func removeAll() {
    fields.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
  }
}

/// One row of a table.
public struct CSVRow: Sendable {
  @usableFromInline
  let block: CSVBlock
  @usableFromInline
  let index: Int

  @inlinable
  init(block: CSVBlock, index: Int) {
    self.block = block
    self.index = index
  }

  /// How many fields it has.
  @inlinable
  public var count: Int { block.width(of: index) }

  /// The bytes of a field; empty for one that the row does not have.
  @inlinable
  public subscript(field: Int) -> ArraySlice<UInt8> { block.bytes[block.range(row: index, field: field)] }

  /// A field as text; what is no UTF-8 becomes U+FFFD.
  public func text(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }

  /// The number of the row, counted from 1 at the beginning of the table; empty lines are no rows.
  @inlinable
  public var number: Int { block.firstNumber + index }

  /// The line in which it begins, counted from 1.
  @inlinable
  public var line: Int { block.places[index].line }

  /// The byte at which it begins, counted from the beginning of the input with its mark; for UTF-16 that of its UTF-8
  /// form without mark.
  @inlinable
  public var offset: Int { block.places[index].offset }

  /// What is wrong with it.
  @inlinable
  public var problem: CSVProblem? { block.problem(of: index) }
}
