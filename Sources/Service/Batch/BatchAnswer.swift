import Cadastre
import Geo
import Register
import VietText

/// What lies at one place of a list: the facts of the lookup answer that go into a row.
struct BatchAnswer {
  /// How a row came out.
  enum Status: String {
    /// A parcel lies there, or within the uncertainty.
    case found
    /// The place is clear, and no parcel lies there.
    case nothing
    /// The row cannot be answered.
    case error
  }

  /// The parcel that answers.
  struct Parcel {
    var id: Int64
    var key: ParcelKey
    var landUse: String?
    var mapArea: Double?
    var relation: Relation
    var boundaryDistance: Double
  }

  var status: Status
  /// The parcel's ward today, else the ward that holds the place.
  var ward: WardReference?
  var parcel: Parcel?
  var isCertain = false
  /// How many other parcels come into question.
  var candidates = 0
  /// How far off the place may be, metres.
  var uncertainty: Double?
  /// WGS 84 longitude and latitude.
  var position: Coordinate?
  var notes: [Note] = []
  /// Why the row cannot be answered.
  var fault: BatchFault?

  /// A row that cannot be answered.
  init(_ fault: BatchFault) {
    status = .error
    self.fault = fault
  }

  /// A place that was understood.
  init(at position: Coordinate, uncertainty: Double) {
    status = .nothing
    self.position = position
    self.uncertainty = uncertainty
  }
}

/// What is wrong with one row of a list.
struct BatchFault: Error, Hashable {
  /// A stable name for the reason.
  var code: String
  var message: Phrase

  init(_ code: String, vi: String, en: String) {
    self.code = code
    message = Phrase(vi: vi, en: en)
  }

  init(_ error: ServiceError) {
    code = error.code.rawValue
    message = error.detail
  }

  static func badRow(_ message: Phrase) -> BatchFault {
    BatchFault("badRow", vi: message.vietnamese, en: message.english)
  }

  static let empty = BatchFault("emptyPlace", vi: "Dòng này không có tọa độ.", en: "The row has no coordinate.")
}

/// The columns that an answer adds to a row, by the names of the lookup answer.
enum BatchColumn: String, CaseIterable {
  case status
  case id
  case ward
  case wardName
  case sheet
  case number
  case series
  case landUse
  case mapArea
  case relation
  case boundaryDistance
  case certain
  case candidates
  case uncertainty
  case longitude
  case latitude
  case code
  case message
  case note

  /// The names beside those that the input has: one that is taken gets a prefix.
  static func names(beside taken: some Sequence<String>) -> [String] {
    var taken = Set(taken)
    return allCases.map { column in
      var name = column.rawValue
      while !taken.insert(name).inserted { name = "diaba_" + name }
      return name
    }
  }
}
