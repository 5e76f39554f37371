import Glibc

/// What a program may know of the environment.
enum Environment {
  static var path: [String] {
    (value("PATH") ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":").map(String.init)
  }

  static func value(_ name: String) -> String? {
    guard let text = unsafe getenv(name) else { return nil }
    return unsafe String(cString: text)
  }

  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  static func isExecutable(_ path: String) -> Bool { unsafe isFile(path) && access(path, X_OK) == 0 }

  /// The variables of a program: the folders of programs, the folder of font caches, and a fixed language.
  static func variables(_ more: [String: String]) -> [String] {
    var variables = ["LC_ALL": "C.UTF-8", "PATH": path.joined(separator: ":")]
    for name in ["HOME", "XDG_CACHE_HOME", "FONTCONFIG_PATH", "FONTCONFIG_FILE"] {
      if let value = value(name) { variables[name] = value }
    }
    variables.merge(more) { _, new in new }
    return variables.map { "\($0.key)=\($0.value)" }.sorted()
  }
}
