internal import Cadastre
public import Geo
internal import VietText

/// A drawn sheet: its pages as SVG in millimetres, and all of them in one SVG file.
///
/// The same content and options give the same bytes on every machine.
public struct SheetDocument: Hashable, Sendable {
  /// One page.
  public struct Page: Hashable, Sendable {
    /// The page as an SVG document of its own.
    public let svg: [UInt8]
    /// The width of the paper, millimetres.
    public let width: Double
    /// The height of the paper, millimetres.
    public let height: Double
    /// The denominator of the map's scale; `nil` on a page without a map.
    public let scale: Int?
  }

  /// The pages in order, one at least.
  public let pages: [Page]
  /// The denominator of the first map's scale.
  public var scale: Int { pages.first?.scale ?? 0 }
  /// The paper of the first page.
  public var paper: SheetOptions.Paper {
    min(pages[0].width, pages[0].height) > SheetOptions.Paper.a4.sides.short ? .a3 : .a4
  }
  /// All pages in one SVG file, one below the other; the page itself when there is one.
  public let svg: [UInt8]

  /// Draws a sheet.
  ///
  /// - Throws: ``SheetError`` when the parcels do not fit, or cannot be drawn.
  public init(_ content: SheetContent, _ options: SheetOptions = SheetOptions()) throws(SheetError) {
    var drafts: [PageDraft] = []
    for part in SheetDocument.parts(of: content, options.layout) { drafts += try PageDraft.drafts(of: part, options) }
    pages = drafts.enumerated().map { number, draft in
      let body = draft.body(page: number + 1, of: drafts.count)
      return Page(
        svg: SheetFile.page(body, draft.title, draft.box, draft.content.language), width: draft.box.width,
        height: draft.box.height, scale: draft.scale)
    }
    svg = SheetFile.joined(pages.map(\.svg))
  }

  /// What the maps of a sheet will show, so that only that need be gathered.
  ///
  /// - Parameters:
  ///   - content: the parcels and the words; neighbours, wards and overlays do not matter.
  ///   - options: the layout.
  /// - Returns: one view for each map.
  /// - Throws: ``SheetError`` as the drawing itself does.
  public static func views(
    of content: SheetContent, _ options: SheetOptions = SheetOptions()
  ) throws(SheetError) -> [SheetView] {
    var views: [SheetView] = []
    for part in parts(of: content, options.layout) {
      guard let plane = try PageDraft.drafts(of: part, options).first?.plane else { continue }
      views.append(SheetView(envelope: plane.envelope, scale: plane.scale))
    }
    return views
  }

  /// The contents that are drawn one after the other: one, or one for each parcel with the others as neighbours.
  private static func parts(of content: SheetContent, _ layout: SheetOptions.Layout) -> [SheetContent] {
    guard layout == .perParcel, content.parcels.count > 1 else { return [content] }
    return content.parcels.indices.map { place in
      var part = content
      part.parcels = [content.parcels[place]]
      let others = content.parcels.indices.filter { $0 != place }.map { content.parcels[$0] }
      part.neighbours += others.map {
        SheetNeighbour(
          sheet: $0.parcel.key.sheet, number: $0.parcel.key.number, landUse: $0.parcel.landUse, polygons: $0.polygons)
      }
      return part
    }
  }
}

/// What one map of a sheet shows.
public struct SheetView: Hashable, Sendable {
  /// The land within its frame, metres of the sheet's grid.
  public let envelope: Envelope
  /// The denominator of its scale.
  public let scale: Int
}
