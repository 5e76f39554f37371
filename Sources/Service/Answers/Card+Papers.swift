import Cadastre
public import VietText

extension Card.Section {
  /// What happened, a line for each step.
  init(chain: [ChainStep], _ language: Language) {
    self.init(heading: Phrase(vi: "Diễn biến", en: "What happened")[language])
    for (place, step) in chain.enumerated() {
      rows.append(Card.Row(label: "\(place + 1)", value: step.phrase[language]))
    }
  }
}

extension PaperAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    var card = Card(heading: heading[language])
    var asked = Card.Section(heading: Phrase(vi: "Trên giấy", en: "On the paper")[language])
    for reading in readings {
      asked.add(
        Phrase(vi: "Thửa", en: "Parcel"),
        Phrase(
          vi: "thửa \(reading.number), tờ \(reading.sheet), \(ChainStep.ward(reading.ward))",
          en: "parcel \(reading.number), sheet \(reading.sheet), \(ChainStep.ward(reading.ward))")[language], language)
    }
    asked.add(Phrase(vi: "Ngày của giấy", en: "Day of the paper"), Figures.day(paperDate, language), language)
    card.sections.append(asked)
    for candidate in candidates {
      var section = candidate.feature.section(language)
      if candidate.share < 1 {
        section.add(
          Phrase(vi: "Phần của thửa trên giấy", en: "Share of the paper's parcel"),
          "\(Figures.decimal(candidate.share * 100, decimals: 1, language)) %", language)
      }
      let (name, key) = (candidate.nameToday, candidate.feature.parcel.key)
      if name.sheet != key.sheet || name.number != key.number {
        section.add(
          Phrase(vi: "Số tờ, thửa hiện nay", en: "Sheet and number today"),
          Phrase(vi: "tờ \(name.sheet), thửa \(name.number)", en: "sheet \(name.sheet), parcel \(name.number)")[
            language], language)
      }
      card.sections.append(section)
      if !candidate.chain.isEmpty { card.sections.append(Card.Section(chain: candidate.chain, language)) }
    }
    if candidates.isEmpty, !chain.isEmpty { card.sections.append(Card.Section(chain: chain, language)) }
    if !otherReadings.isEmpty {
      var section = Card.Section(
        heading: Phrase(vi: "Cùng số nhưng là thửa khác", en: "The same numbers, other parcels")[language])
      for reading in otherReadings {
        let from = reading.key.wardFrom.map { Figures.day($0, language) } ?? "?"
        section.rows.append(
          Card.Row(
            label: Phrase(
              vi: "Thửa \(reading.key.number), tờ \(reading.key.sheet), xã \(reading.key.ward) từ \(from)",
              en: "Parcel \(reading.key.number), sheet \(reading.key.sheet), ward \(reading.key.ward) from \(from)")[
                language],
            value: reading.ward.map { Phrase(vi: "nay thuộc \($0.name)", en: "now in \($0.name)")[language] } ?? "—",
            path: ParcelAnswer.path(of: reading.key)))
      }
      card.sections.append(section)
    }
    card.notes = notes.map { $0.phrase[language] }
    return card
  }

  private var heading: Phrase {
    switch status {
    case .found: Phrase(vi: "Đã tìm thấy thửa trên giấy", en: "The parcel of the paper was found")
    case .ambiguous: Phrase(vi: "Chưa xác định được một thửa", en: "It is not clear which parcel is meant")
    case .notFound: Phrase(vi: "Không tìm thấy thửa trên giấy", en: "The parcel of the paper was not found")
    }
  }
}

extension WardAnswer {
  /// What it was made of and what it went to.
  func lifeSections(_ language: Language) -> [Card.Section] {
    var sections: [Card.Section] = []
    for (heading, relations) in [
      (Phrase(vi: "Được lập từ", en: "Made of"), predecessors), (Phrase(vi: "Nay thuộc", en: "Went to"), successors),
    ] where !relations.isEmpty {
      var section = Card.Section(heading: heading[language])
      for relation in relations {
        section.rows.append(
          Card.Row(
            label: ChainStep.ward(relation.ward), value: relation.phrase(language),
            path: "/wards/\(Link.encoded(relation.ward.code))"
              + ((relation.ward.to?.before ?? relation.ward.from).map { "?asOf=\($0)" } ?? "")))
      }
      sections.append(section)
    }
    return sections
  }
}
