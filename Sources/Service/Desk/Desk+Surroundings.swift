import Cadastre
import Geo
import Projection
import Register
import VietText

extension Desk {
  /// Up to this distance two edges count as one, metres: coordinates of papers are rounded to the centimetre.
  private static let edgeTolerance = 0.01

  /// The parcels that touch a parcel, and those nearby if that is asked.
  ///
  /// - Throws: ``ServiceError`` as ``parcel(_:)`` does, and of code `ambiguousParcel` when several bear the name.
  public func neighbours(_ question: NeighboursQuestion) throws(ServiceError) -> NeighboursAnswer {
    let own = try one(question.parcel)
    return try reading(question.parcel.moment, within: .seconds(10)) { snapshot, scene in
      let (parcel, grid) = try self.grid(of: own.feature, snapshot, scene)
      let vicinity = try snapshot.vicinity(
        of: own.feature.polygons.envelope, reach: question.reach + 5, at: scene.moment, index: scene.index?.parcels)
      let found = try vicinity.neighbours(
        of: parcel, in: grid, but: Int64(own.feature.id), tolerance: Self.edgeTolerance, reach: question.reach,
        reader: reader)
      var (features, hasDefence): ([ParcelFeature], Bool) = ([], false)
      for neighbour in found {
        guard var feature = try feature(of: neighbour.row, nil, snapshot, scene) else {
          hasDefence = true
          continue
        }
        feature.adjacency = ParcelFeature.Adjacency(
          sharedLength: neighbour.sharedLength,
          distance: neighbour.distance <= Self.edgeTolerance ? 0 : neighbour.distance,
          overlap: neighbour.overlap >= 0.01 ? neighbour.overlap : nil)
        features.append(feature)
      }
      features.sort(by: ParcelFeature.isCloser)
      var notes: [Note] = features.isEmpty && !hasDefence ? [.noNeighbours] : []
      if hasDefence { notes.append(.defenceLand) }
      return NeighboursAnswer(
        parcel: own.feature, reach: question.reach, tolerance: Self.edgeTolerance, perimeter: parcel.perimeter,
        features: features, revision: scene.revision, withheld: hasDefence ? ["holder", "defenceLand"] : ["holder"],
        notes: notes, links: own.links)
    }
  }

  /// The corners and edges of a parcel in its grid: shells clockwise, numbered from 1, as papers have them.
  ///
  /// - Throws: ``ServiceError`` as ``parcel(_:)`` does, and of code `ambiguousParcel` when several bear the name.
  public func vertices(_ question: ParcelQuestion) throws(ServiceError) -> VerticesAnswer {
    let own = try one(question)
    return try reading(question.moment) { snapshot, scene in
      let (polygons, grid) = try self.grid(of: own.feature, snapshot, scene)
      var (rings, number): ([VerticesAnswer.Ring], Int) = ([], 1)
      for polygon in 0..<polygons.polygonCount {
        let places = polygons.rings(ofPolygon: polygon)
        for place in places {
          let isHole = place != places.lowerBound
          var positions: [Coordinate] = []
          for position in polygons.ring(place).dropLast() where position != positions.last {
            positions.append(position)
          }
          // The first corner stays the first; a shell runs clockwise, a hole the other way.
          if (polygons.signedArea(ofRing: place) > 0) != isHole {
            positions = Array(positions.prefix(1) + positions.dropFirst().reversed())
          }
          let corners = positions.indices.map { index in
            VerticesAnswer.Corner(
              label: "\(number + index)", position: positions[index],
              edge: positions[index].distance(to: positions[(index + 1) % positions.count]))
          }
          number += corners.count
          rings.append(VerticesAnswer.Ring(isHole: isHole, corners: corners))
        }
      }
      return VerticesAnswer(
        parcel: own.feature, grid: grid, meridian: VN2000.zone(grid)?.meridianText, perimeter: polygons.perimeter,
        rings: rings, revision: scene.revision, withheld: ["holder"], notes: own.notes, links: own.links)
    }
  }

  /// The one parcel that a question names.
  private func one(
    _ question: ParcelQuestion
  ) throws(ServiceError) -> (feature: ParcelFeature, notes: [Note], links: [Link]) {
    let answer = try parcel(question)
    guard answer.features.count == 1, let feature = answer.features.first else {
      throw ServiceError(
        .ambiguousParcel,
        Phrase(
          vi: "Có \(answer.features.count) thửa cùng tên này; hãy thêm series hoặc wardFrom.",
          en: "\(answer.features.count) parcels bear this name; add series or wardFrom."),
        parameter: "series", allowed: answer.features.map { $0.parcel.key.series },
        otherReadings: answer.features.map { feature in
          let title = "\(feature.parcel.key.series) \(feature.parcel.key.wardFrom.map { "\($0)" } ?? "")"
          return ServiceError.OtherReading(
            title: Phrase(vi: title, en: title), path: ParcelAnswer.path(of: feature.parcel.key))
        })
    }
    return (feature, answer.notes, answer.links)
  }

  private func grid(
    of feature: ParcelFeature, _ snapshot: borrowing Snapshot, _ scene: Scene
  ) throws -> (MultiPolygon, CRS) {
    guard let row = try snapshot.grid(ofParcel: Int64(feature.id), at: scene.moment) else {
      throw ServiceError(
        .parcelNotFound,
        Phrase(vi: "Thửa vừa bị thay; hãy hỏi lại.", en: "The parcel has just been replaced; ask again."))
    }
    do throws(GeoError) {
      return (try WKB.decode(row.wkb), row.crs)
    } catch {
      throw ServiceError(
        .registerFailed,
        Phrase(vi: "Hình của thửa trong sổ bị hỏng.", en: "The parcel's geometry in the register is damaged."))
    }
  }
}
