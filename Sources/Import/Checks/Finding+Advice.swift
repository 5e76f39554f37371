public import VietText

extension Finding.Code {
  /// What findings of this kind are called, and what to do about them.
  private var words: (vi: String, en: String, todoVi: String, todoEn: String) {
    switch self {
    case .columnMapped:
      (
        "Cột được dùng", "Columns used", "Xem có đúng cột không; sửa bằng --map.",
        "See whether they are the right ones; --map changes them."
      )
    case .columnIgnored:
      (
        "Cột không nhập", "Columns not imported", "Nếu cần, chỉ định bằng --map.",
        "Name the field with --map if one is wanted."
      )
    case .columnProven:
      ("Cột được dữ liệu chứng minh", "Columns proven by the data", "Xem lại một lần.", "Look at it once.")
    case .personalColumnLeftOut:
      ("Cột cá nhân không đưa vào sổ đất", "Personal columns left out", "Không cần làm gì.", "Nothing to do.")
    case .mapAreaNotTaken:
      (
        "Diện tích đo trên bản đồ không lấy làm pháp lý", "Measured areas not taken as registered",
        "Nếu đây là diện tích pháp lý, thêm --map registeredArea=CỘT.",
        "If it is the registered area, add --map registeredArea=COLUMN."
      )
    case .valueFromName:
      (
        "Lấy từ tên tập tin hoặc thư mục", "Taken from the file's or folder's name", "Nếu sai, nhập lại với --set.",
        "If it is wrong, import again with --set."
      )
    case .encodingAssumed:
      (
        "Bảng mã", "Encoding", "Đọc năm giá trị mẫu; nếu sai, nhập lại với --encoding.",
        "Read the five samples; if they are wrong, import again with --encoding."
      )
    case .crsAssumed:
      ("Hệ tọa độ", "Coordinate system", "Nếu sai, nhập lại với --crs.", "If it is wrong, import again with --crs.")
    case .crsDetected:
      (
        "Hệ tọa độ tìm từ dữ liệu", "Coordinate system found in the data",
        "Xem tỷ lệ thửa nằm đúng xã; nếu sai, nhập lại với --crs.",
        "Look at the share of parcels in their ward; if it is wrong, import again with --crs."
      )
    case .crsImplausible:
      (
        "Hệ tọa độ đáng ngờ", "Doubtful coordinate system",
        "Mở lớp thửa trên nền địa giới trong QGIS; nếu lệch, nhập lại với --crs đúng.",
        "Open the parcels over the wards in QGIS; if they are off, import again with the right --crs."
      )
    case .axesSwapped:
      (
        "Trục tọa độ bị đổi chỗ", "Axes changed places", "Đã đổi lại; nên xuất lại tập tin cho đúng thứ tự đông, bắc.",
        "They were put right; better export the file again with easting first."
      )
    case .areaGridChosen:
      (
        "Lưới đo diện tích", "Grid of areas", "Nếu tờ bản đồ dùng kinh tuyến khác, nhập lại với --area-crs.",
        "If the sheet is on another meridian, import again with --area-crs."
      )
    case .shxRebuilt:
      (
        ".shx được dựng lại", ".shx made anew", "Không cần làm gì; nên chép lại cả bộ tập tin.",
        "Nothing to do; better copy the whole set again."
      )
    case .recordsDeleted:
      (
        "Dòng đã xóa trong .dbf", "Rows deleted in the .dbf", "Không nhập, như các phần mềm khác.",
        "Not imported, as in other programs."
      )
    case .dimensionsDropped: ("Bỏ độ cao", "Heights left out", "Không cần làm gì.", "Nothing to do.")
    case .fileFault:
      (
        "Lỗi cấu trúc tập tin", "Structural faults of the file", "Xuất lại bộ tập tin từ phần mềm nguồn.",
        "Export the set again from the program it comes from."
      )
    case .leftoverRemoved: ("Dọn tập tin dở dang", "Leftovers removed", "Không cần làm gì.", "Nothing to do.")
    case .removalsSuspended:
      (
        "Tạm không bỏ gì khỏi sổ", "Nothing removed this time", "Sửa các dòng không đọc được rồi nhập lại.",
        "Mend the rows that cannot be read and import again."
      )
    case .wardUnknown:
      (
        "Xã chưa có trong sổ", "Wards that the register lacks",
        "Nhập địa giới bằng diaba import wards, rồi nhập lại tập tin này.",
        "Import the boundaries with diaba import wards, then this file again."
      )
    case .keyMissing:
      (
        "Thiếu mã xã, số tờ hoặc số thửa", "Ward, sheet or number missing",
        "Điền số trong bảng thuộc tính rồi nhập lại.", "Fill in the number in the attribute table and import again."
      )
    case .wardCodeUnusual:
      (
        "Mã xã lạ", "Unusual ward codes", "Sửa thành mã năm chữ số theo QĐ 19/2025/QĐ-TTg.",
        "Correct it to the five digits of the official list."
      )
    case .duplicateRow: ("Dòng lặp giống hệt", "Identical rows", "Đã giữ một dòng.", "One of them was kept.")
    case .duplicateKey:
      (
        "Hai thửa cùng số", "One number, several parcels", "Xem thửa nào đúng số, đánh số lại thửa kia, nhập lại.",
        "See which parcel has the right number, renumber the other, import again."
      )
    case .geometryMissing:
      ("Không có hình", "No geometry", "Vẽ thửa hoặc xóa dòng.", "Draw the parcel or delete the row.")
    case .geometryUnsupported:
      (
        "Hình không phải vùng", "Geometry is no polygon", "Khép đường thành vùng trước khi xuất.",
        "Make the lines a polygon before exporting."
      )
    case .coordinateNotFinite:
      ("Tọa độ không phải là số", "Coordinates that are no numbers", "Vẽ lại thửa.", "Draw the parcel again.")
    case .coordinateOutside:
      (
        "Tọa độ ngoài phạm vi", "Coordinates out of range", "Kiểm tra hệ tọa độ và vẽ lại thửa.",
        "Check the coordinate system and draw the parcel again."
      )
    case .ringTooShort:
      (
        "Vòng không bao vùng nào", "Rings that enclose nothing", "Xóa vòng thừa trong bản vẽ.",
        "Delete the ring in the drawing."
      )
    case .ringUnclosed:
      ("Vòng không khép kín", "Rings that are not closed", "Khép vòng trong bản vẽ.", "Close the ring in the drawing.")
    case .ringOrder:
      (
        "Vòng ngược chiều", "Rings wound the wrong way", "Đã xét theo hình, không cần làm gì.",
        "Judged by geometry, nothing to do."
      )
    case .geometryInvalid:
      (
        "Hình không hợp lệ, không nhận", "Invalid geometry, not taken", "Sửa chỗ tự cắt tại tọa độ đã cho, nhập lại.",
        "Mend the self-crossing at the place given, import again."
      )
    case .geometryRepaired:
      (
        "Hình đã sửa tự động", "Geometry mended", "Xem diện tích đổi bao nhiêu; sửa bản vẽ gốc.",
        "See how much the area changed; mend the original drawing."
      )
    case .areaZero: ("Diện tích bằng 0", "Zero area", "Vẽ lại thửa.", "Draw the parcel again.")
    case .textDamaged:
      (
        "Chữ hỏng hoặc bị cắt", "Text damaged or cut", "Xem lại giá trị; cột .dbf hẹp thì xuất sang GeoPackage.",
        "Look at the value; where the .dbf column is too narrow export to GeoPackage."
      )
    case .numberUnreadable:
      (
        "Số không đọc được", "Numbers that cannot be read", "Sửa trong bảng thuộc tính.",
        "Correct them in the attribute table."
      )
    case .dateUnreadable:
      (
        "Ngày không đọc được", "Dates that cannot be read", "Viết như 2025-07-01 hoặc 01/07/2025.",
        "Write 2025-07-01 or 01/07/2025."
      )
    case .featureUnreadable:
      ("Dòng không đọc được", "Rows that cannot be read", "Xuất lại tập tin.", "Export the file again.")
    case .pointsRepeated:
      (
        "Đỉnh lặp lại", "Repeated corners", "Không hại gì; có thể dọn bằng Remove duplicate vertices của QGIS.",
        "Harmless; QGIS removes duplicate vertices."
      )
    case .spike:
      (
        "Gai nhọn", "Spikes", "Xem đỉnh tại tọa độ đã cho; xóa nếu là lỗi vẽ.",
        "Look at the corner at the place given; delete it if it is a slip of drawing."
      )
    case .sliver:
      (
        "Thửa mảnh", "Slivers", "Thường là khe giữa hai thửa bị đóng thành thửa: gộp vào thửa bên.",
        "Mostly a gap that became a parcel: merge it into its neighbour."
      )
    case .partTiny:
      ("Phần rất nhỏ của thửa", "Tiny parts", "Xóa phần thừa trong bản vẽ.", "Delete the part in the drawing.")
    case .holeTiny: ("Lỗ rất nhỏ", "Tiny holes", "Lấp lỗ trong bản vẽ.", "Fill the hole in the drawing.")
    case .areaDiffers:
      (
        "Diện tích pháp lý khác bản đồ", "Registered and map area differ",
        "Đối chiếu giấy chứng nhận với ranh trên bản đồ; một trong hai cần chỉnh lý.",
        "Compare the certificate with the boundary on the map; one of them needs correction."
      )
    case .parcelOutsideWard:
      (
        "Thửa nằm ngoài xã của mình", "Parcels outside their ward", "Kiểm tra mã xã: có thể là mã trước ngày 1/7/2025.",
        "Check the ward code: it may be one from before 1 July 2025."
      )
    case .parcelAcrossWards:
      (
        "Thửa vắt qua ranh giới xã", "Parcels across a ward's border",
        "Xem ranh địa giới và ranh thửa; tách thửa hoặc chỉnh địa giới.",
        "Look at both borders; divide the parcel or correct the ward."
      )
    case .nationalCodeWrong:
      (
        "Mã định danh không khớp thửa", "National codes that do not fit",
        "Kiểm tra mã trong nguồn; sổ giữ nguyên như ghi.",
        "Check the code at its source; the register keeps it as written."
      )
    case .landUseUnknown:
      ("Loại đất lạ", "Unknown land use", "Sửa mã, hoặc bổ sung bảng mã.", "Correct the code, or add it to the table.")
    case .landUseOld:
      (
        "Mã loại đất cũ", "Old land-use codes", "Giữ nguyên; chuyển đổi khi chỉnh lý.",
        "Kept; convert them when the record is corrected."
      )
    case .overlap:
      (
        "Chồng lấn", "Overlaps", "Mở hai thửa trong QGIS tại chỗ này, đưa cạnh chung về một đường.",
        "Open both parcels in QGIS here and make their common edge one line."
      )
    case .geometryDuplicate:
      (
        "Hai thửa trùng hình", "Two parcels on the same land", "Giữ thửa đúng số, xóa thửa kia.",
        "Keep the one with the right number, delete the other."
      )
    case .contained:
      (
        "Thửa nằm trong thửa", "Parcel within a parcel", "Khoét lỗ ở thửa ngoài, hoặc xóa thửa trong.",
        "Cut a hole into the outer parcel, or delete the inner one."
      )
    case .gap:
      (
        "Khe hở", "Gaps", "Bắt đỉnh hai thửa vào nhau; nếu là mương, đường thì bỏ qua.",
        "Snap the corners of the two parcels; leave it if it is a ditch or a path."
      )
    case .emptyHole:
      (
        "Lỗ không có thửa", "Holes without a parcel", "Nếu là ao, đất khác thì vẽ thửa; nếu không thì lấp lỗ.",
        "Draw the parcel if it is other land; else fill the hole."
      )
    case .verticesUnmatched:
      (
        "Đỉnh không khớp trên cạnh chung", "Corners unmatched on a common edge",
        "Thêm đỉnh vào cạnh của thửa bên khi chỉnh lý.", "Add the corner to the neighbour's edge when correcting."
      )
    case .checksIncomplete:
      (
        "Chưa kiểm tra hết", "Checks not complete", "Sửa hình hỏng rồi nhập lại.",
        "Mend the broken geometries and import again."
      )
    }
  }

  /// What findings of this kind are called.
  public var title: Phrase { Phrase(vi: words.vi, en: words.en) }

  /// What a person should do about them.
  public var advice: Phrase { Phrase(vi: words.todoVi, en: words.todoEn) }
}
