import Cadastre
import Geo
public import VietText

extension ParcelFeature {
  /// What a parcel is called: `Thửa 345, tờ 12, Phường Cẩm Thành`.
  func heading(_ language: Language) -> String {
    let place = ward?.name ?? Phrase(vi: "xã \(parcel.key.ward)", en: "ward \(parcel.key.ward)")[language]
    return Phrase(
      vi: "Thửa \(parcel.key.number), tờ \(parcel.key.sheet), \(place)",
      en: "Parcel \(parcel.key.number), sheet \(parcel.key.sheet), \(place)")[language]
  }

  /// The facts of a parcel as a table.
  func section(_ language: Language) -> Card.Section {
    var section = Card.Section(heading: heading(language))
    let key = parcel.key
    if let relation {
      section.add(
        Phrase(vi: "Vị trí so với thửa", en: "Relation"), relation.phrase(boundaryDistance)[language], language)
    }
    let today = ward.map {
      "\($0.name) (\($0.code), \(Phrase(vi: "từ", en: "from")[language]) \(Figures.day($0.validFrom, language)))"
    }
    section.add(
      Phrase(vi: "Xã hiện nay", en: "Ward today"), today, language,
      path: ward.map { "/wards/\(Link.encoded($0.code))" })
    section.add(Phrase(vi: "Mã xã khi đo đạc", en: "Ward code at survey"), key.ward, language)
    section.add(Phrase(vi: "Tờ bản đồ", en: "Sheet"), key.sheet, language)
    section.add(Phrase(vi: "Số thửa", en: "Number"), key.number, language, path: ParcelAnswer.path(of: key))
    section.add(Phrase(vi: "Loại bản đồ", en: "Map series"), key.series, language)
    section.add(Phrase(vi: "Mã định danh thửa", en: "National code"), parcel.nationalCode, language)
    section.add(Phrase(vi: "Loại đất", en: "Land use"), landUseText, language)
    section.add(
      Phrase(vi: "Diện tích pháp lý", en: "Registered area"),
      parcel.registeredArea.map { Figures.area($0, language) } ?? Phrase(vi: "chưa có", en: "none")[language], language)
    section.add(
      Phrase(vi: "Diện tích bản đồ", en: "Map area"), Figures.area(parcel.mapArea, language), language)
    section.add(Phrase(vi: "Địa chỉ thửa đất", en: "Address"), parcel.address, language)
    section.add(Phrase(vi: "Ngày dữ liệu", en: "Data of"), Figures.day(parcel.dataDate, language), language)
    return section
  }

  private var landUseText: String? {
    guard let label = parcel.landUse else { return nil }
    guard let words = landUse?.words, words != label else { return label }
    return "\(label): \(words)"
  }
}

extension Relation {
  fileprivate func phrase(_ distance: Double?) -> Phrase {
    let vi = Figures.metres(distance ?? 0, .vietnamese)
    let en = Figures.metres(distance ?? 0, .english)
    return switch self {
    case .inside: Phrase(vi: "trong thửa, cách ranh gần nhất \(vi)", en: "inside, \(en) from the nearest boundary")
    case .boundary: Phrase(vi: "trên ranh thửa (cách \(vi))", en: "on the boundary (\(en))")
    case .near: Phrase(vi: "ngoài thửa, cách ranh \(vi)", en: "outside, \(en) from the boundary")
    }
  }
}

extension LookupAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    let certainty = Phrase(
      vi: isCertain ? "chắc chắn" : "chưa chắc chắn", en: isCertain ? "certain" : "not certain")[language]
    let heading =
      features.first.map { "\($0.heading(language)) (\(certainty))" }
      ?? Phrase(vi: "Không có thửa đất nào tại vị trí này", en: "No parcel at this place")[language]
    var card = Card(heading: heading)
    card.sections = features.map { $0.section(language) }
    card.sections.append(querySection(language))
    if !candidates.isEmpty {
      var section = Card.Section(heading: Phrase(vi: "Các thửa khác có thể", en: "Other candidates")[language])
      for candidate in candidates {
        let key = candidate.key
        section.rows.append(
          Card.Row(
            label: Phrase(
              vi: "Thửa \(key.number), tờ \(key.sheet), xã \(key.ward)",
              en: "Parcel \(key.number), sheet \(key.sheet), ward \(key.ward)")[language],
            value: Figures.metres(candidate.distance, language), path: ParcelAnswer.path(of: key)))
      }
      card.sections.append(section)
    }
    card.notes = notes.map { $0.phrase[language] }
    return card
  }

  private func querySection(_ language: Language) -> Card.Section {
    var section = Card.Section(heading: Phrase(vi: "Vị trí đã tra", en: "The place")[language])
    section.add(Phrase(vi: "Đã nhập", en: "Typed"), query.at, language)
    section.add(Phrase(vi: "Hệ tọa độ", en: "System"), "\(query.crs)", language)
    section.add(
      Phrase(vi: "Vĩ độ, kinh độ WGS 84", en: "WGS 84 latitude, longitude"),
      "\(Figures.fixed(query.position.y, decimals: 9)), \(Figures.fixed(query.position.x, decimals: 9))", language)
    if let grid = query.vn2000 {
      section.add(
        Phrase(vi: "VN-2000 (\(grid.crs))", en: "VN-2000 (\(grid.crs))"),
        "X=\(Figures.fixed(grid.position.y, decimals: 3)) Y=\(Figures.fixed(grid.position.x, decimals: 3))", language)
    }
    section.add(
      Phrase(vi: "Độ không chắc chắn", en: "Uncertainty"), "±" + Figures.metres(query.uncertainty, language), language)
    section.add(
      Phrase(vi: "Xã", en: "Ward"), ward.map { "\($0.name) (\($0.code))" }, language,
      path: ward.map { "/wards/\(Link.encoded($0.code))" })
    for other in query.otherReadings {
      section.add(
        Phrase(vi: "Cách đọc khác", en: "Another reading"), "\(other.crs): \(other.ward.name) (\(other.ward.code))",
        language)
    }
    section.add(Phrase(vi: "Phiên bản sổ", en: "Revision"), revision.map { "\($0.id)" }, language)
    return section
  }
}

extension ParcelAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    let heading =
      features.count == 1
      ? features[0].heading(language)
      : Phrase(vi: "Có \(features.count) thửa cùng tên này", en: "\(features.count) parcels bear this name")[language]
    var card = Card(heading: heading, sections: features.map { $0.section(language) })
    if features.count == 1 { card.sections[0].heading = "" }
    if !otherReadings.isEmpty {
      var section = Card.Section(heading: Phrase(vi: "Cách đọc khác", en: "Other readings")[language])
      for reading in otherReadings {
        let from = reading.key.wardFrom.map { Figures.day($0, language) } ?? "?"
        section.rows.append(
          Card.Row(
            label: Phrase(
              vi: "Thửa \(reading.key.number), tờ \(reading.key.sheet), xã \(reading.key.ward) từ \(from)",
              en: "Parcel \(reading.key.number), sheet \(reading.key.sheet), ward \(reading.key.ward) from \(from)")[
                language],
            value: reading.ward.map { Phrase(vi: "nay thuộc \($0.name)", en: "now in \($0.name)")[language] } ?? "—",
            path: Self.path(of: reading.key)))
      }
      card.sections.append(section)
    }
    if let chain, !chain.isEmpty { card.sections.append(Card.Section(chain: chain, language)) }
    card.notes = notes.map { $0.phrase[language] }
    return card
  }
}

extension SheetAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    let heading = features.first.map { feature in
      Phrase(
        vi: "Tờ \(feature.parcel.key.sheet), xã \(feature.parcel.key.ward): \(features.count) thửa",
        en: "Sheet \(feature.parcel.key.sheet), ward \(feature.parcel.key.ward): \(features.count) parcels")[language]
    }
    var card = Card(heading: heading ?? Phrase(vi: "Không có thửa nào", en: "No parcels")[language])
    var section = Card.Section(heading: "")
    for feature in features {
      let key = feature.parcel.key
      let label = Phrase(vi: "Thửa \(key.number)", en: "Parcel \(key.number)")[language]
      let uses = feature.parcel.landUse.map { "\($0), " } ?? ""
      section.rows.append(
        Card.Row(
          label: key.series.isEmpty ? label : "\(label) (\(key.series))",
          value: uses + Figures.area(feature.parcel.mapArea, language), path: ParcelAnswer.path(of: key)))
    }
    if let next = links.first(where: { $0.relation == "next" }) {
      section.rows.append(
        Card.Row(label: "…", value: Phrase(vi: "Trang sau", en: "Next page")[language], path: next.path))
    }
    card.sections = [section]
    card.notes = notes.map { $0.phrase[language] }
    return card
  }
}

extension WardAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    var section = Card.Section(heading: "")
    section.add(Phrase(vi: "Mã", en: "Code"), ward.code, language)
    section.add(Phrase(vi: "Loại", en: "Kind"), ward.kind, language)
    section.add(Phrase(vi: "Tỉnh", en: "Province"), ward.province, language)
    section.add(Phrase(vi: "Có từ ngày", en: "Valid from"), Figures.day(ward.validFrom, language), language)
    section.add(
      Phrase(vi: "Đến trước ngày", en: "Valid to"), ward.validTo.map { Figures.day($0, language) }, language)
    section.add(
      Phrase(vi: "Diện tích", en: "Area"), "\(Figures.decimal(area / 1e6, decimals: 2, language)) km²", language)
    section.add(Phrase(vi: "Phiên bản sổ", en: "Revision"), "\(revision.id)", language)
    return Card(
      heading: ward.name, sections: [section] + lifeSections(language), notes: notes.map { $0.phrase[language] })
  }
}
