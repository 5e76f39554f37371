/// Names of places and people, none of them of anybody; places bear "Mẫu" (sample) in their name.
enum SampleNames {
  static let wards = [
    "Cẩm Thành", "Nghĩa Lộ", "Trà Câu", "Đức Phổ", "Sa Huỳnh", "Tịnh Khê", "An Phú", "Bình Minh", "Bình Chương",
    "Vạn Tường",
    "Đông Sơn", "Trường Giang", "Ba Gia", "Sơn Tịnh", "Thọ Phong", "Vệ Giang", "Trà Giang", "Nghĩa Hành", "Đình Cương",
    "Thiện Tín", "Phước Giang", "Long Phụng", "Mỏ Cày", "Mộ Đức", "Lân Phong", "Khánh Cường", "Cà Đam", "Sơn Hạ",
    "Sơn Thủy",
    "Minh Long", "Ba Tơ", "Ba Xa",
  ]

  static let hamlets = [
    "An Hòa", "Phú Thọ", "Mỹ Hưng", "Điện An", "Tân Mỹ", "Xuân Phổ", "Đông Yên", "Châu Sa", "Phước Lộc", "Thế Lợi",
  ]

  static let streets = [
    "Hoa Sữa", "Bằng Lăng", "Phượng Vĩ", "Hoa Ban", "Cây Dừa", "Bờ Kè", "Chợ Cũ", "Bến Đò", "Đồng Lúa", "Giếng Nước",
  ]

  static let families = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Trương",
    "Đinh",
  ]

  static let middleNamesOfMen = ["Văn", "Hữu", "Đức", "Minh", "Quốc", "Xuân", "Thanh", "Ngọc"]

  static let middleNamesOfWomen = ["Thị", "Thị", "Ngọc", "Thùy", "Kim", "Mỹ", "Thu", "Thanh"]

  static let givenNames = [
    "Hùng", "Dũng", "Lan", "Hương", "Thảo", "Phúc", "Lộc", "Thọ", "Bình", "An", "Khánh", "Hạnh", "Nghĩa", "Tín", "Quý",
    "Tuấn",
    "Vỹ", "Yến", "Ánh", "Đào", "Mẫn", "Sự", "Ước", "Ấn",
  ]
}
