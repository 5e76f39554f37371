public import Cadastre
internal import SpatiaLite

extension StagedChange {
  /// Says that the import brought a row that could not be taken, so that its absence removes nothing.
  ///
  /// - Parameter key: the parcel's name as far as it could be read; of a ward its code alone.
  /// - Throws: ``RegisterError`` when the disk fails.
  public func protect(_ key: ParcelKey) throws(RegisterError) {
    try RegisterError.wrapping(file: path) {
      let statement = try working().prepare("INSERT OR IGNORE INTO quarantined VALUES(?,?,?,?)")
      statement.bind(1, key.ward)
      statement.bind(2, key.sheet)
      statement.bind(3, key.number)
      statement.bind(4, key.series)
      try statement.run()
    }
  }

  /// Takes rows out of the change into quarantine: they are not published, and their absence removes nothing.
  ///
  /// - Parameter positions: as ``DuplicateRows/Row/position`` tells them.
  /// - Throws: ``RegisterError`` when the disk fails.
  public func quarantine(positions: some Sequence<Int>) throws(RegisterError) {
    let positions = Array(positions)
    let key = layer == .parcels ? "ward, sheet, number, series" : "code, '', '', ''"
    try RegisterError.wrapping(file: path) {
      let connection = try working()
      let statement = try connection.prepare(
        "INSERT OR IGNORE INTO quarantined SELECT \(key) FROM rows WHERE row = ?")
      try connection.writing {
        for position in positions {
          statement.bind(1, position)
          try statement.run()
        }
      }
    }
    try remove(positions: positions)
  }
}
