/// What a command tells the shell.
enum ExitStatus: Int32 {
  /// Done; a lookup with nothing there is an answer too.
  case done = 0
  /// Done with findings that need a person, or not found.
  case needsPerson = 1
  /// The command line is not understood.
  case usage = 2
  /// The input was refused and nothing was written.
  case refused = 3
  /// A library, program, disk, permission or port is missing.
  case environment = 4
}
