public import Cadastre
internal import SpatiaLite
internal import VietText

extension Snapshot {
  /// The codes of the wards that bear one of some names on a day, in order.
  ///
  /// - Parameters:
  ///   - keys: search keys, of whole names or of names without their kind.
  ///   - day: the day.
  /// - Returns: the codes, each once.
  /// - Throws: ``RegisterError`` when the register cannot be read.
  public func wardCodes(searchKeys keys: Set<String>, on day: Day) throws(RegisterError) -> [String] {
    let path = reader.path
    return try RegisterError.wrapping(file: path) {
      let statement = try reader.connection.prepare(
        "SELECT code, name FROM wards WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to >= ?1) ORDER BY code")
      statement.bind(1, day.description)
      var codes: [String] = []
      while try statement.step() {
        let isMeant = !keys.isDisjoint(with: WardName.searchKeys(statement.text(1)))
        if isMeant, codes.last != statement.text(0) { codes.append(statement.text(0)) }
      }
      return codes
    }
  }
}
