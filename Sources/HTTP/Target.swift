/// The path of a request's target: its segments, decoded one by one.
///
/// `/` has no segment and `/a/` has two, the second empty. An encoded slash stays inside its segment: `/1%2F500` is
/// the one segment `1/500`. Dot segments are kept as sent: no file lies behind a path here.
public struct Path: Sequence, Sendable {
  private let bytes: [UInt8]
  private let range: Range<Int>

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// The segments as an array.
  public var segments: [String] { Array(self) }

  /// The path as sent, still encoded.
  public var raw: String { bytes.text(range) }

  /// Goes through the segments.
  public func makeIterator() -> Iterator { Iterator(bytes: bytes, position: range.lowerBound, end: range.upperBound) }

  /// Goes through the segments of a path.
  public struct Iterator: IteratorProtocol {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    /// The next segment, decoded.
    public mutating func next() -> String? {
      // Each segment stands behind a slash; the one slash of "/" has nothing behind it.
      guard position < end, !(position + 1 == end && isAtStart) else { return nil }
      isAtStart = false
      let start = position + 1
      var stop = start
      while stop < end, bytes[stop] != 47 { stop += 1 }
      position = stop
      return PercentEncoding.decode(bytes, start..<stop, plusIsSpace: false)
    }

    private var isAtStart = true

    init(bytes: [UInt8], position: Int, end: Int) {
      self.bytes = bytes
      self.position = position
      self.end = end
    }
  }
}

/// The query of a request's target: its parameters in order, repeated ones included.
///
/// The rules are those of HTML forms (URL Standard §5.1): parts are separated by `&`, a part without `=` has an empty
/// value, and **`+` is a space**. A browser sends a space of a form as `+` and a plus as `%2B`. A coordinate typed by
/// hand, `at=+15.1,+108.7`, so reads as ` 15.1, 108.7`: the same place, since a leading plus says nothing. Whoever
/// needs the plus of a time zone finds it in ``raw``.
public struct Query: Sequence, Sendable {
  /// One parameter.
  public struct Item: Hashable, Sendable {
    /// The decoded name.
    public let name: String
    /// The decoded value; empty if there was none.
    public let value: String

    /// Makes a parameter.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  private let bytes: [UInt8]
  private let range: Range<Int>

  init(bytes: [UInt8], range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  /// Whether there is no parameter at all.
  public var isEmpty: Bool { bytes[range].allSatisfy { $0 == 38 } }

  /// The query as sent, still encoded, without its question mark.
  public var raw: String { bytes.text(range) }

  /// The parameters as an array.
  public var items: [Item] { Array(self) }

  /// The value of the first parameter of a name.
  public subscript(_ name: String) -> String? {
    var iterator = makeIterator()
    while let (found, value) = iterator.nextPlaces() {
      if PercentEncoding.decode(bytes, found, plusIsSpace: true) == name {
        return PercentEncoding.decode(bytes, value, plusIsSpace: true)
      }
    }
    return nil
  }

  /// Goes through the parameters.
  public func makeIterator() -> Iterator { Iterator(bytes: bytes, position: range.lowerBound, end: range.upperBound) }

  /// Goes through the parameters of a query.
  public struct Iterator: IteratorProtocol {
    let bytes: [UInt8]
    var position: Int
    let end: Int

    /// The next parameter, decoded.
    public mutating func next() -> Item? {
      guard let (name, value) = nextPlaces() else { return nil }
      return Item(
        name: PercentEncoding.decode(bytes, name, plusIsSpace: true),
        value: PercentEncoding.decode(bytes, value, plusIsSpace: true))
    }

    /// Where the next parameter's name and value stand.
    fileprivate mutating func nextPlaces() -> (name: Range<Int>, value: Range<Int>)? {
      while position < end, bytes[position] == 38 { position += 1 }
      guard position < end else { return nil }
      let start = position
      var equals: Int?
      while position < end, bytes[position] != 38 {
        if equals == nil, bytes[position] == 61 { equals = position }
        position += 1
      }
      let nameEnd = equals ?? position
      return (start..<nameEnd, (equals.map { $0 + 1 } ?? position)..<position)
    }
  }
}
