import Foundation
import Glibc
import Testing

/// A day of the office through the built program: whatever was asked and answered, nothing personal stays in what the
/// service prints, in addresses, in error texts or in the land register.
@Test func `after a day of work no name and no number stands in logs, addresses, error texts or the register`() throws {
  let office = try Office()
  let names = ["Nguyễn Văn Ẩn", "Ẩn", "099085123789", "BÍ MẬT 77", "Trần Thị Bích"]
  let table = try office.write(
    "holders.csv",
    """
    holder,kind,name,sex,birthYear,idNumber,personRole,address,ward,sheet,number,certificate
    K1,Vợ chồng,Nguyễn Văn Ẩn,Nam,1985,099085123789,Chồng,Tổ 7,90001,1,1,BÍ MẬT 77
    K1,Vợ chồng,Trần Thị Bích,Nữ,1987,99187123789,Vợ,Tổ 7,90001,1,1,BÍ MẬT 77
    K2,Cá nhân,,Nam,1985,099085123789,,,90001,1,2,

    """)
  let register = ["--register", office.register]
  let imported = try office.program(["import", "holders", table] + register)
  #expect(imported.status == 1, "\(imported.message)")
  let token = try office.program(["token", "add", "--role", "officer"] + register).output
    .trimmingCharacters(in: .whitespacesAndNewlines)
  #expect(token.hasPrefix("diaba_"))
  let port = 20_000 + Int(getpid()) % 20_000
  let service = try office.program.start(["serve", "--port", "\(port)"] + register)
  let base = "http://127.0.0.1:\(port)"
  let wait = "curl -s -o /dev/null --retry 60 --retry-connrefused --retry-delay 1"
  try shell("\(wait) \(base)/health")
  func ask(_ arguments: String) throws -> String {
    try shell("curl -s -i -H 'Authorization: Bearer \(token)' \(arguments)")
  }
  let reason = "-H 'Diaba-Dossier: H48.21-261120-0001' -H 'Diaba-Purpose: xac minh'"
  let body = #"'{"q":"Nguyễn Văn Ẩn","dossier":"H48.21-261120-0001","purpose":"xác minh"}'"#
  let masked = try ask("-X POST \(base)/holders/search -d \(body)")
  #expect(masked.contains("Nguyễn V. Ẩ.") && names.allSatisfy { !masked.contains($0) }, "\(masked)")
  let whole = try ask("-X POST \(base)/holders/search \(reason) -d \(body)")
  #expect(whole.contains("Nguyễn Văn Ẩn") && whole.contains("099085123789"), "\(whole)")
  // Every address that an answer names is free of names.
  for part in whole.split(separator: "\"href\":\"").dropFirst() {
    let address = part.prefix { $0 != "\"" }
    #expect(names.allSatisfy { !address.contains($0) } && !address.contains("%"), "\(address)")
  }
  let dossier = #"'{"applicant":{"name":"Trần Thị Bích"},"parcels":[{"ward":"90001","sheet":"1","number":"1"}]}'"#
  #expect(try ask("-X PUT \(base)/dossiers/H48.21-261120-0001 -d \(dossier)").contains("201 Created"))
  var told = ""
  for bad in [
    #"-X POST \#(base)/holders/search -d '{"q":"Nguyễn Văn Ẩn"}'"#,
    #"-X POST \#(base)/holders/search -d '{"q":"Nguyễn Văn Ẩn"'"#,
    #"-X PUT \#(base)/dossiers/H48.21-261120-0001 -d '{"applicant":["Trần Thị Bích","099085123789"]}'"#,
    #"-X PUT \#(base)/dossiers/H48.21-261120-0001 -H 'If-Match: "v9"' -d '{"applicant":{"name":"Nguyễn Văn Ẩn"}}'"#,
    "'\(base)/holders/1?unmasked=true'", "\(base)/holders/99", "\(base)/dossiers/none",
    #"-X POST \#(base)/dossiers/H48.21-261120-0001/events -d '{"kind":"Nguyen"}'"#,
  ] { told += try ask(bad) }
  told += try shell("curl -s \(base)/dossiers/H48.21-261120-0001/status")
  told += try shell("curl -s \(base)/parcels/90001/1/1")
  told += try shell("curl -s -H 'Authorization: Bearer diaba_x' \(base)/holders/1")
  service.send(SIGTERM)
  let log = try service.wait()
  let audit = try office.program(["audit", "verify"] + register)
  #expect(audit.status == 0, "\(audit.message)")
  for name in names {
    #expect(!told.contains(name), "\(told)")
    #expect(!log.message.contains(name) && !log.output.contains(name), "\(log.message)")
    #expect(!imported.message.contains(name), "\(imported.message)")
    #expect(try Data(contentsOf: URL(filePath: office.register)).range(of: Data(name.utf8)) == nil)
  }
  #expect(!log.message.contains(token) && !log.message.contains("xác minh"))
}
