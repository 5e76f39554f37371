internal import JSON

/// Reads one GeoJSON Feature, or a bare geometry, from bytes that hold it whole.
struct GeoJSONFeatureParser {
  /// What was read: a feature, and why it is none, if so; its properties may have been readable all the same.
  struct Outcome {
    var feature: GeoJSONFeature
    var fault: GeoError?
  }

  private struct Member: OptionSet {
    let rawValue: UInt8
    static let type = Member(rawValue: 1)
    static let geometry = Member(rawValue: 2)
    static let properties = Member(rawValue: 4)
    static let identifier = Member(rawValue: 8)
  }

  private var feature: GeoJSONFeature
  private var problem: (kind: GeoError.Kind, place: JSONPlace)?
  private var isFeature = false
  private var isCollection = false
  private var isBareGeometry = false
  private var seen: Member = []

  /// Reads the value in a range of some bytes.
  ///
  /// - Parameters:
  ///   - bytes: The bytes.
  ///   - range: The part of them that is the value.
  ///   - place: The place of its beginning in the file.
  ///   - index: The index of the feature in the file.
  ///   - options: What is allowed in JSON.
  /// - Returns: The feature, with the fault of a well-formed value that makes none.
  /// - Throws: The fault of a text that is no JSON.
  static func read(
    _ bytes: [UInt8], in range: Range<Int>, at place: JSONPlace, index: Int, options: JSONParser.Options
  ) throws(JSONError) -> Outcome {
    var parser = JSONParser(bytes, in: range, at: place, options: options)
    let start = parser
    var reading = GeoJSONFeatureParser(index: index, place: place)
    guard try parser.next() == .beginObject else {
      try parser.skipToDepth(0)
      _ = try parser.next()
      reading.note(.notAFeature, at: place)
      return reading.outcome
    }
    try reading.readMembers(&parser)
    _ = try parser.next()
    if reading.isBareGeometry {
      var again = start
      _ = try again.next()
      try reading.readGeometry(&again)
    }
    return reading.outcome
  }

  private init(index: Int, place: JSONPlace) {
    feature = GeoJSONFeature(
      index: index, id: nil, properties: JSONObject(), geometry: .none, droppedOrdinates: 0, unclosedRings: 0,
      isBareGeometry: false, place: place)
  }

  private var outcome: Outcome {
    let fault: GeoError? =
      if let problem {
        error(problem.kind, problem.place)
      } else if isCollection {
        error(.misplacedCollection, feature.place)
      } else if !isFeature && !isBareGeometry {
        error(.notAFeature, feature.place)
      } else {
        nil
      }
    return Outcome(feature: feature, fault: fault)
  }

  private func error(_ kind: GeoError.Kind, _ place: JSONPlace) -> GeoError {
    GeoError(kind, at: place, feature: feature.index, isFatal: false)
  }

  private mutating func note(_ kind: GeoError.Kind, at place: JSONPlace) {
    if problem == nil { problem = (kind, place) }
  }

  private mutating func readMembers(_ parser: inout JSONParser) throws(JSONError) {
    while let event = try parser.next(), event == .name {
      if parser.textEquals("type") {
        once(.type, parser)
        try readType(&parser)
      } else if parser.textEquals("geometry") {
        once(.geometry, parser)
        try readGeometryMember(&parser)
      } else if parser.textEquals("properties") {
        once(.properties, parser)
        try readProperties(&parser)
      } else if parser.textEquals("id") {
        once(.identifier, parser)
        try readIdentifier(&parser)
      } else {
        try parser.skipValue()
      }
    }
  }

  private mutating func once(_ member: Member, _ parser: JSONParser) {
    if !seen.insert(member).inserted { note(.duplicateMember, at: parser.tokenPosition) }
  }

  private mutating func readType(_ parser: inout JSONParser) throws(JSONError) {
    guard try parser.next() == .string else {
      note(.wrongMemberType, at: parser.position)
      try parser.skipToDepth(1)
      return
    }
    let name = parser.text
    isFeature = name == "Feature"
    isCollection = name == "FeatureCollection"
    isBareGeometry = GeoJSONGeometryReader.isKnown(name)
    feature.isBareGeometry = isBareGeometry
  }

  private mutating func readIdentifier(_ parser: inout JSONParser) throws(JSONError) {
    let event = try parser.next()
    switch event {
    case .string, .number: feature.id = try event.map { event throws(JSONError) in try parser.value(of: event) }
    case .null: break
    default:
      note(.wrongMemberType, at: parser.position)
      try parser.skipToDepth(1)
    }
  }

  private mutating func readProperties(_ parser: inout JSONParser) throws(JSONError) {
    switch try parser.next() {
    case .null: break
    case .beginObject:
      do {
        feature.properties = try parser.object()
      } catch {
        guard error.kind == .duplicateName else { throw error }
        note(.json(.duplicateName), at: error.place)
        try parser.skipToDepth(1)
      }
    default:
      note(.wrongMemberType, at: parser.position)
      try parser.skipToDepth(1)
    }
  }

  private mutating func readGeometryMember(_ parser: inout JSONParser) throws(JSONError) {
    switch try parser.next() {
    case .null: break
    case .beginObject: try readGeometry(&parser)
    default:
      note(.wrongMemberType, at: parser.position)
      try parser.skipToDepth(1)
    }
  }

  private mutating func readGeometry(_ parser: inout JSONParser) throws(JSONError) {
    var reader = GeoJSONGeometryReader()
    try reader.read(&parser)
    if let problem = reader.problem { note(problem.kind, at: problem.place) }
    feature.geometry = reader.geometry
    feature.droppedOrdinates = reader.droppedOrdinates
    feature.unclosedRings = reader.unclosedRings
  }
}
