public import VietText

/// Why a text of the field (a coordinate, a national parcel code, a table of corners) cannot be read.
///
/// It says what is wrong, where, and what to do; it never repeats the text itself.
public struct CadastreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds of trouble; the raw values are stable and may stand in answers to clients.
  public enum Code: String, Sendable, CaseIterable {
    /// Nothing but spaces.
    case empty
    /// More than 1,024 bytes.
    case tooLong
    /// A control character.
    case controlCharacter
    /// A character that no notation uses, an emoji for instance.
    case unexpectedCharacter
    /// "NaN", "inf" and the like.
    case notANumber
    /// A number of more digits than any coordinate has.
    case numberTooLong
    /// A number with an exponent.
    case exponent
    /// A word that no notation uses.
    case unknownWord
    /// No number at all.
    case noNumber
    /// One number where two are needed.
    case oneNumber
    /// More numbers than one position has.
    case tooManyNumbers
    /// Minutes or seconds of 60 or more.
    case sexagesimalRange
    /// A latitude beyond 90° or a longitude beyond 180°.
    case degreesRange
    /// Two values that can only be longitudes, or letters that name one axis twice.
    case sameAxis
    /// A minus sign together with a compass letter.
    case signAndLetter
    /// A letter that does not suit the number beside it.
    case letterContradicts
    /// Degrees beside metres.
    case mixedUnits
    /// A grid easting with the zone number in front, as in HN-72.
    case zonePrefixHN72
    /// A grid easting with a UTM zone number in front.
    case zonePrefixUTM
    /// UTM without its zone.
    case utmNotation
    /// A UTM or MGRS zone that does not lie over Viet Nam.
    case utmZone
    /// An MGRS reference that names no square.
    case mgrs
    /// A link to a map without a position in it.
    case link
    /// A short link, whose position only its server knows.
    case shortLink
    /// A link to a route between several places.
    case routeLink
    /// GeoJSON or other JSON that cannot be read.
    case json
    /// A geometry of another kind than is asked for.
    case geometryKind
    /// A central meridian that no VN-2000 zone has.
    case unknownMeridian
    /// An EPSG code that is not a number.
    case badEPSG
    /// A text of twelve characters that is not a national parcel code.
    case nationalCode
    /// A text that begins like a geohash and is none.
    case geohash
    /// A plus code that cannot be read, or is too coarse.
    case plusCode
    /// A short plus code, which means something only beside the name of a town.
    case shortPlusCode
    /// Several corners where one position is asked for.
    case vertexTable
    /// A table of more than 8 MiB.
    case tableTooLong
    /// A text without any row that holds a corner.
    case noCorners
    /// Fewer than three corners.
    case tooFewCorners
    /// More than 100,000 corners.
    case tooManyCorners
    /// A line that is neither a corner nor a heading nor an edge.
    case tableRow
    /// A corner whose values lie outside Viet Nam.
    case cornerRange
    /// A corner that has X and Y in another order than those before it.
    case mixedOrder
    /// Polygons with holes, or several polygons, where one row of corners is asked for.
    case severalRings
    /// Numbers that make no position in any known notation.
    case notUnderstood
  }

  /// What is wrong.
  public let code: Code
  /// Where: the number of characters before the place, if there is one place.
  public let position: Int?
  /// The line of a table, counted from 1, if there is one line.
  public let line: Int?

  /// Makes an error.
  public init(_ code: Code, at position: Int? = nil, line: Int? = nil) {
    self.code = code
    self.position = position
    self.line = line
  }

  /// What is wrong and what to do, with the place counted from 1.
  public var phrase: Phrase {
    let said = code.phrase
    if let line { return Phrase(vi: "Dòng \(line): \(said.vietnamese)", en: "Line \(line): \(said.english)") }
    guard let position else { return said }
    return Phrase(
      vi: "Ký tự thứ \(position + 1): \(said.vietnamese)", en: "Character \(position + 1): \(said.english)"
    )
  }

  /// The English sentence.
  public var description: String { phrase.english }
}
