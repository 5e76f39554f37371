public import Register
import VietText

/// A field of a table of facts, named as in `--map field=COLUMN`.
public enum FactField: String, Hashable, Sendable, CaseIterable {
  /// The fields of lineage.
  case oldCode, oldName, oldFrom, newCode, newName, extent, share
  /// The fields of renumbering.
  case ward, wardFrom, series, oldSheet, newWard, newSeries, newSheet, oldNumber, newNumber, numberShift
  /// The fields of both.
  case validFrom, source, verified

  /// The fields of a table.
  public static func fields(of table: FactTable) -> [FactField] {
    switch table {
    case .lineage: [.oldCode, .oldName, .oldFrom, .newCode, .newName, .validFrom, .extent, .share, .source, .verified]
    case .renumbering:
      [
        .ward, .wardFrom, .series, .oldSheet, .newWard, .newSeries, .newSheet, .oldNumber, .newNumber, .numberShift,
        .validFrom, .source, .verified,
      ]
    }
  }

  /// Whether no row can do without it.
  func isRequired(in table: FactTable) -> Bool {
    switch self {
    case .oldCode, .newCode, .extent, .ward, .oldSheet, .newSheet, .validFrom: true
    default: false
    }
  }

  /// The names that columns bear in the tables of offices and of data sets, letters and digits only.
  private func synonyms(in table: FactTable) -> [String] {
    switch self {
    case .oldCode: ["macu", "maxacu", "fromcode", "oldwardcode", "madvhccu"]
    case .oldName: ["oldward", "tencu", "tenxacu", "fromname", "xacu"]
    case .oldFrom: ["oldvalidfrom", "oldwardfrom", "cutungay"]
    case .newCode: ["mamoi", "maxamoi", "tocode", "newwardcode", "madvhcmoi"]
    case .newName: ["newward", "tenmoi", "tenxamoi", "toname", "xamoi"]
    case .extent: ["kind", "phamvi", "loai"]
    case .share: ["tyle", "phantram", "percent"]
    case .ward: ["oldward", "oldcode", "maxa", "maxacu", "macu", "xacu"]
    case .wardFrom: ["oldwardfrom", "xacutungay"]
    case .series: ["oldseries", "loaibando", "tylecu", "tylebando", "scale"]
    case .oldSheet: ["tocu", "sotocu", "sohieutobandocu", "shbandocu", "sheetold"]
    case .newWard: ["newcode", "maxamoi", "mamoi", "xamoi"]
    case .newSeries: ["tylemoi", "loaibandomoi"]
    case .newSheet: ["tomoi", "sotomoi", "sohieutobandomoi", "shbandomoi", "sheetnew"]
    case .oldNumber: ["thuacu", "sothuacu", "shthuacu"]
    case .newNumber: ["thuamoi", "sothuamoi", "shthuamoi"]
    case .numberShift: ["congthem", "shift"]
    case .validFrom: ["date", "day", "ngay", "tungay", "ngayhieuluc", "hieulucngay", "effectivedate"]
    case .source: ["nguon", "vanban", "quyetdinh", "nghiquyet", "doc", "document", "legaldoc"]
    case .verified: ["kiemchung", "dakiemchung", "isverified"]
    }
  }

  /// For each field of a table the column that holds it.
  static func columns(_ names: [String], of table: FactTable) -> [FactField: Int] {
    let keys = names.map { SearchKey.make($0).filter { $0.isLetter || $0.isNumber } }
    var columns: [FactField: Int] = [:]
    var taken: Set<Int> = []
    // Its own name first: what one field is called may be a synonym of another.
    for matches in [{ (field: FactField) in [field.rawValue.lowercased()] }, { $0.synonyms(in: table) }] {
      for field in fields(of: table) where columns[field] == nil {
        let known = matches(field)
        if let place = keys.indices.first(where: { known.contains(keys[$0]) && !taken.contains($0) }) {
          columns[field] = place
          taken.insert(place)
        }
      }
    }
    return columns
  }
}
