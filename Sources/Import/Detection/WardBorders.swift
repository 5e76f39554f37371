import Cadastre
import Geo
import Register
import Threads
import VietText

/// The borders of the wards that the register knows on a day, read as they are needed and shared by all threads.
final class WardBorders: @unchecked Sendable {
  /// One ward with its border.
  struct Border: Sendable {
    /// The ward.
    let ward: Ward
    /// Its border, longitude and latitude on WGS 84.
    let polygons: MultiPolygon
    /// The same, ready for many questions.
    let shape: WardShape
  }

  private let register: String
  private let day: Day
  // The reader and the borders are used with `lock` held only.
  private let lock = Locked(())
  private var reader: RegisterReader?
  private var borders: [String: Border?] = [:]

  /// Opens the wards of a register; a register that does not exist yet has none.
  init(register: String, on day: Day) throws(Refusal) {
    self.register = register
    self.day = day
    do {
      reader = try RegisterFile.exists(register) ? RegisterReader(path: register) : nil
    } catch {
      RegisterFile.tidy(register)
      throw Refusal(error)
    }
  }

  deinit {
    reader = nil
    RegisterFile.tidy(register)
  }

  /// The ward that bears a code on the day; `nil` when there is none, or it cannot be read.
  func border(of code: String) -> Border? {
    lock.withLock { _ in
      if let known = borders[code] { return known }
      let border = try? reader?.withSnapshot { snapshot -> Border? in
        guard let row = try snapshot.ward(code: code, on: day) else { return nil }
        let polygons = try row.geometry()
        return Border(ward: row.ward, polygons: polygons, shape: WardShape(polygons))
      }
      borders[code] = .some(border ?? nil)
      return border ?? nil
    }
  }

  /// The codes of the wards that hold a position.
  func codes(at position: Coordinate) -> [String] {
    lock.withLock { _ in
      (try? reader?.withSnapshot { try $0.wards(at: position, on: day).map(\.ward.code) }) ?? []
    }
  }

  /// The middle of the box of a parcel that the register has; `nil` when it has none of that name, or several.
  func middle(ofParcel ward: String, _ sheet: String, _ number: String) -> Coordinate? {
    lock.withLock { _ in
      let found = try? reader?.withSnapshot { snapshot -> Coordinate? in
        let rows = try snapshot.parcels(ward: ward, sheet: sheet, number: number)
        return rows.count == 1 ? try rows[0].geometry().envelope.center : nil
      }
      return found ?? nil
    }
  }

  /// The grid in which the register keeps a parcel.
  func grid(ofParcel ward: String, _ sheet: String, _ number: String) -> CRS? {
    lock.withLock { _ in
      let found = try? reader?.withSnapshot { snapshot -> CRS? in
        guard let row = try snapshot.parcels(ward: ward, sheet: sheet, number: number).first else { return nil }
        return try snapshot.grid(ofParcel: row.id)?.crs
      }
      return found ?? nil
    }
  }

  /// The code of the only ward that bears one of some names.
  func code(named names: [String]) -> (code: String, name: String)? {
    lock.withLock { _ in
      for name in names {
        let keys = Set(WardName.searchKeys(name))
        let found = try? reader?.withSnapshot { try $0.wardCodes(searchKeys: keys, on: day) }
        if let codes = found, codes.count == 1 { return (codes[0], name) }
      }
      return nil
    }
  }
}
