import CSV
import Cadastre
import Foundation
public import Office

/// A table of procedures: `code,name,workingDays,from,to,document`.
public enum ProcedureTable {
  /// Reads a table.
  ///
  /// - Throws: ``Refusal`` when it cannot be read, or a row has no code, name or first day.
  public static func read(_ path: String) throws(Refusal) -> [DatedName] {
    guard let data = try? Data(contentsOf: URL(filePath: path)) else {
      throw Refusal("fileMissing", cause: .environment, vi: "không đọc được \(path)", en: "\(path) cannot be read")
    }
    var reader = CSVReader()
    reader.feed([UInt8](data))
    reader.finish()
    var header: [String]?
    var names: [DatedName] = []
    while let row = reader.next() {
      let values = (0..<row.count).map { row.text($0).trimmingCharacters(in: .whitespaces) }
      guard let columns = header else {
        header = values
        continue
      }
      func value(_ name: String) -> String? {
        guard let index = columns.firstIndex(of: name), index < values.count, !values[index].isEmpty else { return nil }
        return values[index]
      }
      guard let code = value("code"), let name = value("name"), let from = value("from").flatMap({ Day($0) }) else {
        throw Refusal(
          "badRow", vi: "dòng \(row.number) cần code, name và from (ngày)",
          en: "row \(row.number) needs code, name and from (a date)")
      }
      names.append(
        DatedName(
          code: code, from: "\(from)", to: value("to").flatMap { Day($0) }.map { "\($0)" }, name: name,
          workingDays: value("workingDays").flatMap { Int($0) }, document: value("document")))
    }
    return names
  }
}
