package dev.obstat.console.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/// The keys that a provider signs with, kept for a while. A key that is not among them has them
/// read again, though not for every token that names one: so a rotation is followed at once, and
/// made-up names cost the provider nothing.
final class PublishedKeys {
  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final Duration WAITS = Duration.ofSeconds(15);

  private PublishedKeys() {}

  static JWKSource<SecurityContext> at(URI address, ProviderWire wire) {
    ResourceRetriever retriever =
        url -> {
          try {
            ProviderWire.Said said = wire.get(url.toURI());
            if (said.status() != 200) {
              throw new IOException("the provider's keys are not there: status " + said.status());
            }
            return new Resource(said.json().toString(), "application/json");
          } catch (ProviderWire.NoAnswer | URISyntaxException e) {
            throw new IOException(e.getMessage(), e);
          }
        };
    try {
      return JWKSourceBuilder.create(address.toURL(), retriever)
          .cache(KEPT.toMillis(), WAITS.toMillis())
          .refreshAheadCache(false)
          .rateLimited(Duration.ofSeconds(10).toMillis())
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("`" + address + "` is no address of keys", e);
    }
  }
}
