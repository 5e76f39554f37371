import Geo
import Projection
import VietText

/// Systems of coordinates and their operations for one thread, with errors in the service's words.
final class Systems {
  private let projector: Projector
  private var kinds: [CRS: Bool] = [:]
  /// The operations used last, so that the usual request asks no table.
  private var recent: (crs: CRS, operation: Transformation)?

  init(_ projector: Projector) { self.projector = projector }

  /// Whether positions in a system are longitude and latitude.
  func isGeographic(_ crs: CRS) throws(ServiceError) -> Bool {
    if crs == .wgs84 { return true }
    if let kind = VN2000.kind(of: crs) { return kind == .geographic }
    if let known = kinds[crs] { return known }
    do {
      let description = try projector.describe(crs)
      if kinds.count > 1000 { kinds.removeAll() }
      kinds[crs] = description.isGeographic
      return description.isGeographic
    } catch {
      throw Self.refused(crs, error)
    }
  }

  /// Takes a position to WGS 84 longitude and latitude.
  func wgs84(_ position: Coordinate, from crs: CRS) throws(ServiceError) -> Coordinate {
    if crs == .wgs84 { return position }
    do {
      return try operation(crs).forward(position)
    } catch {
      throw Self.refused(crs, error)
    }
  }

  /// Takes positions to WGS 84 longitude and latitude; those that cannot be taken there become infinite.
  func wgs84(_ positions: inout [Coordinate], from crs: CRS) {
    guard crs != .wgs84, !positions.isEmpty else { return }
    do {
      try operation(crs).forward(&positions)
    } catch {
      // What could be taken there was; without an operation nothing was.
      guard case .unconvertible = error.problem else {
        for place in positions.indices { positions[place] = Coordinate(x: .infinity, y: .infinity) }
        return
      }
    }
  }

  /// What is said of a position that a system cannot express.
  static func outside(_ crs: CRS) -> ServiceError {
    ServiceError(
      .badCoordinate,
      Phrase(
        vi: "Tọa độ nằm ngoài phạm vi của \(crs).", en: "The coordinate lies outside what \(crs) can express."),
      parameter: "at")
  }

  /// Takes WGS 84 longitude and latitude to a system.
  func position(_ wgs84: Coordinate, in crs: CRS) throws(ServiceError) -> Coordinate {
    if crs == .wgs84 { return wgs84 }
    do {
      return try operation(crs).inverse(wgs84)
    } catch {
      throw Self.refused(crs, error)
    }
  }

  /// The operation from a system to WGS 84.
  func operation(_ crs: CRS) throws(ProjectionError) -> Transformation {
    if let recent, recent.crs == crs { return recent.operation }
    let operation = try projector.toWGS84(crs)
    recent = (crs, operation)
    return operation
  }

  /// The same, for a system that a client named.
  func named(_ crs: CRS) throws(ServiceError) -> Transformation {
    do {
      return try operation(crs)
    } catch {
      throw Self.refused(crs, error)
    }
  }

  private static func refused(_ crs: CRS, _ error: ProjectionError) -> ServiceError {
    switch error.problem {
    case .unknownSystem:
      ServiceError(
        .badCRS, Phrase(vi: "Không có hệ tọa độ \(crs).", en: "There is no system \(crs)."), parameter: "crs",
        value: "\(crs)")
    case .refused(_, let reason):
      ServiceError(
        .badCRS,
        Phrase(vi: "Không dùng được \(crs): \(Self.vietnamese(reason)).", en: "\(crs) cannot be used: \(reason)."),
        parameter: "crs", value: "\(crs)")
    case .noOperation:
      ServiceError(
        .badCRS,
        Phrase(
          vi: "Không có phép chuyển giữa \(crs) và WGS 84 trên máy này.",
          en: "This machine has no operation between \(crs) and WGS 84."), parameter: "crs", value: "\(crs)")
    case .unconvertible: outside(crs)
    case .library, .selfTest:
      ServiceError(.fault, Phrase(vi: "Thư viện PROJ không chạy được.", en: "PROJ cannot work."))
    }
  }

  private static func vietnamese(_ reason: ProjectionError.RefusalReason) -> String {
    switch reason {
    case .hanoi72: "Hà Nội-72 không có tham số chuyển đổi chính thức; hãy dùng tọa độ VN-2000"
    case .unlistedVN2000: "hệ này không thuộc các lưới VN-2000 chính thức"
    case .ballparkOnly: "chỉ có phép chuyển gần đúng, bỏ qua độ lệch hệ quy chiếu"
    case .notAMap: "đây không phải hệ tọa độ mặt bằng"
    case .compound: "hệ này kèm độ cao; hãy ghi hệ mặt bằng của nó"
    }
  }
}
