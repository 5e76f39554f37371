import Geo
import Projection

/// Chooses the coordinate reference system of a file and the grid in which its areas are measured.
enum GridChoice {
  /// The system of a file: the one asked for, else the one that the file declares.
  ///
  /// - Parameters:
  ///   - declared: the text of the .prj, or `nil` when there is none.
  ///   - findings: receives how the choice was made.
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
        vi: "\(file): .prj ghi hệ tọa độ “\(name)” mà PROJ không nhận ra. Thêm --crs EPSG:n hoặc --meridian 108°00'",
        en: "\(file): the .prj names the coordinate system “\(name)”, which PROJ does not know. "
          + "Add --crs EPSG:n or --meridian 108°00'")
    case .suspicious(let candidate, let reason):
      throw Refusal(
        "crsSuspicious",
        vi: "\(file): .prj không đáng tin (\(reason)). Nếu đúng là \(candidate), thêm --crs \(candidate)",
        en: "\(file): the .prj cannot be trusted (\(reason)). If it is \(candidate) indeed, add --crs \(candidate)")
    case .refused(let reason):
      throw Refusal(
        "crsRefused", vi: "\(file): không nhận hệ tọa độ của .prj: \(reason)",
        en: "\(file): the coordinate system of the .prj is refused: \(reason)")
    case .missing:
      throw Refusal(
        "crsMissing",
        vi: "\(file): không có .prj nên chưa biết hệ tọa độ. Thêm --crs EPSG:n (VN-2000 108°00' là EPSG:5898) "
          + "hoặc --meridian 108°00'",
        en: "\(file): there is no .prj, so its coordinate system is not known. Add --crs EPSG:n "
          + "(VN-2000 108°00' is EPSG:5898) or --meridian 108°00'")
    }
  }

  /// The grid for areas: the one asked for, the file's own if it is a TM-3 grid, else the nearest TM-3 zone in Viet Nam.
  ///
  /// - Parameter sample: a position of the file, in its system.
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
    guard let sample, sample.isFinite, let position = try? projector.toWGS84(source).forward(sample) else {
      throw Refusal(
        "areaGridMissing", vi: "\(file): chưa biết đo diện tích trong lưới nào. Thêm --area-crs EPSG:n",
        en: "\(file): in which grid should areas be measured? Add --area-crs EPSG:n")
    }
    guard (102.0...117.6).contains(position.x), (6.0...23.5).contains(position.y) else {
      throw Refusal(
        "areaGridMissing",
        vi: "\(file): dữ liệu nằm ngoài Việt Nam, chưa biết đo diện tích trong lưới nào. Thêm --area-crs EPSG:n",
        en: "\(file): the data lie outside Viet Nam; in which grid should areas be measured? Add --area-crs EPSG:n")
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
      throw Refusal(
        "crsUnknown", cause: .usage, vi: "không dùng được \(crs): \(error)", en: "\(crs) cannot be used: \(error)")
    }
  }

  private static func check(_ crs: CRS, projector: Projector) throws(Refusal) {
    do { _ = try projector.toWGS84(VN2000.successor(of: crs)) } catch {
      throw Refusal(
        "crsUnknown", cause: .usage, vi: "không dùng được \(crs): \(error)", en: "\(crs) cannot be used: \(error)")
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
  case suspicious(candidate: CRS, reason: String)
  /// It names a system that must not be used.
  case refused(String)
  /// It says nothing.
  case missing
}
