extension Tile { mutating func findGaps() {} }
