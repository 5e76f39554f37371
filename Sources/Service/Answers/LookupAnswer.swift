public import Cadastre
public import Geo
public import JSON
public import VietText

/// What lies at a place, and how sure that is.
public struct LookupAnswer: Sendable {
  /// How the question was understood.
  public struct Query: Sendable {
    /// The text as typed.
    public var at: String
    /// The system in which it was read.
    public var crs: CRS
    /// The place, WGS 84 longitude and latitude.
    public var position: Coordinate
    /// The place in a grid of VN-2000 (x easting, y northing, metres); `nil` when it lies too far from any.
    public var vn2000: GridPosition?
    /// How far off the place may be, metres.
    public var uncertainty: Double
    /// Other readings that fall in a known ward.
    public var otherReadings: [OtherReading]
  }

  /// A position in a grid.
  public struct GridPosition: Hashable, Sendable {
    /// The grid.
    public var crs: CRS
    /// x easting, y northing, metres.
    public var position: Coordinate
  }

  /// A reading of the text that was not used.
  public struct OtherReading: Hashable, Sendable {
    /// The system.
    public var crs: CRS
    /// The place, WGS 84 longitude and latitude.
    public var position: Coordinate
    /// The ward in which it falls.
    public var ward: WardReference
  }

  /// A parcel within the uncertainty that is not among the features.
  public struct Candidate: Hashable, Sendable {
    /// The stable id.
    public var id: Int
    /// What names it.
    public var key: ParcelKey
    /// How far it is from the place, metres.
    public var distance: Double
  }

  /// How the question was understood.
  public var query: Query
  /// Whether there is one parcel, no candidate, and no other reading as plausible.
  public var isCertain: Bool
  /// The ward that holds the place.
  public var ward: WardReference?
  /// The revision that answers.
  public var revision: RevisionReference?
  /// The parcels at the place.
  public var features: [ParcelFeature]
  /// Every other parcel within the uncertainty, the nearest first.
  public var candidates: [Candidate]
  /// What is kept back: `holder`, `defenceLand`.
  public var withheld: [String]
  /// What else there is to say.
  public var notes: [Note]

  /// Writes the answer as a GeoJSON feature collection.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese) {
    writer.lead(Names.at)
    query.write(into: &writer)
    writer.lead(Names.certain)
    writer.bool(isCertain)
    writer.lead(Names.ward)
    writer.reference(ward)
    writer.lead(Names.revision)
    writer.reference(revision)
    writer.lead(Names.numberReturned)
    writer.integer(features.count)
    writer.lead(Names.features)
    writer.beginArray()
    for feature in features { feature.write(into: &writer) }
    writer.endArray()
    writer.lead(Names.candidates)
    writer.beginArray()
    for candidate in candidates {
      writer.beginObject()
      writer.lead(Names.id)
      writer.integer(candidate.id)
      writer.lead(Names.candidateWard)
      writer.string(candidate.key.ward)
      writer.lead(Names.sheet)
      writer.string(candidate.key.sheet)
      writer.lead(Names.number)
      writer.string(candidate.key.number)
      writer.lead(Names.distance)
      writer.measure(candidate.distance, decimals: 3)
      writer.endObject()
    }
    writer.endArray()
    writer.remarks(withheld: withheld, notes, language)
    writer.endObject()
  }

  private enum Names {
    static let at = JSONLead(#"{"type":"FeatureCollection","query":{"at":"#)
    static let certain = JSONLead(#","certain":"#)
    static let ward = JSONLead(#","ward":"#)
    static let revision = JSONLead(#","revision":"#)
    static let numberReturned = JSONLead(#","numberReturned":"#)
    static let features = JSONLead(#","features":"#)
    static let candidates = JSONLead(#","candidates":"#)
    static let id = JSONLead(#""id":"#)
    static let candidateWard = JSONLead(#","ward":"#)
    static let sheet = JSONLead(#","sheet":"#)
    static let number = JSONLead(#","number":"#)
    static let distance = JSONLead(#","distance":"#)
  }
}

extension LookupAnswer.Query {
  /// Writes the members after `at`, its value first.
  func write(into writer: inout JSONWriter) {
    writer.string(at)
    writer.lead(Names.crs)
    writer.crs(crs)
    writer.lead(Names.position)
    writer.position(position.x, position.y, decimals: 9)
    writer.lead(Names.vn2000)
    if let vn2000 {
      writer.lead(Names.gridCRS)
      writer.crs(vn2000.crs)
      writer.lead(Names.x)
      writer.measure(vn2000.position.y, decimals: 3)
      writer.lead(Names.y)
      writer.measure(vn2000.position.x, decimals: 3)
      writer.endObject()
    } else {
      writer.null()
    }
    writer.lead(Names.uncertainty)
    writer.measure(uncertainty, decimals: 3)
    writer.lead(Names.otherReadings)
    writer.readings(otherReadings)
    writer.endObject()
  }

  private enum Names {
    static let crs = JSONLead(#","crs":"#)
    static let position = JSONLead(#","position":"#)
    static let vn2000 = JSONLead(#","vn2000":"#)
    static let gridCRS = JSONLead(#"{"crs":"#)
    static let x = JSONLead(#","x":"#)
    static let y = JSONLead(#","y":"#)
    static let uncertainty = JSONLead(#","uncertainty":"#)
    static let otherReadings = JSONLead(#","otherReadings":"#)
  }
}

/// Names of members that every answer on land has.
private enum CommonNames {
  static let code = JSONLead(#"{"code":"#)
  static let name = JSONLead(#","name":"#)
  static let validFrom = JSONLead(#","validFrom":"#)
  static let id = JSONLead(#"{"id":"#)
  static let publishedAt = JSONLead(#","publishedAt":"#)
  static let withheld = JSONLead(#","withheld":"#)
  static let notes = JSONLead(#","notes":"#)
}

extension JSONWriter {
  /// Writes a ward's code, name and first day, or `null`.
  mutating func reference(_ ward: WardReference?) {
    guard let ward else { return null() }
    lead(CommonNames.code)
    string(ward.code)
    lead(CommonNames.name)
    string(ward.name)
    lead(CommonNames.validFrom)
    day(ward.validFrom)
    endObject()
  }

  /// Writes a revision's number and time, or `null`.
  mutating func reference(_ revision: RevisionReference?) {
    guard let revision else { return null() }
    lead(CommonNames.id)
    integer(revision.id)
    lead(CommonNames.publishedAt)
    instant(unixSeconds: revision.publishedAt)
    endObject()
  }

  /// Writes the readings of a text that were not used.
  mutating func readings(_ readings: [LookupAnswer.OtherReading]) {
    beginArray()
    for reading in readings {
      beginObject()
      key("crs")
      crs(reading.crs)
      key("position")
      position(reading.position.x, reading.position.y, decimals: 9)
      key("ward")
      string(reading.ward.code)
      key("wardName")
      string(reading.ward.name)
      endObject()
    }
    endArray()
  }

  /// Writes the members `withheld` and `notes`, with which every answer ends.
  mutating func remarks(withheld: [String], _ notes: [Note], _ language: Language) {
    lead(CommonNames.withheld)
    beginArray()
    for kind in withheld { string(kind) }
    endArray()
    lead(CommonNames.notes)
    beginArray()
    for note in notes { string(note.phrase[language]) }
    endArray()
  }
}
