import Testing
import VietText

@Suite struct SearchKeyTests {
  @Test(arguments: [
    ("Phường Cẩm Thành", "phuong cam thanh"), ("ĐẮK LẮK", "dak lak"), ("  Xã   Bình-Sơn ", "xa binh son"),
    ("Ia H'Drai", "ia hdrai"), ("Ia H’Drai", "ia hdrai"), ("Hoà Khánh", "hoa khanh"), ("Hòa Khánh", "hoa khanh"),
    ("Ðà Nẵng", "da nang"), ("M\u{1b0}\u{301}t", "mut"), ("", ""), ("…", ""), ("số 12/3A", "so 12 3a"),
  ])
  func `makes the key of a name`(_ text: String, _ key: String) {
    #expect(SearchKey.make(text) == key)
    #expect(SearchKey.make(key) == key)
  }
}
