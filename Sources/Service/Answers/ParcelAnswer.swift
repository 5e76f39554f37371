public import Cadastre
public import JSON
public import VietText

/// What a ward, a sheet and a number name.
public struct ParcelAnswer: Sendable {
  /// A parcel that the same words name under an earlier ward.
  public struct OtherReading: Hashable, Sendable {
    /// The stable id.
    public var id: Int
    /// What names it.
    public var key: ParcelKey
    /// The ward in which it lies today.
    public var ward: WardReference?
  }

  /// The parcels that this reading names, one at least; several when a series tells them apart.
  public var features: [ParcelFeature]
  /// Parcels that the same words name under an earlier ward.
  public var otherReadings: [OtherReading]
  /// The revision that answers.
  public var revision: RevisionReference
  /// What is kept back.
  public var withheld: [String]
  /// What else there is to say.
  public var notes: [Note]
  /// Where else to go.
  public var links: [Link]
  /// What lies between the words asked for and the parcel; `nil` when they are its name as it stands.
  public var chain: [ChainStep]?

  /// Whether this reading names more than one parcel.
  public var isAmbiguous: Bool { features.count > 1 }

  /// Writes one feature, or a collection when the reading is ambiguous.
  ///
  /// - Parameters:
  ///   - writer: takes the JSON text.
  ///   - language: that of the notes.
  ///   - base: what stands before the path of each link.
  public func write(into writer: inout JSONWriter, language: Language = .vietnamese, base: String = "") {
    writer.beginObject()
    if features.count == 1, let feature = features.first {
      feature.writeMembers(into: &writer)
    } else {
      writer.key("type")
      writer.raw("\"FeatureCollection\"")
      writer.key("numberReturned")
      writer.integer(features.count)
      writer.key("features")
      writer.beginArray()
      for feature in features { feature.write(into: &writer) }
      writer.endArray()
    }
    if let chain {
      writer.key("status")
      writer.string((isAmbiguous ? PaperAnswer.Status.ambiguous : .found).rawValue)
      writer.key("chain")
      writer.chain(chain, language)
    }
    writer.key("revision")
    writer.reference(revision)
    writer.key("otherReadings")
    writer.beginArray()
    for reading in otherReadings { reading.write(into: &writer, base: base) }
    writer.endArray()
    writer.remarks(withheld: withheld, notes, language)
    writer.links(links, base: base, language)
    writer.endObject()
  }

  /// The path that names a parcel beyond doubt.
  static func path(of key: ParcelKey) -> String {
    var extra: [String] = []
    if !key.series.isEmpty { extra.append("series=\(Link.encoded(key.series))") }
    if let from = key.wardFrom { extra.append("wardFrom=\(from)") }
    return Link.path(ward: key.ward, sheet: key.sheet, number: key.number, extra: extra.joined(separator: "&"))
  }
}

extension ParcelAnswer.OtherReading {
  /// Writes the reading as a member of `otherReadings`.
  func write(into writer: inout JSONWriter, base: String) {
    writer.beginObject()
    writer.key("id")
    writer.integer(id)
    writer.key("wardAtSurvey")
    writer.string(key.ward)
    writer.key("wardFrom")
    writer.day(key.wardFrom)
    writer.key("series")
    writer.string(key.series)
    writer.key("sheet")
    writer.string(key.sheet)
    writer.key("number")
    writer.string(key.number)
    writer.key("ward")
    writer.string(ward?.code)
    writer.key("wardName")
    writer.string(ward?.name)
    writer.key("href")
    writer.string(base + ParcelAnswer.path(of: key))
    writer.endObject()
  }
}
