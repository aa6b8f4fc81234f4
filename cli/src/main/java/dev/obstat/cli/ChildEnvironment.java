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

  private ChildEnvironment() {}

  /// @param inherited the environment of this process
  /// @param session the answer of `POST /api/sessions`
  /// @param home the child's home directory
  /// @param passed names that are inherited because the operator asked for them
  static Map<String, String> of(
      Map<String, String> inherited, JsonNode session, Path home, Set<String> passed) {
    Map<String, String> child = new TreeMap<>();
    inherited.forEach(
        (name, value) -> {
          if (INHERITED.contains(name) || name.startsWith("LC_") || passed.contains(name)) {
            child.put(name, value);
          }
        });
    JsonNode aws = session.path("aws");
    child.put("HOME", home.toString());
    child.put("AWS_ENDPOINT_URL", aws.path("endpoint").asText());
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
}
