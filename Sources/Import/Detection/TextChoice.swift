import VietText

/// Settles how the text of each column is read: by a person's word, else by the bytes, else by the .cpg; never by chance.
struct TextChoice {
  let survey: TextSurvey
  let file: String
  let request: ImportRequest

  private enum Decision {
    case settled(TextReading, Phrase, isDoubtful: Bool)
    case open(EncodingDetection.Doubt)
  }

  /// Settles all columns that a plan uses.
  ///
  /// - Parameters:
  ///   - names: the names of all columns.
  ///   - plan: which of them are used.
  ///   - asker: is asked when the bytes do not tell.
  ///   - findings: receives how each was settled.
  /// - Returns: for each column with text how it is read.
  /// - Throws: ``Refusal`` when a person must choose and there is none.
  func settle(
    names: [String], plan: ColumnPlan, asker: Asker, findings: inout [Finding]
  ) throws(Refusal) -> [Int: ColumnText] {
    for (name, encoding) in request.columnEncodings.sorted(by: { $0.key < $1.key }) {
      guard names.contains(where: { $0.uppercased() == name.uppercased() }) else {
        throw Refusal(
          "columnMissing", vi: "\(file) không có cột “\(name)” (--encoding \(name)=\(encoding))",
          en: "\(file) has no column “\(name)” (--encoding \(name)=\(encoding))")
      }
    }
    var columns: [Int: ColumnText] = [:]
    var open: [(index: Int, doubt: EncodingDetection.Doubt)] = []
    for (index, detection) in survey.columns.sorted(by: { $0.key < $1.key }) {
      let field = plan.field(ofColumn: index)
      var text = ColumnText(
        column: names[index], reading: TextReading(.utf8), reason: Phrase(vi: "", en: ""), detection: detection,
        isMasked: field == nil)
      switch try decide(detection, column: names[index]) {
      case .settled(let reading, let reason, let isDoubtful):
        text.reading = reading
        text.reason = reason
        if field != nil { findings.append(finding(text, isDoubtful: isDoubtful)) }
      case .open(let doubt):
        text.reading = detection.candidates.first?.reading ?? text.reading
        text.reason = Phrase(vi: "chưa rõ; cột không được nhập", en: "not settled; the column is not imported")
        if field != nil { open.append((index, doubt)) }
      }
      columns[index] = text
    }
    guard let first = open.first, let detection = columns[first.index]?.detection else { return columns }
    let choice = question(open.map { names[$0.index] }, first.doubt, detection, columns[first.index])
    let answer = try asker.answer(choice)
    let reading = detection.candidates[answer].reading
    for (index, _) in open {
      columns[index]?.reading = reading
      columns[index]?.reason = Phrase(vi: "do người nhập chọn", en: "chosen by the person who imports")
      if let text = columns[index] { findings.append(finding(text, isDoubtful: false)) }
    }
    return columns
  }

  /// The reading that a person named for a column, if any.
  private func asked(for column: String) throws(Refusal) -> TextReading? {
    let own = request.columnEncodings.first { $0.key.uppercased() == column.uppercased() }?.value
    guard let name = own ?? request.encoding else { return nil }
    guard let reading = TextReading(option: name) else {
      throw Refusal(
        "encodingUnknown", cause: .usage,
        vi:
          "không có bảng mã “\(name)”. Có: UTF-8, TCVN3, VNI, CP1258, VISCII, CP1252, thêm -damaged nếu chữ đã bị lưu sai",
        en: "there is no encoding “\(name)”. There are: UTF-8, TCVN3, VNI, CP1258, VISCII, CP1252, with -damaged for "
          + "text that was saved in a wrong one")
    }
    return reading
  }

  private func decide(_ detection: EncodingDetection, column: String) throws(Refusal) -> Decision {
    if let reading = try asked(for: column) {
      let isUTF8 = detection.valuesNotUTF8 == 0 && reading.encoding != .utf8 && !reading.isDamaged
      return .settled(
        reading,
        isUTF8
          ? Phrase(
            vi: "theo yêu cầu, nhưng chữ trong .dbf là UTF-8 hợp lệ: hãy xem lại --encoding",
            en: "as asked, but the text of the .dbf is valid UTF-8: look at --encoding again")
          : Phrase(vi: "theo yêu cầu", en: "as asked"), isDoubtful: isUTF8)
    }
    if case .decided(let reading) = detection.verdict { return settled(reading, detection) }
    if case .ask(.mixed) = detection.verdict { return .open(.mixed) }
    if let stated = survey.believable, let fit = detection.candidate(TextReading(stated)),
      fit.damagedValues * 50 <= detection.values, fit.score >= 0.3
    {
      return .settled(fit.reading, Phrase(vi: "theo .cpg", en: "by the .cpg"), isDoubtful: false)
    }
    if detection.valuesNotUTF8 == 0, let best = detection.candidates.first, !best.reading.isDamaged {
      return .settled(
        TextReading(.utf8), Phrase(vi: "mọi chữ đều là UTF-8 hợp lệ", en: "all text is valid UTF-8"), isDoubtful: false)
    }
    if case .decided(let reading) = survey.whole.verdict, let fit = detection.candidate(reading),
      fit.damagedValues == 0, fit.score >= 0.5
    {
      return .settled(
        reading,
        Phrase(
          vi: "như các cột khác của tập tin (cột này chỉ có \(detection.differentValues) giá trị có dấu)",
          en: "as the other columns of the file (this one has only "
            + "\(Decimals.count(detection.differentValues, "value")) with marks)"), isDoubtful: false)
    }
    if case .ask(let doubt) = detection.verdict { return .open(doubt) }
    return .settled(TextReading(.utf8), Phrase(vi: "chỉ có chữ ASCII", en: "plain ASCII"), isDoubtful: false)
  }

  private func settled(_ reading: TextReading, _ detection: EncodingDetection) -> Decision {
    let score = detection.candidate(reading).map { Int(($0.score * 100).rounded()) } ?? 0
    let next = detection.candidates.first { $0.reading != reading && $0.reading.encoding != reading.encoding }
    let rival = next.map { " (\($0.reading.option) \(Int(($0.score * 100).rounded())) %)" } ?? ""
    var reason = Phrase(
      vi: "\(detection.values) giá trị có dấu, \(score) % âm tiết là tiếng Việt\(rival)",
      en: "\(Decimals.count(detection.values, "value")) with marks, \(score) % of the syllables are Vietnamese\(rival)")
    let contradicted = survey.believable.map { $0 != reading.encoding || reading.isDamaged } ?? false
    if contradicted, let stated = survey.stated {
      reason = Phrase(
        vi: "\(reason.vietnamese); .cpg ghi \(stated) nhưng các byte không phải vậy",
        en: "\(reason.english); the .cpg says \(stated), which the bytes contradict")
    }
    return .settled(reading, reason, isDoubtful: contradicted)
  }

  private func finding(_ text: ColumnText, isDoubtful: Bool) -> Finding {
    Finding(
      .encodingAssumed, severity: isDoubtful ? .warning : nil, file: file,
      vi: "bảng mã cột \(text.column): \(text.reading.label.vietnamese), \(text.reason.vietnamese)",
      en: "encoding of column \(text.column): \(text.reading.label.english), \(text.reason.english)")
  }

  private func question(
    _ columns: [String], _ doubt: EncodingDetection.Doubt, _ detection: EncodingDetection, _ text: ColumnText?
  ) -> Choice {
    let shown = columns.joined(separator: ", ")
    let says =
      survey.stated.map { (".cpg ghi \($0)", "the .cpg says \($0)") } ?? ("không có .cpg", "there is no .cpg")
    let why = doubt.phrase(detection)
    return Choice(
      "encodingUnknown",
      question: Phrase(
        vi: "\(file): chưa rõ bảng mã của cột \(shown) (\(why.vietnamese); \(says.0)). "
          + "Chọn bằng --encoding TCVN3, VNI, CP1258, VISCII hoặc --encoding CỘT=BẢNG_MÃ",
        en: "\(file): the encoding of column \(shown) is not certain (\(why.english); \(says.1)). "
          + "Choose with --encoding TCVN3, VNI, CP1258, VISCII or --encoding COLUMN=ENCODING"),
      answers: detection.candidates.prefix(6).map { candidate in
        let score = Int((max(candidate.score, 0) * 100).rounded())
        return Choice.Answer(
          "--encoding \(candidate.reading.option)",
          label: Phrase(
            vi: "\(candidate.reading.label.vietnamese): \(score) % tiếng Việt",
            en: "\(candidate.reading.label.english): \(score) % Vietnamese"),
          samples: text?.samples(of: candidate) ?? [])
      })
  }
}

extension EncodingDetection {
  /// The candidate of a reading.
  func candidate(_ reading: TextReading) -> Candidate? { candidates.first { $0.reading == reading } }
}

extension EncodingDetection.Doubt {
  /// Why a person must choose.
  func phrase(_ detection: EncodingDetection) -> Phrase {
    switch self {
    case .tooFewValues:
      Phrase(
        vi: "chỉ \(detection.differentValues) giá trị có dấu, cần ít nhất \(EncodingDetection.neededValues)",
        en: "only \(Decimals.count(detection.differentValues, "value")) with marks, "
          + "\(EncodingDetection.neededValues) are needed")
    case .close: Phrase(vi: "hai bảng mã đều đọc được", en: "two encodings fit nearly as well")
    case .noneFits: Phrase(vi: "không bảng mã nào ra tiếng Việt", en: "no encoding gives Vietnamese")
    case .mixed:
      Phrase(
        vi: "\(detection.valuesNotUTF8) trong \(detection.values) giá trị không phải UTF-8, số còn lại thì phải",
        en: "\(detection.valuesNotUTF8) of \(detection.values) values are not UTF-8, the others are")
    }
  }
}
