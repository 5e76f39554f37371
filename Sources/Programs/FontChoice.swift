/// Which fonts a converter may look at.
///
/// Fontconfig weighs every installed font for every text, which takes longer than the drawing itself. Pictures whose
/// letters are all in Noto Sans need no other; so they also come out the same whatever else is installed.
enum FontChoice {
  private static let usual = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"

  /// A configuration for fontconfig that knows the usual font only; `nil` where it is missing or not enough.
  static func configuration(for pictures: [[UInt8]]) -> [UInt8]? {
    guard Environment.isFile(usual), pictures.allSatisfy(hasUsualLetters) else { return nil }
    return Array(
      """
      <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>\
      <dir>/usr/share/fonts</dir><cachedir>/var/cache/fontconfig</cachedir>\
      <selectfont><acceptfont><glob>*/NotoSans-*</glob></acceptfont>\
      <rejectfont><glob>*.ttf</glob><glob>*.ttc</glob><glob>*.otf</glob><glob>*.pf?</glob></rejectfont></selectfont>\
      </fontconfig>
      """.utf8)
  }

  /// Whether all letters lie below U+2200: Latin with every Vietnamese letter, Greek, Cyrillic, the usual marks.
  ///
  /// In UTF-8 those begin with a byte below E2, or with E2 followed by 80 to 87; Hebrew to Georgian, D6 to E1 B7, are
  /// in other fonts.
  private static func hasUsualLetters(_ picture: [UInt8]) -> Bool {
    var index = 0
    while index < picture.count {
      let byte = picture[index]
      if byte < 0xD6 {
        index += 1
      } else if byte == 0xE1, index + 1 < picture.count, picture[index + 1] >= 0xB8 {
        index += 3
      } else if byte == 0xE2, index + 1 < picture.count, picture[index + 1] < 0x88 {
        index += 3
      } else {
        return false
      }
    }
    return true
  }
}
