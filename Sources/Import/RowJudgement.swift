import Cadastre
import Geo
import Register
import SpatiaLite
import VietText

/// What becomes of one row: a row for the register, or quarantine, with what was noticed.
struct JudgedRow: Sendable {
  /// The row as it will be staged.
  enum Content: Sendable {
    case parcel(StagedParcel)
    case ward(StagedWard)
    /// Not taken; the key, as far as it could be read, so that nothing of that name is removed either.
    case quarantined(ParcelKey?)
    /// Not taken and not even its name could be read: it may be any row of the register.
    case lost
  }

  /// The row as it will be staged.
  var content: Content
  /// What was noticed.
  var findings: [Finding]
  /// The parcel in its grid, for the check against its neighbours.
  var land: MultiPolygon?
}

/// Turns raw rows into rows for the register; one belongs to one thread.
final class RowJudgement {
  private let plan: ColumnPlan
  private let layer: ImportLayer
  private let file: String
  private let fileIndex: Int
  private let asOf: Day
  private let survey: GeometrySurvey
  private let wardCheck: WardCheck?

  /// Makes a judge for the rows of one file.
  ///
  /// - Parameters:
  ///   - plan: where the fields come from.
  ///   - request: what a person asked for.
  ///   - file: the file's name, for findings.
  ///   - fileIndex: which file of the import it is, from 0.
  ///   - geometry: the systems and tolerances.
  ///   - borders: the wards that parcels are held against; `nil` when that would tell nothing.
  /// - Throws: an error of GEOS or PROJ when they cannot be started.
  init(
    plan: ColumnPlan, request: ImportRequest, file: String, fileIndex: Int, geometry: GeometrySurvey.Plan,
    borders: WardBorders? = nil
  ) throws {
    self.plan = plan
    layer = request.layer
    asOf = request.asOf
    self.file = file
    self.fileIndex = fileIndex
    let survey = try GeometrySurvey(plan: geometry)
    self.survey = survey
    wardCheck = borders.map { WardCheck($0, geos: survey.geos) }
  }

  /// Judges a row; never throws, since one bad row must not stop an import.
  func judge(_ feature: consuming RawFeature) -> JudgedRow {
    var findings: [Finding] = []
    let values = FieldValues(plan: plan, feature: feature)
    let identity = RowIdentity(file: file, row: feature.row, values: values)
    for index in feature.damagedFields {
      let label = plan.fields[index].label
      findings.append(
        identity.finding(
          .textDamaged, vi: "\(label.vietnamese): có byte không phải chữ trong bảng mã này, hoặc chữ bị cắt giữa chừng",
          en: "\(label.english): bytes that are no text in this encoding, or a letter cut in the middle"))
    }
    switch layer {
    case .parcels: return parcel(values, feature, identity, findings)
    case .wards: return ward(values, feature, identity, findings)
    }
  }

  private func parcel(
    _ values: FieldValues, _ feature: consuming RawFeature, _ identity: RowIdentity, _ noticed: [Finding]
  ) -> JudgedRow {
    var findings = noticed
    var key = ParcelKey(
      ward: values[.ward] ?? "", series: values[.series] ?? "", sheet: values.number(.sheet) ?? "",
      number: values.number(.number) ?? "")
    if let lost = lost(values, feature, identity) { return lost }
    if NumeralOrder.isMissing(key.ward) || NumeralOrder.isMissing(key.sheet) || NumeralOrder.isMissing(key.number) {
      let missing = [(key.ward, ImportField.ward), (key.sheet, .sheet), (key.number, .number)]
        .filter { NumeralOrder.isMissing($0.0) }.map(\.1)
      let names = (missing.map(\.label.vietnamese), missing.map(\.label.english))
      findings.append(
        identity.finding(
          .keyMissing, vi: "thiếu \(names.0.joined(separator: ", ")) nên không biết là thửa nào, không nhận dòng này",
          en: "the \(names.1.joined(separator: " and the ")) is missing, so it is not known which parcel it is; "
            + "the row was not taken"))
      return JudgedRow(content: .quarantined(nil), findings: findings)
    }
    key.ward = wardCode(key.ward, identity, &findings)
    do throws(GeometrySurvey.Rejection) {
      let surveyed = try survey.survey(feature.shape, row: identity, findings: &findings)
      let parcel = StagedParcel(
        key: key, landUse: values[.landUse], registeredArea: values.area(.registeredArea, identity, &findings),
        mapArea: surveyed.area, address: values[.address], nationalCode: values[.nationalCode],
        geometry: staged(surveyed), row: identity.row, source: fileIndex)
      survey.inspect(surveyed.grid, area: surveyed.area, row: identity, findings: &findings)
      if let registered = parcel.registeredArea {
        survey.compareArea(
          registered, with: surveyed.area, of: surveyed.grid, row: identity, findings: &findings)
      }
      wardCheck?.inspect(surveyed.geographic, ward: key.ward, row: identity, findings: &findings)
      if let code = parcel.nationalCode { inspect(code, surveyed.geographic, identity, &findings) }
      return JudgedRow(content: .parcel(parcel), findings: findings, land: surveyed.grid)
    } catch {
      findings.append(error.finding)
      return JudgedRow(content: .quarantined(key), findings: findings)
    }
  }

  private func ward(
    _ values: FieldValues, _ feature: consuming RawFeature, _ identity: RowIdentity, _ noticed: [Finding]
  ) -> JudgedRow {
    var findings = noticed
    if let lost = lost(values, feature, identity) { return lost }
    guard let code = values[.code], let name = values[.name] else {
      findings.append(
        identity.finding(
          .keyMissing, vi: "thiếu mã xã hoặc tên xã, không nhận dòng này",
          en: "the ward's code or name is missing, the row was not taken"))
      let key = values[.code].map { ParcelKey(ward: wardCode($0, identity, &findings), sheet: "", number: "") }
      return JudgedRow(content: .quarantined(key), findings: findings)
    }
    let ward = Ward(
      code: wardCode(code, identity, &findings), name: name,
      kind: values[.kind] ?? WardName(name).kind?.rawValue, province: values[.province],
      validFrom: values.day(.validFrom, identity, &findings) ?? asOf, validTo: values.day(.validTo, identity, &findings)
    )
    do throws(GeometrySurvey.Rejection) {
      let surveyed = try survey.survey(feature.shape, row: identity, findings: &findings)
      let staged = StagedWard(ward: ward, geometry: staged(surveyed), row: identity.row, source: fileIndex)
      return JudgedRow(content: .ward(staged), findings: findings)
    } catch {
      findings.append(error.finding)
      return JudgedRow(content: .quarantined(ParcelKey(ward: ward.code, sheet: "", number: "")), findings: findings)
    }
  }

  /// Judges a national code by decoding it: its cell must lie in the parcel.
  private func inspect(
    _ text: String, _ geographic: MultiPolygon, _ identity: RowIdentity, _ findings: inout [Finding]
  ) {
    guard let code = try? NationalParcelCode(text) else {
      findings.append(
        identity.finding(
          .nationalCodeWrong, vi: "mã định danh “\(text.prefix(20))” không phải 12 ký tự hợp lệ, giữ nguyên như ghi",
          en: "the national code “\(text.prefix(20))” is not twelve valid characters, kept as written"))
      return
    }
    guard geographic.locate(code.center) == .outside else { return }
    findings.append(
      identity.finding(
        .nationalCodeWrong, position: code.center,
        vi: "mã định danh \(code) chỉ một chỗ ngoài thửa này, giữ nguyên như ghi",
        en: "the national code \(code) names a place outside this parcel, kept as written"))
  }

  /// A row of which neither name nor geometry could be read; `nil` when it has some name.
  private func lost(_ values: FieldValues, _ feature: borrowing RawFeature, _ identity: RowIdentity) -> JudgedRow? {
    guard case .unreadable(let why) = feature.shape, values.isUnnamed else { return nil }
    return JudgedRow(
      content: .lost,
      findings: [
        identity.finding(
          .featureUnreadable, vi: "không đọc được: \(why.vietnamese)", en: "it cannot be read: \(why.english)")
      ])
  }

  /// A ward code with the leading zeros that a numeric column loses.
  private func wardCode(_ text: String, _ identity: RowIdentity, _ findings: inout [Finding]) -> String {
    let code = Self.paddedWardCode(text)
    if code.utf8.count != 5 || !code.utf8.allSatisfy({ (48...57).contains($0) }) {
      findings.append(
        identity.finding(
          .wardCodeUnusual, vi: "mã xã “\(code)” không có năm chữ số, giữ nguyên như ghi",
          en: "the ward code “\(code)” does not have five digits, kept as written"))
    }
    return code
  }

  /// A ward code as tables hold it, with its leading zeros.
  static func paddedWardCode(_ text: String) -> String {
    let code = NumeralOrder.normalised(text)
    guard code.utf8.count < 5, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return code }
    return String(repeating: "0", count: 5 - code.utf8.count) + code
  }

  private func staged(_ surveyed: GeometrySurvey.Surveyed) -> StagedGeometry {
    StagedGeometry(
      wgs84: SpatialBlob.encode(surveyed.geographic, srid: 4326), grid: survey.plan.grid,
      gridWKB: WKB.encode(surveyed.grid), source: surveyed.source == nil ? nil : survey.plan.source,
      sourceWKB: surveyed.source.map { WKB.encode($0) })
  }
}
