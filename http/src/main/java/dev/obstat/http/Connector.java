package dev.obstat.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Makes connections to upstreams. Whatever fails here, nothing of a request has been sent.
final class Connector {
  private final SSLContext tls;
  private final Duration connect;
  private final Duration write;

  Connector(SSLContext tls, Duration connect, Duration write) {
    this.tls = tls;
    this.connect = connect;
    this.write = write;
  }

  /// @throws IOException with a message that names the upstream
  Wire connect(Upstream upstream) throws IOException {
    String shown = "`" + upstream.host() + ":" + upstream.port() + "`";
    long deadline = System.nanoTime() + connect.toNanos();
    try {
      SocketChannel channel = plain(upstream, deadline);
      try {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Socket socket =
            upstream.tls()
                ? secured(channel.socket(), upstream, millisLeft(deadline))
                : channel.socket();
        return new Wire(channel, socket, write);
      } catch (IOException e) {
        channel.close();
        throw new IOException("no secure connection to %s: %s".formatted(shown, e.getMessage()), e);
      }
    } catch (UnknownHostException e) {
      throw new IOException("could not connect to %s: no such host".formatted(shown), e);
    } catch (SocketTimeoutException e) {
      throw new IOException(
          "could not connect to %s: no answer within %d ms".formatted(shown, connect.toMillis()),
          e);
    } catch (ConnectException e) {
      throw new IOException(
          "could not connect to %s: the connection was refused".formatted(shown), e);
    }
  }

  /// The first of the host's addresses that answers.
  private static SocketChannel plain(Upstream upstream, long deadline) throws IOException {
    IOException last = new UnknownHostException(upstream.host());
    for (InetAddress address : InetAddress.getAllByName(upstream.host())) {
      SocketChannel channel = SocketChannel.open();
      try {
        channel
            .socket()
            .connect(new InetSocketAddress(address, upstream.port()), millisLeft(deadline));
        return channel;
      } catch (IOException e) {
        channel.close();
        last = e;
      }
    }
    throw last;
  }

  private Socket secured(Socket plain, Upstream upstream, int millis) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory().createSocket(plain, upstream.host(), upstream.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout(millis);
    socket.startHandshake();
    return socket;
  }

  private static int millisLeft(long deadline) throws SocketTimeoutException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException("no time left to connect");
    }
    return (int) Math.min(Integer.MAX_VALUE, millis);
  }
}
