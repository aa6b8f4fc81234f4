package dev.obstat.gateways.aws;

import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.ResponseHead;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an account holds, described by its services in their own forms: what stands in the files
/// `answers/SERVICE.OPERATION.xml` or `.json` unless a test says otherwise.
final class Estate implements AutoCloseable {
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/\\d{8}/[^/]+/([^/]+)/aws4_request");
  private static final Map<String, String> PATHS =
      Map.of("backup", "ListRecoveryPointsByResource", "elasticfilesystem", "DescribeFileSystems");

  private final Map<String, Said> said = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private sealed interface Said {

    record Answer(int status, String body) implements Said {}

    record Late() implements Said {}

    record Broken() implements Said {}
  }

  Estate(Engine engine) {
    engine.answer(this::answer);
  }

  /// What was asked, in order: `rds DescribeDBInstances {DBInstanceIdentifier=orders}`.
  List<String> asked() {
    return List.copyOf(asked);
  }

  /// @param operation `rds.DescribeDBInstances`
  void says(String operation, String body) {
    said.put(operation, new Said.Answer(200, body));
  }

  void refuses(String operation, int status, String code) {
    String body =
        operation.startsWith("ec2.")
            ? "<Response><Errors><Error><Code>%s</Code><Message>no</Message></Error></Errors>"
                + "<RequestID>r</RequestID></Response>"
            : isXml(operation)
                ? "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message>"
                    + "</Error><RequestId>r</RequestId></ErrorResponse>"
                : "{\"__type\": \"com.amazonaws.x#%s\", \"message\": \"no\"}";
    said.put(operation, new Said.Answer(status, body.formatted(code)));
  }

  /// S3's errors have no element around them.
  void refusesAsS3(String operation, int status, String code) {
    said.put(
        operation,
        new Said.Answer(
            status, "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code)));
  }

  void isLate(String operation) {
    said.put(operation, new Said.Late());
  }

  /// The connection ends in the middle of the answer.
  void breaksOff(String operation) {
    said.put(operation, new Said.Broken());
  }

  /// The answer as it stands in its file.
  static String file(String operation) {
    String name = "answers/" + operation + (isXml(operation) ? ".xml" : ".json");
    try (InputStream in = Estate.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no file `" + name + "`");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isXml(String operation) {
    return operation.matches("(rds|ec2|cloudformation|elasticache|s3)\\..*");
  }

  private void answer(Engine.Arrived arrived, Exchange exchange) {
    String operation = operation(arrived);
    asked.add(operation.replace('.', ' ') + " " + parameters(arrived));
    Said one = said.get(operation);
    if (one == null && operation.equals("s3.HeadObject")) {
      exchange.answer(new ResponseHead(404, Headers.empty()), new Body.None());
      return;
    }
    switch (one == null ? new Said.Answer(200, file(operation)) : one) {
      case Said.Answer(int status, String body) ->
          exchange.answer(
              new ResponseHead(status, Headers.empty()),
              arrived.head().method().equals("HEAD")
                  ? new Body.None()
                  : new Body.Whole(Content.text(body)));
      case Said.Late() -> {
        try {
          closed.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        exchange.answer(500, "too late");
      }
      case Said.Broken() -> {
        byte[] half = file(operation).substring(0, 60).getBytes(StandardCharsets.UTF_8);
        exchange.answer(
            new ResponseHead(200, Headers.empty()),
            new Body.Sized(new ByteArrayInputStream(half), 1_000));
      }
    }
  }

  private static String operation(Engine.Arrived arrived) {
    Matcher scope = SCOPE.matcher(arrived.header("authorization"));
    if (!scope.find()) {
      throw new AssertionError("not signed: " + arrived.head());
    }
    String service = scope.group(1);
    String target = arrived.header("x-amz-target");
    if (!target.isEmpty()) {
      return service + target.substring(target.lastIndexOf('.'));
    }
    if (service.equals("s3")) {
      String asked = arrived.head().target();
      return arrived.head().method().equals("HEAD")
          ? "s3.HeadObject"
          : asked.endsWith("?versioning")
              ? "s3.GetBucketVersioning"
              : asked.endsWith("?object-lock") ? "s3.GetObjectLockConfiguration" : "s3.Other";
    }
    return service
        + "."
        + PATHS.getOrDefault(service, form(arrived.body().text()).getOrDefault("Action", "None"));
  }

  private static String parameters(Engine.Arrived arrived) {
    if (arrived.body().size() == 0) {
      return arrived.head().method() + " " + arrived.head().target();
    }
    if (!arrived.header("x-amz-target").isEmpty()) {
      return arrived.body().text();
    }
    Map<String, String> form = form(arrived.body().text());
    form.remove("Action");
    form.remove("Version");
    return form.toString();
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new TreeMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        form.put(
            pair.substring(0, equals),
            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return form;
  }

  /// Lets go of whoever waits.
  @Override
  public void close() {
    closed.countDown();
  }
}
