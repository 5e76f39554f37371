import Cadastre
import Geo
import Sample
import Testing

@Suite struct SampleCommuneTests {
  static let commune = SampleCommune.make(parcels: 6000)

  @Test(arguments: [0, 1, 2, 3, 10, 1000, 30_011]) func `makes as many parcels as asked`(count: Int) {
    let commune = SampleCommune.make(parcels: count)
    var seen = Set<ParcelKey>()
    var ordinal = 0
    for parcel in commune.parcels {
      #expect(parcel.ordinal == ordinal)
      ordinal += 1
      seen.insert(parcel.parcel.key)
    }
    #expect(ordinal == count)
    #expect(seen.count == count, "keys are unique")
    #expect(commune.wards.count >= 6)
  }

  @Test func `is the same for the same seed, and another for another`() {
    let again = SampleCommune.make(parcels: 6000)
    #expect(again.wards == Self.commune.wards)
    #expect(again.parcels(ofSheet: 3) == Self.commune.parcels(ofSheet: 3))
    let other = SampleCommune.make(parcels: 6000, seed: 21)
    #expect(other.parcels(ofSheet: 3) != Self.commune.parcels(ofSheet: 3))
    // FNV-1a over the millimetres: the same on every machine.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for parcel in Self.commune.parcels {
      for coordinate in parcel.polygons.coordinates {
        for value in [coordinate.x, coordinate.y] {
          hash = (hash ^ UInt64((value * 1000).rounded())) &* 0x100_0000_01B3
        }
      }
    }
    #expect(hash == 2_349_920_138_920_144_225)
  }

  @Test func `has valid parcels that share edges, without overlap and without gap inside a block`() {
    let commune = Self.commune
    var counts = (holes: 0, parts: 0, shared: 0)
    var outlines: [ExactTopology.Segment] = []
    for sheet in 0..<commune.sheetCount {
      let parcels = commune.parcels(ofSheet: sheet)
      var segments: [ExactTopology.Segment] = []
      for parcel in parcels {
        let polygons = parcel.polygons
        if polygons.polygonCount > 1 { counts.parts += 1 }
        for polygon in polygons.polygonEnds.indices {
          for (index, ring) in polygons.rings(ofPolygon: polygon).enumerated() {
            #expect(ExactTopology.isSimple(polygons.ring(ring)), "ring of \(parcel.parcel.key)")
            #expect((ExactTopology.doubledArea(polygons.ring(ring)) > 0) == (index == 0), "shells run clockwise")
            if index > 0 { counts.holes += 1 }
            segments += ExactTopology.segments(polygons.ring(ring)) ?? []
          }
        }
      }
      let directed = Set(segments)
      #expect(directed.count == segments.count, "two parcels on one side of an edge on sheet \(sheet)")
      #expect(!ExactTopology.hasCrossing(segments), "edges cross on sheet \(sheet)")
      let outline = segments.filter { !directed.contains(.init(start: $0.end, end: $0.start)) }
      counts.shared += segments.count - outline.count
      outlines += outline
      // Each block has one outline; a gap inside it would be another.
      var next: [ExactTopology.Point: ExactTopology.Point] = [:]
      for segment in outline { next[segment.start] = segment.end }
      #expect(next.count == outline.count)
      var loops = 0
      while let start = next.first?.key {
        loops += 1
        var point = start
        while let following = next.removeValue(forKey: point) { point = following }
        #expect(point == start)
      }
      // Only the last sheet of a ward may end within a block.
      let ward = parcels.first?.parcel.key.ward
      let isLast =
        sheet + 1 == commune.sheetCount || commune.parcels(ofSheet: sheet + 1).first?.parcel.key.ward != ward
      if !isLast { #expect([1, 4, 8, 12].contains(loops), "\(loops) outlines on sheet \(sheet)") }
    }
    #expect(!ExactTopology.hasCrossing(outlines), "blocks of two sheets cross")
    #expect(counts.holes > 5)
    #expect(counts.parts > 5)
    #expect(counts.shared > 10_000)
  }

  @Test func `has an inner point in each parcel and in no other`() {
    for sheet in 0..<Self.commune.sheetCount {
      let parcels = Self.commune.parcels(ofSheet: sheet)
      let boxes = parcels.map(\.polygons.envelope)
      for parcel in parcels {
        let holders = parcels.indices.filter {
          boxes[$0].contains(parcel.interior) && ExactTopology.contains(parcels[$0].polygons, parcel.interior)
        }
        #expect(holders.map { parcels[$0].parcel.key } == [parcel.parcel.key])
      }
    }
  }

  @Test func `keeps every parcel within its ward`() {
    let wards = Dictionary(
      Self.commune.wards.filter { $0.ward.validTo == nil }.map { ($0.ward.code, $0.geometry.polygons) },
      uniquingKeysWith: { first, _ in first })
    for parcel in Self.commune.parcels {
      guard let ward = wards[parcel.parcel.key.ward] else {
        Issue.record("no ward \(parcel.parcel.key.ward)")
        continue
      }
      #expect(parcel.polygons.coordinates.allSatisfy { ExactTopology.contains(ward, $0) })
    }
  }

  @Test(arguments: [0, 6000, 200_000]) func `has wards that share borders, and a code of two territories`(count: Int) {
    let wards = SampleCommune.make(parcels: count).wards
    for day in [SampleCommune.reform, Day(year: 2025, month: 6, day: 30)].compactMap(\.self) {
      let valid = wards.filter { $0.ward.isValid(on: day) }
      #expect(valid.count >= 3)
      var segments: [ExactTopology.Segment] = []
      for ward in valid {
        let ring = ward.geometry.polygons.ring(0)
        #expect(ExactTopology.isSimple(ring))
        #expect(ExactTopology.doubledArea(ring) > 0)
        segments += ExactTopology.segments(ring) ?? []
      }
      let directed = Set(segments)
      #expect(directed.count == segments.count)
      #expect(!ExactTopology.hasCrossing(segments))
      #expect(segments.contains { directed.contains(.init(start: $0.end, end: $0.start)) }, "a border is shared")
    }
    let reused = wards.filter { $0.ward.code == wards[0].ward.code }
    #expect(reused.count == 2)
    #expect(reused[0].ward.validFrom == reused[1].ward.validTo)
    #expect(reused[0].geometry != reused[1].geometry)
    #expect(reused[0].ward.name != reused[1].ward.name)
  }

  @Test func `describes parcels as registers do`() {
    let parcels = Array(Self.commune.parcels)
    let labels = Set(parcels.compactMap(\.parcel.landUse))
    #expect(labels.contains { $0.contains("+") })
    #expect(labels.contains { LandUse.parse($0).parts.contains { $0.area != nil } })
    #expect(labels.contains { LandUse.parse($0).isDefence })
    #expect(labels.contains { LandUse.parse($0).hasUnknown })
    #expect(parcels.contains { $0.parcel.landUse == nil })
    #expect(parcels.contains { $0.parcel.registeredArea == nil })
    #expect(parcels.contains { $0.parcel.key.number.hasSuffix("a") })
    #expect(parcels.contains { $0.parcel.key.series == "1/500" })
    #expect(parcels.contains { $0.parcel.key.sheet.hasPrefix("TĐ") })
    #expect(parcels.allSatisfy { $0.parcel.address?.contains("Mẫu") == true })
    let differences = parcels.compactMap { parcel in
      parcel.parcel.registeredArea.map { abs($0 - parcel.parcel.mapArea) / parcel.parcel.mapArea }
    }
    #expect(differences.filter { $0 > 0.05 }.count > parcels.count / 100)
    #expect(differences.filter { $0 < 0.001 }.count > parcels.count / 3)
    for parcel in parcels {
      let exact = parcel.polygons.ringEnds.indices.reduce(0) {
        $0 + ExactTopology.doubledArea(parcel.polygons.ring($1))
      }
      #expect(abs(parcel.parcel.mapArea - Double(exact) / 2e6) < 1e-6)
    }
  }

  @Test func `gives each parcel holders who exist nowhere`() {
    let parcels = Array(Self.commune.parcels)
    var groups: [String: Set<String>] = [:]
    var parcelsOfGroup: [String: Int] = [:]
    for parcel in parcels {
      let rows = Self.commune.holders(of: parcel)
      #expect(!rows.isEmpty)
      for row in rows {
        #expect(row.values.count == SampleHolder.columns.count)
        #expect(row.values.last == "DỮ LIỆU MẪU")
        #expect(row.idNumber.isEmpty || (row.idNumber.hasPrefix("099") && row.idNumber.utf8.count == 12))
        #expect(
          [row.ward, row.sheet, row.number] == [
            parcel.parcel.key.ward, parcel.parcel.key.sheet, parcel.parcel.key.number,
          ])
      }
      guard let group = rows.first?.holder else { continue }
      let people = Set(rows.map { "\($0.name) \($0.idNumber)" })
      if !group.hasSuffix("UB") { #expect(groups[group] ?? people == people, "a group keeps its people") }
      groups[group] = people
      parcelsOfGroup[group, default: 0] += 1
    }
    #expect(parcelsOfGroup.values.contains { $0 > 1 })
    #expect(SampleHolder.csvHeader.hasPrefix("holder,kind,name"))
  }
}
