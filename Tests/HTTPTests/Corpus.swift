/// Requests by topic, each with the events that it must give however it is cut.
enum Corpus {
  static let all =
    requestLines + fields + hosts + contentLengths + transferEncodings + chunks + expectations + connections + pipelines

  static let requestLines = [
    Case("a plain GET", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / stays Host=a", "end"),
    Case("a method that is not known", "BREW /pot HTTP/1.1\r\nHost: a\r\n\r\n", "BREW /pot stays Host=a", "end"),
    Case("a method in small letters is another", "get / HTTP/1.1\r\nHost: a\r\n\r\n", "get / stays Host=a", "end"),
    Case("a later minor version is 1.1", "GET / HTTP/1.7\r\nHost: a\r\n\r\n", "GET / stays Host=a", "end"),
    Case("one empty line before", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / stays Host=a", "end"),
    Case("OPTIONS of the server", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * stays Host=a", "end"),
    Case(
      "the form for proxies", "GET http://b:80/x?y HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://b:80/x?y stays Host=a",
      "end"),
    Case("two empty lines before", "\r\n\r\nGET / HTTP/1.1\r\n", "refused 400 badRequestLine at 2"),
    Case("a star with GET", "GET * HTTP/1.1\r\n", "refused 400 badTarget at 4"),
    Case("a tunnel", "CONNECT a:443 HTTP/1.1\r\n", "refused 501 unknownMethod at 0"),
    Case("no target", "GET HTTP/1.1\r\n", "refused 400 badRequestLine at 4"),
    Case("no version", "GET /\r\n", "refused 400 badRequestLine at 4"),
    Case("two spaces before the target", "GET  / HTTP/1.1\r\n", "refused 400 badRequestLine at 4"),
    Case("two spaces before the version", "GET /  HTTP/1.1\r\n", "refused 400 badVersion at 6"),
    Case("a space behind the version", "GET / HTTP/1.1 \r\n", "refused 400 badVersion at 6"),
    Case("a tab for a space", "GET\t/ HTTP/1.1\r\n", "refused 400 badMethod at 3"),
    Case("a space in the target", "GET /a b HTTP/1.1\r\n", "refused 400 badVersion at 7"),
    Case("a space at the front", " GET / HTTP/1.1\r\n", "refused 400 badMethod at 0"),
    Case("a method with a bracket", "G(T / HTTP/1.1\r\n", "refused 400 badMethod at 1"),
    Case(
      "a method longer than any", String(repeating: "A", count: 33) + " / HTTP/1.1\r\n",
      "refused 501 unknownMethod at 0"
    ),
    Case("a version in small letters", "GET / http/1.1\r\n", "refused 400 badVersion at 6"),
    Case("a version of two digits", "GET / HTTP/1.10\r\n", "refused 400 badVersion at 6"),
    Case("the version after", "GET / HTTP/2.0\r\n", "refused 505 unsupportedVersion at 6"),
    Case("the version before", "GET / HTTP/0.9\r\n", "refused 505 unsupportedVersion at 6"),
    Case("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "refused 505 unsupportedVersion at 6"),
    Case("a line that ends with LF", "GET / HTTP/1.1\nHost: a\n\n", "refused 400 bareLineFeed at 14"),
    Case("a CR inside the line", "GET /\rx HTTP/1.1\r\n", "refused 400 bareCarriageReturn at 6"),
    Case("two CR", "GET / HTTP/1.1\r\r\n", "refused 400 bareCarriageReturn at 15"),
    Case("NUL", "GET /\0 HTTP/1.1\r\n", "refused 400 controlCharacter at 5"),
    Case("a greeting of TLS", "\u{16}\u{3}\u{1}", "refused 400 controlCharacter at 0"),
    Case("a fragment", "GET /a#b HTTP/1.1\r\n", "refused 400 badTarget at 6"),
    Case("a letter that is not ASCII", "GET /Mỹ HTTP/1.1\r\n", "refused 400 badTarget at 6"),
    Case("a quote in the target", "GET /\"a HTTP/1.1\r\n", "refused 400 badTarget at 5"),
    Case("a brace in the path", "GET /{a} HTTP/1.1\r\n", "refused 400 badTarget at 5"),
    Case("a percent sign alone", "GET /100% HTTP/1.1\r\n", "refused 400 badPercentEncoding at 8"),
    Case("a percent sign with one digit", "GET /%4 HTTP/1.1\r\n", "refused 400 badPercentEncoding at 5"),
    Case("a percent sign before a letter", "GET /%4g HTTP/1.1\r\n", "refused 400 badPercentEncoding at 5"),
    Case("an encoded NUL", "GET /a%00 HTTP/1.1\r\n", "refused 400 badPercentEncoding at 6"),
    Case("an encoded NUL in the query", "GET /?a=%00 HTTP/1.1\r\n", "refused 400 badPercentEncoding at 8"),
    Case("a byte that is no UTF-8", "GET /%FF HTTP/1.1\r\n", "refused 400 badPercentEncoding at 5"),
    Case("a letter cut off", "GET /%E1%BA/b HTTP/1.1\r\n", "refused 400 badPercentEncoding at 11"),
    Case("a letter cut off at the end", "GET /?a=%E1%BA HTTP/1.1\r\n", "refused 400 badPercentEncoding at 14"),
    Case("a slash in two bytes", "GET /%C0%AF HTTP/1.1\r\n", "refused 400 badPercentEncoding at 5"),
    Case("half a surrogate", "GET /%ED%A0%80 HTTP/1.1\r\n", "refused 400 badPercentEncoding at 8"),
    Case("a target of another scheme", "GET ftp://a/ HTTP/1.1\r\n", "refused 400 badTarget at 4"),
    Case("a target with a user", "GET http://u@a/ HTTP/1.1\r\n", "refused 400 badTarget at 11"),
    Case("a target without a slash", "GET a HTTP/1.1\r\n", "refused 400 badTarget at 4"),
  ]

  static let fields = [
    Case(
      "blanks around a value", "GET / HTTP/1.1\r\nHost:a\r\nX: \t b c \t\r\nY:\r\n\r\n",
      "GET / stays Host=a X=b c Y=", "end"),
    Case(
      "bytes beyond ASCII in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: Mỹ\r\n\r\n", "GET / stays Host=a X=Mỹ", "end"),
    Case("a space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "refused 400 badFieldName at 20"),
    Case("no colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", "refused 400 badFieldName at 20"),
    Case("no name", "GET / HTTP/1.1\r\n: a\r\n\r\n", "refused 400 badFieldName at 16"),
    Case("a bracket in a name", "GET / HTTP/1.1\r\nX[1]: a\r\n\r\n", "refused 400 badFieldName at 17"),
    Case("a folded field", "GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", "refused 400 foldedField at 25"),
    Case("a folded first line", "GET / HTTP/1.1\r\n\tHost: a\r\n\r\n", "refused 400 foldedField at 16"),
    Case("LF alone in the fields", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", "refused 400 bareLineFeed at 23"),
    Case("LF alone at the end", "GET / HTTP/1.1\r\nHost: a\r\n\n", "refused 400 bareLineFeed at 25"),
    Case("a CR in a value", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", "refused 400 bareCarriageReturn at 24"),
    Case("NUL in a value", "GET / HTTP/1.1\r\nX: a\0\r\n\r\n", "refused 400 controlCharacter at 20"),
    Case("a control character in a value", "GET / HTTP/1.1\r\nX: \u{7F}\r\n\r\n", "refused 400 controlCharacter at 19"),
  ]

  static let hosts = [
    Case("an IPv6 host", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET / stays Host=[::1]:80", "end"),
    Case("no host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", "GET / 1.0 closes", "end"),
    Case("no host", "GET / HTTP/1.1\r\nX: a\r\n\r\n", "refused 400 badHost at 24"),
    Case(
      "no host beside a target that has one", "GET http://a/ HTTP/1.1\r\n\r\n", "refused 400 badHost at 26"),
    Case("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "refused 400 badHost at 25"),
    Case("two hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nhost: a\r\n\r\n", "refused 400 badHost at 25"),
    Case("an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "refused 400 badHost at 16"),
    Case("a host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "refused 400 badHost at 16"),
    Case("a host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", "refused 400 badHost at 16"),
    Case("a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "refused 400 badHost at 16"),
    Case("a port of letters", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", "refused 400 badHost at 16"),
    Case("a port that is none", "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", "refused 400 badHost at 16"),
    Case("a bracket left open", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", "refused 400 badHost at 16"),
    Case("two hosts in a list", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", "refused 400 badHost at 16"),
  ]

  static let expectations = [
    Case(
      "a client that waits", "PUT / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
      "PUT / stays waits Host=a Expect=100-Continue Content-Length=1", "content x", "end"),
    Case(
      "HTTP/1.0 knows no expectation", "PUT / HTTP/1.0\r\nExpect: magic\r\n\r\n", "PUT / 1.0 closes Expect=magic", "end"
    ),
    Case("another expectation", "PUT / HTTP/1.1\r\nExpect: magic\r\n\r\n", "refused 417 unknownExpectation at 24"),
  ]

  static let connections = [
    Case("a client that closes", head("Connection: close"), "GET / closes Host=a Connection=close", "end"),
    Case("letters of any size", head("Connection: foo, CLOSE"), "GET / closes Host=a Connection=foo, CLOSE", "end"),
    Case(
      "close beside keep-alive", head("Connection: keep-alive\r\nConnection: close"),
      "GET / closes Host=a Connection=keep-alive Connection=close", "end"),
    Case("a word that has close in it", head("Connection: closed"), "GET / stays Host=a Connection=closed", "end"),
    Case(
      "HTTP/1.0 that stays", "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
      "GET / 1.0 stays Connection=Keep-Alive", "end"),
  ]

  static let pipelines = [
    Case(
      "three in a row",
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPUT /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nxyGET /3 HTTP/1.1\r\n"
        + "Host: a\r\n\r\n",
      "GET /1 stays Host=a", "end", "PUT /2 stays Host=a Content-Length=2", "content xy", "end", "GET /3 stays Host=a",
      "end"),
    Case(
      "an empty line between", "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /1 stays Host=a", "end", "GET /2 stays Host=a", "end"),
    Case(
      "a bad one behind a good one", "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2\r\n", "GET /1 stays Host=a", "end",
      "refused 400 badRequestLine at 4"),
    Case("half a request", "GET / HTTP/1.1\r\nHos"),
  ]

  static func head(_ fields: String) -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n" }
}
