package dev.obstat.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;

/// The server's side of TLS, over a connection that has already begun: TLS 1.2 or 1.3, HTTP/1.1 and
/// nothing else inside.
final class ServerTls {
  private ServerTls() {}

  /// For the server's own address: whichever of its names the client asks for.
  static SSLSocket own(SSLContext tls, Socket plain, InputStream consumed, Duration patience)
      throws IOException {
    return handshake(tls, plain, consumed, patience, List.of());
  }

  /// In the place of one host, whose name the client has to ask for.
  ///
  /// @throws IOException also when the client asks for another name, or for none
  static SSLSocket as(
      String host, SSLContext tls, Socket plain, InputStream consumed, Duration patience)
      throws IOException {
    SSLSocket socket = handshake(tls, plain, consumed, patience, List.of(new Exactly(host)));
    if (socket.getSession() instanceof ExtendedSSLSession session
        && session.getRequestedServerNames().stream().anyMatch(name -> isSame(name, host))) {
      return socket;
    }
    throw new IOException("the client did not say in its TLS hello that it wants " + host);
  }

  /// @param consumed what has been read of the connection beyond what came before TLS
  private static SSLSocket handshake(
      SSLContext tls, Socket plain, InputStream consumed, Duration patience, List<SNIMatcher> names)
      throws IOException {
    SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, consumed, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    if (!names.isEmpty()) {
      parameters.setSNIMatchers(names);
    }
    socket.setSSLParameters(parameters);
    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, patience.toMillis()));
    socket.startHandshake();
    return socket;
  }

  private static boolean isSame(SNIServerName name, String host) {
    return name instanceof SNIHostName named
        && named.getAsciiName().toLowerCase(Locale.ROOT).equals(host);
  }

  /// One name, and no pattern.
  private static final class Exactly extends SNIMatcher {
    private final String host;

    Exactly(String host) {
      super(StandardConstants.SNI_HOST_NAME);
      this.host = host;
    }

    @Override
    public boolean matches(SNIServerName name) {
      try {
        return isSame(new SNIHostName(name.getEncoded()), host);
      } catch (IllegalArgumentException e) {
        return false;
      }
    }
  }
}
