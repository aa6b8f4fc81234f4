package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The environment an agent's command runs in: what a program needs to run at all, and the
/// session's own credentials and endpoints. Nothing else is inherited, so no cloud profile,
/// credential file, kubeconfig or token comes along.
final class ChildEnvironment {
  private static final Set<String> INHERITED =
      Set.of(
          "PATH",
          "LANG",
          "LANGUAGE",
          "TERM",
          "COLORTERM",
          "NO_COLOR",
          "TZ",
          "SHELL",
          "USER",
          "LOGNAME",
          "JAVA_HOME",
          "TMPDIR");

  /// What would lead the session's clients away from it, however it got here.
  private static final Set<String> MISLEADING =
      Set.of("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_PROFILE", "AWS_SESSION_TOKEN");

  private ChildEnvironment() {}

  /// @param inherited the environment of this process
  /// @param session the answer of `POST /api/sessions`
  /// @param home the child's home directory
  /// @param way how its clients reach the gateway
  /// @param passed names that are inherited because the operator asked for them
  static Map<String, String> of(
      Map<String, String> inherited, JsonNode session, Path home, Way way, Set<String> passed) {
    Map<String, String> child = new TreeMap<>();
    inherited.forEach(
        (name, value) -> {
          if (INHERITED.contains(name) || name.startsWith("LC_") || passed.contains(name)) {
            child.put(name, value);
          }
        });
    MISLEADING.forEach(child::remove);
    JsonNode aws = session.path("aws");
    child.put("HOME", home.toString());
    child.putAll(way.variables(aws));
    child.put("AWS_ACCESS_KEY_ID", aws.path("accessKeyId").asText());
    child.put("AWS_SECRET_ACCESS_KEY", aws.path("secretAccessKey").asText());
    child.put("AWS_REGION", aws.path("region").asText());
    child.put("AWS_DEFAULT_REGION", aws.path("region").asText());
    child.put("AWS_EC2_METADATA_DISABLED", "true");
    child.put("AWS_CONFIG_FILE", home.resolve(".aws").resolve("config").toString());
    child.put(
        "AWS_SHARED_CREDENTIALS_FILE", home.resolve(".aws").resolve("credentials").toString());
    child.put("KUBECONFIG", home.resolve(".kube").resolve("config").toString());
    child.put("OBSTAT_SESSION", session.path("id").asText());
    child.put("NO_PROXY", "127.0.0.1,localhost");
    child.put("no_proxy", "127.0.0.1,localhost");
    return child;
  }

  /// Adds what makes clients trust the gateway's certificates, and Java find its proxy.
  static void trust(Map<String, String> child, Trust trust, Way way, JsonNode session) {
    child.putAll(trust.variables());
    String options = (way.javaOptions(session.path("aws")) + " " + trust.javaOptions()).strip();
    if (!options.isEmpty()) {
      child.put("JAVA_TOOL_OPTIONS", options);
    }
  }
}
