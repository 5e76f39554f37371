import Geo

/// The polygons of a row in the system of the export.
enum LayerShape {
  /// Exactly as the register holds them, well-known binary.
  case held([UInt8])
  /// Transformed.
  case made(MultiPolygon)

  var polygons: MultiPolygon {
    get throws {
      switch self {
      case .held(let wkb): try WKB.decode(wkb)
      case .made(let polygons): polygons
      }
    }
  }

  /// Whether no digit was lost or won on the way from the source.
  var isHeld: Bool {
    if case .held = self { true } else { false }
  }
}

/// A form of file that takes the rows of a layer one after the other.
protocol LayerOutput: AnyObject {
  func append(_ shape: LayerShape, _ values: [LayerValue]) throws
  func finish() throws
  var cutTexts: Int { get }
  var lostLetters: Int { get }
}

extension LayerOutput {
  var cutTexts: Int { 0 }
  var lostLetters: Int { 0 }
}
