public import Cadastre

/// A sheet of a ward.
public struct SheetEntry: Sendable, Hashable {
  /// The sheet as the register writes it.
  public let sheet: String
  /// The highest numeral with which a number on it begins.
  public let highest: Int
  /// The ``DesignatorKey`` of the sheet.
  public let key: String

  init(sheet: String, highest: Int) {
    self.sheet = sheet
    self.highest = highest
    key = DesignatorKey.make(sheet)
  }
}

/// The names of one revision in memory: its wards, and the sheets of each; immutable and shared by all threads.
///
/// A million parcels on 3,300 sheets take half a megabyte. The parcels themselves are found by the key's index.
public final class PlaceIndex: Sendable {
  /// The revision that it holds.
  public let revision: Int
  /// The wards by name and code.
  public let directory: WardDirectory
  /// The wards without their boundaries, in the same order as those of the directory.
  public let wards: [WardEntry]
  /// The codes of the wards that have parcels, in order.
  public let codes: [String]
  private let sheets: [String: [SheetEntry]]
  private let isPast: Bool

  private init(
    revision: Int, directory: WardDirectory, wards: [WardEntry], sheets: [String: [SheetEntry]], isPast: Bool
  ) {
    self.revision = revision
    self.directory = directory
    self.wards = wards
    self.sheets = sheets
    self.isPast = isPast
    codes = sheets.keys.sorted()
  }

  /// The sheets of a ward by its code, in order.
  public func sheets(ofWard code: String) -> [SheetEntry] { sheets[code] ?? [] }

  /// Reads the names of a state of the register.
  ///
  /// - Parameters:
  ///   - snapshot: the state.
  ///   - past: whether sheets that only superseded parcels have are wanted too.
  /// - Returns: the names.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public static func load(
    from snapshot: borrowing Snapshot, withPast past: Bool = false
  ) throws(RegisterError) -> PlaceIndex {
    let wards = try snapshot.wards()
    var sheets: [String: [SheetEntry]] = [:]
    for isPast in past ? [false, true] : [false] {
      for code in try snapshot.wardsWithParcels(isPast: isPast) {
        let entries = try snapshot.sheetEntries(ofWard: code, isPast: isPast)
        sheets[code] = isPast ? merged(sheets[code] ?? [], entries) : entries
      }
    }
    return PlaceIndex(
      revision: snapshot.revision, directory: WardDirectory(wards.map(\.ward)), wards: wards, sheets: sheets,
      isPast: past)
  }

  /// The names of a later state, read again only where they changed.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func refreshed(from snapshot: borrowing Snapshot) throws(RegisterError) -> PlaceIndex {
    guard snapshot.revision != revision else { return self }
    guard snapshot.revision > revision, !isPast else {
      return try PlaceIndex.load(from: snapshot, withPast: isPast)
    }
    let areWardsChanged = try !snapshot.changedWards(.wards, since: revision).isEmpty
    let wards = areWardsChanged ? try snapshot.wards() : wards
    var sheets = sheets
    for code in try snapshot.changedWards(.parcels, since: revision) {
      let entries = try snapshot.sheetEntries(ofWard: code, isPast: false)
      sheets[code] = entries.isEmpty ? nil : entries
    }
    return PlaceIndex(
      revision: snapshot.revision, directory: areWardsChanged ? WardDirectory(wards.map(\.ward)) : directory,
      wards: wards, sheets: sheets, isPast: false)
  }

  /// Reads the names of the newest revision, or what changed since those that are held.
  ///
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public static func load(from reader: RegisterReader, after held: PlaceIndex? = nil) throws -> PlaceIndex {
    try reader.withSnapshot { snapshot in try held?.refreshed(from: snapshot) ?? load(from: snapshot) }
  }

  private static func merged(_ left: [SheetEntry], _ right: [SheetEntry]) -> [SheetEntry] {
    var known: [String: SheetEntry] = [:]
    for entry in left + right where entry.highest >= known[entry.sheet]?.highest ?? .min { known[entry.sheet] = entry }
    return known.values.sorted { NumeralOrder.precedes($0.sheet, $1.sheet) }
  }
}
