package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.Outgoing;
import dev.obstat.gateways.aws.sign.OutgoingBody;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.RealKeys;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// An agent's client that can send what no SDK would: it signs a request and writes its bytes.
final class Agent {
  private final Installation installation;
  private String accessKeyId;
  private String secret;
  private Clock clock;
  private String host;
  private String region = "eu-west-1";

  Agent(Installation installation) {
    this.installation = installation;
    this.accessKeyId = installation.session.accessKeyId();
    this.secret = installation.keys.secretOf(accessKeyId);
    this.clock = installation.clock;
    this.host = "127.0.0.1:" + installation.port();
  }

  Agent withKeys(String otherId, String otherSecret) {
    accessKeyId = otherId;
    secret = otherSecret;
    return this;
  }

  Agent at(Clock other) {
    clock = other;
    return this;
  }

  Agent in(String otherRegion) {
    region = otherRegion;
    return this;
  }

  Agent calling(String otherHost) {
    host = otherHost;
    return this;
  }

  /// An answer as it came.
  ///
  /// @param whole whether it had all the bytes it announced
  record Answered(int status, Map<String, String> headers, String body, boolean whole) {}

  RawRequest signed(
      String service, String method, String target, Map<String, String> headers, byte[] body) {
    List<Header> fields = new ArrayList<>();
    headers.forEach((name, value) -> fields.add(new Header(name, value)));
    return new UpstreamSigner(clock)
        .sign(
            new Outgoing(
                new RawRequest(method, target, fields),
                "http",
                host,
                region,
                service,
                OutgoingBody.inMemory(body)),
            new RealKeys(accessKeyId, secret, ""));
  }

  Answered send(
      String service, String method, String target, Map<String, String> headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return send(signed(service, method, target, headers, bytes), bytes);
  }

  Answered get(String service, String target) throws IOException {
    return send(service, "GET", target, Map.of(), "");
  }

  /// A call of a JSON service.
  Answered json(String service, String target, String body) throws IOException {
    return send(
        service,
        "POST",
        "/",
        Map.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target),
        body);
  }

  /// A call of a query service.
  Answered form(String service, String target, String body) throws IOException {
    return send(
        service,
        "POST",
        target,
        Map.of("content-type", "application/x-www-form-urlencoded; charset=utf-8"),
        body);
  }

  Answered send(RawRequest head, byte[] body) throws IOException {
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(head(head, body.length));
      out.write(body);
      out.flush();
      return answer(socket.getInputStream(), head.method().equals("HEAD"));
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), installation.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  static byte[] head(RawRequest head, long length) {
    StringBuilder text = new StringBuilder();
    text.append(head.method()).append(' ').append(head.target()).append(" HTTP/1.1\r\n");
    head.headers()
        .forEach(h -> text.append(h.name()).append(": ").append(h.value()).append("\r\n"));
    boolean framed = length > 0 || head.method().equals("PUT") || head.method().equals("POST");
    if (framed) {
      text.append("content-length: ").append(length).append("\r\n");
    }
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  static Answered answer(InputStream in, boolean noBody) throws IOException {
    String first = line(in);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = noBody ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
    byte[] body = available(in, length);
    return new Answered(
        Integer.parseInt(first.split(" ", 3)[1]),
        headers,
        new String(body, StandardCharsets.UTF_8),
        body.length == length);
  }

  private static byte[] available(InputStream in, int length) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      for (int c = 0; body.size() < length && c >= 0; ) {
        c = in.read();
        if (c >= 0) {
          body.write(c);
        }
      }
    } catch (IOException reset) {
      return body.toByteArray();
    }
    return body.toByteArray();
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
