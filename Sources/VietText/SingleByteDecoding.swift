/// Decoding of the encodings that have one byte for each letter or mark.
enum SingleByteDecoding {
  static func decode(
    _ bytes: borrowing Span<UInt8>, _ table: [UInt16], lettersAmongControls: Bool
  ) -> DecodedText {
    var text = TextUnderDecoding()
    let utf8 = [UInt8](capacity: bytes.count * 3) { output in
      for offset in bytes.indices {
        let byte = bytes[offset]
        let value = table[Int(byte)]
        if byte < 0x20 || byte == 0x7F {
          text.appendControl(byte, value: lettersAmongControls ? value : UInt16(byte), offset: offset, to: &output)
        } else if value == 0xFFFF {
          text.appendReplacement(offset: offset, .undefined, to: &output)
        } else {
          text.append(value, to: &output)
        }
      }
    }
    return text.decoded(utf8)
  }
}

/// Decoding of VNI, where a mark follows its letter as a second byte.
enum VNIDecoding {
  static func decode(_ bytes: borrowing Span<UInt8>) -> DecodedText {
    var text = TextUnderDecoding()
    let (firstPair, pairs, singles) = (firstPair, SingleByteTable.vniPairs, SingleByteTable.vni)
    let utf8 = [UInt8](capacity: bytes.count * 3) { output in
      var offset = 0
      while offset < bytes.count {
        let byte = bytes[offset]
        if offset + 1 < bytes.count, bytes[offset + 1] >= 0xC0, firstPair[Int(byte)] >= 0 {
          let pair = pairs[Int(firstPair[Int(byte)]) + Int(bytes[offset + 1]) - 0xC0]
          if pair != 0 {
            text.append(pair, to: &output)
            offset += 2
            continue
          }
        }
        let value = singles[Int(byte)]
        if byte < 0x20 || byte == 0x7F {
          text.appendControl(byte, value: UInt16(byte), offset: offset, to: &output)
        } else if value == 0xFFFF {
          // A mark without its letter is shown as Windows-1252 shows it, so that a person can still guess.
          let sign = SingleByteTable.windows1252[Int(byte)]
          text.damage.append(TextDamage(offset: offset, kind: .undefined))
          text.append(sign == 0xFFFF ? 0xFFFD : sign, to: &output)
        } else {
          text.append(value, to: &output)
        }
        offset += 1
      }
    }
    return text.decoded(utf8)
  }

  /// For each byte the index of its pairs in ``SingleByteTable/vniPairs``; negative if it begins none.
  private static let firstPair: [Int16] = {
    var first = [Int16](repeating: -1, count: 256)
    for (index, base) in SingleByteTable.vniBases.enumerated() { first[Int(base)] = Int16(index * 64) }
    return first
  }()
}
