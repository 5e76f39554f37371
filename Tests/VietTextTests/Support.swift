import Foundation

/// A seeded generator (SplitMix64), so that a failing case can be made again from its seed.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// The root of the repository.
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The rows of a table of `data/domain`, without its heading and notes.
func table(_ name: String) throws -> [[String]] {
  let text = try String(contentsOf: root.appending(path: "data/domain/\(name)"), encoding: .utf8)
  return text.split(separator: "\n").dropFirst().filter { !$0.hasPrefix("#") }
    .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
}

/// What `iconv` of the C library makes of bytes; `nil` if it refuses them.
func iconv(_ bytes: [UInt8], from source: String, to target: String, options: [String] = []) throws -> [UInt8]? {
  let folder = FileManager.default.temporaryDirectory.appending(path: "iconv-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let input = folder.appending(path: "in")
  try Data(bytes).write(to: input)
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["iconv"] + options + ["-f", source, "-t", target, input.path]
  let output = Pipe()
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  // Leaving signs out (-c) counts as a failure too, though the rest is written.
  return process.terminationStatus == 0 || !options.isEmpty ? [UInt8](data) : nil
}

/// The 134 letters of Vietnamese that are not ASCII, both cases.
let letters: [String] = {
  let small = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
  return (small + small.uppercased()).map(String.init)
}()

/// Names such as land registers have: every letter of the alphabet occurs, in both cases.
let names: [String] = {
  let kinds = ["Xã", "Phường", "Thị trấn", "Đặc khu", "HUYỆN", "Tổ dân phố"]
  let firsts = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Quảng",
    "Đức", "Tịnh", "Nghĩa", "Sơn", "Bình", "Trà", "Cẩm", "Ĩa", "Ỷ", "Ỹ", "Ẳng", "Ẵm", "Ổn", "Ỗ", "Ợ", "Ỡ", "Ử",
  ]
  let lasts = [
    "Văn Thuỷ", "Thị Hoà", "Sa Huỳnh", "Ngãi", "Thuận", "Lặng", "Tằm Ẩm", "Kẽm Ẻo", "Khuỷu Ốc", "Nhữ Ẫm", "Quý Ỵ",
    "Trượng Ờ", "Gò Ớt", "ấp Ứng", "Mường Ảng", "Đắk Ẽ",
  ]
  return (0..<96).map { index in
    [kinds[index % 6], firsts[index % 32], lasts[index / 6]].joined(separator: " ")
  }
}()
