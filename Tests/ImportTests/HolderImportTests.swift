import Cadastre
import Foundation
import Office
import Testing

@testable import Import

private let header =
  "holder,kind,name,sex,birthYear,idNumber,personRole,address,ward,sheet,number,share,use,certificate,from,to"

private final class Desk {
  let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "diaba-holders-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func table(_ text: String, _ encoding: String.Encoding = .utf8) throws -> HolderTable {
    let path = folder + "/holders.csv"
    try #require(text.data(using: encoding)).write(to: URL(filePath: path))
    return try HolderTable(path, given: [:])
  }
}

private let two = """
  \(header)
  M1,Vợ chồng,Nguyễn Văn An,Nam,1985,099085123789,Chồng,Tổ 7,90001,1,2,,ODT,CĐ 1,2006-06-15,
  M1,Vợ chồng,Trần Thị Bích,Nữ,1987,99187123789,Vợ,Tổ 7,90001,1,2,,ODT,CĐ 1,2006-09-15,
  M2,Tổ chức,Công ty Mẫu,,,,,,90001,1,3,,SKC,,,

  """

@Test func `a table of holders is grouped by its key, in UTF-8 and in UTF-16 with a mark`() throws {
  let desk = try Desk()
  for encoding in [String.Encoding.utf8, .utf16] {
    let table = try desk.table(two, encoding)
    #expect(table.rows == 3 && table.leftOut == 0)
    #expect(table.groups.map(\.group.key) == ["M1", "M2"])
    let couple = table.groups[0].group
    #expect(couple.holder.kind == .couple && couple.holder.members.map(\.name) == ["Nguyễn Văn An", "Trần Thị Bích"])
    // The zero that a spreadsheet took is set again, and told.
    #expect(couple.holder.members[1].identity == "099187123789")
    #expect(table.findings.map(\.code) == [.identityPadded])
    // They hold together, from the first day that a paper tells.
    #expect(couple.rights.count == 1 && couple.rights[0].from == "2006-06-15")
  }
}

@Test func `columns of land offices are known by their names`() throws {
  let table = try Desk().table(
    "MAXA;SOTO;SOTHUA;TENCHU;SOCCCD;NAMSINH;GIOITINH;DIACHI;SOGCN\n90001;1;2;Nguyễn Văn An;099085123789;1985;Nam;Tổ 7;CĐ 1\n"
  )
  let group = try #require(table.groups.first?.group)
  #expect(group.holder.members[0].identity == "099085123789" && group.rights[0].certificate == "CĐ 1")
  #expect(group.rights[0].sheet == "1" && group.rights[0].number == "2" && group.holder.address == "Tổ 7")
}

@Test func `columns that have shifted are refused before anything is written`() throws {
  let desk = try Desk()
  let shifted = two.replacingOccurrences(of: "Vợ chồng,", with: "").replacingOccurrences(of: "Tổ chức,", with: "")
  let rows = shifted + shifted.split(separator: "\n").dropFirst().joined(separator: "\n") + "\n"
  #expect { try desk.table(rows) } throws: {
    ["columnsShifted", "rowsLeftOut"].contains(($0 as? Refusal)?.code)
  }
  #expect { try desk.table("a,b,c\n1,2,3\n") } throws: { ($0 as? Refusal)?.code == "columnMissing" }
  #expect { try desk.table("") } throws: { ($0 as? Refusal)?.code == "emptyTable" }
}

@Test func `nothing that stands in a field breaks the row or hides in it`() throws {
  let long = String(repeating: "a", count: 10_000)
  let table = try Desk().table(
    two + "M3,Cá nhân,\"=HYPERLINK(\"\"x\"\")\",Nam,1985,,,,90001,1,4,,,,,\n"
      + "M4,Cá nhân,\"<script>alert('x')</script>\nhai dòng\",Nam,1985,,,,90001,1,5,,,,,\n"
      + "M5,Cá nhân,ab\u{202E}c\u{200B}d,Nam,1985,,,,90001,1,6,,,,,\n"
      + "M6,Cá nhân,\(long),Nam,1985,,,,90001,1,7,,,,,\n"
      + "M7,Cá nhân,Lê Văn Ba,Nam,1985,123,,,90001,1,8,,,,,\n" + "M8,Cá nhân,,Nam,1985,,,,90001,1,9,,,,,\n"
      + "M9,Cá nhân,Lê Văn Tư,Nam,1986,099085123700,,,90001,1,9,,,,hôm qua,\n")
  let names = Dictionary(uniqueKeysWithValues: table.groups.map { ($0.group.key, $0.group.holder.name) })
  #expect(names["M3"] == "=HYPERLINK(\"x\")")
  #expect(names["M4"] == "<script>alert('x')</script> hai dòng")
  #expect(names["M5"] == "abcd")
  #expect(names["M6"] == nil && names["M8"] == nil && table.leftOut == 2)
  let codes = Set(table.findings.map(\.code))
  #expect(
    codes.isSuperset(of: [.hiddenCharacters, .tooLong, .identityLength, .missingValue, .identityContradicts, .badDate]))
}
