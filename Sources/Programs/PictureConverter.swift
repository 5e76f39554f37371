/// Makes PDF and PNG of SVG with `rsvg-convert`.
///
/// The same SVG and moment give the same bytes with the same version of the program and the same fonts.
public struct PictureConverter: Hashable, Sendable {
  /// The program.
  public let program: Program
  /// How long it may take and how much it may give.
  public var limits: ProgramLimits

  /// Makes a converter.
  public init(
    program: Program = Program("rsvg-convert", package: "librsvg2-bin"), limits: ProgramLimits = ProgramLimits()
  ) {
    self.program = program
    self.limits = limits
  }

  /// A PDF file with one page for each picture, of its size in millimetres.
  ///
  /// - Parameters:
  ///   - pages: SVG documents, at most ``maximumPages``.
  ///   - moment: what the file says of its making, seconds since 1970-01-01T00:00:00Z.
  /// - Returns: the file.
  /// - Throws: ``ProgramError``.
  public func pdf(_ pages: [[UInt8]], at moment: Int) throws(ProgramError) -> [UInt8] {
    precondition((1...PictureConverter.maximumPages).contains(pages.count), "1 to 64 pages")
    return try convert(pages, ["--format=pdf"], ["SOURCE_DATE_EPOCH": String(max(0, moment))])
  }

  /// A PNG picture.
  ///
  /// - Parameters:
  ///   - svg: an SVG document.
  ///   - resolution: dots per inch, 10 to 600.
  /// - Returns: the file.
  /// - Throws: ``ProgramError``.
  public func png(_ svg: [UInt8], resolution: Int = 110) throws(ProgramError) -> [UInt8] {
    let dots = min(max(resolution, 10), 600)
    return try convert([svg], ["--format=png", "--dpi-x=\(dots)", "--dpi-y=\(dots)"], [:])
  }

  private func convert(
    _ pictures: [[UInt8]], _ options: [String], _ environment: [String: String]
  ) throws(ProgramError) -> [UInt8] {
    var (inputs, environment) = (pictures, environment)
    if let fonts = FontChoice.configuration(for: pictures) {
      environment["FONTCONFIG_FILE"] = "/dev/fd/\(3 + pictures.count)"
      inputs.append(fonts)
    }
    return try program.run(
      options + pictures.indices.map { "/dev/fd/\(3 + $0)" }, inputs: inputs, environment: environment,
      limits: limits)
  }

  /// How many pages a file may have.
  public static let maximumPages = 64
}
