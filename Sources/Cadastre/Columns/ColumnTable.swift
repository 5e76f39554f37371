// swift-format-ignore-file

extension ColumnSynonyms {
  /// The columns of data/domain/columns.tsv, in its order; written by tools/tables-cadastre.
  static let rows: [(role: String, synonyms: String)] = [
    (
      "ward_code",
      "MAXA XAID MAPHUONG MAPX MADVHC MADVHCX MADVHCXA MADONVIHANHCHINH MAXAPHUONG KVHCID PHUONGXAID MA_XA XA"
    ),
    (
      "sheet_no",
      "SOTO SHTO SHBANDO SHTOBD SOTOBD TOBD TOBANDO SOTOBANDO SOHIEUTOBANDO SOHIEUTOBD SODOTO SOBANDO SHBD TO SHTOBANDO MAPNO SO_TO"
    ),
    (
      "parcel_no",
      "SOTHUA SHTHUA SOTHUTUTHUA SOTHUTU SOHIEUTHUA THUA SOTHUADAT THUASO SO_THUA STTHUA SHTHUADAT PARCELNO"
    ),
    (
      "parcel_no_temp",
      "SHTHUATAM THUATAM SOTHUATAM"
    ),
    (
      "parcel_internal_id",
      "THUAID THUADATID OBJECTID GID FID ID IDTHUA"
    ),
    (
      "parcel_id12",
      "MADINHDANH MADINHDAN MATHUADAT MATHUA MDDTHUA MADINHDANHTHUA MADINHDANHTHUADAT MDD"
    ),
    (
      "area_map",
      "DIENTICH DTICH DT DTHUA AREA SHAPEAREA STAREA DIENTICHBD DIENTICHDO DIENTICHHT"
    ),
    (
      "area_legal",
      "DIENTICHPL DIENTICHPHAPLY DTPL DTPHAPLY DIENTICHPHAP DTGCN DIENTICHGCN"
    ),
    (
      "area_residential",
      "DTTHOCU DTONT DTODT DATO DIENTICHDATO"
    ),
    (
      "area_private_use",
      "DTSD DTRIENG DTSDRIENG"
    ),
    (
      "land_use",
      "LOAIDAT KHLOAIDAT MALOAIDAT MDSD MDSDD MUCDICH MUCDICHSUDUNG MUCDICHSDD KYHIEUMUCDICHSUDUNG KYHIEUMUCD KYHIEUMDSD KH2003 KHLD LOAIDATHT LANDUSE"
    ),
    (
      "land_use_2003",
      "KH2003 MDSD2003 LOAIDAT2003"
    ),
    (
      "land_use_legal",
      "LOAIDATPL MDSDPL LOAIDATGCN"
    ),
    (
      "holder_name",
      "TENCHU CHUSD TENCHUSD TENCHUSDD CHUSUDUNG TENCHUSUDUNG HOTEN CHUHO TENCSD OWNER CHU NGUOISD NGUOISUDUNG TENNSD DOITUONG"
    ),
    (
      "holder_id",
      "CCCD CMND SOCCCD SOCMND SODINHDANH SDDCN CMT GIAYTO SOGIAYTO"
    ),
    (
      "holder_type",
      "MADOITUONG MALOAIDT DTSDD DOITUONGSD LOAIDOITUONG"
    ),
    (
      "parcel_address",
      "DIADANH XUDONG DCTHUA DIACHITHUA DIACHITHUADAT VITRI"
    ),
    (
      "holder_address",
      "DIACHI DC DIACHICHU DIACHICSD DCCHU THUONGTRU NOITHUONGTRU"
    ),
    (
      "cert_no",
      "SHGIAYCN SOGCN SOPHATHANH SERI SOSERI SOPHGCN SOGIAYCN"
    ),
    (
      "cert_book_no",
      "SOVAOSO SOVS SOVAOSOGCN"
    ),
    (
      "cert_issued",
      "DACAPGCN CAPGCN"
    ),
    (
      "old_sheet",
      "SOTOCU SHTOCU SOHIEUTOBANDOCU TOCU TOBDCU"
    ),
    (
      "old_parcel",
      "SOTHUACU SHTHUACU SOTHUTUTHUACU THUACU"
    ),
    (
      "map_scale",
      "TYLE TILE TYLEBD SCALE"
    ),
    (
      "edge_len",
      "CHIEUDAI SHAPELENG SHAPELENGTH PERIMETER CHUVI"
    ),
    (
      "color",
      "MSCOLOR COLOR LEVEL LAYER LV"
    ),
    (
      "centroid_x",
      "TOADOX X XTAM"
    ),
    (
      "centroid_y",
      "TOADOY Y YTAM"
    ),
  ]
}
