extension MapLink {
  /// Names of parameters that hold a pin.
  private static let pins = [
    "q", "query", "coordinate", "coordinates", "coords", "location", "loc", "position", "point", "marker", "markers",
    "pin", "pt", "latlng", "latlon", "daddr", "destination", "ll",
  ]
  /// Names of parameters that hold the middle of a map.
  private static let views = ["center", "cp", "sll", "viewpoint", "map"]
  /// Pairs of parameters for latitude and longitude.
  private static let couples = [
    ("mlat", "mlon"), ("lat", "lon"), ("lat", "lng"), ("lat", "long"), ("latitude", "longitude"), ("la", "lo"),
  ]

  /// Reads the position of the link: its pin, or else the middle of its map.
  ///
  /// - Throws: ``CadastreError`` of code `shortLink`, `routeLink` or `link`.
  func read(text: String) throws(CadastreError) -> CoordinateText {
    if address.scheme == "geo" {
      return try GeoURI.read(address.host, question: address.value("q"), text: text)
    }
    guard !isShort else { throw CadastreError(.shortLink) }
    guard !isRoute else { throw CadastreError(.routeLink) }
    var remarks: [CoordinateRemark] = [.fromLink]
    var readings = try pin()
    if readings == nil {
      readings = try view()
      remarks.append(.mapView)
    }
    guard var readings, !readings.isEmpty else { throw CadastreError(.link) }
    for index in readings.indices { readings[index].remarks += remarks }
    let isGrid = readings.contains { if case .grid = $0.position { true } else { false } }
    return CoordinateText(text: text, readings: readings, statedDatum: isGrid ? nil : .wgs84)
  }

  // Yandex puts the longitude first, all others the latitude.
  private var isEastFirst: Bool { address.host.contains("yandex") }

  private func pin() throws(CadastreError) -> [CoordinateReading]? {
    let segments = address.path
    // The last of several is the place that was opened, those before it the search that led there.
    for segment in segments.reversed() {
      let fields = Self.fields(of: segment)
      for index in fields.indices.dropLast().reversed() where fields[index].tag == 3 && fields[index + 1].tag == 4 {
        return try LinkValue.pair(fields[index].number, fields[index + 1].number, eastFirst: false)
      }
    }
    for (north, east) in Self.couples {
      guard let latitude = address.value(north).flatMap({ PlainNumber($0) }),
        let longitude = address.value(east).flatMap({ PlainNumber($0) })
      else { continue }
      return try LinkValue.pair(latitude, longitude, eastFirst: false)
    }
    for name in Self.pins {
      guard let value = address.value(name) else { continue }
      if let found = try LinkValue.readings(of: value, eastFirst: isEastFirst) { return found }
    }
    for (index, segment) in segments.enumerated() where ["place", "search", "l", "q"].contains(segment) {
      guard index + 1 < segments.count else { continue }
      if let found = try LinkValue.readings(of: segments[index + 1], eastFirst: false) { return found }
    }
    return nil
  }

  private func view() throws(CadastreError) -> [CoordinateReading]? {
    for segment in address.path where segment.hasPrefix("@") {
      if let found = try LinkValue.readings(of: segment, eastFirst: false) { return Self.withoutHeight(found) }
    }
    for segment in address.path + [address.value("pb") ?? ""] {
      let fields = Self.fields(of: segment)
      for index in fields.indices.dropLast() where fields[index].tag == 2 && fields[index + 1].tag == 3 {
        return try LinkValue.pair(fields[index].number, fields[index + 1].number, eastFirst: true)
      }
    }
    // `#map=17/15.1205/108.7923`, the zoom first.
    let hash = (address.value("map") ?? address.fragment).split(separator: "/")
    if hash.count >= 3, PlainNumber(hash[0]) != nil, let latitude = PlainNumber(hash[1]),
      let longitude = PlainNumber(hash[2])
    {
      return try LinkValue.pair(latitude, longitude, eastFirst: false)
    }
    for name in Self.views {
      guard let value = address.value(name) else { continue }
      if let found = try LinkValue.readings(of: value, eastFirst: isEastFirst) { return Self.withoutHeight(found) }
    }
    return nil
  }

  /// In a view the third number is the zoom.
  private static func withoutHeight(_ readings: [CoordinateReading]) -> [CoordinateReading] {
    readings.map { reading in
      var reading = reading
      reading.remarks.removeAll { $0 == .heightDropped }
      return reading
    }
  }

  /// The numbers in Google's `data=!3m1!4b1!…!3d15.1205!4d108.7923`; other fields break the row of neighbours.
  private static func fields(of segment: String) -> [(tag: Int, number: PlainNumber)] {
    guard segment.contains("!") else { return [] }
    return segment.split(separator: "!").map { field in
      guard let mark = field.firstIndex(of: "d"), let tag = Int(field[..<mark]),
        let number = PlainNumber(field[field.index(after: mark)...])
      else { return (0, PlainNumber.zero) }
      return (tag, number)
    }
  }
}
