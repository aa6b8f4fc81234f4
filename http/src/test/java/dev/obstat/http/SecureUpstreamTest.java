package dev.obstat.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An upstream over TLS is spoken to only when its certificate is trusted and is its own.
// The lines on this wire end in CRLF, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
class SecureUpstreamTest {
  private final ForwardingScene scene = new ForwardingScene();

  @AfterEach
  void closeAll() throws Exception {
    scene.close();
  }

  @Test
  void secureUpstreamsAreSpokenToOnlyWhenTheirCertificateIsTrusted(@TempDir Path directory)
      throws Exception {
    KeyStore store = selfSigned(directory, "dns:localhost,ip:127.0.0.1");
    ServerSocket listener =
        tls(store)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ScriptedUpstream upstream =
        scene.opened(new ScriptedUpstream(listener, ForwardingScene::echoForEver));
    Upstream secure = new Upstream(true, "localhost", upstream.port());

    Forwarder trusting = scene.opened(new Forwarder(ForwardingScene.QUICK, tls(store)));
    Outbound outbound =
        new Outbound(
            secure, "PUT", "/", Headers.empty(), new Body.Whole(Content.text("a".repeat(200_000))));
    for (int i = 0; i < 3; i++) {
      assertThat(trusting.fetch(outbound, 300_000)).isInstanceOf(Fetched.Answered.class);
    }
    assertThat(upstream.connections).hasValue(1);

    assertThat(scene.forwarder.fetch(outbound, 10))
        .isInstanceOf(Fetched.NotSent.class)
        .asString()
        .contains("no secure connection to `localhost:" + upstream.port() + "`: ");
  }

  @Test
  void aCertificateForAnotherHostIsNotTrusted(@TempDir Path directory) throws Exception {
    KeyStore store = selfSigned(directory, "dns:elsewhere");
    ServerSocket listener =
        tls(store)
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    ScriptedUpstream upstream =
        scene.opened(new ScriptedUpstream(listener, ForwardingScene::echoForEver));
    Forwarder trusting = scene.opened(new Forwarder(ForwardingScene.QUICK, tls(store)));
    assertThat(
            trusting.fetch(
                new Outbound(
                    new Upstream(true, "localhost", upstream.port()),
                    "ForwardingScene.GET",
                    "/",
                    Headers.empty(),
                    new Body.None()),
                10))
        .isInstanceOf(Fetched.NotSent.class);
    assertThat(upstream.heads).isEmpty();
  }

  private static KeyStore selfSigned(Path directory, String names) throws Exception {
    Path file = directory.resolve("upstream.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "upstream",
                "-keyalg",
                "EC",
                "-dname",
                "CN=upstream",
                "-ext",
                "san=" + names,
                "-storetype",
                "PKCS12",
                "-storepass",
                "password",
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor()).isZero();
    return KeyStore.getInstance(file.toFile(), "password".toCharArray());
  }

  private static SSLContext tls(KeyStore store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, "password".toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("upstream", store.getCertificate("upstream"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
