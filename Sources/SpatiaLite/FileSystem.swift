internal import CSpatiaLite
internal import Glibc

/// The kind of file system that a path lies on, as far as a database in WAL mode must know it.
public enum FileSystem: Hashable, Sendable {
  /// One of this machine: shared memory and locks work.
  case local
  /// One of another machine, named: WAL would corrupt or hide data there.
  case network(String)

  /// Judges a file system.
  ///
  /// - Parameters:
  ///   - type: the `f_type` of statfs(2).
  ///   - mountType: the type in /proc/self/mountinfo, which alone tells FUSE file systems apart: `fuse.sshfs`.
  public init(type: Int, mountType: String?) {
    switch type {
    case 0x6969: self = .network("NFS")
    case 0xFF53_4D42, 0xFE53_4D42, 0x517B: self = .network("SMB")
    case 0x0102_1997: self = .network("9P")
    case 0x5346_414F: self = .network("AFS")
    case 0x00C3_6400: self = .network("Ceph")
    case 0x7375_7245: self = .network("Coda")
    case 0x0BD0_0BD0: self = .network("Lustre")
    case 0x6573_5546:
      let remote = [
        "sshfs", "glusterfs", "davfs", "s3fs", "rclone", "smbnetfs", "curlftpfs", "cephfs", "hdfs", "gcsfuse",
      ]
      let name = mountType.map { $0.hasPrefix("fuse.") ? String($0.dropFirst(5)) : $0 } ?? "fuse"
      self = remote.contains { name.hasPrefix($0) } ? .network(name) : .local
    default: self = .local
    }
  }

  /// Judges where a file lies, or would lie: its folder is asked when there is no such file yet.
  ///
  /// A path that cannot be asked counts as local; opening it will tell what is wrong.
  public static func of(path: String) -> FileSystem {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let known = [path, folder].map { (place: String) in unsafe diaba_file_system_type(place) }.first { $0 != -1 }
    guard let type = known else { return .local }
    return FileSystem(type: type, mountType: mountType(of: path, folder))
  }

  /// Finds the type of the mount with a device number in the text of /proc/self/mountinfo, see proc(5).
  static func mountType(ofDevice device: String, in mountInfo: String) -> String? {
    for line in mountInfo.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 6, fields[2] == device, let dash = fields.firstIndex(of: "-"), dash + 1 < fields.count
      else { continue }
      return String(fields[dash + 1])
    }
    return nil
  }

  private static func mountType(of path: String, _ folder: String) -> String? {
    var (major, minor): (UInt32, UInt32) = (0, 0)
    guard unsafe diaba_device(path, &major, &minor) == 0 || diaba_device(folder, &major, &minor) == 0
    else { return nil }
    let device = "\(major):\(minor)"
    guard let file = unsafe fopen("/proc/self/mountinfo", "re") else { return nil }
    defer { _ = unsafe fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = unsafe fread(&block, 1, block.count, file)
      guard count > 0 else { break }
      bytes.append(contentsOf: block[..<count])
    }
    return mountType(ofDevice: device, in: String(decoding: bytes, as: UTF8.self))
  }
}
