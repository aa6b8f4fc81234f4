package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VerifierFuzzTest {

  private final Client.Sent json = Client.send(RefusalsTest.json());
  private final Client.Sent presigned = Client.send(RefusalsTest.presigned());

  @Test
  void whateverIsThrownAtTheVerifierItAnswersAndNeverPasses() {
    Random random = new Random(7);
    String signed = Client.header(json.request(), "authorization");
    for (int i = 0; i < 20_000; i++) {
      RawRequest request =
          switch (random.nextInt(4)) {
            case 0 ->
                Client.replaceHeader(json.request(), "authorization", mangled(signed, random));
            case 1 ->
                Client.withTarget(
                    presigned.request(), mangled(presigned.request().target(), random));
            case 2 -> Client.replaceHeader(json.request(), "host", mangled("gateway", random));
            default ->
                Client.replaceHeader(
                    json.request(), "x-amz-date", mangled("20261123T100000Z", random));
          };
      if (stripped(request).equals(stripped(json.request()))
          || request.equals(presigned.request())) {
        continue;
      }
      Verification answer =
          new Verifier(Client.LIVE, Client.CLOCK)
              .verify(request, Channel.PROTECTED, () -> Hashes.OF_NOTHING);
      assertThat(answer).as("%s", request).isInstanceOf(Refused.class);
    }
  }

  /// White space at the ends of a header is no part of it (RFC 9110, 5.5), and between the parts of
  /// an authorization it says nothing.
  private static RawRequest stripped(RawRequest request) {
    return new RawRequest(
        request.method(),
        request.target(),
        request.headers().stream().map(h -> new Header(h.name(), squeezed(h))).toList());
  }

  private static String squeezed(Header header) {
    return header.is("authorization")
        ? header.value().replaceAll("[ \t]+", "")
        : header.value().strip();
  }

  private static String mangled(String text, Random random) {
    StringBuilder mangled = new StringBuilder(text);
    for (int n = random.nextInt(4); n >= 0; n--) {
      int at = random.nextInt(mangled.length());
      switch (random.nextInt(3)) {
        case 0 -> mangled.setCharAt(at, (char) random.nextInt(300));
        case 1 -> mangled.insert(at, "=&%;,/ ?".charAt(random.nextInt(8)));
        default -> mangled.deleteCharAt(at);
      }
      if (mangled.isEmpty()) {
        mangled.append('x');
      }
    }
    return mangled.toString();
  }
}
