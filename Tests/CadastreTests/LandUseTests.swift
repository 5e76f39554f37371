import Cadastre
import Testing

@Suite struct LandUseTests {
  static let labels: [(label: String, parts: String)] = [
    ("ODT", "ODT"), ("ODT+CLN", "ODT CLN"), ("ONT 200+CLN 300", "ONT=200.0 CLN=300.0"),
    ("ONT200+CLN300", "ONT=200.0 CLN=300.0"), ("ONT: 200 m2; CLN: 300 m²", "ONT=200.0 CLN=300.0"),
    ("ONT 200,5+CLN 300.5", "ONT=200.5 CLN=300.5"), ("ONT 200,CLN 300", "ONT=200.0 CLN=300.0"),
    ("ONT,CLN", "ONT CLN"), ("ONT, CLN", "ONT CLN"), ("ont+cln", "ONT CLN"), (" ONT + CLN ", "ONT CLN"),
    ("ONT/CLN", "ONT CLN"), ("ONT CLN", "ONT CLN"), ("200 ONT + 300 CLN", "ONT=200.0 CLN=300.0"),
    ("ONT(200)+CLN(300)", "ONT=200.0 CLN=300.0"), ("ONT 1.234,5", "ONT=1234.5"), ("ONT 1.234.567", "ONT=1234567.0"),
    ("ONT 1.234", "ONT"), ("ONT 200m", "ONT=200.0"), ("T", "T"), ("2L", "2L"), ("1L+2L", "1L 2L"),
    ("2L 500", "2L=500.0"),
    ("ONT 200,2L 300", "ONT=200.0 2L=300.0"), ("LUN", "LUN"), ("Vườn", "?Vườn"), ("ONT+Vườn", "ONT ?Vườn"),
    ("Vườn tạp", "?Vườn tạp"), ("XYZ 100", "?XYZ=100.0"), ("", ""), ("+", ""), ("12", "?12"), ("ĐRM", "?ĐRM"),
    ("ONT\nCLN", "ONT CLN"), ("BHK;NHK", "BHK NHK"),
  ]

  @Test func `takes labels apart and keeps what it does not know`() {
    for (label, expected) in Self.labels {
      let parsed = LandUse.parse(label)
      let parts = parsed.parts.map { part in
        (part.isKnown ? "" : "?") + part.code + (part.area.map { "=\($0)" } ?? "")
      }
      #expect(parts.joined(separator: " ") == expected, "‹\(label)›")
      #expect(parsed.raw == label)
    }
  }

  @Test func `finds land of defence and security in every spelling`() {
    for label in [
      "CQP", "cqp", "CAN", "CQA", "CQP+ODT", "ODT+CAN", "CQP 200", "CQP1", "CQP/CAN", "CQP-CAN", "DCQP",
      "Đất quốc phòng",
      "ĐẤT AN NINH", "đất an  ninh", "CLN 100;CAN 50",
    ] {
      #expect(LandUse.parse(label).isDefence, "‹\(label)›")
    }
    for label in ["ODT", "CANH", "Đất canh tác", "CLN", "", "QP2"] {
      #expect(!LandUse.parse(label).isDefence, "‹\(label)›")
    }
  }

  @Test func `names uses in words and marks old codes`() {
    #expect(LandUse.parse("ONT 200+CLN 300,5").words == "Đất ở tại nông thôn 200 m²; Đất trồng cây lâu năm 300,5 m²")
    #expect(LandUse.parse("Vườn").words == "Vườn")
    #expect(LandUse.parse("BHK").hasLegacy)
    #expect(LandUse.code("BHK")?.status == .legacy(replacement: "HNK"))
    #expect(LandUse.code("bhk")?.code == "BHK")
    #expect(!LandUse.parse("ODT+CLN").hasLegacy)
    #expect(LandUse.parse("ODT+ABC").hasUnknown)
    #expect(LandUse.code("ONT")?.group == .nonAgricultural)
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func `survives any label`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pool = Array("ONTCLQPA12L.,;+/ m²2()-đ😀\u{301}\u{0}\n0123456789")
    for _ in 0..<500 {
      let label = String(
        (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in pool.randomElement(using: &random) })
      let parsed = LandUse.parse(label)
      #expect(parsed.raw == label)
      #expect(parsed.parts.allSatisfy { $0.area.map { $0.isFinite && $0 >= 0 } ?? true }, "seed \(seed): \(label)")
    }
    #expect(LandUse.parse(String(repeating: "9", count: 400)).parts.count == 1)
  }
}
