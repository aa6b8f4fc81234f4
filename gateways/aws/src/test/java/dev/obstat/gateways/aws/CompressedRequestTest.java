package dev.obstat.gateways.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.fact.Fact;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompressedRequestTest {
  private final Installation installation = new Installation();
  private final Agent agent = new Agent(installation);

  @AfterEach
  void stop() {
    installation.close();
  }

  private Agent.Answered send(byte[] body) throws IOException {
    Map<String, String> headers =
        Map.of(
            "content-type",
            "application/x-www-form-urlencoded; charset=utf-8",
            "content-encoding",
            "gzip");
    return agent.send(agent.signed("monitoring", "POST", "/", headers, body), body);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  @Test
  void isJudgedByWhatItUnpacksToAndGoesOutAsItCame() throws Exception {
    byte[] packed =
        gzip(
            ("Action=PutMetricData&Version=2010-08-01&Namespace=cost"
                    + "&MetricData.member.1.MetricName=hours&MetricData.member.1.Value=42")
                .getBytes(StandardCharsets.UTF_8));
    assertThat(send(packed).status()).isEqualTo(200);
    Engine.Arrived arrived = installation.engine.arrived().getFirst();
    assertThat(arrived.header("content-encoding")).isEqualTo("gzip");
    assertThat(arrived.body().bytes()).isEqualTo(packed);
    installation.await(List.of("Dispatched", "Completed")::equals);
    Fact.Dispatched dispatched = installation.facts(Fact.Dispatched.class).getFirst();
    assertThat(dispatched.action().operation()).hasToString("aws:cloudwatch:PutMetricData");
    assertThat(dispatched.action().parameters().toString()).contains("cost", "hours", "42");
  }

  @Test
  void thatIsABombIsRefusedAndRecordedInWords() throws Exception {
    Agent.Answered answered = send(gzip(new byte[4 * 1024 * 1024]));
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body())
        .contains("<Code>ObstatAmbiguous</Code>")
        .contains("the gzip body unpacks to more than 250 times its size; send it uncompressed");
    assertThat(installation.kinds()).containsExactly("NotUnderstood");
    assertThat(installation.engine.arrived()).isEmpty();
  }
}
