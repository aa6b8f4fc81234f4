package dev.obstat.http;

import static dev.obstat.http.StrictServer.chunked;
import static dev.obstat.http.StrictServer.post;
import static dev.obstat.http.StrictServer.refusal;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A body whose end could be found in two ways is refused, and what hides behind it is not served.
class StrictFramingTest {
  private static final StrictServer SERVER = StrictServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refusal(
            "content-length together with transfer-encoding",
            post("content-length: 4\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n"),
            400,
            "`content-length` together with `transfer-encoding`: send one of them"),
        refusal(
            "transfer-encoding before content-length",
            post("transfer-encoding: chunked\r\ncontent-length: 4\r\n", "0\r\n\r\n"),
            400,
            "`content-length` together with `transfer-encoding`: send one of them"),
        refusal(
            "two different content-lengths",
            post("content-length: 4\r\ncontent-length: 5\r\n", "abcd"),
            400,
            "the `content-length` header is repeated"),
        refusal(
            "two equal content-lengths",
            post("content-length: 4\r\ncontent-length: 4\r\n", "abcd"),
            400,
            "the `content-length` header is repeated"),
        refusal(
            "a list of content-lengths",
            post("content-length: 4, 4\r\n", "abcd"),
            400,
            "`4, 4` is not a content-length"),
        refusal(
            "a signed content-length",
            post("content-length: +4\r\n", "abcd"),
            400,
            "`+4` is not a content-length"),
        refusal(
            "a negative content-length",
            post("content-length: -4\r\n", "abcd"),
            400,
            "`-4` is not a content-length"),
        refusal(
            "a hexadecimal content-length",
            post("content-length: 0x4\r\n", "abcd"),
            400,
            "`0x4` is not a content-length"),
        refusal(
            "an empty content-length",
            post("content-length:\r\n", "abcd"),
            400,
            "`` is not a content-length"),
        refusal(
            "a content-length beyond any file",
            post("content-length: 9999999999999999999\r\n", "abcd"),
            400,
            "`9999999999999999999` is not a content-length"),
        refusal(
            "transfer-encoding gzip, chunked",
            post("transfer-encoding: gzip, chunked\r\n", "0\r\n\r\n"),
            400,
            "`gzip, chunked` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "transfer-encoding chunked, identity",
            post("transfer-encoding: chunked, identity\r\n", "0\r\n\r\n"),
            400,
            "`chunked, identity` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "transfer-encoding in another case",
            post("transfer-encoding: Chunked\r\n", "0\r\n\r\n"),
            400,
            "`Chunked` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "transfer-encoding xchunked",
            post("transfer-encoding: xchunked\r\n", "0\r\n\r\n"),
            400,
            "`xchunked` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "transfer-encoding behind a vertical tab",
            post("transfer-encoding: \u000bchunked\r\n", "0\r\n\r\n"),
            400,
            "the value of header `transfer-encoding` contains a control character"),
        refusal(
            "a repeated transfer-encoding",
            post("transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n", "0\r\n\r\n"),
            400,
            "`chunked, chunked` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "an empty transfer-encoding",
            post("transfer-encoding:\r\n", "0\r\n\r\n"),
            400,
            "`` is not a supported transfer-encoding: only `chunked` is"),
        refusal(
            "a chunk extension",
            chunked("4;a=b\r\nabcd\r\n0\r\n\r\n"),
            400,
            "a chunk extension: `4;a=b`"),
        refusal(
            "a chunk extension on the last chunk",
            chunked("4\r\nabcd\r\n0;a\r\n\r\n"),
            400,
            "a chunk extension: `0;a`"),
        refusal(
            "an endless chunk size line",
            chunked("4;" + "a".repeat(5000) + "\r\nabcd\r\n0\r\n\r\n"),
            400,
            "a chunk's size line is too long"),
        refusal(
            "a chunk size with a prefix",
            chunked("0x4\r\nabcd\r\n0\r\n\r\n"),
            400,
            "`0x4` is not a chunk size"),
        refusal(
            "a negative chunk size",
            chunked("-4\r\nabcd\r\n0\r\n\r\n"),
            400,
            "`-4` is not a chunk size"),
        refusal(
            "a chunk size after a blank",
            chunked(" 4\r\nabcd\r\n0\r\n\r\n"),
            400,
            "` 4` is not a chunk size"),
        refusal(
            "a chunk size before a blank",
            chunked("4 \r\nabcd\r\n0\r\n\r\n"),
            400,
            "`4 ` is not a chunk size"),
        refusal(
            "an empty chunk size", chunked("\r\nabcd\r\n0\r\n\r\n"), 400, "`` is not a chunk size"),
        refusal(
            "a chunk size that overflows",
            chunked("10000000000000004\r\nabcd\r\n0\r\n\r\n"),
            400,
            "`10000000000000004` is not a chunk size"),
        refusal(
            "a chunk longer than its size",
            chunked("3\r\nabcd\r\n0\r\n\r\n"),
            400,
            "a chunk is longer than its size says"),
        refusal(
            "a chunk that ends in a bare line feed",
            chunked("4\r\nabcd\n0\r\n\r\n"),
            400,
            "a line ends in a bare line feed: lines end in CRLF"),
        refusal(
            "a chunk size that ends in a bare line feed",
            chunked("4\nabcd\r\n0\r\n\r\n"),
            400,
            "a line ends in a bare line feed: lines end in CRLF"),
        refusal(
            "a trailer",
            chunked("4\r\nabcd\r\n0\r\nhost: b\r\n\r\n"),
            400,
            "a trailer after the body: `host`"),
        refusal(
            "a chunked body over the handler's bound",
            chunked("3e9\r\n" + "a".repeat(1001) + "\r\n0\r\n\r\n"),
            413,
            "the request body is larger than 1000 bytes"));
  }

  @ParameterizedTest(name = "{0} is refused")
  @MethodSource
  void refused(String what, String request, int status, String reason) throws IOException {
    SERVER.refuses(request, status, reason);
  }
}
