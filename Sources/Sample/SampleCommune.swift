public import Cadastre
public import Geo

/// A synthetic set of wards, parcels and holders near Quảng Ngãi, the same for the same size and seed on every machine.
///
/// Everything is in VN-2000 / TM-3 108°00' (EPSG:5898), rounded to the millimetre. Parcels lie in street blocks; within a
/// block they share their edges bit for bit, without overlap or gap. Each parcel and each sheet is made by itself, so
/// that a million of them need not be in memory at once.
public struct SampleCommune: Sendable {
  /// The mark that stands wherever the sample is shown.
  public static let mark = "DỮ LIỆU MẪU"
  /// The grid of all coordinates.
  public static let crs = CRS(epsg: 5898)
  /// The day of the reform, from which the present wards are valid.
  public static let reform: Day = SampleCommune.day(2025, 7, 1)

  /// How many parcels there are.
  public let parcelCount: Int
  /// The seed.
  public let seed: UInt64
  /// The wards: the present ones first, then those that were valid before the reform.
  public let wards: [SampleWard]

  let sheets: [SheetPlan]
  let terrain: Terrain

  /// Lays out a sample.
  ///
  /// - Parameters:
  ///   - parcels: how many parcels, 0 or more; about 10,000 lie in a ward.
  ///   - seed: another seed gives other shapes and names.
  /// - Returns: the plan; parcels are made when they are asked for.
  public static func make(parcels: Int, seed: UInt64 = 20) -> SampleCommune {
    precondition(parcels >= 0, "a sample has no negative number of parcels")
    return SampleCommune(parcelCount: parcels, seed: seed)
  }

  private init(parcelCount: Int, seed: UInt64) {
    self.parcelCount = parcelCount
    self.seed = seed
    terrain = Terrain(seed: seed)
    let layout = WardLayout(parcels: parcelCount, seed: seed)
    sheets = layout.sheets
    wards = layout.wards(terrain: terrain, seed: seed)
  }

  /// How many map sheets there are.
  public var sheetCount: Int { sheets.count }

  /// All parcels in the order of wards, sheets and numbers, made while they are read.
  public var parcels: SampleParcels { SampleParcels(commune: self) }

  /// The parcels of one sheet.
  public func parcels(ofSheet sheet: Int) -> [SampleParcel] {
    SheetMaker(commune: self, sheet: sheets[sheet]).parcels()
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    guard let day = Day(year: year, month: month, day: day) else {
      preconditionFailure("the calendar has no such day")
    }
    return day
  }
}

/// The parcels of a sample, made sheet by sheet.
public struct SampleParcels: Sequence, Sendable {
  let commune: SampleCommune

  /// Begins at the first parcel.
  public func makeIterator() -> Iterator { Iterator(commune: commune) }

  /// The number of parcels.
  public var underestimatedCount: Int { commune.parcelCount }

  /// Goes through the parcels, holding those of one sheet.
  public struct Iterator: IteratorProtocol {
    private let commune: SampleCommune
    private var sheet = 0
    private var made: [SampleParcel] = []
    private var position = 0

    init(commune: SampleCommune) { self.commune = commune }

    /// The next parcel.
    public mutating func next() -> SampleParcel? {
      while position == made.count {
        guard sheet < commune.sheetCount else { return nil }
        made = commune.parcels(ofSheet: sheet)
        sheet += 1
        position = 0
      }
      defer { position += 1 }
      return made[position]
    }
  }
}
