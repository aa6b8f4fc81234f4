package dev.obstat.gateways.aws.proxy;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// Certificates for the names that clients ask for in their TLS hello, minted when first asked for.
/// All are for one key, which lives as long as the process. The latest [#MOST] are kept for
/// [#KEPT].
public final class MintedKeys {
  private static final int MOST = 512;
  private static final Duration KEPT = Duration.ofHours(12);

  /// Stands for clients that ask for no name; no DNS name has a blank in it.
  private static final String OWN = "own address";

  private final CertificateAuthority authority;
  private final KeyPair pair;
  private final Clock clock;
  private final Map<String, Minted> minted =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minted> eldest) {
          return size() > MOST;
        }
      };

  private record Minted(X509Certificate certificate, Instant at) {}

  private MintedKeys(CertificateAuthority authority, SecureRandom random, Clock clock) {
    this.authority = authority;
    this.pair = CertificateAuthority.freshKey(random);
    this.clock = clock;
  }

  /// The server's side of TLS with these certificates; it asks clients for none.
  public static SSLContext context(
      CertificateAuthority authority, SecureRandom random, Clock clock) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      MintedKeys keys = new MintedKeys(authority, random, clock);
      context.init(new KeyManager[] {keys.new ByName()}, new TrustManager[0], random);
      return context;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has TLS", impossible);
    }
  }

  private synchronized X509Certificate certificate(String name) {
    Instant now = clock.instant();
    Minted before = minted.get(name);
    if (before != null && now.isBefore(before.at().plus(KEPT)) && !now.isBefore(before.at())) {
      return before.certificate();
    }
    X509Certificate fresh =
        name.equals(OWN)
            ? authority.mintOwn(pair.getPublic())
            : authority.mint(name, pair.getPublic());
    minted.put(name, new Minted(fresh, now));
    return fresh;
  }

  /// The alias of a key is the name it is for.
  private final class ByName extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, Socket socket) {
      if (!keyType.equals("EC")
          || !(socket instanceof SSLSocket secured)
          || !(secured.getHandshakeSession() instanceof ExtendedSSLSession session)) {
        return null;
      }
      for (var asked : session.getRequestedServerNames()) {
        if (asked instanceof SNIHostName host) {
          String name = host.getAsciiName().toLowerCase(Locale.ROOT);
          return AwsNames.contains(name) || authority.isOwn(name) ? name : null;
        }
      }
      return OWN;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {certificate(alias), authority.issuer()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return pair.getPrivate();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[0];
    }

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
      return null;
    }
  }
}
