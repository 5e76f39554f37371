import CSV
import Cadastre
import Digest
import Foundation
import Office
import VietText

/// A table of holders read whole and judged row by row.
struct HolderTable {
  /// A group with the row it began in.
  struct Group {
    var group: HolderGroup
    var row: Int
  }

  private(set) var groups: [Group] = []
  private(set) var findings: [HolderFinding] = []
  private(set) var rows = 0
  private(set) var leftOut = 0
  private(set) var sha256 = ""
  private var places: [String: Int] = [:]
  private let columns: [HolderField: Int]
  /// How many values of a column look as they should, and how many there are.
  private var looks: [HolderField: (right: Int, all: Int)] = [:]

  /// Reads a file.
  ///
  /// - Throws: ``Refusal`` when it cannot be read, lacks a column, or its columns hold something else than they say.
  init(_ path: String, given: [String: String]) throws(Refusal) {
    let name = URL(filePath: path).lastPathComponent
    let handle: FileHandle
    do { handle = try FileHandle(forReadingFrom: URL(filePath: path)) } catch {
      throw Refusal(
        "fileMissing", cause: .environment, vi: "không đọc được \(path)", en: "\(path) cannot be read")
    }
    defer { try? handle.close() }
    var reader = CSVReader(limits: CSVLimits(row: 1 << 18, field: 1 << 16))
    var hash = SHA256()
    var header: [HolderField: Int]?
    var pending: [CSVRow] = []
    func drain() throws(Refusal) {
      while let row = reader.next() {
        if header == nil {
          let names = (0..<row.count).map { row.text($0).trimmingCharacters(in: .whitespaces) }
          header = try HolderField.columns(in: names, given: given, file: name)
        } else {
          pending.append(row)
        }
      }
    }
    while let piece = try? handle.read(upToCount: 1 << 20), !piece.isEmpty {
      hash.update([UInt8](piece))
      reader.feed([UInt8](piece))
      try drain()
    }
    reader.finish()
    try drain()
    guard let header else {
      throw Refusal("emptyTable", vi: "\(name) trống", en: "\(name) is empty")
    }
    columns = header
    for row in pending { take(row) }
    sha256 = hash.finish().hexadecimal
    try refuseShifted(name)
  }

  private mutating func note(_ code: HolderFinding.Code, _ row: Int, _ field: HolderField? = nil) {
    findings.append(HolderFinding(code: code, row: row, field: field?.rawValue))
  }

  // MARK: rows

  private mutating func take(_ row: CSVRow) {
    rows += 1
    let number = row.number
    if row.problem != nil {
      leftOut += 1
      return note(.brokenRow, number)
    }
    var values: [HolderField: String] = [:]
    for (field, column) in columns where column < row.count {
      let (text, isClean) = Self.cleaned(row.text(column))
      if !isClean { note(.hiddenCharacters, number, field) }
      guard text.count <= 500 else {
        leftOut += 1
        return note(.tooLong, number, field)
      }
      if !text.isEmpty { values[field] = text }
    }
    guard let name = values[.name], let ward = values[.ward], let sheet = values[.sheet], let parcel = values[.number]
    else {
      leftOut += 1
      return note(.missingValue, number)
    }
    let member = member(name, values, number)
    let right = HolderRight(
      ward: ward, series: values[.series] ?? "", sheet: sheet, number: parcel, share: values[.share],
      use: values[.use], certificate: values[.certificate], from: day(values[.from], .from, number),
      to: day(values[.to], .to, number),
      standing: values[.standing].flatMap { HolderRight.Standing(rawValue: $0) } ?? .registered)
    var kind = values[.kind].flatMap { HolderKind($0) }
    if let text = values[.kind] {
      look(.kind, isRight: kind != nil)
      if kind == nil, !text.isEmpty { note(.unknownKind, number, .kind) }
    }
    // Without a key, the people on one parcel and certificate are one group; who holds it is never told by a name.
    let key =
      values[.holder]
      ?? "\(ward)|\(right.series)|\(sheet)|\(parcel)|\(values[.certificate] ?? "")|\(values[.certificate] == nil ? member.identity ?? "" : "")"
    if let place = places[key] {
      add(member, right, kind, to: place, number)
    } else {
      if kind == nil { kind = .person }
      places[key] = groups.count
      groups.append(
        Group(
          group: HolderGroup(
            key: key, holder: Holder(kind: kind ?? .person, name: name, address: values[.address], members: [member]),
            rights: [right]), row: number))
    }
  }

  private mutating func add(
    _ member: Holder.Member, _ right: HolderRight, _ kind: HolderKind?, to place: Int, _ row: Int
  ) {
    if let kind, kind != groups[place].group.holder.kind { note(.groupDiffers, row, .kind) }
    if !groups[place].group.holder.members.contains(where: { $0.name == member.name && $0.identity == member.identity })
    {
      groups[place].group.holder.members.append(member)
    }
    // The people of a group hold together: papers differ in the day at most, and the first day counts.
    let same = groups[place].group.rights.firstIndex { known in
      var other = right
      other.from = known.from
      return other == known
    }
    guard let same else { return groups[place].group.rights.append(right) }
    if let from = right.from, from < groups[place].group.rights[same].from ?? "9" {
      groups[place].group.rights[same].from = from
    }
  }

  private mutating func member(_ name: String, _ values: [HolderField: String], _ row: Int) -> Holder.Member {
    var year: Int?
    if let text = values[.birthYear] {
      // A whole date ends or begins with the year.
      let parts = text.split { !$0.isNumber }
      year = parts.compactMap { $0.count == 4 ? Int($0) : nil }.first { (1850...2100).contains($0) }
      look(.birthYear, isRight: year != nil)
      if year == nil { note(.badDate, row, .birthYear) }
    }
    if let sex = values[.sex] {
      look(.sex, isRight: ["nam", "nu", "m", "f", "male", "female", "1", "0"].contains(SearchKey.make(sex)))
    }
    var identity: String?
    if let text = values[.idNumber], let read = IdentityNumber.read(text, birthYear: year, sex: values[.sex]) {
      identity = read.number
      look(.idNumber, isRight: !read.notes.contains(.oddLength))
      for note in read.notes {
        switch note {
        case .padded: self.note(.identityPadded, row, .idNumber)
        case .oddLength: self.note(.identityLength, row, .idNumber)
        case .contradicts: self.note(.identityContradicts, row, .idNumber)
        }
      }
    }
    look(.name, isRight: name.contains { $0.isLetter } && name.filter(\.isNumber).count * 2 < name.count)
    if let ward = values[.ward] { look(.ward, isRight: ward.count <= 10 && ward.contains { $0.isNumber }) }
    return Holder.Member(
      name: name, sex: values[.sex], birthYear: year, identity: identity, role: values[.personRole],
      address: values[.address])
  }

  private mutating func day(_ text: String?, _ field: HolderField, _ row: Int) -> String? {
    guard let text else { return nil }
    if let day = Day(text) { return "\(day)" }
    let parts = text.split { "/-. ".contains($0) }.compactMap { Int($0) }
    if parts.count == 3, let day = Day(year: parts[2], month: parts[1], day: parts[0]) { return "\(day)" }
    if parts.count == 1, let year = parts.first, let day = Day(year: year, month: 1, day: 1) { return "\(day)" }
    note(.badDate, row, field)
    return nil
  }

  // MARK: whole columns

  private mutating func look(_ field: HolderField, isRight: Bool) {
    looks[field, default: (0, 0)].all += 1
    if isRight { looks[field, default: (0, 0)].right += 1 }
  }

  /// Columns that moved sideways would put numbers where names are looked for: that is nobody's to guess.
  private func refuseShifted(_ file: String) throws(Refusal) {
    for (field, look) in looks.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where look.all >= 3 && look.right * 2 < look.all {
      throw Refusal(
        "columnsShifted",
        vi:
          "\(file): cột \(field.label.vietnamese) chứa thứ khác ở \(look.all - look.right) trong \(look.all) dòng; các cột có bị lệch không?",
        en:
          "\(file): the column for the \(field.label.english) holds something else in \(look.all - look.right) of \(look.all) rows; have the columns shifted?"
      )
    }
    guard rows == 0 || leftOut * 2 < rows else {
      throw Refusal(
        "rowsLeftOut",
        vi: "\(file): \(leftOut) trong \(rows) dòng không đọc được; tập tin có đúng là bảng chủ sử dụng không?",
        en: "\(file): \(leftOut) of \(rows) rows cannot be read; is this a table of holders?")
    }
  }

  /// The text in composed form, on one line, without marks that nobody sees; whether nothing was hidden in it.
  static func cleaned(_ text: String) -> (text: String, isClean: Bool) {
    var isClean = true
    var scalars = String.UnicodeScalarView()
    for scalar in text.precomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0xA0: scalars.append(" ")
      case 0..<0x20, 0x7F...0x9F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xFFF9...0xFFFB:
        isClean = false
      default: scalars.append(scalar)
      }
    }
    return (String(scalars).trimmingCharacters(in: .whitespaces), isClean)
  }
}
