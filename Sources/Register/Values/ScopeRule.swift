/// What an import may remove from the register: what lies in its scope and not in the file.
public enum ScopeRule: String, Sendable, CaseIterable {
  /// The sheets present in the file, each named by ward, validity, series and sheet. Removes no ward.
  case sheet
  /// The wards present in the file, whole. Of the ward layer: the wards of the same province and first day.
  case ward
  /// Nothing: the file only adds and changes.
  case nothing
}
