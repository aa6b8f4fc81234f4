package dev.obstat.gateways.aws.proxy;

import dev.obstat.core.desk.Strangers;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.Journal;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.session.Session;
import dev.obstat.gateways.aws.sign.SessionKeys;
import dev.obstat.http.ConnectRequest;
import dev.obstat.http.Gatekeeper;
import dev.obstat.http.Refusal;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides about CONNECT: names of AWS are answered here, so that what goes through is judged; a
/// host that is listed is reached for a live session; everything else is refused.
///
/// A CONNECT to AWS needs no password, because each request inside is signed.
public final class ProxyGatekeeper implements Gatekeeper {
  private static final Logger LOG = System.getLogger(ProxyGatekeeper.class.getName());
  private static final String WIRE = "aws-proxy";
  private static final int MOST = 256;
  private static final int MOST_OF_SESSION = 64;

  private final List<ListedHost> listed;
  private final Journal journal;
  private final SessionKeys keys;
  private final Strangers strangers;
  private final Resolving resolving;
  private final Ids ids;
  private final Clock clock;
  private final Map<String, Integer> open = new HashMap<>();
  private int all;

  /// Looks a name up.
  @FunctionalInterface
  public interface Resolving {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  public ProxyGatekeeper(
      List<ListedHost> listed,
      Journal journal,
      SessionKeys keys,
      Strangers strangers,
      Resolving resolving,
      Ids ids,
      Clock clock) {
    this.listed = List.copyOf(listed);
    this.journal = journal;
    this.keys = keys;
    this.strangers = strangers;
    this.resolving = resolving;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Answer connect(ConnectRequest request) {
    if (AwsNames.contains(request.host())) {
      return request.port() == 443
          ? new Answer.Answered()
          : refused("OddPort", 403, "AWS is reached on port 443, not " + request.port());
    }
    String shown = "`" + request.host() + ":" + request.port() + "`";
    Optional<ListedHost> host =
        listed.stream().filter(one -> one.is(request.host(), request.port())).findFirst();
    if (host.isEmpty()) {
      return refused(
          "NotListed",
          403,
          shown
              + " is not AWS, and not listed: whoever runs Obstat can list it under"
              + " `aws.proxy.tunnel` in obstat.yaml");
    }
    Optional<Session> session = session(request);
    if (session.isEmpty()) {
      strangers.refused(WIRE, "NoSession");
      return new Answer.Challenged(
          "a tunnel to "
              + shown
              + " needs a live session: its access key id and proxy password, as `obstat run"
              + " --proxy` sets them");
    }
    return pass(host.get(), session.get(), shown);
  }

  private Answer refused(String code, int status, String why) {
    strangers.refused(WIRE, code);
    return new Answer.Refused(new Refusal(status, why));
  }

  private Answer pass(ListedHost host, Session session, String shown) {
    InetAddress[] addresses;
    try {
      addresses = resolving.addresses(host.host());
    } catch (UnknownHostException e) {
      return new Answer.Refused(new Refusal(502, "no host is known as " + shown));
    }
    for (InetAddress address : addresses) {
      switch (Reach.of(address)) {
        case METADATA -> {
          return refused(
              "Metadata", 403, shown + " is where machines get credentials: it is never reached");
        }
        case NEAR -> {
          if (!host.exact()) {
            return refused(
                "Near",
                403,
                shown
                    + " is on this machine or a private network: whoever runs Obstat can list it"
                    + " with its port, if that is meant");
          }
        }
        case GLOBAL -> {}
      }
    }
    if (!take(session.id())) {
      return new Answer.Refused(
          new Refusal(503, "too many tunnels are open: close some, then try again"));
    }
    String tunnel = ids.next('t');
    try {
      // Before the first byte goes through: no tunnel without its fact.
      record(
          new Fact.TunnelOpened(
              tunnel, session.id(), host.host() + ":" + host.port(), clock.instant()));
    } catch (RuntimeException e) {
      giveBack(session.id());
      throw e;
    }
    return new Answer.Passed(
        new InetSocketAddress(addresses[0], host.port()),
        () -> isLive(session.id()),
        (sent, received) -> ended(tunnel, session.id(), sent, received));
  }

  /// When the journal cannot write, the tunnel stays open in the record, and is lost at the next
  /// start.
  private void ended(String tunnel, String session, long sent, long received) {
    giveBack(session);
    try {
      record(new Fact.TunnelClosed(tunnel, sent, received, clock.instant()));
    } catch (JournalUnavailable e) {
      LOG.log(Level.ERROR, "the end of tunnel {0} was not recorded: {1}", tunnel, e.getMessage());
    }
  }

  private void record(Fact fact) {
    journal.write(
        books -> {
          books.record(fact);
          return fact;
        });
  }

  private boolean isLive(String session) {
    return journal
        .read(books -> books.sessions().find(session))
        .filter(found -> found.mayActAt(clock.instant()))
        .isPresent();
  }

  private Optional<Session> session(ConnectRequest request) {
    List<String> shown =
        request.headers().fields().stream()
            .filter(field -> field.name().equalsIgnoreCase("proxy-authorization"))
            .map(field -> field.value())
            .toList();
    if (shown.size() != 1 || !shown.getFirst().regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    byte[] pair;
    try {
      pair = Base64.getDecoder().decode(shown.getFirst().substring(6).strip());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String text = new String(pair, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    byte[] password = text.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
    return journal
        .read(books -> books.sessions().byAccessKey(text.substring(0, colon)))
        .filter(found -> found.mayActAt(clock.instant()))
        .filter(found -> MessageDigest.isEqual(password, passwordOf(found)));
  }

  private byte[] passwordOf(Session session) {
    return ProxyPassword.of(keys.secretOf(session.accessKeyId())).getBytes(StandardCharsets.UTF_8);
  }

  private synchronized boolean take(String session) {
    int own = open.getOrDefault(session, 0);
    if (all >= MOST || own >= MOST_OF_SESSION) {
      return false;
    }
    all++;
    open.put(session, own + 1);
    return true;
  }

  private synchronized void giveBack(String session) {
    all--;
    int left = open.getOrDefault(session, 1) - 1;
    if (left > 0) {
      open.put(session, left);
    } else {
      open.remove(session);
    }
  }
}
