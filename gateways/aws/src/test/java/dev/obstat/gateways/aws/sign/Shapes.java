package dev.obstat.gateways.aws.sign;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

/// Seeded requests of every shape: odd paths, queries with repeated names, Unicode, headers with
/// spaces, bodies or none.
final class Shapes {

  private static final String[] PIECES = {
    "a",
    "Z",
    "0",
    "-",
    "_",
    ".",
    "~",
    "key",
    "%20",
    "%2F",
    "%25",
    "%2B",
    "!",
    "$",
    "'",
    "(",
    ")",
    "*",
    ",",
    ";",
    "=",
    ":",
    "@",
    "%C3%BC",
    "%E2%82%AC",
    "%F0%9F%98%80",
    "&"
  };
  private static final String[] TEXTS = {
    "", "a", "b c", "=", "&", "+", "%", "/", "?", "ü", "€", "😀", "a=b&c", "~", "*", "'", "\"",
    "A,B"
  };
  private static final String[] SERVICES = {
    "s3", "sqs", "ec2", "rds", "lambda", "dynamodb", "s3express", "execute-api"
  };

  private Shapes() {}

  static Client.Order order(Random random) {
    Client.Order order = new Client.Order();
    order.service = SERVICES[random.nextInt(SERVICES.length)];
    order.rawPath = order.service.startsWith("s3");
    order.region = random.nextBoolean() ? "us-east-1" : "eu-central-1";
    StringBuilder path = new StringBuilder();
    for (int s = random.nextInt(4); s >= 0; s--) {
      path.append('/');
      int pieces = random.nextInt(5) + (order.rawPath ? 0 : 1);
      for (int p = 0; p < pieces; p++) {
        path.append(PIECES[random.nextInt(PIECES.length)]);
      }
      boolean dots = path.toString().endsWith("/.") || path.toString().endsWith("/..");
      path.append(dots ? "x" : "");
    }
    order.path = path.toString();
    for (int q = random.nextInt(5); q > 0; q--) {
      String name = random.nextInt(3) == 0 ? "same" : "n" + text(random);
      order.query.add(Map.entry(name, text(random) + text(random)));
    }
    for (int h = random.nextInt(4); h > 0; h--) {
      order.headers.add(
          new Header("X-Amz-Meta-H" + h, " two   words " + random.nextInt() + "\tand  more  "));
    }
    order.method = "GET";
    if (random.nextBoolean()) {
      order.method = random.nextBoolean() ? "POST" : "PUT";
      order.headers.add(new Header("Content-Type", "application/x-amz-json-1.0; charset=utf-8"));
      order.body =
          (text(random) + "x".repeat(random.nextInt(300))).getBytes(StandardCharsets.UTF_8);
    }
    return order;
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }
}
