import Shapefile
import VietText

extension ShapefileError {
  /// What is wrong with which file, as a sentence without its full stop.
  var phrase: Phrase { Phrase(vi: vietnamese, en: String(description.dropLast())) }

  private var vietnamese: String {
    let text =
      switch kind {
      case .unreadable: "không đọc được"
      case .foreign: "không phải là loại tập tin như tên của nó"
      case .truncated(let needed, let remaining): "bị cắt cụt: cần \(needed) byte, chỉ còn \(remaining)"
      case .header: "có phần đầu sai"
      case .shapeType(let code): "có loại hình không biết (\(code))"
      case .lostTrack: "không có bản ghi nào ở chỗ phải có"
      case .noSuchRow: "không có dòng đó"
      case .tooLarge: "sẽ quá lớn"
      case .value: "không chứa được một giá trị"
      }
    return "\(part.rawValue) \(text)\(Place(record: record, field: field, offset: offset).vietnamese)"
  }
}

extension StructuralFinding {
  /// What contradicts what, as a sentence without its full stop.
  var phrase: Phrase { Phrase(vi: vietnamese, en: String(description.dropLast())) }

  private var vietnamese: String {
    let text =
      switch kind {
      case .fileLength(let declared, let actual): "ghi dài \(declared) byte nhưng thật ra có \(actual)"
      case .indexMissing: "bị thiếu, đã dựng lại"
      case .indexForeign: "không thuộc về .shp này, đã dựng lại"
      case .indexBroken: "bị hỏng, đã dựng lại"
      case .unindexedBytes(let count): "bỏ ngoài \(count) byte của .shp"
      case .recordLength(let declared, let actual): "ghi một bản ghi dài \(declared) byte nhưng thật ra có \(actual)"
      case .trailingBytes(let count): "còn \(count) byte thừa sau bản ghi cuối"
      case .rowCount(let declared, let stored): "ghi có \(declared) dòng nhưng chỉ chứa \(stored)"
      case .rowLength(let declared, let columns): "ghi mỗi dòng \(declared) byte nhưng các cột cộng lại \(columns)"
      case .columnListEnd: "không kết thúc danh sách cột đúng cách"
      case .columnBeyondRow: "có cột vượt quá cuối dòng"
      case .columnName: "có hai cột trùng tên"
      }
    return "\(part.rawValue) \(text)\(Place(record: record, field: field, offset: offset).vietnamese)"
  }
}

/// Where in a shapefile something was seen.
private struct Place {
  var record: Int?
  var field: Int?
  var offset: Int?

  /// In brackets, as the end of a sentence; empty for the file as a whole.
  var vietnamese: String {
    let parts = [record.map { "bản ghi \($0)" }, field.map { "cột \($0)" }, offset.map { "byte \($0)" }]
      .compactMap { $0 }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }
}

extension ShapeRecord.Fault {
  /// Why the shape of a record could not be read, as a clause.
  var phrase: Phrase {
    switch self {
    case .unknownType(let code): Phrase(vi: "loại hình không biết (\(code))", en: "its type \(code) is unknown")
    case .tooShort(let needed, let actual):
      Phrase(
        vi: "bản ghi quá ngắn: cần \(needed) byte, chỉ có \(actual)",
        en: "its record is too short: \(needed) bytes are needed, it has \(actual)")
    case .negativeCount: Phrase(vi: "số vòng hoặc số đỉnh là số âm", en: "its number of rings or corners is negative")
    case .partOrder: Phrase(vi: "các vòng không đúng thứ tự", en: "its rings are out of order")
    }
  }
}
