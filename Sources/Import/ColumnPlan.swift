import Cadastre
import VietText

/// Where the value of each field comes from: a column of the file, a value given for all rows, or nowhere.
struct ColumnPlan: Sendable {
  /// The source of one field.
  enum Origin: Sendable, Hashable {
    /// The column of an index in the file.
    case column(Int, name: String)
    /// A value that all rows have.
    case constant(String)
    /// Nowhere: the field stays empty.
    case absent
  }

  /// The fields in the order in which rows carry their values.
  let fields: [ImportField]
  /// For each field where it comes from.
  let origins: [Origin]
  /// A column that may hold ward codes or some program's internal numbers; not used unless it is proven.
  let unprovenWard: String?

  /// The field that a column serves, if any.
  func field(ofColumn column: Int) -> ImportField? {
    for (field, origin) in zip(fields, origins) {
      if case .column(let index, _) = origin, index == column { return field }
    }
    return nil
  }

  /// Settles the fields of a layer for a file with some columns.
  ///
  /// `--map` and `--set` come first, then the synonyms that land offices use.
  ///
  /// - Parameters:
  ///   - names: the names of the file's columns, in their order.
  ///   - request: what a person asked for.
  ///   - file: the file's name, for findings.
  ///   - place: what that name and its folders say of ward and sheet, for files without such columns.
  ///   - shapes: the columns that hold the geometry.
  ///   - findings: receives which column serves which field, and which columns are left out and why.
  /// - Throws: ``Refusal`` when a named column or a required field is missing.
  init(
    columns names: [String], request: ImportRequest, file: String, place: FilePlace? = nil,
    shapes: Set<String> = [], findings: inout [Finding]
  ) throws(Refusal) {
    var mapping = ColumnMapping(names, layer: request.layer)
    let fields = ImportField.filled(in: request.layer)
    for (fieldName, column) in request.columns.sorted(by: { $0.key < $1.key }) {
      let field = try Self.field(fieldName, of: request.layer, option: "--map")
      guard
        let index = names.firstIndex(of: column)
          ?? names.firstIndex(where: { $0.uppercased() == column.uppercased() })
      else {
        throw Refusal(
          "columnMissing",
          vi:
            "\(file) không có cột “\(column)” (--map \(fieldName)=\(column)). Các cột: \(names.joined(separator: ", "))",
          en:
            "\(file) has no column “\(column)” (--map \(fieldName)=\(column)). Its columns: \(names.joined(separator: ", "))"
        )
      }
      mapping.assign(field, to: index)
    }
    var constants: [ImportField: String] = [:]
    for (fieldName, value) in request.constants.sorted(by: { $0.key < $1.key }) {
      guard request.columns[fieldName] == nil else {
        throw Refusal(
          "fieldGivenTwice", cause: .usage,
          vi: "trường “\(fieldName)” được cho cả bằng --map và --set: chỉ dùng một",
          en: "the field “\(fieldName)” is given by --map and by --set: use one of them")
      }
      constants[try Self.field(fieldName, of: request.layer, option: "--set")] = value
    }
    unprovenWard = mapping.unprovenWard.map { names[$0] }
    let said: [(ImportField, FilePlace.Word?)] = [(.ward, place?.ward), (.sheet, place?.sheet)]
    for (field, word) in said where fields.contains(field) {
      guard let word, constants[field] == nil, mapping.fields[field] == nil else { continue }
      constants[field] = word.value
      findings.append(
        Finding(
          .valueFromName, file: file,
          vi: "\(field.label.vietnamese) \(word.value) lấy từ tên “\(word.source)”, vì tập tin không có cột; "
            + "đổi bằng --set \(field.rawValue)=GIÁ_TRỊ",
          en: "\(field.label.english) \(word.value) taken from the name “\(word.source)”, since the file has no "
            + "column for it; --set \(field.rawValue)=VALUE changes it"))
    }
    self.fields = fields
    origins = fields.map { field in
      if let constant = constants[field] { return .constant(constant) }
      return mapping.fields[field].map { .column($0, name: names[$0]) } ?? .absent
    }
    for (field, origin) in zip(fields, origins) where field.isRequired && origin == .absent {
      throw Self.missing(field, mapping: mapping, names: names, file: file)
    }
    for (field, origin) in zip(fields, origins) {
      guard case .column(_, let name) = origin else { continue }
      findings.append(
        Finding(
          .columnMapped, file: file, vi: "cột \(name) → \(field.rawValue) (\(field.label.vietnamese))",
          en: "column \(name) → \(field.rawValue) (\(field.label.english))"))
    }
    for column in mapping.columns where column.field == nil || constants[column.field ?? .holder] != nil {
      if shapes.contains(column.name) { continue }
      let isMapArea = column.notes.contains(.measuredArea)
      let reason = column.notes.first ?? .unknownName
      findings.append(
        Finding(
          column.isRestricted ? .personalColumnLeftOut : isMapArea ? .mapAreaNotTaken : .columnIgnored, file: file,
          vi: "cột \(column.name): \(reason.phrase.vietnamese)", en: "column \(column.name): \(reason.phrase.english)"
        ))
    }
  }

  private static func field(
    _ name: String, of layer: ImportLayer, option: String
  ) throws(Refusal) -> ImportField {
    let fields = ImportField.filled(in: layer)
    if let field = ImportField(rawValue: name), fields.contains(field) { return field }
    if layer == .parcels, name == ImportField.holder.rawValue {
      throw Refusal(
        "holderNotHere", cause: .usage,
        vi:
          "\(option) holder: sổ địa bạ không chứa dữ liệu cá nhân, bản này chưa nhập người sử dụng đất; hãy bỏ tùy chọn đó",
        en: "\(option) holder: the land register holds nothing personal, and holders are not imported yet; "
          + "leave the option out")
    }
    throw Refusal(
      "fieldUnknown", cause: .usage,
      vi: "\(option): không có trường “\(name)”. Các trường: \(fields.map(\.rawValue).joined(separator: ", "))",
      en: "\(option): there is no field “\(name)”. The fields: \(fields.map(\.rawValue).joined(separator: ", "))")
  }

  private static func missing(
    _ field: ImportField, mapping: ColumnMapping, names: [String], file: String
  ) -> Refusal {
    let columns = names.isEmpty ? "—" : names.joined(separator: ", ")
    var hint = Phrase(vi: "", en: "")
    if field == .ward, let index = mapping.unprovenWard {
      hint = Phrase(
        vi: " Cột \(names[index]) thường là số nội bộ; nếu đúng là mã xã, thêm --map ward=\(names[index]).",
        en:
          " The column \(names[index]) is usually an internal number; if it is the ward code, add --map ward=\(names[index])."
      )
    }
    return Refusal(
      "columnMissing",
      vi: "\(file): không thấy cột \(field.label.vietnamese). Thêm --map \(field.rawValue)=CỘT hoặc "
        + "--set \(field.rawValue)=GIÁ_TRỊ. Các cột: \(columns).\(hint.vietnamese)",
      en: "\(file): no column for the \(field.label.english). Add --map \(field.rawValue)=COLUMN or "
        + "--set \(field.rawValue)=VALUE. Its columns: \(columns).\(hint.english)")
  }
}
