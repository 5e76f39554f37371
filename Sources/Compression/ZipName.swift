/// What the name of an entry must not do.
enum ZipName {
  /// Whether a name stays in the archive's folder: relative, without `..`, NUL or a drive, and not empty.
  static func isSafe(_ name: some Collection<UInt8>) -> Bool {
    let (slash, backslash, colon) = (UInt8(0x2F), UInt8(0x5C), UInt8(0x3A))
    guard let first = name.first, first != slash, first != backslash, !name.contains(0) else { return false }
    if name.dropFirst().first == colon { return false }
    let parts = name.split(omittingEmptySubsequences: false) { $0 == slash || $0 == backslash }
    // Windows leaves out dots and blanks at the end of a name, so `.. ` climbs there too.
    return !parts.contains { part in
      part.count >= 2 && part.allSatisfy { $0 == 0x2E || $0 == 0x20 } && part.starts(with: [0x2E, 0x2E])
    }
  }
}
