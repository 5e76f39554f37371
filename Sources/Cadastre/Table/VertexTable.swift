public import Geo
public import VietText

/// The corners of a parcel as a certificate lists them (bảng liệt kê tọa độ góc ranh): point number, X, Y, edge.
///
/// Notation alone: nothing is projected, measured or mended. Columns after Thông tư 26/2024/TT-BTNMT and the forms
/// before it: `Số hiệu điểm | X (m) | Y (m) | Cạnh`, X northing and Y easting, the last row repeating the first.
public struct VertexTable: Hashable, Sendable {
  /// One corner.
  public struct Corner: Hashable, Sendable {
    /// The number of the point as written; its place in the table, from 1, where none was written.
    public var label: String
    /// The northing in metres, or the latitude in degrees.
    public var x: Double
    /// The easting in metres, or the longitude in degrees.
    public var y: Double
    /// The stated length of the edge from this corner to the next, metres.
    public var statedEdge: Double?
    /// The line of the text, from 1.
    public var line: Int

    /// Makes a corner.
    public init(label: String, x: Double, y: Double, statedEdge: Double? = nil, line: Int) {
      self.label = label
      self.x = x
      self.y = y
      self.statedEdge = statedEdge
      self.line = line
    }
  }

  /// The unit of the numbers.
  public enum Unit: String, Hashable, Sendable {
    /// Metres of a grid.
    case metres
    /// Degrees.
    case degrees
  }

  /// The corners in the order of the text, the closing repetition of the first left out; at least three.
  public var corners: [Corner]
  /// Whether the last row repeats the first.
  public var isClosed: Bool
  /// The unit of ``Corner/x`` and ``Corner/y``.
  public var unit: Unit
  /// Half a unit of the last digit that most of the numbers have, in metres or degrees.
  public var rounding: Double
  /// The system that a heading or the format names.
  public var statedCRS: CRS?
  /// The lines that hold neither a corner nor an edge and were passed over.
  public var skippedLines: [Int]
  /// What a person should know of how the table was read, each kind once.
  public var remarks: [Remark]

  /// The longest text that is read, in bytes of UTF-8.
  public static let longestText = 8 << 20
  /// The most corners.
  public static let mostCorners = 100_000

  /// Makes a table.
  public init(
    corners: [Corner], isClosed: Bool, unit: Unit, rounding: Double, statedCRS: CRS? = nil, skippedLines: [Int] = [],
    remarks: [Remark] = []
  ) {
    self.corners = corners
    self.isClosed = isClosed
    self.unit = unit
    self.rounding = rounding
    self.statedCRS = statedCRS
    self.skippedLines = skippedLines
    self.remarks = remarks
  }

  /// Reads a table as it was pasted, or a polygon in JSON, GeoJSON or well-known text.
  ///
  /// - Throws: ``CadastreError`` with the line at fault.
  public static func parse(_ text: String) throws(CadastreError) -> VertexTable {
    guard text.utf8.count <= longestText else { throw CadastreError(.tableTooLong) }
    return try VertexRows.read(text).table()
  }
}

extension VertexTable {
  /// Something that a person should know of how a table was read.
  public enum Remark: String, Hashable, Sendable, CaseIterable {
    /// A comma was read as the decimal mark.
    case decimalComma
    /// Points, commas or spaces were read as thousands marks.
    case thousandsMarks
    /// The columns were read against their headings, because only so the values fit.
    case labelsSwapped
    /// The easting was read from the first column.
    case eastingFirst
    /// The numbers stand against the order that the format defines.
    case againstFormat
    /// The point numbers do not run 1, 2, 3, …; the order of the rows was kept.
    case numbersNotInOrder
    /// A point number stands at two different corners.
    case numberRepeated
    /// Two rows in succession have the same corner.
    case cornerRepeated
    /// The last row has the number of the first, but another position.
    case closureDiffers
    /// Corners lie at sea, on the islands, or in a grid of another zone.
    case unusualRange
    /// Heights were left out.
    case heightDropped
    /// Lines or words that are no part of the table were passed over.
    case textSkipped

    /// What it means, for people.
    public var phrase: Phrase {
      switch self {
      case .decimalComma: CoordinateRemark.decimalComma.phrase
      case .thousandsMarks: CoordinateRemark.thousandsMarks.phrase
      case .labelsSwapped: CoordinateRemark.labelsSwapped.phrase
      case .eastingFirst:
        Phrase(
          vi: "Cột thứ nhất được đọc là tọa độ đông (Y), cột thứ hai là tọa độ bắc (X).",
          en: "The first column was read as the easting (Y), the second as the northing (X).")
      case .againstFormat: CoordinateRemark.againstFormat.phrase
      case .numbersNotInOrder:
        Phrase(
          vi: "Số hiệu điểm không theo thứ tự 1, 2, 3, …; đã giữ thứ tự các dòng.",
          en: "The point numbers do not run 1, 2, 3, …; the order of the rows was kept.")
      case .numberRepeated:
        Phrase(
          vi: "Một số hiệu điểm đứng ở hai góc khác nhau.", en: "One point number stands at two different corners.")
      case .cornerRepeated:
        Phrase(vi: "Hai dòng liền nhau cùng một góc.", en: "Two rows in succession have the same corner.")
      case .closureDiffers:
        Phrase(
          vi: "Dòng cuối mang số hiệu của điểm đầu nhưng tọa độ khác: đã giữ như một góc riêng.",
          en: "The last row has the number of the first point, but another position: it was kept as a corner.")
      case .unusualRange:
        Phrase(
          vi: "Có góc ở ngoài khoảng thường gặp trên đất liền; hãy kiểm tra kinh tuyến trục.",
          en: "Some corners lie outside the usual range of the mainland; check the central meridian.")
      case .heightDropped: CoordinateRemark.heightDropped.phrase
      case .textSkipped:
        Phrase(
          vi: "Đã bỏ qua các dòng và chữ không thuộc bảng.",
          en: "Lines and words that are no part of the table were passed over.")
      }
    }
  }
}
