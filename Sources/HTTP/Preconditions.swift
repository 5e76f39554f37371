/// What a request's conditions say about the present state of a resource (RFC 9110 §13).
public enum ConditionOutcome: Hashable, Sendable {
  /// Answer as if there were no condition.
  case proceed
  /// Answer 304: the client has it already.
  case notModified
  /// Answer 412: the state is not the one that the client saw.
  case preconditionFailed
}

extension Request {
  /// Judges the conditional fields, in the order of RFC 9110 §13.2.2.
  ///
  /// - Parameters:
  ///   - tag: the validator of the present representation; nil if there is none.
  ///   - lastModified: seconds since 1970 of its last change.
  ///   - exists: whether there is a present representation, which `*` asks for.
  /// - Returns: how to answer.
  public func evaluateConditions(
    tag: EntityTag?, lastModified: Int? = nil, exists: Bool = true
  ) -> ConditionOutcome {
    let reads = method == .get || method == .head
    if headers.contains("If-Match") {
      guard matches("If-Match", tag, exists: exists, strongly: true) else { return .preconditionFailed }
    } else if let lastModified, let limit = headers["If-Unmodified-Since"].flatMap({ HTTPDate.unixSeconds($0) }) {
      guard lastModified <= limit else { return .preconditionFailed }
    }
    if headers.contains("If-None-Match") {
      guard matches("If-None-Match", tag, exists: exists, strongly: false) else { return .proceed }
      return reads ? .notModified : .preconditionFailed
    }
    if reads, let lastModified, let limit = headers["If-Modified-Since"].flatMap({ HTTPDate.unixSeconds($0) }) {
      return lastModified <= limit ? .notModified : .proceed
    }
    return .proceed
  }

  private func matches(_ name: String, _ tag: EntityTag?, exists: Bool, strongly: Bool) -> Bool {
    var found = false
    headers.forEachTag(of: name) { range in
      if range.count == 1, headers.bytes[range.lowerBound] == 42 {
        found = found || exists
      } else if let tag, let sent = EntityTag(headers.bytes, range) {
        found = found || (strongly ? sent.matchesStrongly(tag) : sent.matchesWeakly(tag))
      }
    }
    return found
  }
}

extension Headers {
  /// Calls a closure with each member of lists of entity tags, where a backslash is a character like another.
  fileprivate func forEachTag(of name: String, _ body: (Range<Int>) -> Void) {
    for field in fields where bytes.equalsIgnoringCase(name, in: field.name) {
      var start = field.value.lowerBound
      var quoted = false
      for index in field.value.lowerBound...field.value.upperBound {
        if index == field.value.upperBound || (bytes[index] == 44 && !quoted) {
          let member = bytes.trimmed(start..<index)
          if !member.isEmpty { body(member) }
          start = index + 1
        } else if bytes[index] == 34 {
          quoted.toggle()
        }
      }
    }
  }
}
