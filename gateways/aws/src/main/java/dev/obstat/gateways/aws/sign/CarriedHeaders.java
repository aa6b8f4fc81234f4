package dev.obstat.gateways.aws.sign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which of the client's headers go on to the real service: not its signature, not the framing of
/// its connection, nothing about its own tries.
final class CarriedHeaders {

  private static final Set<String> DROPPED =
      Set.of(
          "authorization",
          "host",
          "date",
          "x-amz-date",
          "x-amz-content-sha256",
          "x-amz-security-token",
          "x-amz-trailer",
          "x-amz-decoded-content-length",
          "x-amzn-trace-id",
          "content-length",
          "transfer-encoding",
          "expect",
          "connection",
          "proxy-connection",
          "proxy-authorization",
          "proxy-authenticate",
          "keep-alive",
          "te",
          "trailer",
          "upgrade");

  private CarriedHeaders() {}

  static List<Header> of(List<Header> headers) {
    Set<String> named =
        headers.stream()
            .filter(h -> h.is("connection"))
            .flatMap(h -> tokens(h.value()))
            .map(token -> token.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    List<Header> carried = new ArrayList<>();
    for (Header header : headers) {
      String name = header.name().toLowerCase(Locale.ROOT);
      if (DROPPED.contains(name) || named.contains(name) || name.startsWith("amz-sdk-")) {
        continue;
      }
      if (!name.equals("content-encoding")) {
        carried.add(header);
        continue;
      }
      String left = withoutChunking(header.value());
      if (!left.isEmpty()) {
        carried.add(new Header(header.name(), left));
      }
    }
    return List.copyOf(carried);
  }

  /// `aws-chunked` is between the client and us; `gzip` beside it belongs to the object.
  private static String withoutChunking(String encodings) {
    return tokens(encodings)
        .filter(token -> !token.equalsIgnoreCase("aws-chunked"))
        .collect(Collectors.joining(","));
  }

  private static Stream<String> tokens(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(t -> !t.isEmpty());
  }
}
