import Compression
import Glibc
import Harness

private let path = "/dev/shm/diaba-fuzz-\(getpid()).zip"

/// Any bytes are an archive or none; its entries expand within the limits or are refused.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzZip(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard let file = unsafe fopen(path, "w") else { fatalError("\(path) cannot be written") }
  unsafe fwrite(start, 1, count, file)
  unsafe fclose(file)
  defer { unsafe unlink(path) }
  do throws(CompressionError) {
    let archive = try ZipArchive(
      path: path, limits: ExpansionLimits(bytes: 1 << 20, ratio: 100, bytesBeforeRatio: 1 << 16, entries: 50))
    demand(archive.entries.count <= 50, "more entries than allowed")
    for entry in archive.entries {
      demand(!entry.lastNameComponent.contains(47), "a name leads out")
      do throws(CompressionError) {
        let content = try archive.bytes(of: entry, limit: 1 << 19)
        demand(content.count <= 1 << 19, "more came out than allowed")
        demand(content.count == entry.size, "another length than stated")
      } catch {
        demand(!error.description.isEmpty, "an error without words")
      }
    }
  } catch {
    demand(!error.description.isEmpty, "an error without words")
  }
  return 0
}
