public import Cadastre
public import JSON
public import VietText

/// The parcel of today that an old paper means, or those that it may mean.
public struct PaperAnswer: Sendable {
  /// How the question ended.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// One parcel is meant.
    case found
    /// Several may be meant, or it is not sure that the one is.
    case ambiguous
    /// None is known.
    case notFound
  }

  /// A parcel that comes into question.
  public struct Candidate: Sendable {
    /// The parcel as it is today.
    public var feature: ParcelFeature
    /// What happened between the paper and today, in the order of time.
    public var chain: [ChainStep]
    /// What the paper calls it, as it would be called today by the tables.
    public var nameToday: PaperName
    /// How well it is known that the paper means it.
    public var grade: NameTrail.Grade
    /// Whether somebody must look, since nothing shows that the land is the same.
    public var isSupposed: Bool
    /// The share of the paper's parcel that this one has, 0 to 1.
    public var share: Double
  }

  /// What is closest to a name that is not known.
  public struct Nearest: Hashable, Sendable {
    /// The ward in whose sheets it was looked for.
    public var ward: String
    /// The sheet in which it was looked for.
    public var sheet: String
    /// The sheets that the ward has.
    public var sheets: [String]
    /// The numbers around it.
    public var numbers: [String]
  }

  /// How the question ended.
  public var status: Status
  /// What the paper says, its ward as it was read; several when a name means several wards.
  public var readings: [PaperName]
  /// The day of the paper.
  public var paperDate: Day
  /// The parcels that come into question.
  public var candidates: [Candidate]
  /// What happened, when one parcel is found, or when the last that is known of it is its end.
  public var chain: [ChainStep]
  /// Parcels that the same words name in another time: strangers to this paper.
  public var otherReadings: [ParcelAnswer.OtherReading]
  /// What is closest, when none is known.
  public var nearest: Nearest?
  /// The revision that answers.
  public var revision: RevisionReference
  /// What is kept back.
  public var withheld: [String]
  /// What else there is to say.
  public var notes: [Note]
  /// Where else to go.
  public var links: [Link]

  /// Writes the answer as a GeoJSON feature collection of the parcels that come into question.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese, base: String = "") {
    writer.beginObject()
    writer.key("type")
    writer.raw("\"FeatureCollection\"")
    writer.key("status")
    writer.string(status.rawValue)
    writer.key("query")
    writeQuery(into: &writer)
    writer.key("numberReturned")
    writer.integer(candidates.count)
    writer.key("features")
    writer.beginArray()
    for candidate in candidates { candidate.feature.write(into: &writer) }
    writer.endArray()
    writer.key("candidates")
    writer.beginArray()
    for candidate in candidates { write(candidate, into: &writer, language, base) }
    writer.endArray()
    writer.key("chain")
    writer.chain(chain, language)
    writer.key("otherReadings")
    writer.beginArray()
    for reading in otherReadings { reading.write(into: &writer, base: base) }
    writer.endArray()
    writer.key("nearest")
    write(nearest, into: &writer)
    writer.key("revision")
    writer.reference(revision)
    writer.remarks(withheld: withheld, notes, language)
    writer.links(links, base: base, language)
    writer.endObject()
  }

  private func writeQuery(into writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("paperDate")
    writer.day(paperDate)
    writer.key("readings")
    writer.beginArray()
    for reading in readings { writer.name(reading) }
    writer.endArray()
    writer.endObject()
  }

  private func write(_ candidate: Candidate, into writer: inout JSONWriter, _ language: Language, _ base: String) {
    let (feature, key) = (candidate.feature, candidate.feature.parcel.key)
    writer.beginObject()
    writer.key("id")
    writer.integer(feature.id)
    writer.key("ward")
    writer.string(feature.ward?.code ?? key.ward)
    writer.key("wardName")
    writer.string(feature.ward?.name)
    writer.key("wardAtSurvey")
    writer.string(key.ward)
    writer.key("sheet")
    writer.string(key.sheet)
    writer.key("number")
    writer.string(key.number)
    writer.key("series")
    writer.string(key.series)
    writer.key("nameToday")
    writer.name(candidate.nameToday)
    writer.key("share")
    writer.measure(candidate.share, decimals: 4)
    writer.key("supposed")
    writer.bool(candidate.isSupposed)
    writer.key("chain")
    writer.chain(candidate.chain, language)
    writer.key("href")
    writer.string(base + ParcelAnswer.path(of: key))
    writer.endObject()
  }

  private func write(_ nearest: Nearest?, into writer: inout JSONWriter) {
    guard let nearest else { return writer.null() }
    writer.beginObject()
    writer.key("ward")
    writer.string(nearest.ward)
    writer.key("sheet")
    writer.string(nearest.sheet)
    for (name, list) in [("sheets", nearest.sheets), ("numbers", nearest.numbers)] {
      writer.key(name)
      writer.beginArray()
      for text in list { writer.string(text) }
      writer.endArray()
    }
    writer.endObject()
  }
}
