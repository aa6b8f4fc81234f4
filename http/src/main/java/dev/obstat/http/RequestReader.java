package dev.obstat.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Set;

/// Reads the head of a request, RFC 9112, and refuses whatever two readers could understand
/// differently: this side has to know exactly what the other side of a forwarder will see.
final class RequestReader {
  private static final int LONGEST_METHOD = 32;

  /// What a client may say about its connection. Any other name would have a forwarder drop a field
  /// that the decision was made on.
  private static final Set<String> CONNECTION_OPTIONS =
      Set.of("close", "keep-alive", "te", "upgrade", "http2-settings");

  /// What came of reading one head.
  sealed interface Read {
    /// @param keep whether the client wants to use the connection again
    /// @param expects whether the client waits for `100 Continue` before it sends the body
    record Head(RequestHead request, Framing framing, boolean keep, boolean expects)
        implements Read {}

    /// A CONNECT; nothing follows it but what the tunnel will carry.
    record Connect(Authority authority, Headers headers) implements Read {}

    record Refused(Refusal refusal) implements Read {}

    /// The client went away in the middle.
    record Gone() implements Read {}
  }

  private RequestReader() {}

  /// @param proxies whether CONNECT may be asked for
  static Read read(ByteSource source, Bounds bounds, boolean proxies) {
    try {
      return head(source, bounds, proxies);
    } catch (Malformed e) {
      return new Read.Refused(e.refusal());
    } catch (SocketTimeoutException e) {
      return new Read.Refused(new Refusal(408, "the request head arrived too slowly"));
    } catch (EOFException e) {
      return new Read.Refused(
          new Refusal(400, "the connection ended in the middle of the request head"));
    } catch (IOException e) {
      return new Read.Gone();
    }
  }

  private static Read head(ByteSource source, Bounds bounds, boolean proxies) throws IOException {
    String line =
        source.line(
            bounds.startLine(),
            new Malformed(
                414, "the request line is longer than %d bytes".formatted(bounds.startLine())));
    if (line.isEmpty()) {
      throw new Malformed("an empty line where a request should begin");
    }
    String[] parts = line.split(" ", -1);
    if (parts.length != 3) {
      throw new Malformed(
          "the request line is not a method, a target and a version with one space between: `%s`"
              .formatted(Syntax.shown(line)));
    }
    if (proxies && parts[0].equals("CONNECT")) {
      return connect(parts, source, bounds);
    }
    version(parts[2]);
    method(parts[0]);
    target(parts[0], parts[1], proxies);
    Headers headers = Fields.read(source, bounds);
    host(headers);
    Framing framing = framing(headers);
    List<String> connection = headers.options("connection");
    for (String option : connection) {
      if (!CONNECTION_OPTIONS.contains(option)) {
        throw new Malformed(
            "`connection` names `%s`: only close, keep-alive, te and upgrade are accepted"
                .formatted(Syntax.shown(option)));
      }
    }
    return new Read.Head(
        new RequestHead(parts[0], parts[1], headers),
        framing,
        !connection.contains("close"),
        expects(headers) && !(framing instanceof Framing.None));
  }

  /// HTTP/1.0 will do, and no `Host`: some clients ask so for a tunnel in which they speak
  /// HTTP/1.1.
  private static Read.Connect connect(String[] parts, ByteSource source, Bounds bounds)
      throws IOException {
    if (!parts[2].equals("HTTP/1.0")) {
      version(parts[2]);
    }
    Authority authority = Authority.read(parts[1]);
    Headers headers = Fields.read(source, bounds);
    List<String> hosts = headers.all("host");
    if (hosts.size() > 1) {
      throw new Malformed("the `host` header is repeated");
    }
    if (hosts.size() == 1
        && !hosts.getFirst().equalsIgnoreCase(authority.toString())
        && !hosts.getFirst().equalsIgnoreCase(authority.host())) {
      throw new Malformed(
          "CONNECT to `%s` with the host `%s`: they must be the same"
              .formatted(authority, Syntax.shown(hosts.getFirst())));
    }
    boolean empty =
        switch (framing(headers)) {
          case Framing.None() -> true;
          case Framing.Length(long bytes) -> bytes == 0;
          case Framing.Chunked() -> false;
        };
    if (!empty) {
      throw new Malformed("a CONNECT has no body");
    }
    return new Read.Connect(authority, headers);
  }

  private static void version(String version) throws Malformed {
    if (version.equals("HTTP/1.1")) {
      return;
    }
    if (version.matches("HTTP/[0-9]\\.[0-9]")) {
      throw new Malformed(505, "`%s` is not supported: use HTTP/1.1".formatted(version));
    }
    throw new Malformed("`%s` is not an HTTP version".formatted(Syntax.shown(version)));
  }

  private static void method(String method) throws Malformed {
    if (!Syntax.isToken(method) || method.length() > LONGEST_METHOD) {
      throw new Malformed("`%s` is not a method".formatted(Syntax.shown(method)));
    }
  }

  private static void target(String method, String target, boolean proxies) throws Malformed {
    if (method.equals("CONNECT")) {
      throw new Malformed("CONNECT is not served here: send the request itself");
    }
    if (proxies && target.regionMatches(true, 0, "http:", 0, 5)) {
      throw new Malformed(
          403,
          "the request target `%s` is not a path: plain http is not proxied, only https (CONNECT)"
              .formatted(Syntax.shown(target)));
    }
    if (!target.startsWith("/")) {
      throw new Malformed(
          "the request target `%s` is not a path: send it in origin form, `/path?query`"
              .formatted(Syntax.shown(target)));
    }
    if (!Syntax.isTarget(target)) {
      throw new Malformed(
          "the request target `%s` contains a character that must be percent-encoded"
              .formatted(Syntax.shown(target)));
    }
    if (!Syntax.isPercentEncoded(target)) {
      throw new Malformed(
          "the request target `%s` contains a `%%` without two hexadecimal digits"
              .formatted(Syntax.shown(target)));
    }
  }

  private static void host(Headers headers) throws Malformed {
    List<String> hosts = headers.all("host");
    if (hosts.size() != 1) {
      throw new Malformed(
          hosts.isEmpty() ? "the `host` header is missing" : "the `host` header is repeated");
    }
    if (!Syntax.isHost(hosts.getFirst())) {
      throw new Malformed(
          "`%s` is not a host with an optional port".formatted(Syntax.shown(hosts.getFirst())));
    }
  }

  private static Framing framing(Headers headers) throws Malformed {
    List<String> lengths = headers.all("content-length");
    List<String> codings = headers.all("transfer-encoding");
    if (!lengths.isEmpty() && !codings.isEmpty()) {
      throw new Malformed("`content-length` together with `transfer-encoding`: send one of them");
    }
    if (lengths.size() > 1) {
      throw new Malformed("the `content-length` header is repeated");
    }
    if (!codings.isEmpty()) {
      if (codings.size() > 1 || !codings.getFirst().equals("chunked")) {
        throw new Malformed(
            "`%s` is not a supported transfer-encoding: only `chunked` is"
                .formatted(Syntax.shown(String.join(", ", codings))));
      }
      return new Framing.Chunked();
    }
    if (lengths.isEmpty()) {
      return new Framing.None();
    }
    long length = Syntax.length(lengths.getFirst());
    if (length < 0) {
      throw new Malformed(
          "`%s` is not a content-length".formatted(Syntax.shown(lengths.getFirst())));
    }
    return new Framing.Length(length);
  }

  private static boolean expects(Headers headers) throws Malformed {
    List<String> expectations = headers.all("expect");
    if (expectations.isEmpty()) {
      return false;
    }
    if (expectations.size() > 1 || !expectations.getFirst().equalsIgnoreCase("100-continue")) {
      throw new Malformed(
          417,
          "`%s` cannot be expected: only `100-continue` can"
              .formatted(Syntax.shown(String.join(", ", expectations))));
    }
    return true;
  }
}
