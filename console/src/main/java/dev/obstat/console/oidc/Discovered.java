package dev.obstat.console.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/// What a provider says of itself.
///
/// @param namesItself whether it says who it is when it sends people back
/// @param takesBasic whether the client's secret goes into a header, not into the form
record Discovered(URI authorization, URI token, URI keys, boolean namesItself, boolean takesBasic) {

  static Discovered read(Provider provider, ProviderWire wire) throws ProviderWire.NoAnswer {
    String base = provider.issuer().replaceAll("/$", "");
    ProviderWire.Said said = wire.get(URI.create(base + "/.well-known/openid-configuration"));
    JsonNode json = said.json();
    if (said.status() != 200) {
      throw new ProviderWire.NoAnswer(
          "`" + base + "` does not say how to sign in: status " + said.status());
    }
    if (!json.path("issuer").asText().equals(provider.issuer())) {
      throw new ProviderWire.NoAnswer(
          "`"
              + provider.issuer()
              + "` calls itself `"
              + printable(json.path("issuer").asText())
              + "`: write its issuer exactly so, or find out who answers there");
    }
    JsonNode methods = json.path("token_endpoint_auth_methods_supported");
    boolean basic = methods.isMissingNode();
    for (JsonNode method : methods) {
      basic |= method.asText().equals("client_secret_basic");
    }
    return new Discovered(
        address(json, "authorization_endpoint"),
        address(json, "token_endpoint"),
        address(json, "jwks_uri"),
        json.path("authorization_response_iss_parameter_supported").asBoolean(false),
        basic);
  }

  private static URI address(JsonNode json, String name) throws ProviderWire.NoAnswer {
    try {
      URI uri = URI.create(json.path(name).asText());
      if (Provider.isSafe(uri)) {
        return uri;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw new ProviderWire.NoAnswer(
        "the provider's `" + name + "` is not an address that secrets may be sent to");
  }

  static String printable(String text) {
    String cut = text.length() > 200 ? text.substring(0, 200) : text;
    return cut.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
  }
}
