import Cadastre

/// Instants as text, with their offset: +07:00, the time of Viet Nam.
enum Timestamp {
  /// `2026-11-20T15:00:00+07:00`.
  static func text(unixSeconds: Int) -> String {
    let day = Day(unixSeconds: unixSeconds)
    let seconds = ((unixSeconds + 7 * 3600) % 86_400 + 86_400) % 86_400
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day)T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))+07:00"
  }
}
