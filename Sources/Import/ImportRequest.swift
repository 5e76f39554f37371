public import Cadastre
public import Geo
public import VietText

/// What a person asks of an import, as given on the command line.
public struct ImportRequest: Sendable {
  /// What an import may remove from the register.
  public enum Replacement: String, Sendable, CaseIterable {
    /// The parcels of each sheet that the files bring, when the files lack them.
    case sheet
    /// All parcels of each ward that the files bring, when the files lack them.
    case ward
    /// Nothing: the files only add and change.
    case nothing
  }

  /// The kind of data.
  public var layer: ImportLayer
  /// The files, folders and archives to read, as given.
  public var paths: [String]
  /// The register's file.
  public var register: String
  /// The coordinate reference system of the files; `nil` leaves it to the files themselves.
  public var crs: CRS?
  /// The grid in which areas are measured when the source is not a TM-3 grid.
  public var areaCRS: CRS?
  /// The text encoding of the attribute tables; `nil` leaves it to the files themselves.
  public var encoding: String?
  /// For single columns the encoding of their text, by the column's name.
  public var columnEncodings: [String: String] = [:]
  /// The layer of a GeoPackage or SpatiaLite file that has several.
  public var table: String?
  /// Whether the stated coordinate system is taken although the data seem to lie elsewhere in it.
  public var trustsCRS = false
  /// Whether northing stands before easting in the files, or latitude before longitude.
  public var swapsAxes = false
  /// For each field of the register the column that holds it, as said with `--map`.
  public var columns: [String: String] = [:]
  /// For each field of the register the value that all rows have, as said with `--set`.
  public var constants: [String: String] = [:]
  /// The day whose state of the land the files describe.
  public var asOf: Day
  /// What the import may remove.
  public var replacement: Replacement = .sheet
  /// Whether more than a tenth of the replaced scope may be removed.
  public var allowsRemovals = false
  /// Whether to stop at the staged change, for another person to publish.
  public var stagesOnly = false
  /// The folder that receives the report; `nil` makes one beside the register.
  public var reportDirectory: String?
  /// Who imports: the account's name.
  public var person: String
  /// The language in which the report opens; it holds both.
  public var language: Language = .vietnamese

  /// Makes a request with the defaults for everything that need not be said.
  public init(layer: ImportLayer, paths: [String], register: String, asOf: Day, person: String) {
    self.layer = layer
    self.paths = paths
    self.register = register
    self.asOf = asOf
    self.person = person
  }
}
