public import Geo

/// Why a position cannot be taken from one coordinate reference system to another.
public struct ProjectionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, with the values that a message needs.
  public enum Problem: Sendable, Hashable {
    /// PROJ could not be started, or its database of systems is missing or unreadable.
    case library(reason: String)
    /// The EPSG dataset of this machine has no coordinate reference system of that code.
    case unknownSystem(CRS)
    /// The system exists, but positions in it must not be transformed.
    case refused(CRS, RefusalReason)
    /// PROJ could make no operation for the system.
    case noOperation(CRS, reason: String)
    /// Positions lie outside what the operation can convert.
    ///
    /// `index` is the place of the first of them in the buffer, `count` how many there are.
    case unconvertible(CRS, index: Int, count: Int)
    /// A built-in test position came out in another place than it must, `distance` metres away.
    case selfTest(CRS, place: String, distance: Double)
  }

  /// Why a system that exists is refused.
  public enum RefusalReason: Sendable, Hashable {
    /// Hà Nội-72: no national transformation parameters were ever published, and a guess is off by tens of metres.
    case hanoi72
    /// A system on the datum VN-2000 that is none of the official grids.
    case unlistedVN2000
    /// Only a ballpark transformation is known, which leaves the shift between the datums out.
    case ballparkOnly
    /// The system is neither geographic nor projected.
    case notAMap(kind: String)
    /// The system adds heights; its plane has a code of its own.
    case compound(horizontal: CRS?)
  }

  /// What went wrong.
  public let problem: Problem

  /// Makes an error of a problem.
  public init(_ problem: Problem) { self.problem = problem }

  /// What went wrong, in one English sentence.
  public var description: String {
    switch problem {
    case .library(let reason): "PROJ cannot work: \(reason)"
    case .unknownSystem(let crs): "\(crs) is not a coordinate reference system of the EPSG dataset on this machine"
    case .refused(let crs, let reason): "\(crs) is refused: \(reason)"
    case .noOperation(let crs, let reason): "PROJ has no operation between \(crs) and WGS 84: \(reason)"
    case .unconvertible(let crs, let index, let count):
      "position \(index) (of \(count) such) cannot be converted between \(crs) and WGS 84"
    case .selfTest(let crs, let place, let distance):
      "the transformation of \(crs) fails its test at \(place) by \(distance) m"
    }
  }
}

extension ProjectionError.RefusalReason: CustomStringConvertible {
  /// The reason, as the second half of an English sentence.
  public var description: String {
    switch self {
    case .hanoi72:
      "Hà Nội-72 has no official transformation parameters; ask for the data in VN-2000"
    case .unlistedVN2000:
      "it uses the datum VN-2000 but is none of the official VN-2000 grids"
    case .ballparkOnly:
      "only a ballpark transformation is known, which would leave the datum shift out"
    case .notAMap(let kind):
      "a \(kind) has no easting and northing or longitude and latitude"
    case .compound(.some(let horizontal)):
      "it adds heights; name its horizontal system, \(horizontal), instead"
    case .compound(.none):
      "it adds heights; name its horizontal system instead"
    }
  }
}
