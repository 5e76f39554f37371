internal import VietText

/// The SVG files of a sheet: a page by itself, and all pages in one.
public enum SheetFile {
  private static let namespace = "xmlns=\"http://www.w3.org/2000/svg\""
  private static let opening = Array("<!--page-->\n".utf8)
  private static let closing = Array("<!--/page-->\n".utf8)

  /// One page as a document.
  static func page(_ body: [UInt8], _ title: String, _ box: Rectangle, _ language: Language) -> [UInt8] {
    var writer = SVGWriter()
    writer.raw("<svg \(namespace)")
    writer.raw(" width=\"\(Int(box.width))mm\" height=\"\(Int(box.height))mm\"")
    writer.raw(" viewBox=\"0 0 \(Int(box.width)) \(Int(box.height))\" xml:lang=\"\(language.rawValue)\"")
    // Fonts with all Vietnamese letters; each system has one of them.
    writer.raw(" font-family=\"'Noto Sans','DejaVu Sans','Segoe UI',Arial,sans-serif\" fill=\"\(Ink.black)\">\n<title>")
    writer.escaped(title)
    writer.raw("</title>\n")
    writer.raw(body)
    writer.raw("</svg>\n")
    return writer.bytes
  }

  /// The pages in one document, one below the other; a single page is the document itself.
  static func joined(_ pages: [[UInt8]]) -> [UInt8] {
    guard pages.count > 1 else { return pages.first ?? [] }
    var (width, height) = (0, 0)
    var body = SVGWriter()
    for page in pages {
      let size = size(of: page) ?? (210, 297)
      body.raw(opening)
      // A page is nested with its own millimetres, which are the user units of the whole.
      body.raw("<svg y=\"\(height)\"")
      body.raw(Array(page.dropFirst(4)))
      body.raw(closing)
      width = max(width, size.width)
      height += size.height
    }
    var writer = SVGWriter()
    writer.raw("<svg \(namespace) width=\"\(width)mm\" height=\"\(height)mm\" viewBox=\"0 0 \(width) \(height)\">\n")
    writer.raw(body.bytes)
    writer.raw("</svg>\n")
    return writer.bytes
  }

  /// Takes a document apart into its pages again, as a converter to PDF needs them.
  ///
  /// - Parameter svg: what ``SheetDocument/svg`` was.
  /// - Returns: the pages in order, each a document of its own.
  /// - Throws: ``SheetError`` of code `notASheet` when it was not drawn here.
  public static func pages(of svg: [UInt8]) throws(SheetError) -> [[UInt8]] {
    var pages: [[UInt8]] = []
    var rest = svg[...]
    while let start = place(of: opening, in: rest) {
      let body = rest[(start + opening.count)...]
      // `<svg y="297"` becomes `<svg` again.
      guard let end = place(of: closing, in: body), let space = body.dropFirst(5).firstIndex(of: 0x20) else { break }
      pages.append(Array("<svg".utf8) + body[space..<end])
      rest = svg[(end + closing.count)...]
    }
    if pages.isEmpty, size(of: svg) != nil { pages = [svg] }
    guard !pages.isEmpty else {
      throw SheetError(
        .notASheet,
        Phrase(vi: "Tệp này không phải là sơ đồ do diaba vẽ.", en: "This file is not a sheet drawn by diaba."))
    }
    return pages
  }

  private static func place(of needle: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    var index = bytes.startIndex
    let last = bytes.endIndex - needle.count
    while index <= last {
      if bytes[index] == first, bytes[index..<(index + needle.count)].elementsEqual(needle) { return index }
      index += 1
    }
    return nil
  }

  /// The size of a page in millimetres, from its first line.
  private static func size(of page: [UInt8]) -> (width: Int, height: Int)? {
    let line = String(decoding: page.prefix(160), as: UTF8.self)
    func number(after mark: String) -> Int? {
      guard let start = line.firstRange(of: mark)?.upperBound else { return nil }
      return Int(line[start...].prefix { $0.isASCII && $0.isNumber })
    }
    guard line.hasPrefix("<svg xmlns="), let width = number(after: " width=\""),
      let height = number(after: " height=\"")
    else { return nil }
    return (width, height)
  }
}
