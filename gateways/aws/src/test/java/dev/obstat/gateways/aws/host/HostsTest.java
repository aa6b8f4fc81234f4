package dev.obstat.gateways.aws.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Holds the table against the endpoint rules of an installed botocore, for every service that both
/// know, every region of the three partitions and every variant. After a change to either, run
/// `python3 gateways/aws/index/hosts.py`.
class HostsTest {
  private final Map<String, List<Service>> services = new HashMap<>();
  private final Map<Variant, Hosts> hosts = new HashMap<>();
  private final List<String> different = new ArrayList<>();

  @Test
  void everyHostIsWhereBotocoreFindsIt() throws IOException, InterruptedException {
    Optional<String> python = python();
    Assumptions.assumeTrue(
        python.isPresent(),
        "no python3 with the botocore that made hosts.txt: the table of hosts stays uncompared");
    for (Service service : AwsModels.load().services()) {
      String key = service.endpoint() + " " + service.signing();
      services.computeIfAbsent(key, _ -> new ArrayList<>()).add(service);
    }
    Process process =
        new ProcessBuilder(
                python.orElseThrow(), "src/test/resources/dev/obstat/gateways/aws/host/resolve.py")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int compared = 0;
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        compared += compare(line);
      }
    }
    assertThat(process.waitFor()).isZero();
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThan(45_000);
  }

  private int compare(String line) {
    String[] words = line.split(" ", -1);
    String region = words[2];
    Variant variant = new Variant(words[3].equals("True"), words[4].equals("True"));
    List<Service> same = services.getOrDefault(words[0] + " " + words[1], List.of());
    for (Service service : same) {
      String found =
          switch (hosts.computeIfAbsent(variant, Hosts::new).find(service, region)) {
            case Hosts.Found.At(String host, String signingRegion) -> host + " " + signingRegion;
            case Hosts.Found.Nowhere _ -> "- -";
          };
      if (!found.equals(words[5] + " " + words[6])) {
        different.add(service.id() + " " + region + " " + variant + ": " + found + " | " + line);
      }
    }
    return same.size();
  }

  /// One with the version that the table was made with: another may know better.
  private static Optional<String> python() throws IOException, InterruptedException {
    String made;
    try (BufferedReader table =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(HostsTest.class.getResourceAsStream("hosts.txt")),
                StandardCharsets.UTF_8))) {
      String first = String.valueOf(table.readLine());
      made = first.substring(first.lastIndexOf(' ') + 1);
    }
    for (String candidate : List.of("python3", "/usr/bin/python3")) {
      try {
        Process process =
            new ProcessBuilder(
                    candidate,
                    "-c",
                    "import botocore, sys; sys.exit(botocore.__version__ != '" + made + "')")
                .start();
        if (process.waitFor() == 0) {
          return Optional.of(candidate);
        }
      } catch (IOException _) {
        // Not installed under that name.
      }
    }
    return Optional.empty();
  }
}
