import Shapefile
import VietText

/// What the bytes of an attribute table say of its encodings, column by column.
struct TextSurvey {
  /// For each column with letters beyond ASCII what its bytes say, by its index.
  let columns: [Int: EncodingDetection]
  /// What all columns say together.
  let whole: EncodingDetection
  /// What the .cpg says, as text; `nil` when there is none.
  let stated: String?

  /// So many values of a column are looked at one by one; of the rest each sixteenth.
  private static let closeLook = 20_000

  /// Reads a table.
  ///
  /// - Throws: ``Refusal`` when it cannot be read.
  init(_ table: DBFReader, codePage: [UInt8]?, file: String) throws(Refusal) {
    var table = table
    var row = DBFRecord()
    let fields = table.header.fields.filter { $0.type == .character }
    var detectors = fields.map { _ in EncodingDetector() }
    var seen = fields.map { _ in 0 }
    do {
      while !fields.isEmpty, try table.next(into: &row) {
        // Most tables are plain ASCII for long stretches; a row without a high bit needs no further look.
        guard row.bytes.contains(where: { $0 >= 0x80 }) else { continue }
        for (place, field) in fields.enumerated() {
          let range = row.trimmedRange(of: field)
          guard row.bytes[range].contains(where: { $0 >= 0x80 }) else { continue }
          seen[place] += 1
          guard seen[place] <= Self.closeLook || seen[place] & 15 == 0 else { continue }
          detectors[place].add(row.bytes[range])
        }
      }
    } catch {
      throw ShapefileSource.refusal(error, file: file)
    }
    self.init(
      Dictionary(uniqueKeysWithValues: zip(fields.map(\.index), detectors)),
      stated: codePage.flatMap { CodePage.name(cpg: $0) })
  }

  /// Judges what detectors have seen of each column.
  init(_ detectors: [Int: EncodingDetector], stated: String?) {
    var whole = EncodingDetector()
    var columns: [Int: EncodingDetection] = [:]
    for (index, detector) in detectors.sorted(by: { $0.key < $1.key }) {
      let detection = detector.detect()
      guard detection.values > 0 else { continue }
      columns[index] = detection
      whole.add(contentsOf: detector)
    }
    self.columns = columns
    self.whole = whole.detect()
    self.stated = stated
  }

  /// The encoding that the .cpg names, when that may be believed: fonts such as .VnTime hide behind Windows-1252.
  var believable: LegacyEncoding? {
    stated.flatMap { LegacyEncoding(name: $0) }.flatMap { $0 == .windows1252 ? nil : $0 }
  }

  /// How the names of the columns are read.
  func nameReading(_ request: ImportRequest) -> TextReading {
    if let reading = request.encoding.flatMap({ TextReading(option: $0) }) { return reading }
    if case .decided(let reading) = whole.verdict { return reading }
    return TextReading(believable ?? .utf8)
  }
}
