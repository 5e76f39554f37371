internal import VietText

/// A program of the system that is looked for when it is needed.
public struct Program: Hashable, Sendable {
  /// The name of the program.
  public let name: String
  /// The Debian package that brings it.
  public let package: String
  /// The folders in which it is looked for.
  public let folders: [String]

  /// Names a program.
  ///
  /// - Parameters:
  ///   - name: the name of the program.
  ///   - package: the Debian package that brings it.
  ///   - folders: where it is looked for; `nil` for the folders of `PATH`.
  public init(_ name: String, package: String, folders: [String]? = nil) {
    self.name = name
    self.package = package
    self.folders = folders ?? Environment.path
  }

  /// The path of the program.
  ///
  /// - Throws: ``ProgramError`` of code `programMissing` when it is in none of the folders.
  public func path() throws(ProgramError) -> String {
    for folder in folders where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      if Environment.isExecutable(path) { return path }
    }
    throw ProgramError(
      .programMissing, program: name,
      Phrase(
        vi: "Máy này chưa có chương trình \(name); hãy cài gói \(package) (apt install \(package)) rồi thử lại.",
        en:
          "The program \(name) is not installed; install the package \(package) (apt install \(package)) and try again."
      ))
  }

  /// Whether the program is installed.
  public var isInstalled: Bool { (try? path()) != nil }

  /// Runs the program once and waits for its end.
  ///
  /// Each input is an unnamed file that the program finds as `/dev/fd/3`, `/dev/fd/4` …; its standard input is empty and
  /// what it says on standard error is not kept. It gets a small environment of its own.
  /// - Parameters:
  ///   - arguments: the arguments after the name.
  ///   - inputs: what stands in the files.
  ///   - environment: variables beside `PATH`, `HOME` and `LC_ALL=C.UTF-8`.
  ///   - limits: how long it may take and how much it may give.
  /// - Returns: what it wrote to standard output.
  /// - Throws: ``ProgramError``.
  public func run(
    _ arguments: [String], inputs: [[UInt8]] = [], environment: [String: String] = [:],
    limits: ProgramLimits = ProgramLimits()
  ) throws(ProgramError) -> [UInt8] {
    let path = try path()
    var child = try Child.start(self, path, arguments, inputs: inputs, environment: environment)
    return try child.finish(limits)
  }
}

/// How long a program may take and how much it may give.
public struct ProgramLimits: Hashable, Sendable {
  /// The time from its start to its end.
  public var time: Duration
  /// The bytes on its standard output.
  public var bytes: Int

  /// Makes limits.
  public init(time: Duration = .seconds(20), bytes: Int = 64 << 20) {
    self.time = time
    self.bytes = bytes
  }
}
