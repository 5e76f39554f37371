import HTTP

/// What a path of the office names: everything that is behind the office file.
enum OfficeRoute: Equatable, Sendable {
  case holderSearch
  case holder(Int)
  case holderParcels(Int)
  case parcelHolders(ward: String, sheet: String, number: String)

  /// Takes a path apart; `nil` when it is none of the office's.
  init?(_ path: Path) {
    let segments = path.segments
    guard let first = segments.first else { return nil }
    switch (first, segments.count) {
    case ("holders", 2) where segments[1] == "search": self = .holderSearch
    case ("holders", 2):
      guard let id = Self.number(segments[1]) else { return nil }
      self = .holder(id)
    case ("holders", 3) where segments[2] == "parcels":
      guard let id = Self.number(segments[1]) else { return nil }
      self = .holderParcels(id)
    case ("parcels", 5) where segments[4] == "holders" && segments[1...3].allSatisfy({ !$0.isEmpty }):
      self = .parcelHolders(ward: segments[1], sheet: segments[2], number: segments[3])
    default: return nil
    }
  }

  /// The methods that the resource takes.
  var methods: [String] {
    switch self {
    case .holderSearch: ["POST", "OPTIONS"]
    case .holder, .holderParcels, .parcelHolders: ["GET", "HEAD", "OPTIONS"]
    }
  }

  /// The parameters that the resource takes.
  var parameters: [String] {
    switch self {
    case .holderSearch: []
    case .holder: ["unmasked"]
    case .holderParcels: ["asOf", "unmasked"]
    case .parcelHolders: ["asOf", "series", "wardFrom", "unmasked"]
    }
  }

  /// Whether it answers without a token.
  var isPublic: Bool {
    switch self {
    case .holderSearch, .holder, .holderParcels, .parcelHolders: false
    }
  }

  /// The longest content in bytes.
  var contentLimit: Int { 1 << 20 }

  private static func number(_ text: String) -> Int? {
    guard (1...15).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(text)
  }
}
