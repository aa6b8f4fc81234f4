package dev.obstat.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/// How the clients of an agent's command reach the gateway.
enum Way {
  /// They are told its address as AWS's endpoint.
  ENDPOINT,
  /// They call AWS by its own names, through the gateway as their proxy.
  PROXY,
  /// Both: what does not honour the endpoint meets the proxy.
  BOTH;

  static Way of(boolean proxy, boolean endpoint) {
    if (!proxy) {
      return ENDPOINT;
    }
    return endpoint ? BOTH : PROXY;
  }

  /// Whether clients meet a certificate of the installation's own authority.
  boolean needsTrust(JsonNode aws) {
    return this != ENDPOINT || aws.path("endpoint").asText().startsWith("https:");
  }

  /// The variables that are this way's own.
  ///
  /// @param aws of the answer of `POST /api/sessions`
  Map<String, String> variables(JsonNode aws) {
    Map<String, String> variables = new TreeMap<>();
    if (this != PROXY) {
      variables.put("AWS_ENDPOINT_URL", aws.path("endpoint").asText());
    }
    if (this != ENDPOINT) {
      String proxy = proxy(aws);
      variables.put("HTTPS_PROXY", proxy);
      variables.put("https_proxy", proxy);
    }
    return variables;
  }

  /// Options of a Java machine, which does not read the variables.
  String javaOptions(JsonNode aws) {
    if (this == ENDPOINT) {
      return "";
    }
    URI proxy = URI.create(aws.path("proxy").path("address").asText());
    return "-Dhttps.proxyHost=%s -Dhttps.proxyPort=%d".formatted(proxy.getHost(), proxy.getPort());
  }

  /// With what the proxy asks for before it lets anything through to hosts outside of AWS.
  private static String proxy(JsonNode aws) {
    JsonNode proxy = aws.path("proxy");
    return proxy
        .path("address")
        .asText()
        .replaceFirst(
            "://",
            "://" + aws.path("accessKeyId").asText() + ":" + proxy.path("password").asText() + "@");
  }
}
