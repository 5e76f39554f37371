import Cadastre
import Testing
import VietText

@Suite struct ColumnMappingTests {
  /// `field=COLUMN` for each field served, by field name.
  private func fields(_ names: [String], _ layer: ImportLayer = .parcels) -> String {
    let mapping = ColumnSynonyms.match(names, layer: layer)
    return mapping.fields.map { "\($0.key.rawValue)=\(names[$0.value])" }.sorted().joined(separator: " ")
  }

  private func restricted(_ names: [String]) -> [String] {
    ColumnSynonyms.match(names, layer: .parcels).restricted.map { names[$0] }
  }

  @Test func `matches a Famis export`() {
    let names =
      "ID THUAID XAID SHBANDO SHTHUA DIENTICH DIENTICHPL MALOAIDAT KHLOAIDAT DIADANH DTSD TENCHU DIACHI MDSD2003 KH2003 MSCOLOR SHTHUATAM DTTHOCU DACAPGCN"
      .split(separator: " ").map(String.init)
    let mapping = ColumnSynonyms.match(names, layer: .parcels)
    #expect(
      fields(names)
        == "address=DIADANH holder=TENCHU landUse=KHLOAIDAT number=SHTHUA registeredArea=DIENTICHPL sheet=SHBANDO")
    #expect(restricted(names) == ["TENCHU", "DIACHI"])
    #expect(mapping.fields[.ward] == nil)
    #expect(mapping.unprovenWard == 2)
    #expect(mapping.columns[2].notes.contains(.internalWardNumber))
    #expect(mapping.columns[5].notes.contains(.measuredArea))
    #expect(mapping.columns[7].notes == [.anotherServes, .oftenNumeric])
    #expect(mapping.columns[12].notes == [.addressOfHolder])
    #expect(mapping.columns[14].notes.contains(.symbol2003))
    #expect(mapping.unknown.isEmpty)
  }

  @Test func `matches names that a DBF has cut at ten bytes`() {
    let names = [
      "MAXA", "SOHIEUTOBA", "SOTHUTUTHU", "DIENTICH", "DIENTICHPH", "KYHIEUMUCD", "DIACHITHUA", "MADINHDANH",
    ]
    #expect(
      fields(names)
        == "address=DIACHITHUA landUse=KYHIEUMUCD nationalCode=MADINHDANH number=SOTHUTUTHU registeredArea=DIENTICHPH sheet=SOHIEUTOBA ward=MAXA"
    )
    let underscored = ["MA_XA", "SO_HIEU_TO", "SO_THU_TU_", "DIA_CHI_TH", "DIA_CHI_CH"]
    #expect(fields(underscored) == "number=SO_THU_TU_ sheet=SO_HIEU_TO ward=MA_XA")
    // The first may be the land's address or a permanent residence, so that it stays out too.
    #expect(restricted(underscored) == ["DIA_CHI_TH", "DIA_CHI_CH"])
    // Eight or nine bytes were not cut.
    #expect(fields(["SOHIEUTO"]).isEmpty)
  }

  @Test func `matches the names of MPLIS, portals and people`() {
    #expect(
      fields(["MaXa", "SoThuTuThua", "SoHieuToBanDo", "DiaChi", "DienTich", "KyHieuMucDichSuDung", "TenChu"])
        == "holder=TenChu landUse=KyHieuMucDichSuDung number=SoThuTuThua sheet=SoHieuToBanDo ward=MaXa")
    #expect(
      fields(["Số tờ", "Số thửa", "Loại đất", "Mã xã"]) == "landUse=Loại đất number=Số thửa sheet=Số tờ ward=Mã xã")
    #expect(fields(["SHTOBD", "SHTHUA", "TYLE"]) == "number=SHTHUA series=TYLE sheet=SHTOBD")
    #expect(
      fields(["MAXA", "SOTO", "SOTHUA", "DIENTICH", "LOAIDAT", "DIACHI", "CHUSDUNG"])
        == "holder=CHUSDUNG landUse=LOAIDAT number=SOTHUA sheet=SOTO ward=MAXA")
  }

  @Test func `takes only a legal area as the registered area`() {
    #expect(fields(["DIENTICH"]).isEmpty)
    #expect(fields(["DIENTICH", "DTPL"]) == "registeredArea=DTPL")
    #expect(fields(["DIENTICH_1", "DTGCN"]) == "registeredArea=DTGCN")
  }

  @Test func `keeps every personal column and every doubtful address out`() {
    let personal = [
      "TENCHU", "CHUSDUNG", "HOTEN", "CCCD", "SOCMND", "DIACHI", "DC", "THUONGTRU", "SOGCN", "SERI", "SOVAOSO",
      "NAMSINH",
      "DOITUONG", "MADOITUONG", "TENVO", "SDT", "address", "holder", "TENCHU_1", "Tên chủ", "DIACHICHUS",
    ]
    #expect(restricted(personal) == personal)
    #expect(restricted(["DIACHI", "SOTO"]) == ["DIACHI"])
    #expect(ColumnSynonyms.match(["DIACHI"], layer: .parcels).columns[0].notes == [.addressInDoubt])
    #expect(restricted(["DIADANH", "DCTHUA", "XUDONG", "SOTO", "DACAPGCN"]).isEmpty)
  }

  @Test func `lets a person decide`() {
    var mapping = ColumnSynonyms.match(["MAXA", "SOTO", "SOTHUA", "DIACHI", "GHICHU", "XAID"], layer: .parcels)
    mapping.assign(.address, to: 3)
    #expect(mapping.fields[.address] == 3)
    #expect(mapping.restricted.isEmpty)
    mapping.assign(.sheet, to: 4)
    #expect(mapping.columns[1].field == nil)
    #expect(mapping.fields[.sheet] == 4)
    mapping.assign(.ward, to: 5)
    #expect(mapping.fields[.ward] == 5 && mapping.columns[0].field == nil && mapping.unprovenWard == nil)
    mapping.assign(.holder, to: 4)
    #expect(mapping.fields[.sheet] == nil && mapping.restricted == [4])
  }

  @Test func `reads back the names that this program writes`() {
    let names = [
      "ward", "sheet", "number", "series", "registeredArea", "landUse", "address", "nationalCode", "mapArea",
    ]
    #expect(
      fields(names)
        == "address=address landUse=landUse nationalCode=nationalCode number=number registeredArea=registeredArea series=series sheet=sheet ward=ward"
    )
    #expect(ColumnSynonyms.match(names + ["holder"], layer: .parcels).restricted == [6, 9])
  }

  @Test func `matches ward layers`() {
    #expect(
      fields(["code", "name", "fullName", "provinceCo", "areaKm2"], .wards)
        == "code=code name=fullName province=provinceCo")
    #expect(fields(["MAXA", "TENXA", "TENTINH"], .wards) == "code=MAXA name=TENXA province=TENTINH")
    #expect(
      fields(["code", "name", "kind", "province", "validFrom", "validTo"], .wards)
        == "code=code kind=kind name=name province=province validFrom=validFrom validTo=validTo")
    #expect(fields(["MADVHC", "TEN", "LOAI"], .wards) == "code=MADVHC kind=LOAI name=TEN")
  }

  @Test func `says of a name that it does not know that it is not imported`() {
    let mapping = ColumnSynonyms.match(["GHICHU", "", "_", "2"], layer: .parcels)
    #expect(mapping.unknown == [0, 1, 2, 3])
    #expect(mapping.columns.allSatisfy { $0.notes == [.unknownName] })
    for note in ColumnNote.allCases { #expect(!note.phrase.vietnamese.isEmpty) }
  }
}
