/// What a resource takes by POST.
struct Posting {
  /// The media types of the content; one that is not named is judged by its bytes.
  let types: [String]
  /// The longest content in bytes.
  let limit: Int
  /// What the content is, to be told when none came.
  let example: String
}

extension Route {
  /// What POST brings; `nil` where there is no POST.
  var posting: Posting? {
    switch self {
    case .areas:
      Posting(
        types: ["application/geo+json", "application/json"], limit: 64 << 20,
        example: #"{"type":"Polygon","coordinates":[[[108.79,15.12],…]]}"#)
    case .corners:
      Posting(
        types: ["text/plain", "application/json", "application/geo+json", "text/csv"], limit: 1 << 20,
        example: "1 1672422.43 584963.15")
    case .lookup:
      Posting(types: BatchForm.mediaTypes, limit: 512 << 20, example: "at\\n15.1205, 108.7923")
    case .landing, .parcels, .parcel, .neighbours, .vertices, .ward, .wards, .search, .revisions, .api, .health,
      .ready, .unknown:
      nil
    }
  }

  /// Whether it is read by GET.
  var isRead: Bool {
    switch self {
    case .areas, .corners: false
    case .landing, .lookup, .parcels, .parcel, .neighbours, .vertices, .ward, .wards, .search, .revisions, .api,
      .health, .ready, .unknown:
      true
    }
  }

  /// The forms of its answer beyond those that every answer has.
  var hasTable: Bool {
    switch self {
    case .areas: true
    default: false
    }
  }

  /// The methods, for `Allow`.
  var methods: [String] { (isRead ? ["GET", "HEAD"] : []) + (posting == nil ? [] : ["POST"]) + ["OPTIONS"] }
}
