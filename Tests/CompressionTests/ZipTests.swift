import Compression
import Foundation
import Testing

@Suite struct `Zip archives` {
  @Test func `are listed and expanded as Python wrote them`() throws {
    try Tool.withArchive(
      python: """
        z = ZipFile('a.zip', 'w')
        z.writestr('layer/ranh giới.shp', bytes(range(256)) * 3000, ZIP_DEFLATED)
        z.writestr('layer/ranh.dbf', b'x' * 10, ZIP_STORED)
        z.writestr('layer/', b'')
        z.writestr('empty.txt', b'', ZIP_DEFLATED)
        z.comment = b'made for a test'
        z.close()
        """
    ) { path in
      let archive = try ZipArchive(path: path)
      let entries = archive.entries
      #expect(entries.map(\.name) == ["layer/ranh giới.shp", "layer/ranh.dbf", "layer/", "empty.txt"])
      #expect(entries[0].nameBytes == Array("layer/ranh giới.shp".utf8))
      #expect(Array(entries[0].lastNameComponent) == Array("ranh giới.shp".utf8))
      #expect(entries[0].method == .deflated && entries[1].method == .stored)
      #expect(entries[2].isFolder && entries[2].obstacle == .notAFile)
      #expect(entries[0].obstacle == nil && entries[0].size == 768_000 && entries[0].compressedSize < 768_000)
      let expected = (0..<3000).flatMap { _ in Array(UInt8.min...UInt8.max) }
      #expect(try archive.bytes(of: entries[0], limit: 1 << 20) == expected)
      #expect(CRC32.of(expected) == entries[0].crc32)
      #expect(try archive.bytes(of: entries[1], limit: 10) == [UInt8](repeating: 0x78, count: 10))
      #expect(try archive.bytes(of: entries[3], limit: 0) == [])
      #expect(throws: CompressionError(.notAFile, entry: 2)) { try archive.bytes(of: entries[2], limit: 10) }
      #expect(throws: CompressionError(.tooManyBytes(limit: 9), entry: 1)) {
        try archive.bytes(of: entries[1], limit: 9)
      }
      // In any order, and again.
      #expect(try archive.bytes(of: entries[0], limit: 1 << 20).count == 768_000)
      var pieces: [Int] = []
      try archive.extract(entries[0]) { pieces.append($0.count) }
      #expect(pieces.allSatisfy { $0 <= 256 << 10 } && pieces.reduce(0, +) == 768_000)
    }
  }

  @Test func `with many forms of the same are all read`() throws {
    try Tool.withArchive(
      python: """
        open('part', 'wb').write(b'hello ' * 1000)
        z = ZipFile('a.zip', 'w', ZIP_DEFLATED)
        with z.open('zip64', 'w', force_zip64=True) as f: f.write(b'hello ' * 1000)
        z.close()
        data = open('a.zip', 'rb').read()
        open('prefixed.zip', 'wb').write(b'#!/bin/sh\\n' + data)
        import io
        class Pipe(io.RawIOBase):
            def __init__(self): self.b = b''
            def writable(self): return True
            def write(self, x): self.b += bytes(x); return len(x)
        p = Pipe()
        with ZipFile(p, 'w', ZIP_DEFLATED) as z: z.writestr('streamed', b'hello ' * 1000)
        open('streamed.zip', 'wb').write(p.b)
        open('none.zip', 'wb').write(b'PK\\x05\\x06' + bytes(18))
        """
    ) { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      let expected = Array(String(repeating: "hello ", count: 1000).utf8)
      for name in ["a.zip", "prefixed.zip", "streamed.zip"] {
        let archive = try ZipArchive(path: folder.appendingPathComponent(name).path)
        #expect(archive.entries.count == 1, "\(name)")
        #expect(try archive.bytes(of: archive.entries[0], limit: 6000) == expected, "\(name)")
      }
      // minizip does not find the directory of an archive that is nothing else.
      #expect(throws: CompressionError(.wrongFormat)) {
        try ZipArchive(path: folder.appendingPathComponent("none.zip").path)
      }
    }
  }

  @Test func `keep the bytes of names in old encodings`() throws {
    try Tool.withArchive(
      python: """
        z = ZipFile('a.zip', 'w')
        z.writestr('xa_PLACE.shp', b'1')
        extra = 'xã Ghềnh.shp'.encode()
        raw = b'xa_GHENH.shp'
        i = ZipInfo('xa_GHENH.shp'); i.extra = struct.pack('<HHBL', 0x7075, 5 + len(extra), 1, zlib.crc32(raw)) + extra
        z.writestr(i, b'2')
        i = ZipInfo('xa_OTHER.shp'); i.extra = struct.pack('<HHBL', 0x7075, 5 + len(extra), 1, 12345) + extra
        z.writestr(i, b'3')
        z.close()
        d = open('a.zip', 'rb').read().replace(b'xa_PLACE', bytes([0x78, 0xB7, 0x5F, 0xAE, 0xFF, 0x80, 0x43, 0x45]))
        open('a.zip', 'wb').write(d)
        """
    ) { path in
      let archive = try ZipArchive(path: path)
      #expect(archive.entries[0].nameBytes.starts(with: [0x78, 0xB7, 0x5F, 0xAE, 0xFF, 0x80]))
      #expect(archive.entries[0].name == nil)
      #expect(archive.entries[1].name == "xã Ghềnh.shp")
      #expect(archive.entries[2].name == "xa_OTHER.shp")
      #expect(try archive.bytes(of: archive.entries[0], limit: 1) == Array("1".utf8))
    }
  }

  /// Writes an archive for each name, called after its place: Python itself cleans some of them, so they are put in
  /// afterwards.
  private func withNames(_ names: [String], _ body: (String, _ path: String) throws -> Void) throws {
    let list = names.map { name in "bytes(\(Array(name.utf8)))" }.joined(separator: ", ")
    try Tool.withArchive(
      python: """
        for i, name in enumerate([\(list)]):
            z = ZipFile(str(i), 'w'); z.writestr('first', b'1'); z.writestr('Q' * len(name), b'x'); z.close()
            d = open(str(i), 'rb').read().replace(b'Q' * len(name), name)
            open(str(i), 'wb').write(d)
        """
    ) { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      for (place, name) in names.enumerated() { try body(name, folder.appendingPathComponent("\(place)").path) }
    }
  }

  @Test func `whose names lead out are refused`() throws {
    let names = [
      "../up", "a/../../up", "/etc/x", "\\\\server\\x", "\\x", "C:x", "c:/x", "a\\..\\..\\up", "..", "a/..", "a/.. /b",
      "nul\0.shp", ".../...",
    ]
    try withNames(names) { name, path in
      #expect(throws: CompressionError(.unsafeName, entry: 1), "\(name)") { try ZipArchive(path: path) }
    }
  }

  @Test func `whose names only look odd are read`() throws {
    try withNames(["a..b/c", "..a", "a/.hidden", "a. b/c", "x/y/z.shp", "ranh:gioi"]) { name, path in
      let archive = try ZipArchive(path: path)
      #expect(archive.entries.map(\.name) == ["first", name])
    }
  }

  @Test func `tell what entry cannot be had, and give the others`() throws {
    try Tool.withArchive(
      python: """
        z = ZipFile('a.zip', 'w')
        z.writestr('good', b'good')
        z.writestr('bzip2', b'b' * 100, ZIP_BZIP2)
        z.writestr('lzma', b'l' * 100, ZIP_LZMA)
        i = ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16
        z.writestr(i, '/etc/passwd')
        z.writestr('secret', b's' * 40)
        z.close()
        d = bytearray(open('a.zip', 'rb').read())
        c = d.rfind(b'PK\\x01\\x02'); d[c + 8] |= 1
        l = d.rfind(b'PK\\x03\\x04'); d[l + 6] |= 1
        open('a.zip', 'wb').write(d)
        """
    ) { path in
      let archive = try ZipArchive(path: path)
      let obstacles: [CompressionError.Problem?] = [
        nil, .unsupportedMethod(12), .unsupportedMethod(14), .notAFile, .encrypted,
      ]
      #expect(archive.entries.map(\.obstacle) == obstacles)
      #expect(archive.entries[3].isSymbolicLink && archive.entries[4].isEncrypted)
      for (entry, obstacle) in zip(archive.entries, obstacles) {
        guard let obstacle else {
          #expect(try archive.bytes(of: entry, limit: 10) == Array("good".utf8))
          continue
        }
        #expect(throws: CompressionError(obstacle, entry: entry.index)) { try archive.bytes(of: entry, limit: 1000) }
      }
    }
  }

  @Test func `do not go off as bombs`() throws {
    try Tool.withArchive(
      python: """
        z = ZipFile('a.zip', 'w', ZIP_DEFLATED)
        z.writestr('zeros', bytes(8 << 20)); z.writestr('more', bytes(3 << 20))
        z.close()
        z = ZipFile('many.zip', 'w')
        for i in range(50): z.writestr(str(i), b'')
        z.close()
        """
    ) { path in
      let tight = try ZipArchive(path: path, limits: ExpansionLimits(bytesBeforeRatio: 1 << 20))
      #expect(throws: CompressionError(.ratio(limit: 250), entry: 0)) {
        try tight.bytes(of: tight.entries[0], limit: .max)
      }
      let small = try ZipArchive(path: path, limits: ExpansionLimits(bytes: 10 << 20))
      #expect(try small.bytes(of: small.entries[0], limit: .max).count == 8 << 20)
      // The limit holds for all entries together.
      #expect(throws: CompressionError(.tooManyBytes(limit: 10 << 20), entry: 1)) {
        try small.bytes(of: small.entries[1], limit: .max)
      }
      let many = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("many.zip").path
      #expect(throws: CompressionError(.tooManyEntries(limit: 49))) {
        try ZipArchive(path: many, limits: ExpansionLimits(entries: 49))
      }
      #expect(try ZipArchive(path: many, limits: ExpansionLimits(entries: 50)).entries.count == 50)
    }
  }

  @Test func `that lie about sizes are found out`() throws {
    try Tool.withArchive(
      python: """
        z = ZipFile('a.zip', 'w', ZIP_DEFLATED); z.writestr('zeros', bytes(1 << 20)); z.close()
        d = bytearray(open('a.zip', 'rb').read())
        c = d.find(b'PK\\x01\\x02')
        for name, size in (('less', 1000), ('more', 2 << 20)):
            e = bytearray(d); e[c + 24:c + 28] = struct.pack('<L', size); e[22:26] = struct.pack('<L', size)
            open(name + '.zip', 'wb').write(e)
        e = bytearray(d); e[c + 16] ^= 1; e[14] ^= 1
        open('check.zip', 'wb').write(e)
        """
    ) { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      for (name, problem) in [
        ("less", .corrupt(offset: 0)), ("more", .truncated), ("check", .checksum),
      ] as [(String, CompressionError.Problem)] {
        let archive = try ZipArchive(path: folder.appendingPathComponent("\(name).zip").path)
        let error = #expect(throws: CompressionError.self, "\(name)") {
          try archive.bytes(of: archive.entries[0], limit: .max)
        }
        if name != "less" { #expect(error == CompressionError(problem, entry: 0), "\(name)") }
      }
    }
  }

  @Test func `whose entries lie over one another or share a name are refused`() throws {
    try Tool.withArchive(
      python: """
        z = ZipFile('a.zip', 'w', ZIP_STORED); z.writestr('a', bytes(5000)); z.writestr('b', b''); z.close()
        d = open('a.zip', 'rb').read()
        c = d.find(b'PK\\x01\\x02'); e = d.find(b'PK\\x05\\x06')
        entry = d[c:c + 47]
        directory = b''.join(entry[:46] + bytes([65 + i]) for i in range(20))
        end = struct.pack('<4sHHHHLLH', b'PK\\x05\\x06', 0, 0, 20, 20, len(directory), c, 0)
        open('over.zip', 'wb').write(d[:c] + directory + end)
        z = ZipFile('twice.zip', 'w'); z.writestr('a', b'1'); z.writestr('a', b'2'); z.close()
        """
    ) { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      #expect(throws: CompressionError(.overlappingEntries)) {
        try ZipArchive(path: folder.appendingPathComponent("over.zip").path)
      }
      #expect(throws: CompressionError(.duplicateName, entry: 1)) {
        try ZipArchive(path: folder.appendingPathComponent("twice.zip").path)
      }
    }
  }

  @Test func `that are none are told as such`() throws {
    try Tool.withFolder { folder in
      func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
      try Data().write(to: folder.appendingPathComponent("empty"))
      try Data("this is not a zip".utf8).write(to: folder.appendingPathComponent("text"))
      try Tool.shell("mkfifo pipe", in: folder)
      for name in ["empty", "text", "pipe", "."] {
        #expect(throws: CompressionError(.wrongFormat), "\(name)") { try ZipArchive(path: path(name)) }
      }
      let error = #expect(throws: CompressionError.self) { try ZipArchive(path: path("absent")) }
      #expect(error?.problem == .file(code: ENOENT, reason: "No such file or directory"))
    }
  }

  @Test func `cut or damaged anywhere give an error or the same bytes, and never a crash`() throws {
    try Tool.withArchive(
      python: """
        z = ZipFile('a.zip', 'w', ZIP_DEFLATED)
        z.writestr('one.shp', b'abcdefgh' * 40); z.writestr('two.dbf', bytes(range(200)))
        z.close()
        """
    ) { path in
      let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      let expected = [Array(String(repeating: "abcdefgh", count: 40).utf8), Array(0..<200)]
      func judge(_ bytes: [UInt8], _ what: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        do throws(CompressionError) {
          let archive = try ZipArchive(path: path)
          for entry in archive.entries {
            let content = try archive.bytes(of: entry, limit: 1 << 20)
            #expect(expected.contains(content) || content.isEmpty, "\(what)")
          }
        } catch {
          return
        }
      }
      for end in stride(from: 0, to: whole.count, by: 3) { try judge(Array(whole[..<end]), "cut at \(end)") }
      for seed in UInt64(0)..<600 {
        var random = Seeded(state: seed)
        var damaged = whole
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          damaged[Int.random(in: 0..<whole.count, using: &random)] = .random(in: 0...255, using: &random)
        }
        try judge(damaged, "seed \(seed)")
      }
    }
  }

  @Test func `expand into a new file of one's own, and leave nothing behind when they cannot`() throws {
    try Tool.withArchive(
      python: """
        z = ZipFile('a.zip', 'w', ZIP_DEFLATED); z.writestr('../safe'.replace('../', ''), bytes(1 << 20)); z.close()
        d = bytearray(open('a.zip', 'rb').read())
        d[d.find(b'PK\\x01\\x02') + 16] ^= 1; d[14] ^= 1
        open('bad.zip', 'wb').write(d)
        """
    ) { path in
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      let archive = try ZipArchive(path: path)
      let target = folder.appendingPathComponent("out").path
      try archive.extract(archive.entries[0], toNewFile: target)
      #expect(try Data(contentsOf: URL(fileURLWithPath: target)).count == 1 << 20)
      let attributes = try FileManager.default.attributesOfItem(atPath: target)
      #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
      let error = #expect(throws: CompressionError.self) {
        try archive.extract(archive.entries[0], toNewFile: target)
      }
      #expect(error?.problem == .file(code: EEXIST, reason: "File exists"))
      try Tool.shell("ln -s nowhere link", in: folder)
      #expect(throws: CompressionError.self) {
        try archive.extract(archive.entries[0], toNewFile: folder.appendingPathComponent("link").path)
      }
      let bad = try ZipArchive(path: folder.appendingPathComponent("bad.zip").path)
      let other = folder.appendingPathComponent("other").path
      #expect(throws: CompressionError(.checksum, entry: 0)) { try bad.extract(bad.entries[0], toNewFile: other) }
      #expect(!FileManager.default.fileExists(atPath: other))
    }
  }

  @Test func `hand on what the reader throws, and can be read again`() throws {
    struct Enough: Error {}
    try Tool.withArchive(python: "z = ZipFile('a.zip', 'w'); z.writestr('a', b'x' * 1000); z.close()") { path in
      let archive = try ZipArchive(path: path)
      #expect(throws: Enough.self) { try archive.extract(archive.entries[0]) { _ in throw Enough() } }
      #expect(try archive.bytes(of: archive.entries[0], limit: 1000).count == 1000)
      let other = try ZipArchive(path: path)
      #expect(try other.bytes(of: archive.entries[0], limit: 1000).count == 1000)
    }
  }
}
