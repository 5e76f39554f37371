import Cadastre
import JSON
import Office
import Register

/// The parcels that somebody holds, with totals.
struct HeldLand {
  /// One parcel that is asked for: by its stable number, else by its words.
  struct Question {
    var id: Int64?
    var key: ParcelKey

    init(id: Int64?, key: ParcelKey) {
      self.id = id
      self.key = key
    }

    init(_ right: HolderRight) {
      id = right.parcel
      key = ParcelKey(ward: right.ward, series: right.series, sheet: right.sheet, number: right.number)
    }
  }

  /// The parcels that are there, with the place of their question.
  var features: [(Int, ParcelFeature)] = []
  /// The places of the questions that name no parcel of the register.
  var unknown: [Int] = []
  /// The revision that answers.
  var revision: RevisionReference

  /// Writes `total` and `byLandUse`; each parcel counts once.
  func writeTotals(into writer: inout JSONWriter) {
    var seen: Set<Int> = []
    var uses: [String: (area: Double, parcels: Int)] = [:]
    var total = (area: 0.0, parcels: 0)
    for (_, feature) in features where seen.insert(feature.id).inserted {
      total.area += feature.parcel.mapArea
      total.parcels += 1
      let use = feature.parcel.landUse ?? ""
      uses[use, default: (0, 0)].area += feature.parcel.mapArea
      uses[use, default: (0, 0)].parcels += 1
    }
    writer.key("total")
    writer.beginObject()
    writer.key("area")
    writer.measure(total.area, decimals: 2)
    writer.key("parcels")
    writer.integer(total.parcels)
    writer.endObject()
    writer.key("byLandUse")
    writer.beginArray()
    for (use, sum) in uses.sorted(by: { ($1.value.area, $0.key) < ($0.value.area, $1.key) }) {
      writer.beginObject()
      writer.key("landUse")
      writer.string(use)
      writer.key("area")
      writer.measure(sum.area, decimals: 2)
      writer.key("parcels")
      writer.integer(sum.parcels)
      writer.endObject()
    }
    writer.endArray()
  }
}

extension Desk {
  /// The land that rights speak of, as it is now.
  func land(of questions: [HeldLand.Question]) throws(ServiceError) -> HeldLand {
    try reading(.now) { snapshot, scene in
      var land = HeldLand(revision: scene.revision)
      for (position, question) in questions.enumerated() {
        let row =
          if let id = question.id { try snapshot.parcel(id: id, at: scene.moment) } else {
            try snapshot.parcels(
              ward: question.key.ward, sheet: question.key.sheet, number: question.key.number,
              series: question.key.series, at: scene.moment
            ).first
          }
        guard let row, let feature = try feature(of: row, nil, snapshot, scene) else {
          land.unknown.append(position)
          continue
        }
        land.features.append((position, feature))
      }
      return land
    }
  }
}
