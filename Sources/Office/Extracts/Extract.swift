public import Cadastre

/// A map sheet that was issued for a dossier: kept as made, it never changes.
public struct Extract: Sendable, Hashable {
  /// One of its parcels, as it was.
  public struct Part: Sendable, Hashable {
    /// The parcel's stable number.
    public var id: Int64
    /// What named it.
    public var key: ParcelKey
    /// The planar area on the map, m².
    public var mapArea: Double
    /// The hash of its outline and facts.
    public var digest: [UInt8]

    /// Describes a parcel.
    public init(id: Int64, key: ParcelKey, mapArea: Double, digest: [UInt8]) {
      self.id = id
      self.key = key
      self.mapArea = mapArea
      self.digest = digest
    }
  }

  /// Whether it still counts.
  public enum State: String, Sendable {
    /// It does.
    case valid
    /// It was taken back.
    case revoked
    /// A later one of the same dossier and parcels took its place.
    case superseded
  }

  /// The name in paths, at random.
  public var name: String
  /// The verification code, at random, in small letters.
  public var code: String
  /// The dossier.
  public var dossier: String
  /// The revision of the register that it shows.
  public var revision: Int
  /// The scale's denominator; of the first page.
  public var scale: Int
  /// The paper: `A4`.
  public var paper: String
  /// The layout: `together`.
  public var layout: String
  /// When it was made, seconds since 1970.
  public var madeAt: Int
  /// Who made it.
  public var madeBy: String
  /// The SHA-256 of the SVG in hexadecimal.
  public var sha256: String
  /// When it was revoked, seconds since 1970.
  public var revokedAt: Int?
  /// Why it was revoked.
  public var reason: String?
  /// Whether a later one took its place.
  public var isSuperseded: Bool
  /// Its parcels.
  public var parts: [Part]

  /// Whether it still counts.
  public var state: State { revokedAt != nil ? .revoked : isSuperseded ? .superseded : .valid }
}

/// What is to be kept of a map sheet that was drawn.
public struct ExtractDraft: Sendable {
  /// Its name and code, made before it is drawn, since the code stands on it.
  public var names: ExtractNames
  /// The dossier.
  public var dossier: String
  /// The revision that it shows.
  public var revision: Int
  /// The scale's denominator.
  public var scale: Int
  /// The paper.
  public var paper: String
  /// The layout.
  public var layout: String
  /// Its parcels.
  public var parts: [Extract.Part]
  /// The GeoJSON.
  public var geoJSON: [UInt8]
  /// The SVG.
  public var svg: [UInt8]

  /// Describes a sheet.
  public init(
    names: ExtractNames, dossier: String, revision: Int, scale: Int, paper: String, layout: String,
    parts: [Extract.Part], geoJSON: [UInt8], svg: [UInt8]
  ) {
    self.names = names
    self.dossier = dossier
    self.revision = revision
    self.scale = scale
    self.paper = paper
    self.layout = layout
    self.parts = parts
    self.geoJSON = geoJSON
    self.svg = svg
  }
}

/// The random names of an extract.
public struct ExtractNames: Sendable, Hashable {
  /// The name in paths: 100 random bits.
  public let name: String
  /// The verification code: 100 random bits in small letters and digits.
  public let code: String

  /// Draws names.
  public init() {
    name = Secret.text(bits: 100)
    code = Secret.text(bits: 100)
  }

  /// The code as people read it: five groups of four capitals.
  public var printed: String { VerificationCode.printed(code) }
}

/// The code by which anybody verifies an extract.
public enum VerificationCode {
  /// Reads a code as typed: with or without dashes and spaces, in capitals, with O for 0 and I or L for 1.
  ///
  /// - Returns: the code in small letters; `nil` for what cannot be one.
  public static func read(_ text: String) -> String? {
    guard text.utf8.count <= 60 else { return nil }
    var code = ""
    for character in text.lowercased() where character != "-" && character != " " {
      switch character {
      case "o": code.append("0")
      case "i", "l": code.append("1")
      case "0"..."9", "a"..."z": code.append(character)
      default: return nil
      }
    }
    return code.utf8.count == 20 ? code : nil
  }

  /// The code as people read it: `7K3F-…`.
  public static func printed(_ code: String) -> String {
    let letters = Array(code.uppercased())
    return stride(from: 0, to: letters.count, by: 4).map { String(letters[$0..<min($0 + 4, letters.count)]) }
      .joined(separator: "-")
  }
}

/// The files of an extract.
public enum ExtractFileKind: String, Sendable, CaseIterable {
  /// The snapshot of the parcels.
  case geojson
  /// The sheet.
  case svg
  /// The sheet as PDF, made once.
  case pdf
  /// A picture of the first page, made once.
  case png
}
