package dev.obstat.gateways.aws.decode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Lets an independent client, botocore, serialise a request for every operation that it knows and
/// asks what it is. botocore is newer than most of the index: what the index lacks must be unknown,
/// never taken for something else.
class BotocoreTest {
  /// The older form of an operation at the same place, which gets the same decision.
  private static final Map<String, String> DEPRECATED =
      Map.of(
          "GetBucketLifecycle", "GetBucketLifecycleConfiguration",
          "PutBucketLifecycle", "PutBucketLifecycleConfiguration",
          "GetBucketNotification", "GetBucketNotificationConfiguration",
          "PutBucketNotification", "PutBucketNotificationConfiguration");

  /// Without the host, nothing tells the two lex services apart, and their tags differ in form.
  private static final Set<String> REFUSED_WITHOUT_HOST = Set.of("lexv2-models TagResource");

  /// Both versions of a service have the operation at the same place on the same host (or, of lex,
  /// without the host), so the first speaks for both; they write these members in another case. The
  /// older forms of two S3 operations have headers of HTTP as members.
  private static final Set<String> NAMED_OTHERWISE =
      Set.of(
          "greengrassv2 AssociateServiceRoleToAccount lacks [roleArn]",
          "greengrassv2 GetConnectivityInfo lacks [thingName]",
          "greengrassv2 ListTagsForResource lacks [resourceArn]",
          "greengrassv2 TagResource lacks [resourceArn]",
          "greengrassv2 UntagResource lacks [resourceArn, tagKeys]",
          "greengrassv2 UpdateConnectivityInfo lacks [thingName]",
          "lexv2-models ListTagsForResource lacks [resourceARN]",
          "lexv2-models UntagResource lacks [resourceARN]",
          "s3 PutBucketLifecycle lacks [ContentMD5]",
          "s3 PutBucketNotification lacks [ChecksumAlgorithm, ContentMD5]");

  private final AwsModels models = AwsModels.load();
  private final Identifier identifier = new Identifier(models, Set.of("gateway.example"));
  private final Decoder decoder = new Decoder();
  private final List<String> wrong = new ArrayList<>();
  private final TreeMap<String, Integer> counts = new TreeMap<>();

  @Test
  void itsRequestsAreUnderstood(TestReporter reporter) throws IOException, InterruptedException {
    Optional<String> python = python();
    Assumptions.assumeTrue(
        python.isPresent(),
        "no python3 with botocore: operations serialised by an independent client stay untested");
    Process process =
        new ProcessBuilder(
                python.orElseThrow(),
                "src/test/resources/dev/obstat/gateways/aws/decode/serialise.py")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      ObjectMapper mapper = new ObjectMapper();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        check(mapper.readTree(line));
      }
    }
    assertThat(process.waitFor()).isZero();
    reporter.publishEntry("botocore", counts.toString());
    reporter.publishEntry("held though known", heldNames.toString());
    assertThat(wrong).isEmpty();
    assertThat(different).isSubsetOf(NAMED_OTHERWISE);
    assertThat(counts.get("found")).isGreaterThan(12_000);
  }

  private static Optional<String> python() throws InterruptedException {
    for (String candidate : List.of("python3", "/usr/bin/python3")) {
      try {
        Process process = new ProcessBuilder(candidate, "-c", "import botocore").start();
        if (process.waitFor() == 0) {
          return Optional.of(candidate);
        }
      } catch (IOException absent) {
        // Not there under this name; the next one may be.
      }
    }
    return Optional.empty();
  }

  private void check(JsonNode node) {
    List<Header> headers = new ArrayList<>();
    node.get("headers")
        .properties()
        .forEach(header -> headers.add(new Header(header.getKey(), header.getValue().asText())));
    Body body = Body.of(Base64.getDecoder().decode(node.get("body").asText()));
    AwsRequest request =
        new AwsRequest(
            node.get("method").asText(),
            node.get("path").asText(),
            node.get("query").asText(),
            headers,
            body,
            node.get("signing").asText(),
            "eu-west-1",
            node.get("host").asText());
    String name = node.get("service").asText() + " " + node.get("operation").asText();
    switch (identifier.identify(request)) {
      case Identified found -> {
        count("found");
        String asked =
            DEPRECATED.getOrDefault(node.get("operation").asText(), node.get("operation").asText());
        if (!found.operation().name().equals(asked)) {
          wrong.add(
              name
                  + " was taken for "
                  + found.named()
                  + " from "
                  + node.get("method")
                  + node.get("path")
                  + node.get("query"));
          return;
        }
        parameters(name, found, request, node);
      }
      case Identification.UnknownOperation _ -> {
        boolean known =
            models.signedAs(request.signingName()).stream()
                .anyMatch(
                    service ->
                        models.model(service).operation(node.get("operation").asText()) != null);
        count(known ? "held though the index has its name" : "newer than the index, held");
        if (known) {
          heldNames.add(name);
        }
      }
      case Identification.Refused refused -> {
        count("refused");
        wrong.add(name + " was refused: " + refused.why());
      }
      case Identification.BodyNeeded _ -> wrong.add(name + " needs a body that was given");
    }
  }

  private final TreeSet<String> different = new TreeSet<>();
  private final TreeSet<String> heldNames = new TreeSet<>();

  private void parameters(String name, Identified found, AwsRequest request, JsonNode node) {
    switch (decoder.decode(found, request, Given.FINGERPRINT)) {
      case Decoded decoded -> {
        Set<String> sent = new TreeSet<>();
        node.get("members").forEach(member -> sent.add(member.asText()));
        Set<String> got = new TreeSet<>(decoded.parameters().members().keySet());
        if (got.containsAll(sent) && decoded.unknownMembers().isEmpty()) {
          count("found with all parameters");
        } else if (!decoded.unknownMembers().isEmpty()) {
          count("found, some members newer than the index");
        } else {
          count("found, members differ");
          sent.removeAll(got);
          different.add(name + " lacks " + sent);
        }
      }
      case Decoding.Refused refused -> {
        count("decoding refused");
        if (!REFUSED_WITHOUT_HOST.contains(name)) {
          wrong.add(name + ": " + refused.why());
        }
      }
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}
