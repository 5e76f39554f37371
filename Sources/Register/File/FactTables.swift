internal import Cadastre
internal import SpatiaLite

/// A fact as the register keeps it: a row that is current from one revision until another.
protocol RegisterFact: Hashable, Sendable {
  static var table: FactTable { get }
  /// The columns of the source, in the order in which rows are bound and read.
  static var columns: [String] { get }
  /// The wards that it concerns.
  var wards: [String] { get }
  /// What tells it from others: two rows of one import may not share it.
  var key: [String] { get }
  /// What an import that brings it states whole, so that what it lacks there is removed.
  var scope: [String] { get }
  /// The values of the columns.
  var values: [FactValue] { get }
  init?(_ statement: borrowing Statement)
}

extension RegisterFact {
  static var name: String { FactTables.name(table) }

  var digest: Int64 {
    var digest = ContentDigest()
    for value in values {
      switch value {
      case .text(let text): digest.add(text)
      case .integer(let number): digest.add(number.map { UInt64(bitPattern: Int64($0)) } ?? 0x1B87_3593_85EB_CA6B)
      case .real(let number): digest.add(number)
      }
    }
    return digest.value
  }
}

/// A value of a fact, null when there is none.
enum FactValue {
  case text(String?)
  case integer(Int?)
  case real(Double?)
}

/// The tables of facts, which come with format 2: made within the revision that first needs them.
enum FactTables {
  static func name(_ table: FactTable) -> String {
    switch table {
    case .lineage: "ward_lineage"
    case .renumbering: "sheet_renumbering"
    }
  }

  static let names = FactTable.allCases.map(name)
  /// The tables with the columns that come from the source.
  static let columns = [
    (WardSuccession.name, WardSuccession.columns), (SheetRenumbering.name, SheetRenumbering.columns),
  ]

  /// Whether a register has them.
  static func exist(on connection: Connection) throws(SpatiaLiteError) -> Bool {
    try connection.integer("PRAGMA user_version") ?? 0 >= Schema.formatWithFacts
  }

  /// Makes them; the format then keeps programs away that would roll back land and forget the facts.
  static let creation = """
    CREATE TABLE ward_lineage(
      fact INTEGER PRIMARY KEY, old_code TEXT NOT NULL, old_name TEXT, old_from TEXT, new_code TEXT NOT NULL,
      new_name TEXT, day TEXT NOT NULL, extent TEXT NOT NULL, share REAL, source TEXT, verified INTEGER NOT NULL,
      digest INTEGER NOT NULL, revision_from INTEGER NOT NULL, revision_to INTEGER);
    CREATE TABLE sheet_renumbering(
      fact INTEGER PRIMARY KEY, old_ward TEXT NOT NULL, old_ward_from TEXT, old_series TEXT, old_sheet TEXT NOT NULL,
      new_ward TEXT NOT NULL, new_series TEXT, new_sheet TEXT NOT NULL, shift INTEGER, old_number TEXT, new_number TEXT,
      day TEXT NOT NULL, source TEXT, verified INTEGER NOT NULL,
      digest INTEGER NOT NULL, revision_from INTEGER NOT NULL, revision_to INTEGER);
    PRAGMA user_version = \(Schema.formatWithFacts);
    """

  /// The condition that a row is current at a revision.
  static func isCurrent(at revision: Int) -> String {
    "revision_from <= \(revision) AND (revision_to IS NULL OR \(revision) < revision_to)"
  }
}

extension WardSuccession: RegisterFact {
  static var table: FactTable { .lineage }
  static var columns: [String] {
    ["old_code", "old_name", "old_from", "new_code", "new_name", "day", "extent", "share", "source", "verified"]
  }
  var wards: [String] { [oldCode, newCode] }
  var key: [String] { [oldCode, oldFrom?.description ?? "", day.description, newCode] }
  var scope: [String] { [oldCode, day.description] }

  var values: [FactValue] {
    [
      .text(oldCode), .text(oldName), .text(oldFrom?.description), .text(newCode), .text(newName),
      .text(day.description), .text(extent.rawValue), .real(share), .text(source), .integer(isVerified ? 1 : 0),
    ]
  }

  init?(_ statement: borrowing Statement) {
    guard let day = statement.day(5), let extent = Extent(rawValue: statement.text(6)) else { return nil }
    self.init(
      oldCode: statement.text(0), oldName: statement.textIfAny(1), oldFrom: statement.day(2),
      newCode: statement.text(3), newName: statement.textIfAny(4), day: day, extent: extent,
      share: statement.realIfAny(7), source: statement.textIfAny(8), isVerified: statement.integer(9) == 1)
  }
}

extension SheetRenumbering: RegisterFact {
  static var table: FactTable { .renumbering }
  static var columns: [String] {
    [
      "old_ward", "old_ward_from", "old_series", "old_sheet", "new_ward", "new_series", "new_sheet", "shift",
      "old_number", "new_number", "day", "source", "verified",
    ]
  }
  var wards: [String] { [oldWard, newWard] }
  var key: [String] {
    var number = ""
    if case .single(let old, _) = numbers { number = old }
    return [oldWard, oldWardFrom?.description ?? "", day.description, oldSeries ?? "", oldSheet, number]
  }
  var scope: [String] { [oldWard, oldWardFrom?.description ?? "", day.description] }

  var values: [FactValue] {
    var (shift, old, new) = (Int?.none, String?.none, String?.none)
    switch numbers {
    case .kept: break
    case .shifted(let amount): shift = amount
    case .single(let before, let after): (old, new) = (before, after)
    }
    return [
      .text(oldWard), .text(oldWardFrom?.description), .text(oldSeries), .text(oldSheet), .text(newWard),
      .text(newSeries), .text(newSheet), .integer(shift), .text(old), .text(new), .text(day.description),
      .text(source), .integer(isVerified ? 1 : 0),
    ]
  }

  init?(_ statement: borrowing Statement) {
    guard let day = statement.day(10) else { return nil }
    let numbers: Numbers =
      if let amount = statement.integerIfAny(7) {
        .shifted(by: amount)
      } else if let old = statement.textIfAny(8), let new = statement.textIfAny(9) {
        .single(old: old, new: new)
      } else {
        .kept
      }
    self.init(
      oldWard: statement.text(0), oldWardFrom: statement.day(1), oldSeries: statement.textIfAny(2),
      oldSheet: statement.text(3), newWard: statement.text(4), newSeries: statement.textIfAny(5),
      newSheet: statement.text(6), numbers: numbers, day: day, source: statement.textIfAny(11),
      isVerified: statement.integer(12) == 1)
  }
}
