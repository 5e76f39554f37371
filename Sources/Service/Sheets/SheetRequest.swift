internal import Cadastre
public import Geo
public import MapSheet
public import Register
public import VietText

/// The question for a map sheet of some parcels.
public struct SheetRequest: Sendable {
  /// The parcels, 1 to ``mostParcels``; their own moments do not count.
  public var parcels: [ParcelQuestion]
  /// Which state of the land.
  public var moment: Moment
  /// Paper, scale and layout.
  public var options: SheetOptions
  /// What is drawn over the map.
  public var overlays: [SheetDrawing]
  /// Who prints it, when, and for which dossier.
  public var issue: SheetIssue
  /// By what it can be verified.
  public var verification: SheetVerification?
  /// The language of the words.
  public var language: Language
  /// Whether the address of the land is shown; not when it may be that of a person.
  public var showsAddress: Bool

  /// Asks for a sheet.
  public init(
    parcels: [ParcelQuestion], moment: Moment = .now, options: SheetOptions = SheetOptions(),
    overlays: [SheetDrawing] = [], issue: SheetIssue, verification: SheetVerification? = nil,
    language: Language = .vietnamese, showsAddress: Bool = true
  ) {
    self.parcels = parcels
    self.moment = moment
    self.options = options
    self.overlays = overlays
    self.issue = issue
    self.verification = verification
    self.language = language
    self.showsAddress = showsAddress
  }

  /// So many parcels one sheet takes.
  public static let mostParcels = 50
}

/// Something drawn over a map on request, in the system in which it was drawn.
public struct SheetDrawing: Hashable, Sendable {
  /// What it is, for the legend; empty for the usual words.
  public var label: String
  /// The system of the positions.
  public var crs: CRS
  /// Lines.
  public var lines: [[Coordinate]]
  /// Areas.
  public var polygons: MultiPolygon

  /// Makes a drawing.
  public init(
    label: String = "", crs: CRS = .wgs84, lines: [[Coordinate]] = [], polygons: MultiPolygon = MultiPolygon()
  ) {
    self.label = label
    self.crs = crs
    self.lines = lines
    self.polygons = polygons
  }

  /// So many positions all drawings of a sheet may have.
  public static let mostPositions = 20_000
}
