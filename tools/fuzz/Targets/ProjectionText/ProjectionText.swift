import Geo
import Harness
import Projection

nonisolated(unsafe) private let projector: Projector = {
  do throws(ProjectionError) {
    return try Projector()
  } catch {
    fatalError("no projector: \(error)")
  }
}()

/// Any .prj names a system or none.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProjectionText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let text = String(decoding: unsafe bytes(start, count), as: UTF8.self)
  do throws(ProjectionError) {
    _ = unsafe try projector.identify(prj: text)
  } catch {
    demand(!error.description.isEmpty, "an error without words")
  }
  return 0
}
