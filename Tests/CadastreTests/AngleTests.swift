import Cadastre
import Testing

@Test func `writes an angle in the Vietnamese style without sixty seconds`() {
  #expect(Angle.dms(15.1205) == "15°07'13,80\"")
  #expect(Angle.dms(108.7923, decimals: 1, mark: ".") == "108°47'32.3\"")
  #expect(Angle.dms(15.999999999) == "16°00'00,00\"")
  #expect(Angle.dms(-0.5, decimals: 0) == "-0°30'00\"")
  #expect(Angle.dms(-0.0000000001) == "0°00'00,00\"")
  #expect(Angle.dms(.nan).isEmpty)
  #expect(Angle.dms(.infinity).isEmpty)
  #expect(Angle.position(longitude: 108.7923, latitude: 15.1205) == "15°07'13,80\" B; 108°47'32,28\" Đ")
  #expect(
    Angle.position(longitude: -108.7923, latitude: -15.1205, letters: .english) == "15°07'13.80\"S 108°47'32.28\"W")
}
