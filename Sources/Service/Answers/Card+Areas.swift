import Cadastre
import Register
public import VietText

extension AreaAnswer {
  /// So many parcels stand on a card; the rest is in the table.
  private static let longestList = 40

  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    let area = Figures.area(total.area, language)
    var card = Card(
      heading: Phrase(
        vi: "\(total.parcels) thửa, tổng diện tích trong vùng \(area)",
        en: "\(total.parcels) parcels, \(area) of them inside")[language])
    card.sections = [querySection(language), landUseSection(language), wardSection(language), rowSection(language)]
    if !touched.isEmpty {
      var section = Card.Section(
        heading: Phrase(
          vi: "Chỉ chạm (dưới \(Figures.decimal(query.tolerance, decimals: 4, language)) m²), không tính",
          en: "Touched only (below \(Figures.decimal(query.tolerance, decimals: 4, language)) m²), not counted")[
            language])
      for row in touched.prefix(Self.longestList) {
        let label = name(of: cover.key(of: row.piece), language)
        section.rows.append(
          Card.Row(
            label: label, value: Figures.decimal(Double(row.units) / 10_000, decimals: 4, language) + " m²",
            path: ParcelAnswer.path(of: cover.key(of: row.piece))))
      }
      card.sections.append(section)
    }
    card.notes = notes.map { $0.phrase[language] }
    return card
  }

  private func name(of key: ParcelKey, _ language: Language) -> String {
    Phrase(
      vi: "Thửa \(key.number), tờ \(key.sheet), xã \(key.ward)",
      en: "Parcel \(key.number), sheet \(key.sheet), ward \(key.ward)")[language]
  }

  private func querySection(_ language: Language) -> Card.Section {
    var section = Card.Section(heading: Phrase(vi: "Vùng đã hỏi", en: "The area")[language])
    section.add(Phrase(vi: "Xã", en: "Ward"), query.ward.map { "\($0.name) (\($0.code))" }, language)
    section.add(Phrase(vi: "Hệ tọa độ", en: "System"), query.ward == nil ? "\(query.crs)" : nil, language)
    section.add(Phrase(vi: "Bề rộng", en: "Width"), query.width.map { Figures.metres($0, language) }, language)
    section.add(
      Phrase(vi: "Diện tích vùng", en: "Its area"),
      query.area.map { "\(Figures.area($0.value, language)) (\($0.grid))" }, language)
    section.add(Phrase(vi: "Phiên bản sổ", en: "Revision"), revision.id > 0 ? "\(revision.id)" : nil, language)
    return section
  }

  private func landUseSection(_ language: Language) -> Card.Section {
    var section = Card.Section(heading: Phrase(vi: "Theo loại đất", en: "By land use")[language])
    for (label, sum) in byLandUse {
      let unknown = Phrase(vi: "chưa ghi", en: "none stated")[language]
      section.rows.append(Card.Row(label: label ?? unknown, value: text(of: sum, language)))
    }
    return section
  }

  private func wardSection(_ language: Language) -> Card.Section {
    var section = Card.Section(heading: Phrase(vi: "Theo xã", en: "By ward")[language])
    for (place, sum) in byWard {
      let ward = wards[place]
      section.rows.append(
        Card.Row(
          label: ward.map { "\($0.name) (\($0.code))" } ?? Phrase(vi: "ngoài các xã", en: "in no ward")[language],
          value: text(of: sum, language), path: ward.map { "/wards/\(Link.encoded($0.code))" }))
    }
    return section
  }

  private func text(of sum: Sum, _ language: Language) -> String {
    let count = Phrase(vi: "\(sum.parcels) thửa", en: "\(sum.parcels) parcels")[language]
    return "\(Figures.area(sum.area, language)), \(count)"
  }

  private func rowSection(_ language: Language) -> Card.Section {
    var section = Card.Section(heading: Phrase(vi: "Các thửa", en: "The parcels")[language])
    for row in rows.prefix(Self.longestList) {
      let parcel = cover.parcel(of: row.piece)
      let share = parcel.mapArea > 0 ? min(1, Double(row.units) / 100 / parcel.mapArea) * 100 : 100
      let uses = parcel.landUse.map { "\($0), " } ?? ""
      section.rows.append(
        Card.Row(
          label: name(of: parcel.key, language),
          value: uses + Figures.area(Double(row.units) / 100, language)
            + " (\(Figures.decimal(share, decimals: 1, language)) %)",
          path: ParcelAnswer.path(of: parcel.key)))
    }
    if rows.count > Self.longestList {
      section.rows.append(
        Card.Row(
          label: "…",
          value: Phrase(
            vi: "còn \(rows.count - Self.longestList) thửa; bảng đầy đủ ở dạng CSV hoặc JSON",
            en: "\(rows.count - Self.longestList) more; the whole table is there as CSV or JSON")[language]))
    }
    return section
  }
}
