import HTTP
import HTTPServer
import VietText

extension ServiceSession {
  /// The parcels of an area.
  func areas(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    throw Self.notYet
  }

  /// What a table of corners encloses.
  func corners(_ exchange: Exchange, _ parameters: Parameters) throws(ServiceError) -> Reply {
    throw Self.notYet
  }

  /// The parcels around a parcel.
  func neighbours(
    _ exchange: Exchange, _ parameters: Parameters, ward: String, sheet: String, number: String
  ) throws(ServiceError) -> Reply {
    throw Self.notYet
  }

  /// The vertices and edges of a parcel.
  func vertices(
    _ exchange: Exchange, _ parameters: Parameters, ward: String, sheet: String, number: String
  ) throws(ServiceError) -> Reply {
    throw Self.notYet
  }

  private static var notYet: ServiceError {
    ServiceError(.notReady, Phrase(vi: "Chưa có câu trả lời.", en: "There is no answer yet."))
  }
}
