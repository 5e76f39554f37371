internal import SpatiaLite

/// The name of a procedure or of a unit, from one day to another: offices change them.
public struct DatedName: Sendable, Hashable {
  /// The code: `1.012784`.
  public var code: String
  /// The first day, ISO 8601.
  public var from: String
  /// The first day after it, ISO 8601.
  public var to: String?
  /// The name.
  public var name: String
  /// How many working days it may take.
  public var workingDays: Int?
  /// The document that says so.
  public var document: String?

  /// Names something.
  public init(
    code: String, from: String, to: String? = nil, name: String, workingDays: Int? = nil, document: String? = nil
  ) {
    self.code = code
    self.from = from
    self.to = to
    self.name = name
    self.workingDays = workingDays
    self.document = document
  }
}

extension OfficeReader {
  /// The procedure of a code on a day, `1.012784.H19` being `1.012784` of a province; `nil` when none is configured.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func procedure(_ code: String, on day: String) throws(OfficeError) -> DatedName? {
    try asking {
      for form in [code, code.split(separator: ".").prefix(2).joined(separator: ".")] {
        let found = try database.first(
          """
          SELECT code, valid_from, valid_to, name, working_days, document FROM procedures
          WHERE code = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2) ORDER BY valid_from DESC
          """, [.text(form), .text(day)], Self.name)
        if let found { return found }
      }
      return nil
    }
  }

  /// All procedures, by code and day.
  ///
  /// - Throws: ``OfficeError`` when the file cannot be read.
  public func procedures() throws(OfficeError) -> [DatedName] {
    try asking {
      try database.rows(
        "SELECT code, valid_from, valid_to, name, working_days, document FROM procedures ORDER BY code, valid_from", [],
        Self.name)
    }
  }

  private static func name(_ statement: borrowing Statement) -> DatedName {
    DatedName(
      code: statement.text(0), from: statement.text(1), to: statement.textIfAny(2), name: statement.text(3),
      workingDays: statement.integerIfAny(4), document: statement.textIfAny(5))
  }
}

extension OfficeChange {
  /// Keeps procedures; one of the same code and first day is replaced.
  ///
  /// - Throws: ``OfficeError``.
  public func keep(procedures: [DatedName], by actor: Identity) throws(OfficeError) {
    try asking {
      for name in procedures {
        try Text.check(name.code, field: "code", limit: 100)
        try Text.check(name.name, field: "name", limit: 1000)
        try database.run(
          """
          INSERT OR REPLACE INTO procedures(code, valid_from, valid_to, name, working_days, document)
          VALUES(?,?,?,?,?,?)
          """,
          [
            .text(name.code), .text(name.from), SQLValue(name.to), .text(name.name), SQLValue(name.workingDays),
            SQLValue(name.document),
          ])
      }
      try append(AuditEntry(actor, .configured, shown: ["procedures=\(procedures.count)"]))
    }
  }
}
