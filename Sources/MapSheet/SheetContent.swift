public import Cadastre
public import Geo
public import VietText

/// Everything that a map sheet shows; a sheet depends on nothing else.
///
/// All geometry is in one grid, x = easting and y = northing in metres. Text may come from anywhere: it is cleaned, cut
/// and escaped when it is drawn.
public struct SheetContent: Hashable, Sendable {
  /// The grid of all geometry, in Viet Nam a TM-3 zone of VN-2000.
  public var grid: CRS
  /// How the coordinates came into that grid, in words: surveyed in it, or transformed by a named operation.
  public var operation: Phrase
  /// The parcels that the sheet is about, one at least.
  public var parcels: [SheetParcel]
  /// The parcels around them.
  public var neighbours: [SheetNeighbour]
  /// The wards whose boundaries may cross the sheet.
  public var wards: [SheetWard]
  /// What is drawn on request: a split, a planned road.
  public var overlays: [SheetOverlay]
  /// Whether something at this place is left out because it is not public.
  public var isIncomplete: Bool
  /// The revision of the register that the sheet shows.
  public var revision: SheetRevision
  /// Who printed it, when, and for which dossier.
  public var issue: SheetIssue
  /// By what it can be verified; `nil` when it cannot.
  public var verification: SheetVerification?
  /// The language of the words; names of land uses and of wards stay Vietnamese.
  public var language: Language
  /// Whether the data are the synthetic sample: then the sheet says so across the map.
  public var isSample: Bool

  /// Gathers the content of a sheet.
  public init(
    grid: CRS, operation: Phrase = SheetContent.asSurveyed, parcels: [SheetParcel], neighbours: [SheetNeighbour] = [],
    wards: [SheetWard] = [], overlays: [SheetOverlay] = [], isIncomplete: Bool = false, revision: SheetRevision,
    issue: SheetIssue, verification: SheetVerification? = nil, language: Language = .vietnamese, isSample: Bool = false
  ) {
    self.grid = grid
    self.operation = operation
    self.parcels = parcels
    self.neighbours = neighbours
    self.wards = wards
    self.overlays = overlays
    self.isIncomplete = isIncomplete
    self.revision = revision
    self.issue = issue
    self.verification = verification
    self.language = language
    self.isSample = isSample
  }

  /// The mark of the synthetic sample, wherever it is shown.
  public static let sampleMark = "DỮ LIỆU MẪU"

  /// The words for coordinates that are shown as they were surveyed.
  public static let asSurveyed = Phrase(
    vi: "Tọa độ giữ nguyên như dữ liệu bản đồ địa chính, không qua phép chuyển đổi.",
    en: "Coordinates are those of the cadastral data, not transformed.")
}

/// A parcel that a sheet is about.
public struct SheetParcel: Hashable, Sendable {
  /// The facts of the register; the address is left out here when it is restricted.
  public var parcel: Parcel
  /// The polygons in the sheet's grid.
  public var polygons: MultiPolygon
  /// The name of the ward in which it lies now; `nil` when the register does not know.
  public var ward: String?
  /// The name of the ward in which it was surveyed, when that is another one.
  public var wardAtSurvey: String?

  /// Makes a parcel of a sheet.
  public init(parcel: Parcel, polygons: MultiPolygon, ward: String? = nil, wardAtSurvey: String? = nil) {
    self.parcel = parcel
    self.polygons = polygons
    self.ward = ward
    self.wardAtSurvey = wardAtSurvey
  }
}

/// A parcel beside those that a sheet is about.
public struct SheetNeighbour: Hashable, Sendable {
  /// Its sheet.
  public var sheet: String
  /// Its number.
  public var number: String
  /// Its land-use label.
  public var landUse: String?
  /// Its polygons in the sheet's grid.
  public var polygons: MultiPolygon

  /// Makes a neighbour.
  public init(sheet: String, number: String, landUse: String? = nil, polygons: MultiPolygon) {
    self.sheet = sheet
    self.number = number
    self.landUse = landUse
    self.polygons = polygons
  }
}

/// A ward whose boundary a sheet may show.
public struct SheetWard: Hashable, Sendable {
  /// The name with its kind.
  public var name: String
  /// Its territory in the sheet's grid.
  public var polygons: MultiPolygon

  /// Makes a ward of a sheet.
  public init(name: String, polygons: MultiPolygon) {
    self.name = name
    self.polygons = polygons
  }
}

/// Something drawn over the map on request.
public struct SheetOverlay: Hashable, Sendable {
  /// What it is, for the legend; empty for the usual words.
  public var label: String
  /// Lines in the sheet's grid.
  public var lines: [[Coordinate]]
  /// Areas in the sheet's grid.
  public var polygons: MultiPolygon

  /// Makes an overlay.
  public init(label: String = "", lines: [[Coordinate]] = [], polygons: MultiPolygon = MultiPolygon()) {
    self.label = label
    self.lines = lines
    self.polygons = polygons
  }
}

/// The revision of the register that a sheet shows.
public struct SheetRevision: Hashable, Sendable {
  /// The number.
  public var id: Int
  /// When it was published, seconds since 1970-01-01T00:00:00Z.
  public var publishedAt: Int

  /// Names a revision.
  public init(id: Int, publishedAt: Int) {
    self.id = id
    self.publishedAt = publishedAt
  }
}

/// Who printed a sheet, when, and for which dossier.
public struct SheetIssue: Hashable, Sendable {
  /// When it was printed, seconds since 1970-01-01T00:00:00Z; shown in the time of Viet Nam.
  public var printedAt: Int
  /// Who printed it.
  public var printedBy: String
  /// The office.
  public var office: String
  /// The dossier's code, if there is one.
  public var dossier: String

  /// Makes the particulars of an issue.
  public init(printedAt: Int, printedBy: String = "", office: String = "", dossier: String = "") {
    self.printedAt = printedAt
    self.printedBy = printedBy
    self.office = office
    self.dossier = dossier
  }
}

/// By what a sheet can be verified.
public struct SheetVerification: Hashable, Sendable {
  /// The code, as people type it.
  public var code: String
  /// Where it can be checked; empty when there is no public address.
  public var url: String
  /// The code as a QR symbol; `nil` when none was made.
  public var symbol: QRSymbol?

  /// Makes a verification.
  public init(code: String, url: String = "", symbol: QRSymbol? = nil) {
    self.code = code
    self.url = url
    self.symbol = symbol
  }
}

/// The dark and light modules of a QR code, without its quiet zone.
public struct QRSymbol: Hashable, Sendable {
  /// How many modules a side has, 21 to 177.
  public let side: Int
  /// The modules row by row, `true` for dark.
  public let modules: [Bool]

  /// Takes the modules of a square symbol.
  ///
  /// - Returns: `nil` unless their count is the square of a size that QR codes have.
  public init?(modules: [Bool]) {
    guard let side = (0..<40).map({ 21 + 4 * $0 }).first(where: { $0 * $0 == modules.count }) else { return nil }
    self.side = side
    self.modules = modules
  }
}
