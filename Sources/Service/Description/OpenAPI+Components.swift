extension OpenAPI {
  /// The schemas, the one answer of refusals, and the way a token is sent.
  static let components = """
    {"securitySchemes":{"bearer":{"type":"http","scheme":"bearer"}},\
    "responses":{"Problem":{"description":"RFC 9457","content":{"application/problem+json":\
    {"schema":{"$ref":"#/components/schemas/Problem"}}}}},\
    "schemas":{"Problem":\(problem),"FeatureCollection":\(collection),"Area":\(area),"Sum":\(sum)}}
    """

  private static let problem = """
    {"type":"object","required":["type","title","status","code"],"properties":{"type":{"type":"string"},\
    "title":{"type":"string"},"status":{"type":"integer"},"code":{"type":"string","example":"badParameter",\
    "description":"\(ServiceError.Code.allCases.map(\.rawValue).joined(separator: " "))"},\
    "detail":{"type":"string"},"instance":{"type":"string"},"parameter":{"type":"string"},"value":{"type":"string"},\
    "allowed":{"type":"array","items":{"type":"string"}},"suggestion":{"type":"string"},\
    "otherReadings":{"type":"array","items":{"type":"string"}},"requestId":{"type":"string"}}}
    """

  private static let collection = """
    {"type":"object","required":["type","features"],"properties":{"type":{"type":"string",\
    "enum":["FeatureCollection"]},"features":{"type":"array","items":{"type":"object"}},\
    "numberReturned":{"type":"integer"},"revision":{"type":"object","nullable":true},\
    "withheld":{"type":"array","items":{"type":"string"}},"notes":{"type":"array","items":{"type":"string"}}}}
    """

  private static let sum = """
    {"type":"object","required":["area","parcels"],"properties":{"area":{"type":"number","description":"m²"},\
    "parcels":{"type":"integer"}}}
    """

  private static let area = """
    {"allOf":[{"$ref":"#/components/schemas/FeatureCollection"},{"type":"object","required":["total","byLandUse",\
    "byWard"],"properties":{"total":{"$ref":"#/components/schemas/Sum"},"byLandUse":{"type":"array","items":{"allOf":\
    [{"$ref":"#/components/schemas/Sum"},{"type":"object","properties":{"landUse":{"type":"string","nullable":true}}}]}\
    },"byWard":{"type":"array","items":{"allOf":[{"$ref":"#/components/schemas/Sum"},{"type":"object","properties":\
    {"ward":{"type":"string","nullable":true},"wardName":{"type":"string","nullable":true}}}]}},\
    "byHolder":{"type":"array","description":"for staff","items":{"type":"object","properties":{"holder":\
    {"type":"object","properties":{"id":{"type":"integer"},"name":{"type":"string"},"kind":{"type":"string"}}},\
    "areaInside":{"type":"number"},"totalHeld":{"type":"number"},"share":{"type":"number","nullable":true,\
    "minimum":0,"maximum":1},"parcels":{"type":"array","items":{"type":"integer"}},\
    "unknownParcels":{"type":"integer"}}}},"holders":{"type":"integer"},"households":{"type":"integer"},\
    "withoutHolder":{"$ref":"#/components/schemas/Sum"}}}]}
    """
}
