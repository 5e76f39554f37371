import Geo

extension ShapeRecord {
  /// Fills the record from the content of a record, its header left off.
  mutating func parse(_ content: borrowing Span<UInt8>, fileType: ShapeType) {
    guard content.count >= 4 else {
      fault = .tooShort(needed: 4, actual: content.count)
      type = nil
      return
    }
    let code = content.int32(at: 0)
    type = ShapeType(rawValue: code)
    guard let type else {
      fault = .unknownType(code)
      return
    }
    if type != .null, type != fileType { flags.insert(.typeDiffers) }
    switch type.family {
    case .null, .multiPatch: break
    case .point: parsePoint(content, type)
    case .multiPoint: parseParts(content, type, headerLength: 40)
    case .polyline, .polygon: parseParts(content, type, headerLength: 44)
    }
  }

  private mutating func parsePoint(_ content: borrowing Span<UInt8>, _ type: ShapeType) {
    guard content.count >= 20 else {
      fault = .tooShort(needed: 20, actual: content.count)
      return
    }
    appendPositions(content, at: 4, count: 1)
    hasZ = type.hasZ && content.count >= 28
    hasM = type.hasZ ? content.count >= 36 : type.mayHaveM && content.count >= 28
    if type.hasZ && !hasZ { flags.insert(.missingZ) }
  }

  private mutating func parseParts(_ content: borrowing Span<UInt8>, _ type: ShapeType, headerLength: Int) {
    guard content.count >= headerLength else {
      fault = .tooShort(needed: headerLength, actual: content.count)
      return
    }
    envelope = Envelope(
      minX: content.double(at: 4), minY: content.double(at: 12), maxX: content.double(at: 20),
      maxY: content.double(at: 28))
    let hasParts = headerLength == 44
    let partCount = hasParts ? Int(content.int32(at: 36)) : 0
    let count = Int(content.int32(at: headerLength - 4))
    guard partCount >= 0, count >= 0 else {
      fault = .negativeCount
      return
    }
    let positions = headerLength + 4 * partCount
    let end = positions + 16 * count
    guard end <= content.count else {
      fault = .tooShort(needed: end, actual: content.count)
      return
    }
    let dimension = 16 + 8 * count
    hasZ = type.hasZ && content.count - end >= dimension
    hasM = type.mayHaveM && content.count - end >= (type.hasZ ? 2 : 1) * dimension
    if type.hasZ && !hasZ && count > 0 { flags.insert(.missingZ) }
    guard hasParts else {
      appendPositions(content, at: positions, count: count)
      return
    }
    guard count > 0, partCount > 0 else {
      if count > 0 { flags.insert(.strayPositions) }
      if partCount > 0 { flags.insert(.emptyPart) }
      return
    }
    let first = Int(content.int32(at: 44))
    guard first >= 0, first <= count else {
      fault = .partOrder
      return
    }
    if first > 0 { flags.insert(.strayPositions) }
    var start = first
    for part in 0..<partCount {
      let stop = part + 1 < partCount ? Int(content.int32(at: 48 + 4 * part)) : count
      guard stop >= start, stop <= count else {
        ringEnds.removeAll(keepingCapacity: true)
        fault = .partOrder
        return
      }
      if stop == start { flags.insert(.emptyPart) } else { ringEnds.append(stop - first) }
      start = stop
    }
    appendPositions(content, at: positions + 16 * first, count: count - first)
    if type.family == .polygon { judgeRings() }
  }

  private mutating func judgeRings() {
    var start = 0
    for end in ringEnds {
      if end - start < 4 { flags.insert(.shortRing) }
      if coordinates[start] != coordinates[end - 1] { flags.insert(.unclosedRing) }
      start = end
    }
  }

  /// Appends positions that are known to lie within the content.
  private mutating func appendPositions(_ content: borrowing Span<UInt8>, at offset: Int, count: Int) {
    let positions = content.extracting(offset..<offset + 16 * count)
    var isFinite = true
    coordinates.append(addingCapacity: count) { output in
      for index in 0..<count {
        let coordinate = Coordinate(x: positions.double(at: 16 * index), y: positions.double(at: 16 * index + 8))
        isFinite = isFinite && coordinate.isFinite
        output.append(coordinate)
      }
    }
    if !isFinite { flags.insert(.nonFinite) }
  }
}
