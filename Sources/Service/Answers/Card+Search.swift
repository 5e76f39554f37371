import Cadastre
public import VietText

extension SearchAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    var card = Card(heading: heading(language))
    var section = Card.Section(heading: "")
    section.add(Phrase(vi: "Đã gõ", en: "Typed"), question.text.trimmedForCard, language)
    section.add(Phrase(vi: "Hiểu là", en: "Understood"), understood.phrase[language], language)
    card.sections.append(section)
    if parcels.count == 1, sheets.isEmpty, let only = parcels.first {
      var section = only.feature.section(language)
      section.heading = ""
      card.sections.append(section)
    } else if !parcels.isEmpty {
      var section = Card.Section(heading: Phrase(vi: "Thửa đất", en: "Parcels")[language])
      section.rows = parcels.map { $0.row(language) }
      card.sections.append(section)
    }
    if !sheets.isEmpty {
      var section = Card.Section(heading: Phrase(vi: "Tờ bản đồ", en: "Sheets")[language])
      section.rows = sheets.map {
        Card.Row(label: $0.title[language], value: $0.ward?.code ?? $0.code, path: $0.path)
      }
      card.sections.append(section)
    }
    if !wards.isEmpty { card.sections.append(WardFeature.section(wards, language)) }
    for link in links where link.relation != "self" {
      var section = Card.Section(heading: "")
      section.rows = [Card.Row(label: link.title?[language] ?? link.relation, value: link.path, path: link.path)]
      card.sections.append(section)
    }
    card.notes = notes.map { $0.phrase[language] }
    return card
  }

  private func heading(_ language: Language) -> String {
    if parcels.count == 1, sheets.isEmpty, let only = parcels.first { return only.feature.heading(language) }
    let count = parcels.count + sheets.count + wards.count
    guard count > 0 else { return Phrase(vi: "Không tìm thấy", en: "Nothing found")[language] }
    if count == 1, let ward = wards.first { return ward.ward.name }
    let more = hasMore ? Phrase(vi: " đầu tiên", en: " first")[language] : ""
    return Phrase(vi: "\(count) kết quả\(more)", en: "The\(more) \(count) results")[language]
  }
}

extension SearchAnswer.Parcel {
  fileprivate func row(_ language: Language) -> Card.Row {
    let parcel = feature.parcel
    let uses = parcel.landUse.map { "\($0), " } ?? ""
    let series = parcel.key.series.isEmpty ? "" : " (\(parcel.key.series))"
    let survey = feature.ward.map { $0.code != parcel.key.ward } ?? false ? " [\(parcel.key.ward)]" : ""
    return Card.Row(
      label: feature.heading(language) + series + survey, value: uses + Figures.area(parcel.mapArea, language),
      path: ParcelAnswer.path(of: parcel.key))
  }
}

extension WardFeature {
  /// Wards as a table of names and codes, with their days when they have ended.
  static func section(_ wards: [WardFeature], _ language: Language) -> Card.Section {
    var section = Card.Section(heading: Phrase(vi: "Xã", en: "Wards")[language])
    section.rows = wards.map { ward in
      var value = ward.ward.code
      if let province = ward.ward.province { value += ", \(province)" }
      if let area = ward.area { value += ", \(Figures.decimal(area / 1e6, decimals: 2, language)) km²" }
      if !ward.isLasting {
        let from = Figures.day(ward.ward.validFrom, language)
        value +=
          ward.ward.validTo.map { to in
            Phrase(
              vi: ", từ \(from) đến trước \(Figures.day(to, .vietnamese))",
              en: ", from \(from) until \(Figures.day(to, .english))")[language]
          } ?? Phrase(vi: ", từ \(from)", en: ", from \(from)")[language]
        let now = ward.successors.map { ChainStep.ward($0.ward) }.joined(separator: ", ")
        if !now.isEmpty { value += Phrase(vi: "; nay thuộc \(now)", en: "; today in \(now)")[language] }
      }
      return Card.Row(label: ward.ward.name, value: value, path: ward.path)
    }
    return section
  }
}

extension WardsAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    var section = WardFeature.section(features, language)
    section.heading = ""
    if let next = links.first(where: { $0.relation == "next" }) {
      section.rows.append(
        Card.Row(label: "…", value: Phrase(vi: "Trang sau", en: "Next page")[language], path: next.path))
    }
    return Card(
      heading: Phrase(vi: "\(total) xã", en: "\(total) wards")[language], sections: [section],
      notes: notes.map { $0.phrase[language] })
  }
}

extension String {
  /// The text on one line, cut where a card has no room.
  fileprivate var trimmedForCard: String {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 120 ? line.prefix(120) + "…" : line
  }
}
