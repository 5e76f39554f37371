import Cadastre
import Geo
public import JSON
import Register
public import VietText

/// Which parcels lie in an area, and with how many square metres.
///
/// Areas are kept as hundredths of a square metre, as they are written, so that every sum is that of its rows.
public struct AreaAnswer: Sendable {
  /// A parcel with a part in the area.
  struct Row: Sendable {
    var piece: LandCover.Piece
    /// The area inside, hundredths of a square metre; of what is touched only, ten-thousandths.
    var units: Int
    /// Its places in ``wards`` and ``uses``.
    var ward: Int
    var use: Int
  }

  /// A land-use label that occurs, and what it stands for.
  struct Use: Sendable {
    var label: String?
    var parts: LandUseParts?
  }

  /// A sum over some of the parcels.
  struct Sum: Sendable {
    var units = 0
    var parcels = 0

    var area: Double { Double(units) / 100 }

    mutating func add(_ units: Int) {
      self.units += units
      parcels += 1
    }
  }

  /// How the question was understood.
  struct Query: Sendable {
    var ward: WardReference?
    var crs: CRS
    var width: Double?
    var tolerance: Double
    var geometry: AreaQuestion.GeometryForm
    /// The area of the ground that was asked about, m² in a grid; `nil` where no grid reaches.
    var area: (value: Double, grid: CRS)?
  }

  var query: Query
  let cover: LandCover
  var rows: [Row] = []
  /// The parcels below the tolerance.
  var touched: [Row] = []
  var wards: [WardReference?] = []
  var uses: [Use] = []
  var total = Sum()
  var byLandUse: [(label: String?, sum: Sum)] = []
  var byWard: [(ward: Int, sum: Sum)] = []
  /// The parts inside of the parcels that lie in the area in part, by their places in ``rows``.
  var clips: [Int: MultiPolygon] = [:]
  /// Who holds the parcels; `nil` for those who are not told.
  var holders: AreaHolders?
  /// The revision that answers.
  public internal(set) var revision: RevisionReference
  /// What is kept back.
  public internal(set) var withheld: [String] = ["holder"]
  /// What else there is to say.
  public internal(set) var notes: [Note] = []

  /// How many parcels are counted.
  public var count: Int { rows.count }
  /// The sum of their areas inside, m².
  public var area: Double { total.area }

  init(query: Query, cover: LandCover, revision: RevisionReference) {
    self.query = query
    self.cover = cover
    self.revision = revision
  }

  /// Writes the whole answer as a GeoJSON feature collection.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese) {
    begin(into: &writer)
    for row in rows.indices { feature(row).write(into: &writer) }
    turn(into: &writer)
    for row in touched { write(touched: row, into: &writer) }
    end(into: &writer, language)
  }

  /// One parcel of the answer.
  func feature(_ place: Int) -> ParcelFeature {
    let row = rows[place]
    let polygons: MultiPolygon =
      switch query.geometry {
      case .none: MultiPolygon()
      case .whole: cover.polygons(of: row.piece)
      case .clipped: clips[place] ?? cover.polygons(of: row.piece)
      }
    return ParcelFeature(
      id: Int(cover.id(of: row.piece)), parcel: cover.parcel(of: row.piece), ward: wards[row.ward], polygons: polygons,
      areaInside: Double(row.units) / 100, landUse: uses[row.use].parts)
  }

  /// Writes everything before the parcels.
  func begin(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("type")
    writer.raw("\"FeatureCollection\"")
    writer.key("query")
    query.write(into: &writer)
    writer.key("revision")
    writer.reference(revision.id > 0 ? revision : nil)
    writer.key("total")
    writer.beginObject()
    total.write(into: &writer)
    writer.endObject()
    writer.key("byLandUse")
    writer.beginArray()
    for (label, sum) in byLandUse {
      writer.beginObject()
      writer.key("landUse")
      writer.string(label)
      sum.write(into: &writer)
      writer.endObject()
    }
    writer.endArray()
    writer.key("byWard")
    writer.beginArray()
    for (place, sum) in byWard {
      writer.beginObject()
      writer.key("ward")
      writer.string(wards[place]?.code)
      writer.key("wardName")
      writer.string(wards[place]?.name)
      writer.key("wardValidFrom")
      writer.day(wards[place]?.validFrom)
      sum.write(into: &writer)
      writer.endObject()
    }
    writer.endArray()
    holders?.write(into: &writer)
    writer.key("numberReturned")
    writer.integer(rows.count)
    writer.key("features")
    writer.beginArray()
  }

  /// Ends the parcels that count and begins those that are touched only.
  func turn(into writer: inout JSONWriter) {
    writer.endArray()
    writer.key("touched")
    writer.beginArray()
  }

  /// Writes a parcel that is touched only.
  func write(touched row: Row, into writer: inout JSONWriter) {
    let key = cover.key(of: row.piece)
    writer.beginObject()
    writer.key("id")
    writer.integer(Int(cover.id(of: row.piece)))
    writer.key("ward")
    writer.string(wards[row.ward]?.code ?? key.ward)
    writer.key("wardAtSurvey")
    writer.string(key.ward)
    writer.key("sheet")
    writer.string(key.sheet)
    writer.key("number")
    writer.string(key.number)
    writer.key("areaInside")
    writer.measure(Double(row.units) / 10_000, decimals: 4)
    writer.endObject()
  }

  /// Writes everything behind the parcels.
  func end(into writer: inout JSONWriter, _ language: Language) {
    writer.endArray()
    writer.remarks(withheld: withheld, notes, language)
    writer.endObject()
  }
}

extension AreaAnswer.Sum {
  /// Writes `area` and `parcels`.
  func write(into writer: inout JSONWriter) {
    writer.key("area")
    writer.measure(area, decimals: 2)
    writer.key("parcels")
    writer.integer(parcels)
  }
}

extension AreaAnswer.Query {
  fileprivate func write(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("ward")
    writer.reference(ward)
    writer.key("crs")
    writer.crs(crs)
    writer.key("width")
    writer.measure(width, decimals: 3)
    writer.key("tolerance")
    writer.measure(tolerance, decimals: 4)
    writer.key("geometry")
    writer.string(geometry.rawValue)
    writer.key("area")
    writer.measure(area?.value, decimals: 2)
    writer.key("areaCRS")
    if let area { writer.crs(area.grid) } else { writer.null() }
    writer.endObject()
  }
}
