public import Cadastre

/// How a dossier stands, as the office's one-stop system says.
public enum DossierState: String, Sendable, CaseIterable, Hashable {
  /// It was received and is worked on.
  case received
  /// It waits for a supplement by the applicant.
  case waiting
  /// It waits for a financial duty to be paid.
  case financial
  /// Its result was given.
  case done
  /// It was refused.
  case refused
  /// The applicant withdrew it.
  case withdrawn

  /// Whether it is still being worked on.
  public var isOpen: Bool { self == .received || self == .waiting || self == .financial }
}

/// A step on a dossier's way through the office.
public enum DossierEventKind: String, Sendable, CaseIterable, Hashable {
  /// It went to another unit (chuyển xử lý).
  case forward
  /// A supplement was asked for (yêu cầu bổ sung).
  case supplement
  /// Work went on (tiếp tục xử lý).
  case resume
  /// The result was returned (trả kết quả).
  case `return`
  /// The applicant withdrew it (rút hồ sơ).
  case withdraw

  /// The state that it leads to; `nil` leaves the state.
  public var state: DossierState? {
    switch self {
    case .forward: nil
    case .supplement: .waiting
    case .resume: .received
    case .return: .done
    case .withdraw: .withdrawn
    }
  }
}

/// What the one-stop system says of a dossier.
public struct DossierContent: Sendable, Hashable {
  /// The code of the procedure: `1.012784`.
  public var procedure: String?
  /// The office that has it.
  public var office: String?
  /// The applicant's name.
  public var applicant: String?
  /// How it stands.
  public var state: DossierState
  /// When it was received, a date or an instant of ISO 8601.
  public var receivedAt: String?
  /// When it is due, a date or an instant of ISO 8601.
  public var dueAt: String?

  /// Makes a content.
  public init(
    procedure: String? = nil, office: String? = nil, applicant: String? = nil, state: DossierState = .received,
    receivedAt: String? = nil, dueAt: String? = nil
  ) {
    self.procedure = procedure
    self.office = office
    self.applicant = applicant
    self.state = state
    self.receivedAt = receivedAt
    self.dueAt = dueAt
  }
}

/// A parcel that a dossier is about, as it was when it was attached.
public struct DossierParcel: Sendable, Hashable {
  /// The parcel's stable number.
  public var id: Int64
  /// What names it.
  public var key: ParcelKey
  /// The newest revision of the register at that time.
  public var revision: Int
  /// When it was attached, seconds since 1970; 0 before it is.
  public var attachedAt: Int

  /// Names a parcel at a revision.
  public init(id: Int64, key: ParcelKey, revision: Int, attachedAt: Int = 0) {
    self.id = id
    self.key = key
    self.revision = revision
    self.attachedAt = attachedAt
  }
}

/// A dossier as the office keeps it.
public struct Dossier: Sendable, Hashable {
  /// Its number in the one-stop system.
  public var code: String
  /// How often it was changed, from 1: what `ETag` tells.
  public var version: Int
  /// What the one-stop system says of it.
  public var content: DossierContent
  /// The unit that has it; `nil` before it was forwarded.
  public var unit: String?
  /// Since when it has been there, or in its state, seconds since 1970.
  public var since: Int
  /// When it came here, seconds since 1970.
  public var madeAt: Int
  /// When it was changed last, seconds since 1970.
  public var changedAt: Int
  /// The parcels, in the order of their attaching.
  public var parcels: [DossierParcel]

  /// Whether it is past due on a day, and still open.
  public func isOverdue(on day: Day) -> Bool {
    content.state.isOpen && (content.dueAt.map { $0.prefix(10) < "\(day)" } ?? false)
  }
}

/// One step of a dossier.
public struct DossierEvent: Sendable, Hashable, Identifiable {
  /// Its number.
  public let id: Int
  /// When, seconds since 1970.
  public let at: Int
  /// What happened: a ``DossierEventKind``, or `opened`, `changed`.
  public let kind: String
  /// How the dossier stood afterwards.
  public let state: String
  /// The unit that had it afterwards.
  public let unit: String?
  /// A note.
  public let note: String?
  /// Who.
  public let who: String
}

/// The number of a dossier: any text that can stand in a list; an unusual one is told, never refused.
public enum DossierCode {
  /// Whether a text can be kept as a number at all.
  public static func isUsable(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 100
      && text.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && !(0x200B...0x200F).contains($0.value)
          && !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
      } && !text.allSatisfy(\.isWhitespace)
  }

  /// Whether a number has the form `H15.50.05.13-261008-0975` or the older `000.00.12.H48-200310-0001`, with a real date.
  ///
  /// Source: Thông tư 03/2025/TT-VPCP; QCVN 102:2016 for the older form.
  public static func isUsual(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, (4...7).contains(parts[2].count), isDigits(parts[2]), parts[1].count == 6,
      isDigits(parts[1])
    else { return false }
    let date = parts[1].utf8.map { Int($0) - 48 }
    guard Day(year: 2000 + date[0] * 10 + date[1], month: date[2] * 10 + date[3], day: date[4] * 10 + date[5]) != nil
    else { return false }
    let agency = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    if let first = agency.first, isProvince(first) {
      return agency.count <= 5 && agency.dropFirst().allSatisfy { (2...3).contains($0.count) && isDigits($0) }
    }
    guard let last = agency.last, isProvince(last), (2...4).contains(agency.count) else { return false }
    return agency.dropLast().allSatisfy { (2...3).contains($0.count) && isDigits($0) }
  }

  private static func isProvince(_ text: Substring) -> Bool {
    text.utf8.count == 3 && text.utf8.first.map { (65...90).contains($0) } == true && isDigits(text.dropFirst())
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
