package dev.obstat.gateways.aws.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Botocore, an independent signer, in a child process: one JSON object a line in and out.
final class Botocore implements AutoCloseable {

  /// Signs with botocore's own classes at its own present time.
  private static final String PROGRAM =
      """
      import sys, json, base64
      try:
          from botocore import auth, awsrequest, credentials
      except ImportError:
          from awscli.botocore import auth, awsrequest, credentials
      print("ready", flush=True)
      for line in sys.stdin:
          o = json.loads(line)
          r = awsrequest.AWSRequest(method=o["method"], url=o["url"], headers=dict(o["headers"]),
                                    data=base64.b64decode(o["body"]))
          c = credentials.Credentials(o["key"], o["secret"])
          kind = {"v4": auth.SigV4Auth, "s3": auth.S3SigV4Auth, "v4query": auth.SigV4QueryAuth,
                  "s3query": auth.S3SigV4QueryAuth}[o["kind"]]
          kind(c, o["service"], o["region"]).add_auth(r)
          p = r.prepare()
          h = [[k, v.decode("latin1") if isinstance(v, bytes) else v] for k, v in p.headers.items()]
          print(json.dumps({"url": p.url, "headers": h}), flush=True)
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedReader out;

  private Botocore(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /// Empty when no Python here has botocore.
  static Optional<Botocore> start() throws IOException {
    for (String python : List.of("python3", "/usr/bin/python3")) {
      Optional<Process> process = launch(python);
      if (process.isEmpty()) {
        continue;
      }
      Botocore botocore = new Botocore(process.get());
      if ("ready".equals(botocore.out.readLine())) {
        return Optional.of(botocore);
      }
      botocore.close();
    }
    return Optional.empty();
  }

  private static Optional<Process> launch(String python) {
    try {
      return Optional.of(
          new ProcessBuilder(python, "-c", PROGRAM)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    }
  }

  RawRequest sign(String kind, String url, Client.Order order) throws IOException {
    List<List<String>> headers = new ArrayList<>();
    order.headers.forEach(h -> headers.add(List.of(h.name(), h.value())));
    String line =
        JSON.writeValueAsString(
            Map.of(
                "kind", kind,
                "method", order.method,
                "url", url,
                "headers", headers,
                "body", Base64.getEncoder().encodeToString(order.body),
                "key", order.key,
                "secret", order.secret,
                "service", order.service,
                "region", order.region));
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    JsonNode answer = JSON.readTree(out.readLine());
    List<Header> signed = new ArrayList<>();
    signed.add(new Header("Host", order.host));
    answer
        .get("headers")
        .forEach(h -> signed.add(new Header(h.get(0).asText(), h.get(1).asText())));
    String target = answer.get("url").asText().substring(("https://" + order.host).length());
    return new RawRequest(order.method, target, signed);
  }

  /// The same request as botocore would send it: without `x-amz-content-sha256`, and signed anew.
  static RawRequest withoutStatedHash(RawRequest request) {
    RawRequest stripped = Client.withoutHeader(request, "x-amz-content-sha256");
    String authorization =
        Client.header(request, "authorization").replace("x-amz-content-sha256;", "");
    RawRequest claimed = Client.replaceHeader(stripped, "authorization", authorization);
    HeaderFields fields = new HeaderFields(claimed.headers());
    Target target = new Target(claimed.target());
    Claim claim = Claim.read(fields, target);
    String hash = Client.header(request, "x-amz-content-sha256");
    String text =
        Canonical.stringToSign(
            claimed.method(),
            target,
            fields,
            claim.scope(),
            claim.timestamp(),
            claim.signedHeaders(),
            hash);
    String signature =
        Hashes.hex(Hashes.hmac(SigningKeys.derive(Client.SECRET, claim.scope()), text));
    return Client.replaceHeader(
        claimed,
        "authorization",
        authorization.replaceAll("Signature=.*", "Signature=" + signature));
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroy();
    }
  }
}
