import Geo
import Projection
import VietText

/// Chooses the coordinate reference system of a file and the grid in which its areas are measured.
enum GridChoice {
  /// A system and whether the axes have changed places in the file.
  struct Source {
    var crs: CRS
    var isSwapped: Bool
  }

  /// The system of a file: the one asked for, else the one that the file declares, else the one that the data prove.
  ///
  /// What is asked for or declared is tried against the wards that the register knows, and refused when they show it to
  /// be wrong, unless a person trusts it all the same.
  /// - Parameters:
  ///   - request: what a person asked for.
  ///   - declared: what the file itself says.
  ///   - evidence: what the data say.
  ///   - projector: knows the systems.
  ///   - file: the file's name, for messages.
  ///   - asker: is asked when nothing is sure.
  ///   - findings: receives how the choice was made.
  /// - Returns: The system, a deprecated twin replaced by its successor.
  /// - Throws: ``Refusal`` when nobody says and nothing proves it, or what was said is shown to be wrong.
  static func source(
    request: ImportRequest, declared: DeclaredCRS, evidence: GridEvidence, projector: Projector, file: String,
    asker: Asker, findings: inout [Finding]
  ) throws(Refusal) -> Source {
    let examination = GridExamination(request: request, evidence: evidence, file: file, asker: asker)
    if let crs = request.crs {
      try check(crs, projector: projector)
      let stated = VN2000.successor(of: crs)
      return try examination.examine(
        stated, how: Phrase(vi: "theo yêu cầu", en: "as asked"), option: "--crs", findings: &findings)
    }
    switch declared {
    case .crs(let crs, let how):
      try check(crs, projector: projector)
      return try examination.examine(
        crs, how: Phrase(vi: "theo \(how)", en: "by \(how)"), option: how, findings: &findings)
    case .refused(let reason):
      throw Refusal(
        "crsRefused", vi: "\(file): không nhận hệ tọa độ của .prj: \(reason.vietnamese)",
        en: "\(file): the coordinate system of the .prj is refused: \(reason.english)")
    case .unknown(let name):
      return try examination.choose(
        "crsUnknown",
        Phrase(
          vi: "không nhận ra hệ tọa độ\(name.isEmpty ? " mà tập tin ghi" : " “\(name)”")",
          en: "its coordinate system\(name.isEmpty ? "" : " “\(name)”") is not known"), findings: &findings)
    case .suspicious(let candidate, let reason):
      return try examination.choose(
        "crsSuspicious",
        Phrase(
          vi: ".prj không đáng tin (\(reason.vietnamese)), có lẽ là \(candidate)",
          en: "the .prj cannot be trusted (\(reason.english)), it may be \(candidate)"), probably: candidate,
        findings: &findings)
    case .missing:
      return try examination.choose(
        "crsMissing",
        Phrase(
          vi: "tập tin không ghi hệ tọa độ (không có .prj)",
          en: "the file states no coordinate system (there is no .prj)"), findings: &findings)
    }
  }

  /// The grid for areas: the one asked for, the file's own if it is a TM-3 grid, else the nearest TM-3 zone in Viet Nam.
  ///
  /// - Parameters:
  ///   - request: what a person asked for.
  ///   - source: the system of the file.
  ///   - sample: a position of the file, in its system.
  ///   - register: the grid in which the register keeps these parcels already, if it does.
  ///   - projector: knows the systems.
  ///   - file: the file's name, for messages.
  ///   - findings: receives how the choice was made.
  /// - Returns: A plane grid in metres.
  /// - Throws: ``Refusal`` when the one asked for is none, or the data lie outside Viet Nam and nobody says.
  static func area(
    request: ImportRequest, source: CRS, sample: Coordinate?, register: CRS? = nil, projector: Projector, file: String,
    findings: inout [Finding]
  ) throws(Refusal) -> CRS {
    if let crs = request.areaCRS {
      let description = try describe(crs, projector: projector)
      guard description.isProjected, description.isMetric else {
        throw Refusal(
          "areaGridNotMetric", cause: .usage, vi: "--area-crs cần một lưới phẳng tính bằng mét, \(crs) thì không",
          en: "--area-crs needs a plane grid in metres, which \(crs) is not")
      }
      return VN2000.successor(of: crs)
    }
    if VN2000.zone(source) != nil { return source }
    if let sample, try describe(source, projector: projector).isGeographic, abs(sample.x) > 180 || abs(sample.y) > 90 {
      throw Refusal(
        "crsMismatch",
        vi: "\(file): tọa độ tính bằng mét, không phải độ của \(source). Thêm --crs EPSG:n hoặc --meridian \"108°00'\"",
        en: "\(file): its coordinates are metres, not degrees of \(source). Add --crs EPSG:n or --meridian \"108°00'\"")
    }
    guard let sample, sample.isFinite, let position = try? projector.toWGS84(source).forward(sample) else {
      throw Refusal(
        "areaGridMissing", vi: "\(file): chưa biết đo diện tích trong lưới nào. Thêm --area-crs EPSG:n",
        en: "\(file): in which grid should areas be measured? Add --area-crs EPSG:n")
    }
    guard VietNam.holds(position) else {
      let place = "\(Decimals.text(position.x, decimals: 4)), \(Decimals.text(position.y, decimals: 4))"
      let isSwapped = VietNam.holds(Coordinate(x: position.y, y: position.x))
      throw Refusal(
        "areaGridMissing",
        vi: "\(file): dữ liệu nằm ngoài Việt Nam (kinh độ, vĩ độ \(place)). "
          + (isSwapped
            ? "Hình như kinh độ và vĩ độ đổi chỗ: hãy xuất lại tập tin"
            : "Kiểm tra --crs; nếu đúng, thêm --area-crs EPSG:n để biết đo diện tích trong lưới nào"),
        en: "\(file): the data lie outside Viet Nam (longitude, latitude \(place)). "
          + (isSwapped
            ? "Longitude and latitude seem to have changed places: export the file again"
            : "Check --crs; if it is right, add --area-crs EPSG:n, the grid in which areas are measured"))
    }
    if let register {
      findings.append(
        Finding(
          .areaGridChosen, file: file,
          vi: "diện tích đo trong \(register), lưới của các thửa này trong sổ; đổi bằng --area-crs",
          en: "areas are measured in \(register), in which the register keeps these parcels; --area-crs changes it"))
      return register
    }
    let zone = VN2000.nearestZone(longitude: position.x)
    findings.append(
      Finding(
        .areaGridChosen, file: file,
        vi: "diện tích đo trong \(zone.crs) (kinh tuyến trục \(zone.meridianText)), múi gần nhất; đổi bằng --area-crs",
        en: "areas are measured in \(zone.crs) (central meridian \(zone.meridianText)), the nearest zone; "
          + "--area-crs changes it"))
    return zone.crs
  }

  /// What PROJ says of a system.
  static func describe(_ crs: CRS, projector: Projector) throws(Refusal) -> CRSDescription {
    do { return try projector.describe(crs) } catch {
      throw Refusal("crsUnknown", cause: .usage, vi: error.phrase.vietnamese, en: error.phrase.english)
    }
  }

  private static func check(_ crs: CRS, projector: Projector) throws(Refusal) {
    do { _ = try projector.toWGS84(VN2000.successor(of: crs)) } catch {
      throw Refusal("crsUnknown", cause: .usage, vi: error.phrase.vietnamese, en: error.phrase.english)
    }
  }
}

/// What a file itself says of its coordinate reference system.
enum DeclaredCRS: Sendable {
  /// It names a known system; `how` says by what.
  case crs(CRS, how: String)
  /// It names a system that is not known.
  case unknown(String)
  /// It contradicts itself; the system that is probably meant.
  case suspicious(candidate: CRS, reason: Phrase)
  /// It names a system that must not be used.
  case refused(Phrase)
  /// It says nothing.
  case missing
}
