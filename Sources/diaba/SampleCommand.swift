import Import
import Sample
import VietText

/// `diaba sample`: a made-up commune to try everything with.
enum SampleCommand {
  static let spec = CommandSpec(
    name: "sample", operands: "DIR", operandCount: 1...1,
    summary: Phrase(
      vi: "tạo bộ dữ liệu mẫu (xã, thửa, người sử dụng đất) để thử",
      en: "makes a sample commune (wards, parcels, holders) to try"),
    options: [
      OptionSpec("--parcels", "N", vi: "số thửa (mặc định: 5000)", en: "how many parcels (default: 5000)"),
      OptionSpec(
        "--seed", "S", vi: "hạt giống; cùng số thì cùng dữ liệu (mặc định: 20)",
        en: "the seed; the same gives the same data (default: 20)"),
    ],
    example: "diaba sample mau --parcels 5000", run: run)

  private static func run(_ invocation: Invocation) throws -> ExitStatus {
    let parcels = try invocation.number("--parcels", in: 1...5_000_000) ?? 5000
    let seed = try invocation.number("--seed", in: 0...Int.max) ?? 20
    let folder = invocation.operands[0]
    try SampleFiles(SampleCommune.make(parcels: parcels, seed: UInt64(seed)), folder: folder).write()
    Console.tell(
      invocation.language == .vietnamese
        ? "\(SampleCommune.mark): \(folder)/wards.shp, parcels.shp (\(parcels) thửa, VN-2000 108°00'), holders.csv, lookups.txt"
        : "\(SampleCommune.mark): \(folder)/wards.shp, parcels.shp (\(parcels) parcels, VN-2000 108°00'), holders.csv, lookups.txt"
    )
    return .done
  }
}
