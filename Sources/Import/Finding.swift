public import Geo
public import VietText

/// Something that an import noticed in a file, and that its report tells.
public struct Finding: Sendable {
  /// How much it matters.
  public enum Severity: String, Sendable, CaseIterable {
    /// Worth knowing; nothing to do.
    case note
    /// The row was taken, and a person should look at it.
    case warning
    /// The row was not taken: it is in quarantine.
    case error
  }

  /// What kind of thing it is; the raw value is the stable code of reports.
  public enum Code: String, Sendable, CaseIterable {
    // Of a file.
    case columnMapped, columnIgnored, columnProven, personalColumnLeftOut, mapAreaNotTaken, valueFromName
    case encodingAssumed, crsAssumed, crsDetected, crsImplausible, axesSwapped, areaGridChosen, shxRebuilt,
      recordsDeleted, dimensionsDropped, fileFault
    case leftoverRemoved, removalsSuspended
    // Of a ward code that many rows share.
    case wardUnknown
    // Of a row.
    case keyMissing, wardCodeUnusual, duplicateRow, duplicateKey
    case geometryMissing, geometryUnsupported, coordinateNotFinite, coordinateOutside, ringTooShort, ringUnclosed,
      ringOrder
    case geometryInvalid, geometryRepaired, areaZero
    case textDamaged, numberUnreadable, dateUnreadable, featureUnreadable
    case pointsRepeated, spike, sliver, partTiny, holeTiny, areaDiffers
    case parcelOutsideWard, parcelAcrossWards, nationalCodeWrong
    // Of the land-use labels that many rows share.
    case landUseUnknown, landUseOld
    // Between rows.
    case overlap, geometryDuplicate, contained, gap, emptyHole, verticesUnmatched, checksIncomplete

    /// How much findings of this kind matter.
    public var severity: Severity {
      switch self {
      case .columnMapped, .columnIgnored, .columnProven, .personalColumnLeftOut, .mapAreaNotTaken, .valueFromName,
        .encodingAssumed, .crsAssumed, .crsDetected, .axesSwapped,
        .areaGridChosen, .recordsDeleted, .dimensionsDropped, .duplicateRow, .ringOrder, .leftoverRemoved,
        .pointsRepeated, .areaDiffers, .landUseUnknown, .landUseOld, .emptyHole, .verticesUnmatched, .checksIncomplete:
        .note
      case .spike, .sliver, .partTiny, .holeTiny, .parcelOutsideWard, .parcelAcrossWards,
        .nationalCodeWrong, .overlap, .geometryDuplicate, .contained, .gap:
        .warning
      case .crsImplausible, .shxRebuilt, .fileFault, .wardUnknown, .wardCodeUnusual, .duplicateKey, .ringTooShort,
        .ringUnclosed,
        .geometryRepaired, .textDamaged, .numberUnreadable, .dateUnreadable, .removalsSuspended:
        .warning
      case .keyMissing, .geometryMissing, .geometryUnsupported, .coordinateNotFinite, .coordinateOutside,
        .geometryInvalid, .areaZero, .featureUnreadable:
        .error
      }
    }
  }

  /// What kind of thing it is.
  public var code: Code
  /// The name of the file, without its folder.
  public var file: String
  /// The number of the record or feature, from 1; `nil` for the file as a whole.
  public var row: Int?
  /// The ward, sheet and number of the row, as far as they could be read.
  public var key: String?
  /// What was found and what to do about it; never a personal value.
  public var message: Phrase
  /// Where on the ground, longitude and latitude in degrees, if it has a place.
  public var position: Coordinate?
  /// How many square metres a repair changed.
  public var areaChange: Double?
  /// Where in the grid of the parcels, as surveyors look for it.
  public var place: GridPlace?
  /// The name of the other row of two.
  public var otherKey: String?
  /// How large the fault is, m².
  public var area: Double?
  /// How wide the fault is, m.
  public var width: Double?
  /// The places of the rows concerned in the staged change, for drawing them.
  var parcels: [Int] = []
  /// A geometry that is not in the staged change, because it could not be taken; in the grid of ``place``.
  var sketch: MultiPolygon?
  /// How severe it is: that of its code, unless a rule made it graver.
  public var severity: Severity

  /// Makes a finding.
  public init(
    _ code: Code, severity: Severity? = nil, file: String, row: Int? = nil, key: String? = nil,
    position: Coordinate? = nil, areaChange: Double? = nil, vi vietnamese: String, en english: String
  ) {
    self.code = code
    self.severity = severity ?? code.severity
    self.file = file
    self.row = row
    self.key = key
    self.position = position
    self.areaChange = areaChange
    message = Phrase(vi: vietnamese, en: english)
  }
}

/// A position in a plane grid.
public struct GridPlace: Sendable, Hashable {
  /// Easting (x) and northing (y), in metres.
  public var coordinate: Coordinate
  /// The grid.
  public var crs: CRS
}
