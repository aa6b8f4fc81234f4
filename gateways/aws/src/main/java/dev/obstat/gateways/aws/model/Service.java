package dev.obstat.gateways.aws.model;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of a service before its operations are loaded.
///
/// @param id the name of its file in the index: model name and version
/// @param signing the service in a credential scope; several services may share it
/// @param iam the prefix of its actions in IAM, and the service in an operation's name
/// @param endpoint the first label of its hosts
/// @param version the API version, which the query protocols send along
/// @param target what stands before the dot in `X-Amz-Target`
/// @param jsonVersion `1.0` or `1.1`, for the JSON protocols
/// @param globalHost its one host, when it has no regional ones
public record Service(
    String id,
    String signing,
    String iam,
    String endpoint,
    Set<Protocol> protocols,
    String version,
    @Nullable String target,
    @Nullable String jsonVersion,
    @Nullable String globalHost) {

  public Service {
    protocols = Set.copyOf(protocols);
  }

  public boolean speaks(Protocol protocol) {
    return protocols.contains(protocol);
  }

  /// Reads a line of `services.txt`.
  static Service parse(String line) {
    String[] words = line.split(" ", -1);
    Map<String, String> facts = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      facts.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    Set<Protocol> protocols = EnumSet.noneOf(Protocol.class);
    for (String word : wanted(facts, "protocols", line).split(",", -1)) {
      protocols.add(Protocol.named(word));
    }
    return new Service(
        words[0],
        wanted(facts, "signing", line),
        wanted(facts, "iam", line),
        wanted(facts, "endpoint", line),
        protocols,
        wanted(facts, "version", line),
        facts.get("target"),
        facts.get("json"),
        facts.get("global"));
  }

  private static String wanted(Map<String, String> facts, String name, String line) {
    String value = facts.get(name);
    if (value == null) {
      throw new IllegalArgumentException("`" + name + "` is missing in `" + line + "`");
    }
    return value;
  }
}
