/// How a content's end is known: where requests are smuggled when two readers differ.
extension Corpus {
  private static func post(_ fields: String, _ content: String = "") -> String {
    "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(content)"
  }

  static let contentLengths = [
    Case("a content", post("Content-Length: 3", "abc"), "POST / stays Host=a Content-Length=3", "content abc", "end"),
    Case("none", post("Content-Length: 0"), "POST / stays Host=a Content-Length=0", "end"),
    Case("POST without a length", post("X: y"), "POST / stays Host=a X=y", "end"),
    Case(
      "zeros in front", post("Content-Length: 0003", "abc"), "POST / stays Host=a Content-Length=0003", "content abc",
      "end"),
    Case(
      "GET with a content", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx",
      "GET / stays Host=a Content-Length=1", "content x", "end"),
    Case(
      "two lengths", post("Content-Length: 3\r\nContent-Length: 4", "abc"), "refused 400 repeatedContentLength at 61"),
    Case(
      "the same length twice", post("Content-Length: 3\r\ncontent-length: 3", "abc"),
      "refused 400 repeatedContentLength at 61"),
    Case("a list of lengths", post("Content-Length: 3, 3", "abc"), "refused 400 badContentLength at 43"),
    Case("a plus", post("Content-Length: +5", "abcde"), "refused 400 badContentLength at 42"),
    Case("a minus", post("Content-Length: -1"), "refused 400 badContentLength at 42"),
    Case("hexadecimal", post("Content-Length: 0x5", "abcde"), "refused 400 badContentLength at 43"),
    Case("a space inside", post("Content-Length: 1 2", "abc"), "refused 400 badContentLength at 43"),
    Case("no digit", post("Content-Length:"), "refused 400 badContentLength at 41"),
    Case("a fraction", post("Content-Length: 3.0", "abc"), "refused 400 badContentLength at 43"),
    Case("digits of another script", post("Content-Length: ３", "abc"), "refused 400 badContentLength at 42"),
    Case(
      "more than 64 bits", post("Content-Length: 18446744073709551619", "abc"),
      "POST / stays Host=a Content-Length=18446744073709551619", "refused 413 contentTooLarge at 66"),
    Case(
      "more than the limit", post("Content-Length: 1048577"), "POST / stays Host=a Content-Length=1048577",
      "refused 413 contentTooLarge at 53"),
  ]

  static let transferEncodings = [
    Case(
      "chunks of any letters", post("Transfer-Encoding: Chunked", "0\r\n\r\n"),
      "POST / stays Host=a Transfer-Encoding=Chunked", "end"),
    Case(
      "an empty member beside", post("Transfer-Encoding: , chunked ,", "0\r\n\r\n"),
      "POST / stays Host=a Transfer-Encoding=, chunked ,", "end"),
    Case(
      "a length beside", post("Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
      "refused 400 conflictingLength at 75"),
    Case(
      "a length behind", post("Transfer-Encoding: chunked\r\nContent-Length: 3", "0\r\n\r\n"),
      "refused 400 conflictingLength at 75"),
    Case("another coding", post("Transfer-Encoding: gzip"), "refused 501 unknownTransferCoding at 45"),
    Case("identity", post("Transfer-Encoding: identity"), "refused 501 unknownTransferCoding at 45"),
    Case("a coding before", post("Transfer-Encoding: gzip, chunked"), "refused 501 unknownTransferCoding at 45"),
    Case("a name that ends so", post("Transfer-Encoding: xchunked"), "refused 501 unknownTransferCoding at 45"),
    Case("a parameter", post("Transfer-Encoding: chunked;q=1"), "refused 501 unknownTransferCoding at 45"),
    Case("a quoted word", post("Transfer-Encoding: \"chunked\""), "refused 501 unknownTransferCoding at 45"),
    Case("a vertical tab", post("Transfer-Encoding: \u{B}chunked"), "refused 400 controlCharacter at 45"),
    Case("chunked before another", post("Transfer-Encoding: chunked, gzip"), "refused 400 badTransferEncoding at 45"),
    Case("chunked twice", post("Transfer-Encoding: chunked, chunked"), "refused 400 badTransferEncoding at 45"),
    Case(
      "chunked in two lines", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"),
      "refused 400 badTransferEncoding at 73"),
    Case(
      "another line behind", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"),
      "refused 400 badTransferEncoding at 73"),
    Case("nothing", post("Transfer-Encoding:"), "refused 400 badTransferEncoding at 44"),
    Case(
      "chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
      "refused 400 badTransferEncoding at 36"),
  ]

  private static func chunked(_ content: String) -> String { post("Transfer-Encoding: chunked", content) }
  private static let chunkedHead = "POST / stays Host=a Transfer-Encoding=chunked"

  static let chunks = [
    Case("two chunks", chunked("3\r\nabc\r\n02\r\nde\r\n0\r\n\r\n"), chunkedHead, "content abcde", "end"),
    Case(
      "sizes in letters of both cases", chunked("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n"), chunkedHead,
      "content 01234567890123456789", "end"),
    Case("sixteen digits", chunked("0000000000000001\r\nx\r\n0\r\n\r\n"), chunkedHead, "content x", "end"),
    Case(
      "extensions", chunked("1;a\r\nx\r\n1 ; b=c;d=\"e\\\"f;\"\r\ny\r\n0;z\r\n\r\n"), chunkedHead, "content xy", "end"),
    Case(
      "trailers", chunked("1\r\nx\r\n0\r\nA: b\r\nC:d\r\n\r\n"), chunkedHead, "content x", "trailer A=b", "trailer C=d",
      "end"),
    Case(
      "a request behind", chunked("1\r\nx\r\n0\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n"), chunkedHead, "content x",
      "end", "GET /2 stays Host=a", "end"),
    Case("no size", chunked("\r\nabc\r\n"), chunkedHead, "refused 400 badChunkSize at 58"),
    Case("a size that is none", chunked("g\r\nabc\r\n"), chunkedHead, "refused 400 badChunkSize at 59"),
    Case("seventeen digits", chunked("00000000000000001\r\nx\r\n"), chunkedHead, "refused 400 badChunkSize at 75"),
    Case("0x in front", chunked("0x1\r\nx\r\n"), chunkedHead, "refused 400 badChunkSize at 61"),
    Case("a plus in front", chunked("+1\r\nx\r\n"), chunkedHead, "refused 400 badChunkSize at 60"),
    Case("a minus in front", chunked("-1\r\nx\r\n"), chunkedHead, "refused 400 badChunkSize at 60"),
    Case("a space in front", chunked(" 1\r\nx\r\n"), chunkedHead, "refused 400 badChunkSize at 60"),
    Case("a space behind", chunked("1 \r\nx\r\n"), chunkedHead, "refused 400 badChunkExtension at 60"),
    Case("two words", chunked("1 2\r\nx\r\n"), chunkedHead, "refused 400 badChunkExtension at 61"),
    Case("an extension without a name", chunked("1;\r\nx\r\n"), chunkedHead, "refused 400 badChunkExtension at 60"),
    Case("an extension without a value", chunked("1;a=\r\nx\r\n"), chunkedHead, "refused 400 badChunkExtension at 62"),
    Case(
      "an extension's quote left open", chunked("1;a=\"b\r\nx\r\n"), chunkedHead, "refused 400 badChunkExtension at 64"),
    Case("LF alone behind a size", chunked("1\nx\r\n"), chunkedHead, "refused 400 bareLineFeed at 57"),
    Case("LF alone in an extension", chunked("1;a\nx\r\n"), chunkedHead, "refused 400 bareLineFeed at 59"),
    Case("a CR in an extension", chunked("1;a\rb\r\nx\r\n"), chunkedHead, "refused 400 bareCarriageReturn at 60"),
    Case("NUL in an extension", chunked("1;\0\r\nx\r\n"), chunkedHead, "refused 400 controlCharacter at 58"),
    Case(
      "LF alone behind a chunk", chunked("1\r\nx\n0\r\n\r\n"), chunkedHead, "content x", "refused 400 badChunkEnd at 60"
    ),
    Case(
      "a chunk longer than its size", chunked("1\r\nxy\r\n"), chunkedHead, "content x", "refused 400 badChunkEnd at 60"),
    Case(
      "CR and another byte behind a chunk", chunked("1\r\nx\rx"), chunkedHead, "content x",
      "refused 400 badChunkEnd at 61"),
    Case("the largest size", chunked("ffffffffffffffff\r\n"), chunkedHead, "refused 413 contentTooLarge at 74"),
    Case("a size beyond the limit", chunked("100001\r\n"), chunkedHead, "refused 413 contentTooLarge at 64"),
    Case(
      "a length in the trailers", chunked("0\r\nContent-Length: 5\r\n\r\n"), chunkedHead, "refused 400 badTrailer at 78"
    ),
    Case(
      "a coding in the trailers", chunked("0\r\nTransfer-Encoding: x\r\n\r\n"), chunkedHead,
      "refused 400 badTrailer at 81"),
    Case("a host in the trailers", chunked("0\r\nHost: x\r\n\r\n"), chunkedHead, "refused 400 badTrailer at 68"),
    Case("a folded trailer", chunked("0\r\nA: b\r\n c\r\n\r\n"), chunkedHead, "refused 400 foldedField at 69"),
    Case("a trailer without a colon", chunked("0\r\nA\r\n\r\n"), chunkedHead, "refused 400 badFieldName at 62"),
    Case("LF alone behind the trailers", chunked("0\r\n\n"), chunkedHead, "refused 400 bareLineFeed at 59"),
  ]
}
