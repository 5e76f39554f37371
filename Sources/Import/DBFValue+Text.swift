import Shapefile

extension DBFFieldType {
  /// Whether values of the type are characters in the file: text in the table's encoding, or digits.
  var isTextual: Bool {
    switch self {
    case .character, .numeric, .float, .other: true
    default: false
    }
  }
}

extension DBFValue {
  /// The value as text, numbers with a decimal point and days in ISO 8601; `nil` where there is none.
  var plainText: String? {
    switch self {
    case .text(let text): text.isEmpty ? nil : text
    case .integer(let value): String(value)
    case .number(let value): String(value)
    case .logical(let value): value ? "true" : "false"
    case .date(let date): "\(date)"
    case .null, .timestamp, .memo, .overflow, .unreadable: nil
    }
  }
}
