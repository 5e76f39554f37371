import Cadastre
import Register

/// The state of the land that one question is answered from.
struct Scene {
  /// What the register's queries take: a day only when it is before today.
  var moment: Moment
  /// The day whose wards count.
  var day: Day
  /// The revision whose knowledge counts for wards; `nil` for the newest.
  var knownAt: Int? { moment.revision }
  /// The revision that answers; number 0 when the register is empty.
  var revision: RevisionReference
  /// The wards and parcels in memory, when they are of this state.
  var index: SharedIndex.State?
}
