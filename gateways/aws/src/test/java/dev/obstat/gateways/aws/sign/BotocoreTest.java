package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class BotocoreTest {

  @Test
  void everySeededShapeThatBotocoreSignsVerifies() throws IOException {
    Optional<Botocore> found = Botocore.start();
    Assumptions.assumeTrue(
        found.isPresent(),
        "no Python with botocore here: signatures of a second, independent signer stay untested");
    Verifier verifier = new Verifier(Client.LIVE, Clock.systemUTC());
    int verified = 0;
    try (Botocore botocore = found.orElseThrow()) {
      for (int seed = 0; seed < 1200; seed++) {
        Random random = new Random(seed);
        Client.Order order = Shapes.order(random);
        boolean presigned = order.body.length == 0 && random.nextInt(3) == 0;
        String kind = (order.rawPath ? "s3" : "v4") + (presigned ? "query" : "");
        RawRequest request = botocore.sign(kind, url(order), order);
        Verification answer =
            verifier.verify(request, Channel.PROTECTED, () -> Hashes.sha256(order.body));
        assertThat(answer).as("seed %d: %s", seed, request).isInstanceOf(Verified.class);
        RawRequest other = Client.withTarget(request, request.target().replaceFirst("/", "/x"));
        assertThat(verifier.verify(other, Channel.PROTECTED, () -> Hashes.sha256(order.body)))
            .isInstanceOf(Refused.class);
        verified++;
      }
    }
    assertThat(verified).isEqualTo(1200);
  }

  private static String url(Client.Order order) {
    StringBuilder url = new StringBuilder("https://" + order.host + order.path);
    String separator = "?";
    for (Map.Entry<String, String> parameter : order.query) {
      url.append(separator).append(encoded(parameter.getKey())).append('=');
      url.append(encoded(parameter.getValue()));
      separator = "&";
    }
    return url.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
