import Cadastre
import Harness

/// Any text is a coordinate or is refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNotation(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let text = String(decoding: unsafe bytes(start, count), as: UTF8.self)
  do throws(CadastreError) {
    let read = try CoordinateNotation.parse(text)
    demand(!read.readings.isEmpty, "read, but as nothing")
    for reading in read.readings {
      switch reading.position {
      case .geographic(let longitude, let latitude, _):
        demand(abs(latitude) <= 90 && abs(longitude) <= 360, "degrees beyond the globe: \(latitude) \(longitude)")
      case .grid(let northing, let easting, _, _, _):
        demand(northing.isFinite && easting.isFinite, "metres without end")
      }
      _ = reading.remarks.map(\.phrase)
    }
  } catch {
    demand(!error.description.isEmpty, "an error without words")
  }
  return 0
}
