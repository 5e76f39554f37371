import Cadastre
import Register
import VietText

extension Desk {
  /// Adds to a refusal the wards that were probably meant: somebody gave a name where a code is expected.
  ///
  /// Only `wardNotFound` without a suggestion is changed. A code with a wrong digit gets none: it is another ward's. The
  /// path is that of the same question with a code.
  func suggesting(
    _ error: ServiceError, for text: String, _ snapshot: borrowing Snapshot, _ scene: Scene,
    path: (String) -> String
  ) throws -> ServiceError {
    guard error.code == .wardNotFound, error.suggestion == nil, error.otherReadings.isEmpty,
      text.unicodeScalars.contains(where: \.properties.isAlphabetic)
    else { return error }
    let places = try searching.places(snapshot, scene, shared: shared)
    // The end of a path is typed to its end.
    let matches = places.directory.matches(SearchWord.words(of: text + " "), on: scene.day)
    let wards = matches.prefix(5).map { places.directory.wards[$0.ward] }
    guard let first = wards.first else { return error }
    var error = error
    error.detail = Phrase(
      vi: "Ở đây cần mã xã (5 chữ số), không phải tên; có phải \(first.name), mã \(first.code)?",
      en: "A ward's code (5 digits) is needed here, not its name; is \(first.name), code \(first.code), meant?")
    error.allowed = wards.map { "\($0.code) \($0.name)" }
    error.suggestion = path(first.code)
    return error
  }
}
