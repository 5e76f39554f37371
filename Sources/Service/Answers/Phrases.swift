import Cadastre
import VietText

extension Wording {
  /// The sentence as the house speaks it.
  var phrase: Phrase { Phrase(vi: vietnamese, en: english) }
}

extension CoordinateRemark {
  /// What the remark means.
  var phrase: Phrase { wording.phrase }
}
