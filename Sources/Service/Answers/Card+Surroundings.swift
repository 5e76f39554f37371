import Cadastre
import Geo
import Projection
import Register
public import VietText

extension NeighboursAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    var section = Card.Section(heading: "")
    for feature in features {
      guard let adjacency = feature.adjacency else { continue }
      let key = feature.parcel.key
      var value =
        switch adjacency.kind {
        case .edge:
          Phrase(
            vi: "chung cạnh \(Figures.metres(adjacency.sharedLength, .vietnamese))",
            en: "shares \(Figures.metres(adjacency.sharedLength, .english))")[language]
        case .point: Phrase(vi: "chung một điểm", en: "touches at a point")[language]
        case .near:
          Phrase(
            vi: "cách \(Figures.metres(adjacency.distance, .vietnamese))",
            en: "\(Figures.metres(adjacency.distance, .english)) away")[language]
        }
      if let overlap = adjacency.overlap {
        value +=
          Phrase(
            vi: ", chồng lấn \(Figures.area(overlap, .vietnamese))",
            en: ", overlaps by \(Figures.area(overlap, .english))")[
            language]
      }
      if let landUse = feature.parcel.landUse { value += ", \(landUse)" }
      section.rows.append(
        Card.Row(
          label: Phrase(
            vi: "Thửa \(key.number), tờ \(key.sheet), xã \(key.ward)",
            en: "Parcel \(key.number), sheet \(key.sheet), ward \(key.ward)")[language],
          value: value, path: ParcelAnswer.path(of: key)))
    }
    let own = parcel.heading(language)
    return Card(
      heading: Phrase(vi: "Các thửa giáp: \(own)", en: "Neighbours of: \(own)")[language], sections: [section],
      notes: notes.map { $0.phrase[language] })
  }
}

extension VerticesAnswer {
  /// The answer as text for a terminal: the table of corners of the papers.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    var facts = Card.Section(heading: "")
    facts.add(
      Phrase(vi: "Lưới", en: "Grid"),
      meridian.map { Phrase(vi: "VN-2000, kinh tuyến trục \($0) (\(grid))", en: "VN-2000, meridian \($0) (\(grid))") }
        .map { $0[language] } ?? "\(grid)", language)
    facts.add(Phrase(vi: "Diện tích", en: "Area"), Figures.area(parcel.parcel.mapArea, language), language)
    facts.add(Phrase(vi: "Chu vi", en: "Perimeter"), Figures.metres(perimeter, language), language)
    var card = Card(heading: parcel.heading(language), sections: [facts], notes: notes.map { $0.phrase[language] })
    for ring in rings {
      var section = Card.Section(
        heading: ring.isHole
          ? Phrase(vi: "Góc của phần trừ ra", en: "Corners of a hole")[language]
          : Phrase(
            vi: "Góc: X (bắc), Y (đông), cạnh đến góc sau", en: "Corners: X (north), Y (east), edge to the next")[
              language])
      for corner in ring.corners {
        section.rows.append(
          Card.Row(
            label: corner.label,
            value:
              "\(Figures.fixed(corner.position.y, decimals: 2))  \(Figures.fixed(corner.position.x, decimals: 2))  "
              + Figures.fixed(corner.edge, decimals: 2)))
      }
      card.sections.append(section)
    }
    return card
  }
}

extension CornersAnswer {
  /// The answer as text for a terminal.
  public func card(in language: Language) -> String { page(in: language).text }

  func page(in language: Language) -> Card {
    let heading =
      area.map { area in
        Phrase(
          vi: "\(corners.count) góc, diện tích \(Figures.area(area, .vietnamese))",
          en: "\(corners.count) corners, area \(Figures.area(area, .english))")
      } ?? Phrase(vi: "\(corners.count) góc, ranh tự cắt", en: "\(corners.count) corners, the boundary meets itself")
    var card = Card(heading: heading[language], notes: notes.map { $0.phrase[language] })
    card.sections = [factSection(language), overlapSection(language), cornerSection(language)]
    if overlaps.isEmpty { card.sections.remove(at: 1) }
    return card
  }

  private func factSection(_ language: Language) -> Card.Section {
    var section = Card.Section(heading: "")
    func said(_ flag: Bool) -> String { Phrase(vi: flag ? "có" : "không", en: flag ? "yes" : "no")[language] }
    section.add(Phrase(vi: "Khép kín", en: "Closes"), said(closes), language)
    section.add(Phrase(vi: "Tự cắt", en: "Crosses itself"), said(!crossings.isEmpty), language)
    for crossing in crossings {
      section.add(
        Phrase(vi: "Chỗ cắt", en: "Crossing"),
        crossing.edges.joined(separator: " × ") + ": "
          + "\(Figures.fixed(crossing.given.y, decimals: 2)), \(Figures.fixed(crossing.given.x, decimals: 2))", language
      )
    }
    section.add(Phrase(vi: "Diện tích", en: "Area"), area.map { Figures.area($0, language) }, language)
    section.add(
      Phrase(vi: "Diện tích ghi kèm", en: "Area stated"), statedArea.map { Figures.area($0, language) }, language)
    section.add(Phrase(vi: "Chu vi", en: "Perimeter"), Figures.metres(perimeter, language), language)
    section.add(
      Phrase(vi: "Lưới", en: "Grid"), VN2000.zone(grid).map { "\($0.meridianText) (\(grid))" } ?? "\(grid)", language)
    section.add(Phrase(vi: "Xã", en: "Ward"), ward.map { "\($0.name) (\($0.code))" }, language)
    for other in otherReadings {
      section.add(
        Phrase(vi: "Cách đọc khác", en: "Another reading"), "\(other.crs): \(other.ward.name) (\(other.ward.code))",
        language)
    }
    return section
  }

  private func overlapSection(_ language: Language) -> Card.Section {
    var section = Card.Section(heading: Phrase(vi: "Trùm lên các thửa", en: "Parcels overlapped")[language])
    for overlap in overlaps.prefix(40) {
      let key = overlap.feature.parcel.key
      let inside = overlap.feature.areaInside ?? 0
      let mapArea = overlap.feature.parcel.mapArea
      func percent(_ share: Double) -> String { Figures.decimal(min(1, share) * 100, decimals: 1, language) + " %" }
      section.rows.append(
        Card.Row(
          label: Phrase(
            vi: "Thửa \(key.number), tờ \(key.sheet), xã \(key.ward)",
            en: "Parcel \(key.number), sheet \(key.sheet), ward \(key.ward)")[language],
          value: Phrase(
            vi: "\(Figures.area(inside, .vietnamese)), \(percent(overlap.shareOfTable)) của bảng, "
              + "\(percent(mapArea > 0 ? inside / mapArea : 1)) của thửa",
            en: "\(Figures.area(inside, .english)), \(percent(overlap.shareOfTable)) of the table, "
              + "\(percent(mapArea > 0 ? inside / mapArea : 1)) of the parcel")[language],
          path: ParcelAnswer.path(of: key)))
    }
    return section
  }

  private func cornerSection(_ language: Language) -> Card.Section {
    let decimals = isInDegrees ? 7 : 2
    var section = Card.Section(
      heading: Phrase(
        vi: "Góc: X, Y, cạnh đến góc sau, góc có trong sổ gần nhất",
        en: "Corners: X, Y, edge to the next, the nearest registered corner")[language])
    for corner in corners.prefix(200) {
      var value =
        "\(Figures.fixed(corner.given.y, decimals: decimals))  \(Figures.fixed(corner.given.x, decimals: decimals))  "
        + Figures.fixed(corner.edge, decimals: 2)
      if let nearest = corner.nearest {
        value +=
          "  " + Figures.metres(nearest.distance, language)
          + Phrase(
            vi: " (thửa \(nearest.key.number), tờ \(nearest.key.sheet))",
            en: " (parcel \(nearest.key.number), sheet \(nearest.key.sheet))")[language]
      } else {
        value += "  —"
      }
      section.rows.append(Card.Row(label: corner.label, value: value))
    }
    return section
  }
}
