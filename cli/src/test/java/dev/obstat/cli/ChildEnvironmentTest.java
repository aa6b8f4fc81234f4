package dev.obstat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChildEnvironmentTest {
  private static final Path HOME = Path.of("/tmp/obstat-run-1");

  @Test
  void onlyWhatAProgramNeedsToRunIsInherited() {
    Map<String, String> child =
        ChildEnvironment.of(
            Map.of(
                "PATH", "/usr/bin",
                "LANG", "C.UTF-8",
                "LC_ALL", "C",
                "TERM", "xterm",
                "SOMETHING", "else"),
            session(),
            HOME,
            Way.ENDPOINT,
            Set.of());
    assertThat(child)
        .containsEntry("PATH", "/usr/bin")
        .containsEntry("LANG", "C.UTF-8")
        .containsEntry("LC_ALL", "C")
        .containsEntry("TERM", "xterm")
        .doesNotContainKey("SOMETHING");
  }

  @Test
  void nothingThatOpensADoorComesAlong() {
    Map<String, String> doors = new HashMap<>();
    for (String name :
        Set.of(
            "AWS_PROFILE",
            "AWS_SESSION_TOKEN",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_ENDPOINT_URL_S3",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "AWS_CA_BUNDLE",
            "GITHUB_TOKEN",
            "OBSTAT_TOKEN",
            "OBSTAT_DATA",
            "OBSTAT_URL",
            "NPM_TOKEN",
            "DATABASE_URL",
            "PGPASSWORD",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "AZURE_CLIENT_SECRET",
            "VAULT_TOKEN",
            "SSH_AUTH_SOCK",
            "DOCKER_HOST",
            "XDG_CONFIG_HOME",
            "XDG_RUNTIME_DIR",
            "HTTPS_PROXY",
            "LD_PRELOAD",
            "JAVA_TOOL_OPTIONS")) {
      doors.put(name, "secret");
    }
    assertThat(ChildEnvironment.of(doors, session(), HOME, Way.ENDPOINT, Set.of()).values())
        .doesNotContain("secret");
  }

  @Test
  void credentialsHomesAndKubeconfigAreTheSessionsOwn() {
    Map<String, String> child =
        ChildEnvironment.of(
            Map.of(
                "AWS_ACCESS_KEY_ID", "AKIAREAL",
                "AWS_SECRET_ACCESS_KEY", "real",
                "AWS_REGION", "us-west-2",
                "KUBECONFIG", "/home/olga/.kube/config",
                "HOME", "/home/olga"),
            session(),
            HOME,
            Way.ENDPOINT,
            Set.of());
    assertThat(child)
        .containsEntry("AWS_ACCESS_KEY_ID", "OBST1")
        .containsEntry("AWS_SECRET_ACCESS_KEY", "of-the-session")
        .containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:8471")
        .containsEntry("AWS_REGION", "eu-west-1")
        .containsEntry("AWS_DEFAULT_REGION", "eu-west-1")
        .containsEntry("AWS_EC2_METADATA_DISABLED", "true")
        .containsEntry("AWS_CONFIG_FILE", HOME + "/.aws/config")
        .containsEntry("AWS_SHARED_CREDENTIALS_FILE", HOME + "/.aws/credentials")
        .containsEntry("KUBECONFIG", HOME + "/.kube/config")
        .containsEntry("HOME", HOME.toString())
        .containsEntry("OBSTAT_SESSION", "s-1");
  }

  @Test
  void whatTheOperatorPassesComesAlongButNeverInPlaceOfTheSessions() {
    Map<String, String> child =
        ChildEnvironment.of(
            Map.of("MODEL_KEY", "m", "AWS_ACCESS_KEY_ID", "AKIAREAL", "HOME", "/home/olga"),
            session(),
            HOME,
            Way.ENDPOINT,
            Set.of("MODEL_KEY", "AWS_ACCESS_KEY_ID", "HOME", "NOT_THERE"));
    assertThat(child)
        .containsEntry("MODEL_KEY", "m")
        .containsEntry("AWS_ACCESS_KEY_ID", "OBST1")
        .containsEntry("HOME", HOME.toString())
        .doesNotContainKey("NOT_THERE");
  }

  @Test
  void whatWouldLeadClientsPastTheSessionIsNeverPassedOn() {
    Set<String> names =
        Set.of("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_PROFILE", "AWS_SESSION_TOKEN");
    Map<String, String> inherited = new HashMap<>();
    names.forEach(name -> inherited.put(name, "true"));
    assertThat(ChildEnvironment.of(inherited, session(), HOME, Way.ENDPOINT, names))
        .doesNotContainKeys(names.toArray(String[]::new));
  }

  private static JsonNode session() {
    ObjectNode session = Api.JSON.createObjectNode().put("id", "s-1");
    session
        .putObject("aws")
        .put("endpoint", "http://127.0.0.1:8471")
        .put("region", "eu-west-1")
        .put("accessKeyId", "OBST1")
        .put("secretAccessKey", "of-the-session");
    return session;
  }
}
