import Geo
import Projection
import VietText

/// Chooses the coordinate reference system of a file and the grid in which its areas are measured.
enum GridChoice {
  /// The system of a file: the one asked for, else the one that the file declares.
  ///
  /// - Parameters:
  ///   - request: what a person asked for.
  ///   - declared: what the file itself says.
  ///   - projector: knows the systems.
  ///   - file: the file's name, for messages.
  ///   - findings: receives how the choice was made.
  /// - Returns: The system, a deprecated twin replaced by its successor.
  /// - Throws: ``Refusal`` when nobody says, or the .prj names a system that is not known or not to be trusted.
  static func source(
    request: ImportRequest, declared: DeclaredCRS, projector: Projector, file: String, findings: inout [Finding]
  ) throws(Refusal) -> CRS {
    if let crs = request.crs {
      try check(crs, projector: projector)
      let successor = VN2000.successor(of: crs)
      findings.append(
        Finding(
          .crsAssumed, file: file, vi: "hệ tọa độ: \(successor), theo yêu cầu",
          en: "coordinate system: \(successor), as asked"))
      return successor
    }
    switch declared {
    case .crs(let crs, let how):
      try check(crs, projector: projector)
      findings.append(
        Finding(
          .crsAssumed, file: file, vi: "hệ tọa độ: \(crs), theo \(how)", en: "coordinate system: \(crs), by \(how)"))
      return crs
    case .unknown(let name):
      throw Refusal(
        "crsUnknown",
        vi: "\(file): không nhận ra hệ tọa độ\(name.isEmpty ? " mà tập tin ghi" : " “\(name)”"). "
          + "Thêm --crs EPSG:n hoặc --meridian \"108°00'\"",
        en: "\(file): its coordinate system\(name.isEmpty ? "" : " “\(name)”") is not known. "
          + "Add --crs EPSG:n or --meridian \"108°00'\"")
    case .suspicious(let candidate, let reason):
      throw Refusal(
        "crsSuspicious",
        vi: "\(file): .prj không đáng tin (\(reason.vietnamese)). Nếu đúng là \(candidate), thêm --crs \(candidate)",
        en:
          "\(file): the .prj cannot be trusted (\(reason.english)). If it is \(candidate) indeed, add --crs \(candidate)"
      )
    case .refused(let reason):
      throw Refusal(
        "crsRefused", vi: "\(file): không nhận hệ tọa độ của .prj: \(reason.vietnamese)",
        en: "\(file): the coordinate system of the .prj is refused: \(reason.english)")
    case .missing:
      throw Refusal(
        "crsMissing",
        vi: "\(file): không có .prj nên chưa biết hệ tọa độ. Thêm --crs EPSG:n (VN-2000 108°00' là EPSG:5898) "
          + "hoặc --meridian \"108°00'\"",
        en: "\(file): there is no .prj, so its coordinate system is not known. Add --crs EPSG:n "
          + "(VN-2000 108°00' is EPSG:5898) or --meridian \"108°00'\"")
    }
  }

  /// The grid for areas: the one asked for, the file's own if it is a TM-3 grid, else the nearest TM-3 zone in Viet Nam.
  ///
  /// - Parameters:
  ///   - request: what a person asked for.
  ///   - source: the system of the file.
  ///   - sample: a position of the file, in its system.
  ///   - projector: knows the systems.
  ///   - file: the file's name, for messages.
  ///   - findings: receives how the choice was made.
  /// - Returns: A plane grid in metres.
  /// - Throws: ``Refusal`` when the one asked for is none, or the data lie outside Viet Nam and nobody says.
  static func area(
    request: ImportRequest, source: CRS, sample: Coordinate?, projector: Projector, file: String,
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
    guard isInVietNam(position) else {
      let place = "\(Decimals.text(position.x, decimals: 4)), \(Decimals.text(position.y, decimals: 4))"
      let isSwapped = isInVietNam(Coordinate(x: position.y, y: position.x))
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
    let zone = VN2000.nearestZone(longitude: position.x)
    findings.append(
      Finding(
        .areaGridChosen, file: file,
        vi: "diện tích đo trong \(zone.crs) (kinh tuyến trục \(zone.meridianText)), múi gần nhất; đổi bằng --area-crs",
        en: "areas are measured in \(zone.crs) (central meridian \(zone.meridianText)), the nearest zone; "
          + "--area-crs changes it"))
    return zone.crs
  }

  /// Whether a position on WGS 84 lies in the box around Viet Nam and its islands.
  private static func isInVietNam(_ position: Coordinate) -> Bool {
    (102.0...117.6).contains(position.x) && (6.0...23.5).contains(position.y)
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
