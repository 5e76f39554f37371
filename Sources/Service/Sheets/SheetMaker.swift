public import MapSheet
public import Programs
import VietText

/// Makes the files of a map sheet: SVG by itself, PDF and PNG with `rsvg-convert`, the QR code with `qrencode`.
///
/// Everything here takes milliseconds to a second and belongs on the heavy pool.
public struct SheetMaker: Sendable {
  private let converter: PictureConverter
  private let printer: QRPrinter

  /// Makes a maker with the programs of the machine.
  public init(converter: PictureConverter = PictureConverter(), printer: QRPrinter = QRPrinter()) {
    self.converter = converter
    self.printer = printer
  }

  /// Draws a sheet; ``SheetDocument/svg`` is what is kept, and what the other files are made of.
  ///
  /// - Throws: ``ServiceError`` of code `badParameter` when it does not fit as asked for, with what does.
  public func document(
    _ content: SheetContent, _ options: SheetOptions = SheetOptions()
  ) throws(ServiceError) -> SheetDocument {
    try ServiceError.drawing(options) { () throws(SheetError) in try SheetDocument(content, options) }
  }

  /// The PDF of a sheet that was drawn, the same bytes for the same sheet and moment on one machine.
  ///
  /// - Parameters:
  ///   - svg: what ``SheetDocument/svg`` was.
  ///   - moment: what the file says of its making, seconds since 1970-01-01T00:00:00Z: that of the extract.
  /// - Returns: the file.
  /// - Throws: ``ServiceError`` of code `programMissing` when `rsvg-convert` is not installed.
  public func pdf(_ svg: [UInt8], at moment: Int) throws(ServiceError) -> [UInt8] {
    let pages = try pages(of: svg)
    guard pages.count <= PictureConverter.maximumPages else {
      throw ServiceError(
        .tooMuchWork,
        Phrase(
          vi: "Sơ đồ có \(pages.count) trang; một tệp PDF có nhiều nhất \(PictureConverter.maximumPages) trang.",
          en: "The sheet has \(pages.count) pages; a PDF has at most \(PictureConverter.maximumPages)."))
    }
    return try running { () throws(ProgramError) in try converter.pdf(pages, at: moment) }
  }

  /// A picture of the first page of a sheet that was drawn.
  ///
  /// - Parameters:
  ///   - svg: what ``SheetDocument/svg`` was.
  ///   - resolution: dots per inch; 110 to read, 30 for a thumbnail.
  /// - Returns: the file.
  /// - Throws: ``ServiceError`` of code `programMissing` when `rsvg-convert` is not installed.
  public func png(_ svg: [UInt8], resolution: Int = 110) throws(ServiceError) -> [UInt8] {
    let pages = try pages(of: svg)
    return try running { () throws(ProgramError) in try converter.png(pages[0], resolution: resolution) }
  }

  /// The verification of a sheet with its QR code, which leads to the address.
  ///
  /// Without an address or without `qrencode` it has no QR code: the code in letters is enough.
  public func verification(code: String, url: String) -> SheetVerification {
    guard !url.isEmpty, let modules = try? printer.modules(of: url) else {
      return SheetVerification(code: code, url: url)
    }
    return SheetVerification(code: code, url: url, symbol: QRSymbol(modules: modules))
  }

  private func pages(of svg: [UInt8]) throws(ServiceError) -> [[UInt8]] {
    do throws(SheetError) {
      return try SheetFile.pages(of: svg)
    } catch {
      throw ServiceError(.fault, error.detail)
    }
  }

  private func running<Result>(_ body: () throws(ProgramError) -> Result) throws(ServiceError) -> Result {
    do throws(ProgramError) {
      return try body()
    } catch {
      throw ServiceError(error)
    }
  }
}

extension ServiceError {
  /// Puts an error of a program into the service's words.
  init(_ error: ProgramError) {
    let code: Code =
      switch error.code {
      case .programMissing: .programMissing
      case .timedOut: .busy
      case .notStarted, .outputTooLarge, .failed: .programFailed
      }
    self.init(code, error.detail, parameter: nil, value: error.program)
  }

  /// Runs a drawing and gives its errors as the service's.
  static func drawing<Result>(
    _ options: SheetOptions, _ body: () throws(SheetError) -> Result
  ) throws(ServiceError) -> Result {
    do throws(SheetError) {
      return try body()
    } catch {
      switch error.code {
      case .badScale, .doesNotFit:
        let scales = SheetOptions.scales.filter { $0 >= error.largestScale ?? 0 }
        throw ServiceError(
          .badParameter, error.detail, parameter: "scale", value: options.scale.map { "\($0)" },
          allowed: scales.map { "\($0)" }, suggestion: error.largestScale.map { "\($0)" })
      case .tooLarge:
        throw ServiceError(
          .badParameter, error.detail, parameter: "layout", value: options.layout.rawValue,
          allowed: SheetOptions.Layout.allCases.map(\.rawValue), suggestion: SheetOptions.Layout.perParcel.rawValue)
      case .nothingToDraw, .badGeometry: throw ServiceError(.badGeometry, error.detail)
      case .notASheet: throw ServiceError(.fault, error.detail)
      }
    }
  }
}
