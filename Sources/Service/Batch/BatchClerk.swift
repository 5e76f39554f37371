import Cadastre
import CSV
import Geo
import JSON
import VietText

/// Answers pieces of a list on one thread, with that thread's desk.
public struct BatchClerk {
  private let desk: Desk
  private let settings: BatchSettings

  /// Puts a clerk to a desk.
  public init(_ desk: Desk, _ settings: BatchSettings) {
    self.desk = desk
    self.settings = settings
  }

  /// Answers a piece: the bytes of its rows in the form of the list.
  ///
  /// - Throws: ``ServiceError`` when the register cannot be read, or has no such day or revision.
  public func answer(_ piece: BatchPiece) throws(ServiceError) -> BatchOutput {
    var output = BatchOutput()
    output.bytes = piece.opening
    switch piece.rows {
    case .table(let table, let block, let range): try answer(table, block, range, piece, &output)
    case .objects(let objects): try answer(objects, piece, &output)
    }
    output.bytes.append(contentsOf: piece.closing)
    output.rows = piece.count
    return output
  }

  private func answers(
    to places: [BatchPlace], _ piece: BatchPiece, _ output: inout BatchOutput
  ) throws(ServiceError) -> [BatchAnswer] {
    let answers = try desk.answers(to: places, settings, crs: settings.crs ?? piece.statedCRS)
    for answer in answers {
      switch answer.status {
      case .found: output.found += 1
      case .nothing: break
      case .error: output.faults += 1
      }
    }
    return answers
  }

  // MARK: tables

  private func answer(
    _ table: BatchTable, _ block: CSVBlock, _ range: Range<Int>, _ piece: BatchPiece, _ output: inout BatchOutput
  ) throws(ServiceError) {
    var writer = CSVWriter(delimiter: table.delimiter, appendingTo: output.bytes)
    output.bytes = []
    // A few hundred rows at a time: what is known of them stays in the processor's cache, and in memory that is there.
    for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.rowsAtOnce) {
      let rows = start..<min(start + Self.rowsAtOnce, range.upperBound)
      let answers = try answers(to: rows.map { BatchPlace(table, block, row: $0) }, piece, &output)
      for (row, answer) in zip(rows, answers) {
        for field in 0..<table.width {
          writer.kept(block.bytes.span.extracting(block.range(row: row, field: field)))
        }
        write(answer, into: &writer)
        writer.endRow()
      }
    }
    output.bytes = writer.take()
  }

  private static let rowsAtOnce = 256

  private func write(_ answer: BatchAnswer, into writer: inout CSVWriter) {
    switch answer.status {
    case .found: writer.raw("found")
    case .nothing: writer.raw("nothing")
    case .error: writer.raw("error")
    }
    let parcel = answer.parcel
    if let parcel { writer.integer(Int(parcel.id)) } else { writer.empty() }
    writer.text(answer.ward?.code ?? parcel?.key.ward)
    writer.text(answer.ward?.name)
    writer.text(parcel?.key.sheet)
    writer.text(parcel?.key.number)
    writer.text(parcel?.key.series)
    writer.text(parcel?.landUse)
    writer.fixed(parcel?.mapArea, decimals: 2)
    switch parcel?.relation {
    case .inside: writer.raw("inside")
    case .boundary: writer.raw("boundary")
    case .near: writer.raw("near")
    case nil: writer.empty()
    }
    writer.fixed(parcel?.boundaryDistance, decimals: 3)
    if answer.status == .error {
      for _ in 0..<5 { writer.empty() }
    } else {
      writer.raw(answer.isCertain ? "true" : "false")
      writer.integer(answer.candidates)
      writer.fixed(answer.uncertainty, decimals: 3)
      writer.fixed(answer.position?.x, decimals: 9)
      writer.fixed(answer.position?.y, decimals: 9)
    }
    writer.text(answer.fault?.code)
    writer.text(answer.fault?.message[settings.language])
    if answer.notes.isEmpty { writer.empty() } else { writer.text(note(answer)) }
  }

  private func note(_ answer: BatchAnswer) -> String {
    answer.notes.map { $0.phrase[settings.language] }.joined(separator: " ")
  }

  // MARK: objects

  private func answer(
    _ objects: [Result<JSONObject, BatchFault>], _ piece: BatchPiece, _ output: inout BatchOutput
  ) throws(ServiceError) {
    let places = objects.map { row in
      switch row {
      case .success(let object): BatchPlace(object)
      case .failure(let fault): BatchPlace.fault(fault)
      }
    }
    let answers = try answers(to: places, piece, &output)
    var writer = JSONWriter(appendingTo: output.bytes)
    output.bytes = []
    for (place, (row, answer)) in zip(objects, answers).enumerated() {
      switch piece.form {
      case .collection: writer.bytes.append(contentsOf: place > 0 || piece.followsRows ? [0x2C, 0x0A] : [0x0A])
      case .records: writer.bytes.append(0x1E)
      case .lines, .table: break
      }
      var single = JSONWriter(appendingTo: writer.take())
      let object = (try? row.get()) ?? (piece.form == .lines ? JSONObject() : Self.nowhere)
      write(object, answer, into: &single)
      writer = JSONWriter(appendingTo: single.take())
      if piece.form != .collection { writer.bytes.append(0x0A) }
    }
    output.bytes = writer.take()
  }

  private static let nowhere: JSONObject = ["type": .string("Feature"), "geometry": .null, "properties": .object([:])]

  /// Writes an object again with the answer behind its members, of a feature behind its properties.
  private func write(_ object: JSONObject, _ answer: BatchAnswer, into writer: inout JSONWriter) {
    let isFeature = object["type"]?.string == "Feature"
    writer.beginObject()
    var isDone = !isFeature
    for member in object.members {
      writer.key(member.name)
      guard isFeature, member.name == "properties" else {
        writer.value(member.value)
        continue
      }
      isDone = true
      writer.beginObject()
      write(member.value.object?.members ?? [], answer, into: &writer)
      writer.endObject()
    }
    if !isFeature {
      write(members: answer, beside: object.members.map(\.name), into: &writer)
    } else if !isDone {
      writer.key("properties")
      writer.beginObject()
      write([], answer, into: &writer)
      writer.endObject()
    }
    writer.endObject()
  }

  private func write(_ members: [JSONObject.Member], _ answer: BatchAnswer, into writer: inout JSONWriter) {
    for member in members {
      writer.key(member.name)
      writer.value(member.value)
    }
    write(members: answer, beside: members.map(\.name), into: &writer)
  }

  private func write(members answer: BatchAnswer, beside taken: [String], into writer: inout JSONWriter) {
    let parcel = answer.parcel
    for (column, name) in zip(BatchColumn.allCases, BatchColumn.names(beside: taken)) {
      writer.key(name)
      switch column {
      case .status: writer.string(answer.status.rawValue)
      case .id: if let parcel { writer.integer(Int(parcel.id)) } else { writer.null() }
      case .ward: writer.string(answer.ward?.code ?? parcel?.key.ward)
      case .wardName: writer.string(answer.ward?.name)
      case .sheet: writer.string(parcel?.key.sheet)
      case .number: writer.string(parcel?.key.number)
      case .series: writer.string(parcel?.key.series)
      case .landUse: writer.string(parcel?.landUse)
      case .mapArea: writer.measure(parcel?.mapArea, decimals: 2)
      case .relation: writer.string(parcel?.relation.rawValue)
      case .boundaryDistance: writer.measure(parcel?.boundaryDistance, decimals: 3)
      case .certain: if answer.status == .error { writer.null() } else { writer.bool(answer.isCertain) }
      case .candidates: if answer.status == .error { writer.null() } else { writer.integer(answer.candidates) }
      case .uncertainty: writer.measure(answer.uncertainty, decimals: 3)
      case .longitude: writer.measure(answer.position?.x, decimals: 9)
      case .latitude: writer.measure(answer.position?.y, decimals: 9)
      case .code: writer.string(answer.fault?.code)
      case .message: writer.string(answer.fault?.message[settings.language])
      case .note: writer.string(answer.notes.isEmpty ? nil : note(answer))
      }
    }
  }
}

/// The answers to a piece of a list.
public struct BatchOutput: Sendable {
  /// The rows in the form of the list.
  public var bytes: [UInt8] = []
  /// How many rows were answered, faulty ones among them.
  public var rows = 0
  /// How many found a parcel.
  public var found = 0
  /// How many could not be answered.
  public var faults = 0

  /// Makes an output without rows.
  public init() {}
}
