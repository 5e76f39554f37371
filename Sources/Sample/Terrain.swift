import Geo

/// Takes the straight plan of the sample to a bent landscape near Quảng Ngãi, in metres of EPSG:5898.
///
/// The map is a turn by 9/40 and smooth waves whose slopes add up to less than one, so that nothing folds; each value
/// is rounded to the millimetre. Only the four operations are used, which every machine does alike.
struct Terrain {
  private struct Wave {
    var isEast: Bool
    var slopeX: Double
    var slopeY: Double
    var phase: Double
    var amplitude: Double
  }

  private let waves: [Wave]

  init(seed: UInt64) {
    var random = SampleRandom(seed, -1)
    var waves: [Wave] = []
    for halfWave in [4000.0, 1500.0] {
      for isEast in [true, false] {
        // A direction of the unit circle from two rational coordinates.
        let tangent = random.between(-1, 1)
        let norm = 1 + tangent * tangent
        let (along, across) = ((1 - tangent * tangent) / norm, 2 * tangent / norm)
        waves.append(
          Wave(
            isEast: isEast, slopeX: along / halfWave, slopeY: across / halfWave, phase: random.between(0, 2),
            amplitude: halfWave * 0.012))
      }
    }
    self.waves = waves
  }

  /// The place of a point of the plan.
  func place(_ u: Double, _ v: Double) -> Coordinate {
    var x = (u * 40 - v * 9) / 41
    var y = (u * 9 + v * 40) / 41
    let (straightX, straightY) = (x, y)
    for wave in waves {
      let shift = wave.amplitude * Terrain.wave(straightX * wave.slopeX + straightY * wave.slopeY + wave.phase)
      if wave.isEast { x += shift } else { y += shift }
    }
    return Coordinate(x: Terrain.millimetres(x + 584_963.15), y: Terrain.millimetres(y + 1_672_422.43))
  }

  static func millimetres(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

  /// A sine made of parabolas, of period 2 and slope at most 4.
  private static func wave(_ turns: Double) -> Double {
    let half = turns.rounded(.down)
    let rest = turns - half
    let bump = 4 * rest * (1 - rest)
    return (half / 2).rounded(.down) * 2 == half ? bump : -bump
  }
}
