public import Geo

/// Which coordinate reference system a `.prj` text means.
public enum CRSIdentification: Sendable, Hashable {
  /// The system, recognised by its parameters, with what else there is to tell.
  case identified(CRS, notes: [CRSNote])
  /// The text contradicts itself; `candidate` is what was probably meant, and somebody must confirm it.
  case suspicious(candidate: CRS, reason: CRSDoubt)
  /// The system was recognised, and its data cannot be used. `name` is the text's own name of it.
  case refused(name: String, reason: CRSRefusal)
  /// No system was recognised. `name` is the text's own name of it, empty when the text is not WKT at all.
  case unknown(name: String)
}

/// Something to tell about a system that was recognised all the same.
public enum CRSNote: Sendable, Hashable, CustomStringConvertible {
  /// TOWGS84 has the rotations of the official parameters with the sign of the other convention.
  ///
  /// It is ignored here; software that follows it moves every point by 0.55–0.79 m.
  case towgs84RotationSignsWrong
  /// TOWGS84 has other values than the official parameters; it is ignored.
  case towgs84NotOfficial
  /// The grid is recognised by its TOWGS84 alone; the text names no datum VN-2000.
  case datumKnownByTowgs84

  /// The note, as an English sentence.
  public var description: String {
    switch self {
    case .towgs84RotationSignsWrong:
      "TOWGS84 has its three rotations with the wrong sign; it is ignored, the official transformation is used"
    case .towgs84NotOfficial:
      "TOWGS84 differs from the official parameters; it is ignored, the official transformation is used"
    case .datumKnownByTowgs84:
      "the datum is not named VN-2000, but TOWGS84 has the official parameters of VN-2000"
    }
  }
}

/// Why a `.prj` text cannot be believed.
public enum CRSDoubt: Sendable, Hashable, CustomStringConvertible {
  /// The datum is called WGS 84, but the grid is that of a VN-2000 zone: scale 0.9999, false easting 500,000 m.
  case wgs84DatumOnVN2000Grid(centralMeridian: Double)
  /// No datum is named, and the grid is that of a VN-2000 zone.
  case unnamedDatumOnVN2000Grid(centralMeridian: Double)
  /// The system is called VN-2000, but its datum is called WGS 84.
  case namedVN2000OnWGS84Datum
  /// False easting and false northing are exchanged, as the withdrawn codes 6956–6959 had them by mistake.
  ///
  /// The coordinates themselves show whether the grid was used as written or as meant.
  case falseOriginExchanged(centralMeridian: Double)

  /// The doubt, as an English sentence.
  public var description: String {
    switch self {
    case .wgs84DatumOnVN2000Grid(let meridian):
      "the datum is called WGS 84, but the grid is the VN-2000 zone of \(VN2000.text(ofMeridian: meridian));"
        + " one of the two is wrong, and they lie about 200 m apart"
    case .unnamedDatumOnVN2000Grid(let meridian):
      "no datum is named, and the grid is the VN-2000 zone of \(VN2000.text(ofMeridian: meridian))"
    case .namedVN2000OnWGS84Datum:
      "the system is called VN-2000, but its datum is called WGS 84; they lie about 200 m apart"
    case .falseOriginExchanged(let meridian):
      "it is the VN-2000 zone of \(VN2000.text(ofMeridian: meridian)), but with false easting and false northing exchanged"
    }
  }
}

/// Why a system that was recognised cannot be used.
public enum CRSRefusal: Sendable, Hashable, CustomStringConvertible {
  /// Hà Nội-72, or another frame on the ellipsoid of Krasovsky.
  case hanoi72
  /// A 3° grid of VN-2000 on a meridian that the EPSG dataset has no code for.
  case meridianWithoutCode(Double)
  /// The datum is VN-2000, but the projection, its parameters or its unit are of no official grid.
  case unofficialVN2000Grid

  /// The reason, as an English sentence.
  public var description: String {
    switch self {
    case .hanoi72:
      "it is on the ellipsoid of Krasovsky (Hà Nội-72), which has no official transformation parameters"
    case .meridianWithoutCode(let meridian):
      "no official VN-2000 grid has the central meridian \(VN2000.text(ofMeridian: meridian))"
    case .unofficialVN2000Grid:
      "its datum is VN-2000, but its projection, parameters or unit are of no official VN-2000 grid"
    }
  }
}
