public import VietText

/// Why a question cannot be answered: what, which parameter, what is allowed, and the nearest right thing.
///
/// Nothing in it is personal: a question names land only.
public struct ServiceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A stable name for the reason.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// A parameter's value is not of its form.
    case badParameter
    /// A parameter that the resource does not have.
    case unknownParameter
    /// A parameter given more than once.
    case repeatedParameter
    /// A parameter that is needed and was not given.
    case missingParameter
    /// The coordinate cannot be read.
    case badCoordinate
    /// The coordinate has several readings and nothing tells which is meant.
    case ambiguousCoordinate
    /// The system given contradicts the coordinate.
    case contradiction
    /// The system is unknown, or must not be used.
    case badCRS
    /// The day lies before the first data.
    case noHistory
    /// There is no such revision.
    case noSuchRevision
    /// Several parcels bear the name where one is needed.
    case ambiguousParcel
    /// There is no such parcel.
    case parcelNotFound
    /// There is no such sheet in the ward.
    case sheetNotFound
    /// There is no such ward.
    case wardNotFound
    /// The land is one that public answers leave out.
    case defenceLand
    /// The path names nothing here.
    case unknownPath
    /// The resource does not have this method.
    case methodNotAllowed
    /// None of the forms that the client accepts can be given.
    case notAcceptable
    /// The request brings no content where some is needed.
    case missingContent
    /// The content is of a media type that is not read here.
    case unsupportedContent
    /// The content is longer than the resource takes.
    case contentTooLarge
    /// The content cannot be read.
    case badContent
    /// The content can be read, but its geometry is none that has an area.
    case badGeometry
    /// The question would take more work than one question may.
    case tooMuchWork
    /// Land data are given to a token only.
    case tokenRequired
    /// The token is not one that was given out.
    case tokenUnknown
    /// The token has ended.
    case tokenExpired
    /// The token was taken back.
    case tokenRevoked
    /// The role does not allow it.
    case roleNotAllowed
    /// It belongs to another office.
    case otherOffice
    /// Holders are shown in full only for a dossier and a purpose.
    case purposeRequired
    /// There is no such holder, dossier or extract.
    case notThere
    /// There is a dossier of that number already.
    case dossierExists
    /// It was changed by somebody else since it was read.
    case preconditionFailed
    /// Its present state does not allow it.
    case stateConflict
    /// The key of the request was used for another request.
    case keyReused
    /// Too many passwords were wrong.
    case tooManyTries
    /// The form is old, or not of this session.
    case formExpired
    /// The login and password do not belong together.
    case loginFailed
    /// The office file is missing or cannot be used.
    case officeUnavailable
    /// The cursor of a list is not one of ours, or of another list.
    case badCursor
    /// A program that draws or converts is not installed.
    case programMissing
    /// A program that draws or converts did not do its work.
    case programFailed
    /// The service is not ready yet.
    case notReady
    /// The register is busy, or the time allowed has passed.
    case busy
    /// The register cannot be read.
    case registerFailed
    /// A fault of the service itself.
    case fault
  }

  /// The reason.
  public var code: Code
  /// What is wrong, in this case.
  public var detail: Phrase
  /// The parameter it concerns.
  public var parameter: String?
  /// The value that was refused, cut to 200 characters.
  public var value: String?
  /// What is allowed instead.
  public var allowed: [String]
  /// The nearest right thing: a value, a name, a path.
  public var suggestion: String?
  /// Other readings of the question that do have an answer: what they are, and the path to it.
  public var otherReadings: [OtherReading]

  /// Another way to read the question.
  public struct OtherReading: Hashable, Sendable {
    /// What it is, for people.
    public var title: Phrase
    /// The path and query that asks for it.
    public var path: String

    /// Names a reading.
    public init(title: Phrase, path: String) {
      self.title = title
      self.path = path
    }
  }

  /// Makes a refusal.
  public init(
    _ code: Code, _ detail: Phrase, parameter: String? = nil, value: String? = nil, allowed: [String] = [],
    suggestion: String? = nil, otherReadings: [OtherReading] = []
  ) {
    self.code = code
    self.detail = detail
    self.parameter = parameter
    self.value = value.map { String($0.prefix(200)) }
    self.allowed = allowed
    self.suggestion = suggestion
    self.otherReadings = otherReadings
  }

  /// The detail in English, with the code.
  public var description: String { "\(code.rawValue): \(detail.english)" }
}

extension ServiceError.Code {
  /// What kind of trouble it is, the same for each case.
  public var title: Phrase {
    switch self {
    case .badParameter: Phrase(vi: "Tham số không hợp lệ", en: "Invalid parameter")
    case .unknownParameter: Phrase(vi: "Tham số không có", en: "Unknown parameter")
    case .repeatedParameter: Phrase(vi: "Tham số lặp lại", en: "Repeated parameter")
    case .missingParameter: Phrase(vi: "Thiếu tham số", en: "Missing parameter")
    case .badCoordinate: Phrase(vi: "Không đọc được tọa độ", en: "The coordinate cannot be read")
    case .ambiguousCoordinate: Phrase(vi: "Tọa độ chưa rõ hệ", en: "The coordinate's system is not clear")
    case .contradiction: Phrase(vi: "Hệ tọa độ mâu thuẫn", en: "The system contradicts the coordinate")
    case .badCRS: Phrase(vi: "Hệ tọa độ không dùng được", en: "The coordinate system cannot be used")
    case .noHistory: Phrase(vi: "Chưa có dữ liệu vào ngày này", en: "No data as early as that")
    case .noSuchRevision: Phrase(vi: "Không có phiên bản này", en: "No such revision")
    case .ambiguousParcel: Phrase(vi: "Nhiều thửa cùng tên", en: "Several parcels of that name")
    case .parcelNotFound: Phrase(vi: "Không tìm thấy thửa đất", en: "Parcel not found")
    case .sheetNotFound: Phrase(vi: "Không tìm thấy tờ bản đồ", en: "Sheet not found")
    case .wardNotFound: Phrase(vi: "Không tìm thấy xã", en: "Ward not found")
    case .defenceLand: Phrase(vi: "Dữ liệu không công khai", en: "Not public")
    case .unknownPath: Phrase(vi: "Không có địa chỉ này", en: "Nothing at this address")
    case .methodNotAllowed: Phrase(vi: "Phương thức không được dùng ở đây", en: "Method not allowed")
    case .notAcceptable: Phrase(vi: "Không có dạng trả lời mà máy khách nhận", en: "No acceptable form")
    case .missingContent: Phrase(vi: "Thiếu nội dung", en: "Missing content")
    case .unsupportedContent: Phrase(vi: "Không nhận kiểu nội dung này", en: "Unsupported content type")
    case .contentTooLarge: Phrase(vi: "Nội dung quá dài", en: "Content too large")
    case .badContent: Phrase(vi: "Không đọc được nội dung", en: "The content cannot be read")
    case .badGeometry: Phrase(vi: "Hình không hợp lệ", en: "Invalid geometry")
    case .tooMuchWork: Phrase(vi: "Câu hỏi quá lớn", en: "The question is too large")
    case .tokenRequired: Phrase(vi: "Cần mã truy cập", en: "A token is needed")
    case .tokenUnknown: Phrase(vi: "Mã truy cập không đúng", en: "Unknown token")
    case .tokenExpired: Phrase(vi: "Mã truy cập đã hết hạn", en: "Expired token")
    case .tokenRevoked: Phrase(vi: "Mã truy cập đã bị thu hồi", en: "Revoked token")
    case .roleNotAllowed: Phrase(vi: "Vai trò không được phép", en: "Not allowed for this role")
    case .otherOffice: Phrase(vi: "Thuộc cơ quan khác", en: "Of another office")
    case .purposeRequired: Phrase(vi: "Cần số hồ sơ và mục đích", en: "A dossier and a purpose are needed")
    case .notThere: Phrase(vi: "Không tìm thấy", en: "Not found")
    case .dossierExists: Phrase(vi: "Hồ sơ đã có", en: "The dossier exists")
    case .preconditionFailed: Phrase(vi: "Đã có người khác sửa", en: "Changed by somebody else")
    case .stateConflict: Phrase(vi: "Trạng thái hiện tại không cho phép", en: "Not allowed in the present state")
    case .keyReused: Phrase(vi: "Idempotency-Key đã dùng cho việc khác", en: "Idempotency-Key used otherwise")
    case .tooManyTries: Phrase(vi: "Sai mật khẩu quá nhiều lần", en: "Too many wrong passwords")
    case .formExpired: Phrase(vi: "Biểu mẫu đã hết hạn", en: "The form has expired")
    case .loginFailed: Phrase(vi: "Đăng nhập không đúng", en: "Login failed")
    case .officeUnavailable: Phrase(vi: "Tệp văn phòng không dùng được", en: "The office file cannot be used")
    case .badCursor: Phrase(vi: "Con trỏ trang không hợp lệ", en: "Invalid page cursor")
    case .programMissing: Phrase(vi: "Thiếu chương trình", en: "A program is missing")
    case .programFailed: Phrase(vi: "Chương trình phụ không làm được việc", en: "A program failed")
    case .notReady: Phrase(vi: "Dịch vụ chưa sẵn sàng", en: "Not ready yet")
    case .busy: Phrase(vi: "Hệ thống đang bận", en: "Busy")
    case .registerFailed: Phrase(vi: "Không đọc được sổ", en: "The register cannot be read")
    case .fault: Phrase(vi: "Lỗi của dịch vụ", en: "A fault of the service")
    }
  }
}
