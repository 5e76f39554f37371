import Cadastre
import Geo
import Projection
import Register
import VietText

/// What the data say of their coordinate system: where a sample of the rows would lie in each that comes into question.
struct GridEvidence {
  /// A row of the sample.
  struct Place {
    /// A position of the row as the file gives it: the middle of its first ring's box.
    var position: Coordinate
    /// The ward that it names, if any.
    var ward: String?
    /// The sheet and number that it names, if any.
    var name: (sheet: String, number: String)?
  }

  /// One way to read the positions, and where the rows would lie.
  struct Verdict {
    /// The system.
    var crs: CRS
    /// Whether the axes have changed places.
    var isSwapped: Bool
    /// The share of the rows that lie in the ward that they name, of those whose ward the register knows.
    var inWard = 0.0
    /// The share of the rows that lie in Viet Nam.
    var inVietNam = 0.0
    /// The share of the rows whose parcel of the register lies within 20 m.
    var atParcel = 0.0
  }

  /// How many rows name a ward that the register knows.
  let wardRows: Int
  /// How many rows name a parcel that the register knows.
  let parcelRows: Int
  /// How many rows were looked at.
  var rows: Int { places.count }

  /// The grid in which the register keeps the parcels that the rows name, if it is one for all.
  let registerGrid: CRS?

  private let places: [Place]
  private let borders: [WardBorders.Border?]
  private let parcels: [Coordinate?]
  private let projector: Projector

  /// How many rows a sample has at most.
  static let sampleSize = 600
  private static let parcelSample = 60

  /// Gathers what the register knows of the rows of a sample.
  init(_ sample: [Place], borders: WardBorders, projector: Projector) {
    places = sample.filter { $0.position.isFinite }
    self.borders = places.map { place in place.ward.flatMap { borders.border(of: $0) } }
    let step = max(1, places.count / Self.parcelSample)
    parcels = places.enumerated().map { index, place in
      guard index % step == 0, let ward = place.ward, let name = place.name else { return nil }
      return borders.middle(ofParcel: ward, name.sheet, name.number)
    }
    wardRows = self.borders.count { $0 != nil }
    parcelRows = parcels.count { $0 != nil }
    let named = zip(places, parcels).filter { $0.1 != nil }.map(\.0)
    let grids = Set(
      named.prefix(10).compactMap { place in
        place.ward.flatMap { ward in
          place.name.flatMap { borders.grid(ofParcel: ward, $0.sheet, $0.number) }
        }
      })
    registerGrid = grids.count == 1 ? grids.first : nil
    self.projector = projector
  }

  /// The systems that Vietnamese land data are in: the 3° zones and UTM on VN-2000, UTM on WGS 84, longitude and latitude.
  private static let systems: [CRS] =
    VN2000.tm3Zones.map(\.crs) + [
      VN2000.utm48, VN2000.utm49, CRS(epsg: 32648), CRS(epsg: 32649), .wgs84,
      VN2000.geographic,
    ]

  /// Reads the rows in one way.
  func judge(_ crs: CRS, isSwapped: Bool = false) -> Verdict {
    var verdict = Verdict(crs: crs, isSwapped: isSwapped)
    guard !places.isEmpty, let operation = try? projector.toWGS84(crs) else { return verdict }
    var (inWard, inVietNam, atParcel) = (0, 0, 0)
    let isDegrees = crs == .wgs84 || crs == VN2000.geographic
    for (index, place) in places.enumerated() {
      let given = place.position
      let position = isSwapped ? Coordinate(x: given.y, y: given.x) : given
      if isDegrees, abs(position.x) > 180 || abs(position.y) > 90 { continue }
      guard let there = try? operation.forward(position), there.isFinite else { continue }
      if VietNam.holds(there) { inVietNam += 1 }
      if let border = borders[index], border.shape.covers(there) { inWard += 1 }
      if let parcel = parcels[index] {
        let east = (there.x - parcel.x) * 111_320 * 0.96
        let north = (there.y - parcel.y) * 110_600
        if east * east + north * north < 400 { atParcel += 1 }
      }
    }
    verdict.inVietNam = Double(inVietNam) / Double(places.count)
    verdict.inWard = wardRows == 0 ? 0 : Double(inWard) / Double(wardRows)
    verdict.atParcel = parcelRows == 0 ? 0 : Double(atParcel) / Double(parcelRows)
    return verdict
  }

  /// All ways that put the rows into Viet Nam, the likeliest first; a system comes before the same with its axes swapped.
  func all() -> [Verdict] {
    let verdicts = [false, true].flatMap { swapped in Self.systems.map { judge($0, isSwapped: swapped) } }
    let possible = verdicts.enumerated().filter { $0.element.inVietNam > 0.5 || $0.element.inWard > 0 }
    let provinces = Set(places.compactMap { $0.ward.map { String($0.prefix(2)) } })
    let usual = Set(provinces.flatMap { Meridians.province(code: $0)?.candidates ?? [] })
    func rank(_ verdict: Verdict) -> (Double, Double, Int) {
      // The order of doubt: parcels tell apart 200 m, wards tell apart zones, the province's zones are a hint only.
      (-verdict.atParcel, -verdict.inWard, usual.contains(verdict.crs) ? 0 : 1)
    }
    return possible.sorted { ($0.element.isSwapped ? 1 : 0, $0.offset) < ($1.element.isSwapped ? 1 : 0, $1.offset) }
      .sorted { rank($0.element) < rank($1.element) }.map(\.element)
  }

  /// The way that alone fits, if there is one: by the parcels of the same names, else by the wards.
  func decided(_ all: [Verdict]) -> Verdict? {
    guard let best = all.first else { return nil }
    let rivals = all.dropFirst()
    if parcelRows >= 5, best.atParcel >= 0.8, rivals.allSatisfy({ $0.atParcel <= best.atParcel - 0.5 }) { return best }
    // Half of the wards' rows must know where they are not: 200 m prove nothing, half a province does.
    if wardRows >= 5, best.inWard >= 0.98, rivals.allSatisfy({ $0.inWard <= best.inWard - 0.2 }) { return best }
    // Some parcels with a wrong ward code do not make the others lie where they do by chance.
    if wardRows >= 10, best.inWard >= 0.8, rivals.allSatisfy({ $0.inWard <= best.inWard - 0.5 }) { return best }
    return nil
  }

  /// What speaks for a way of reading, beside the next one that reads otherwise.
  func reason(_ verdict: Verdict, beside all: [Verdict]) -> Phrase {
    let rival = all.first { ($0.crs, $0.isSwapped) != (verdict.crs, verdict.isSwapped) }
    func text(_ share: (Verdict) -> Double, vi: String, en: String) -> Phrase {
      let own = Self.percent(share(verdict))
      let other =
        rival.map {
          (
            ", \(Self.percent(share($0)).vietnamese) nếu là \($0.name.vietnamese)",
            ", \(Self.percent(share($0)).english) as \($0.name.english)"
          )
        } ?? ("", "")
      return Phrase(
        vi: "\(own.vietnamese) \(vi) nếu là \(verdict.name.vietnamese)\(other.0)",
        en: "\(own.english) \(en) as \(verdict.name.english)\(other.1)")
    }
    if parcelRows >= 5, verdict.atParcel > 0, verdict.atParcel >= verdict.inWard || wardRows == 0 {
      return text(
        \.atParcel, vi: "số thửa nằm đúng chỗ thửa cùng tên trong sổ",
        en: "of the parcels lie where the register has the parcel of that name")
    }
    if wardRows > 0 {
      return text(\.inWard, vi: "số thửa nằm trong xã của mình", en: "of the parcels lie in their ward")
    }
    return Phrase(
      vi: "\(Self.percent(verdict.inVietNam).vietnamese) nằm trong Việt Nam",
      en: "\(Self.percent(verdict.inVietNam).english) lie in Viet Nam")
  }

  /// A share as text: `99,1 %`, `99.1 %`.
  static func percent(_ share: Double) -> Phrase {
    // 99.96 % are not all.
    let value = share < 1 ? min((share * 1000).rounded() / 10, 99.9) : 100
    let text = value == value.rounded() ? String(Int(value)) : Decimals.text(value, decimals: 1)
    return Phrase(vi: text.replacing(".", with: ",") + " %", en: text + " %")
  }
}

extension GridEvidence.Verdict {
  /// What people call the system.
  var name: Phrase {
    let plain = GridName.phrase(crs)
    guard isSwapped else { return plain }
    return Phrase(vi: "\(plain.vietnamese) đổi trục", en: "\(plain.english) with its axes swapped")
  }

  /// The words of the command line that choose it.
  var option: String { "--crs \(crs)" + (isSwapped ? " --swap-axes" : "") }
}

/// What people call a coordinate system.
enum GridName {
  /// `108°00'`, `UTM 49 VN-2000`, `WGS 84`.
  static func phrase(_ crs: CRS) -> Phrase {
    if let zone = VN2000.zone(crs) { return Phrase(vi: zone.meridianText, en: zone.meridianText) }
    let name =
      switch crs.code {
      case 3405: "UTM 48 VN-2000"
      case 3406: "UTM 49 VN-2000"
      case 32648: "UTM 48 WGS 84"
      case 32649: "UTM 49 WGS 84"
      case 4326: "WGS 84"
      case 4756: "VN-2000"
      default: "\(crs)"
      }
    let isDegrees = crs.code == 4326 || crs.code == 4756
    return Phrase(vi: isDegrees ? "kinh vĩ độ \(name)" : name, en: isDegrees ? "longitude/latitude \(name)" : name)
  }
}

/// Where Viet Nam is.
enum VietNam {
  /// Whether a position on WGS 84 lies in the box around the country and its islands.
  static func holds(_ position: Coordinate) -> Bool {
    (102.0...117.6).contains(position.x) && (6.0...23.5).contains(position.y)
  }
}
