import Shapefile
import Testing

@Suite struct CodePageTests {
  @Test(arguments: [
    ("UTF-8", "UTF-8"), ("\u{FEFF}utf8\r\n", "UTF-8"), ("65001", "UTF-8"), ("1258", "windows-1258"),
    ("ANSI 1252", "windows-1252"), ("ISO-8859-1", "ISO-8859-1"), ("ISO88591", "ISO-8859-1"), ("88591", "ISO-8859-1"),
    ("8859_15", "ISO-8859-15"), ("OEM 850", "CP850"), ("CP437", "CP437"), ("Big5", "Big5"), ("TCVN3", "TCVN3"),
  ])
  func `names the encoding of a cpg file`(_ text: String, _ name: String) {
    #expect(CodePage.name(cpg: Array(text.utf8)) == name)
  }

  @Test func `leaves the encoding open where the label says nothing`() {
    for text in ["1252", "ANSI 1252", "ISO-8859-1", "CP850", ""] {
      #expect(CodePage.isOpen(name: CodePage.name(cpg: Array(text.utf8))), "\(text)")
    }
    for text in ["UTF-8", "1258", "TCVN3"] { #expect(!CodePage.isOpen(name: CodePage.name(cpg: Array(text.utf8)))) }
  }

  @Test func `finds no name in a blank cpg file`() {
    #expect(CodePage.name(cpg: []) == nil)
    #expect(CodePage.name(cpg: Array(" \r\n\0".utf8)) == nil)
  }
}
