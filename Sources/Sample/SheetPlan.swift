/// What a sheet of the sample shows.
enum SheetKind: Int, CaseIterable {
  case town, village, fields, forest

  /// Rows and columns of street blocks.
  var blocks: (rows: Int, columns: Int) {
    switch self {
    case .town: (6, 2)
    case .village: (4, 2)
    case .fields: (2, 2)
    case .forest: (1, 1)
    }
  }

  /// Depth and width of a block in metres; streets fill the rest.
  var blockSize: (depth: Double, width: Double) {
    switch self {
    case .town: (55, 186)
    case .village: (86, 186)
    case .fields: (186, 186)
    case .forest: (386, 386)
    }
  }

  /// The rows and columns of parcels that a block may have.
  var shapes: [(rows: Int, columns: Int)] {
    switch self {
    case .town: [(2, 26), (2, 28), (2, 30), (2, 32), (2, 34)]
    case .village: [(2, 6), (2, 8), (2, 10)]
    case .fields: [(2, 12), (3, 10), (2, 16), (5, 5)]
    case .forest: [(2, 2), (2, 3), (3, 3), (4, 4)]
    }
  }

  /// How far an inner corner leaves its lattice, as a share of a cell.
  var jitter: Double { self == .town ? 0.08 : 0.14 }

  /// The chance, in hundredths, that an edge bends at one, two or three points.
  var bends: (one: Int, two: Int, three: Int) {
    switch self {
    case .town: (14, 5, 1)
    case .village: (25, 12, 5)
    case .fields: (25, 20, 15)
    case .forest: (10, 30, 50)
    }
  }
}

/// A map sheet of the sample: where it lies, and how many parcels it has.
struct SheetPlan {
  /// Metres of a sheet's side.
  static let side = 400.0

  /// The index of its ward.
  var ward: Int
  /// Its place in the ward, from 0.
  var index: Int
  /// The column and row of the sheet in the whole plan.
  var column = 0
  var row = 0
  var kind: SheetKind
  /// The number of the sheet, and the series where one number exists twice.
  var number = ""
  var series = ""
  /// How many parcels are made of those it has room for.
  var parcels: Int
  /// The place of its first parcel in the sample, from 0.
  var firstParcel = 0
}

/// One street block of a sheet: its lattice and its oddities.
struct BlockPlan {
  var rows: Int
  var columns: Int
  /// The cell that holds an island parcel in a hole, if any.
  var island: Int?
  /// The cell that is one parcel with the next but one in its row, if any.
  var divided: Int?

  /// Parcels in the block.
  var parcels: Int { rows * columns + (island == nil ? 0 : 1) - (divided == nil ? 0 : 1) }

  init(kind: SheetKind, random: inout SampleRandom) {
    (rows, columns) = random.pick(kind.shapes)
    let cells = rows * columns
    if kind != .town, random.below(100) < 30 { island = random.below(cells) }
    if columns >= 4, random.below(100) < 40 {
      let cell = random.below(rows) * columns + random.below(columns - 2)
      if island != cell, island != cell + 2 { divided = cell }
    }
  }
}
