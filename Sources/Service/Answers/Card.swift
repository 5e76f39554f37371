import VietText

/// An answer as people read it: a heading, tables of labels and values, and remarks.
///
/// The terminal's text and the browser's page are both made of it.
struct Card: Sendable {
  /// A table with its own heading.
  struct Section: Sendable {
    var heading: String
    var rows: [Row] = []
  }

  /// One line of a table, perhaps with a link.
  struct Row: Sendable {
    var label: String
    var value: String
    var path: String?
  }

  var heading: String
  var sections: [Section] = []
  var notes: [String] = []
  /// A picture beside it, on a page.
  var thumbnail: Thumbnail?

  /// The card as text with aligned labels.
  var text: String {
    var text = heading + "\n"
    for section in sections {
      text += section.heading.isEmpty ? "\n" : "\n\(section.heading)\n"
      let width = section.rows.map(\.label.count).max() ?? 0
      for row in section.rows {
        text += "  " + row.label + String(repeating: " ", count: width - row.label.count + 2) + row.value + "\n"
      }
    }
    if !notes.isEmpty { text += "\n" }
    for note in notes { text += "* \(note)\n" }
    return text
  }
}

extension Card.Section {
  /// Adds a line, unless there is nothing to say.
  mutating func add(_ label: Phrase, _ value: String?, _ language: Language, path: String? = nil) {
    guard let value, !value.isEmpty else { return }
    rows.append(Card.Row(label: label[language], value: value, path: path))
  }
}
