public import VietText

/// Why GEOS calls a geometry invalid, in the words of people who draw parcels.
public enum InvalidityReason {
  /// The reason in both languages; GEOS's own word where it is not known here.
  public static func phrase(_ reason: String) -> Phrase {
    switch reason {
    case "Self-intersection": Phrase(vi: "ranh tự cắt", en: "the boundary crosses itself")
    case "Ring Self-intersection": Phrase(vi: "vòng tự chạm", en: "a ring touches itself")
    case "Hole lies outside shell": Phrase(vi: "lỗ nằm ngoài vỏ", en: "a hole lies outside its shell")
    case "Holes are nested": Phrase(vi: "lỗ nằm trong lỗ", en: "a hole lies in a hole")
    case "Nested shells": Phrase(vi: "vỏ nằm trong vỏ", en: "a shell lies in a shell")
    case "Interior is disconnected": Phrase(vi: "phần trong bị cắt rời", en: "the interior is cut apart")
    case "Duplicate Rings": Phrase(vi: "hai vòng trùng nhau", en: "two rings are the same")
    case "Too few points in geometry component": Phrase(vi: "vòng quá ít đỉnh", en: "a ring has too few corners")
    default: Phrase(vi: reason, en: reason)
    }
  }
}
