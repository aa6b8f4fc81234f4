package dev.obstat.gateways.aws.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.obstat.core.desk.Placing;
import dev.obstat.core.desk.SessionDesk;
import dev.obstat.core.desk.Strangers;
import dev.obstat.core.fact.Entry;
import dev.obstat.core.fact.Fact;
import dev.obstat.core.fact.Ids;
import dev.obstat.core.fact.InMemoryJournal;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.core.gate.Recovery;
import dev.obstat.core.session.Session;
import dev.obstat.core.session.Tunnel;
import dev.obstat.gateways.aws.sign.SessionKeys;
import dev.obstat.http.ConnectRequest;
import dev.obstat.http.Gatekeeper.Answer;
import dev.obstat.http.Headers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CONNECT to")
class ProxyGatekeeperTest {
  private static final byte[] KEY =
      "an installation key of 32 bytes!".getBytes(StandardCharsets.UTF_8);

  private final Clock clock = Clock.systemUTC();
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final SessionKeys keys = new SessionKeys(KEY, new SecureRandom());
  private final Strangers strangers = new Strangers(journal, clock);
  private final List<String> looked = new ArrayList<>();
  private String[] addresses = {"93.184.216.34"};
  private final Session session = session();
  private final ProxyGatekeeper gatekeeper =
      new ProxyGatekeeper(
          List.of(
              ListedHost.parse("pypi.org"),
              ListedHost.parse("build.internal:8443"),
              ListedHost.parse("169.254.169.254:80"),
              ListedHost.parse("[fd00:ec2::254]:80"),
              ListedHost.parse("2852039166:80")),
          journal,
          keys,
          strangers,
          this::look,
          new Ids(new SecureRandom()),
          clock);

  private Session session() {
    SessionDesk desk =
        new SessionDesk(
            journal,
            keys::freshAccessKeyId,
            (_, _, asked) -> new Placing.Answer.In(asked),
            new Ids(new SecureRandom()),
            clock);
    return switch (desk.open("kiro", "ana", "olga", "", "fix it", Duration.ofHours(1))) {
      case SessionDesk.Answer.Opened opened -> opened.session();
      case SessionDesk.Answer.NotOpened no -> throw new AssertionError(no.why());
    };
  }

  private InetAddress[] look(String host) throws UnknownHostException {
    looked.add(host);
    if (addresses.length == 0) {
      throw new UnknownHostException(host);
    }
    List<InetAddress> found = new ArrayList<>();
    for (String address : addresses) {
      found.add(InetAddress.ofLiteral(address));
    }
    return found.toArray(InetAddress[]::new);
  }

  private Answer connect(String host, int port, String... headers) {
    return gatekeeper.connect(
        new ConnectRequest(
            host,
            port,
            Headers.of(headers),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000)));
  }

  private String password() {
    return ProxyPassword.of(keys.secretOf(session.accessKeyId()));
  }

  private static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  private Answer asSession(String host, int port) {
    return connect(host, port, "Proxy-Authorization", basic(session.accessKeyId(), password()));
  }

  private static String refusal(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).refusal().reason();
  }

  @ParameterizedTest(name = "{0} is answered here")
  @ValueSource(
      strings = {
        "s3.amazonaws.com",
        "b.s3.eu-west-1.amazonaws.com",
        "queue.amazonaws.com",
        "sts.cn-north-1.amazonaws.com.cn",
        "lambda.eu-west-1.api.aws",
        "ec2-1-2-3-4.compute-1.amazonaws.com",
        "x.lambda-url.eu-west-1.on.aws"
      })
  void aNameOfAwsIsAnsweredHereAndNeverLookedUp(String host) {
    assertThat(connect(host, 443)).isInstanceOf(Answer.Answered.class);
    assertThat(looked).isEmpty();
  }

  @ParameterizedTest(name = "{0}:{1} is refused")
  @CsvSource({
    "amazonaws.com,443",
    "amazonaws.com.evil.example,443",
    "evilamazonaws.com,443",
    "s3.amazonaws.com.evil.example,443",
    "example.com,443",
    "pypi.org,80",
    "pypi.org,8443",
    "sub.pypi.org,443",
    "build.internal,443",
    "127.0.0.1,443",
    "127.0.0.1,8470",
    "[::1],443",
    "10.0.0.1,443",
    "169.254.169.254,443",
    "169.254.170.2,80",
    "instance-data.ec2.internal,80"
  })
  void whatIsNotListedIsRefused(String host, int port) {
    assertThat(refusal(asSession(host, port)))
        .isEqualTo(
            "`"
                + host
                + ":"
                + port
                + "` is not AWS, and not listed: whoever runs Obstat can list it under"
                + " `aws.proxy.tunnel` in obstat.yaml");
    assertThat(looked).isEmpty();
  }

  @Test
  void awsAtAnotherPortIsRefused() {
    assertThat(refusal(connect("s3.amazonaws.com", 80)))
        .isEqualTo("AWS is reached on port 443, not 80");
  }

  @Test
  void aListedHostIsReachedAtTheAddressThatWasLookedUpOnceForALiveSession() {
    addresses = new String[] {"93.184.216.34", "93.184.216.35"};
    Answer answer = asSession("pypi.org", 443);
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Passed.class,
            passed -> {
              assertThat(passed.to())
                  .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("93.184.216.34"), 443));
              assertThat(passed.open().getAsBoolean()).isTrue();
              journal.write(
                  books -> {
                    Fact closed = new Fact.SessionClosed(session.id(), clock.instant());
                    books.record(closed);
                    return closed;
                  });
              assertThat(passed.open().getAsBoolean()).as("its session has ended").isFalse();
            });
    assertThat(looked).containsExactly("pypi.org");
    assertThat(asSession("pypi.org", 443)).isInstanceOf(Answer.Challenged.class);
  }

  private List<Tunnel> open() {
    return journal.read(books -> books.tunnels().open());
  }

  private List<Fact> tunnels() {
    return journal.read(
        books ->
            books.entries(0, 1_000).stream()
                .map(Entry::fact)
                .filter(
                    fact ->
                        fact instanceof Fact.TunnelOpened
                            || fact instanceof Fact.TunnelClosed
                            || fact instanceof Fact.TunnelLost)
                .toList());
  }

  @Test
  void aTunnelIsRecordedBeforeItsFirstByteAndWhenItHasEndedWithItsBytes() {
    Answer.Passed passed = (Answer.Passed) asSession("pypi.org", 443);
    Tunnel open = open().getFirst();
    assertThat(open.to()).isEqualTo("pypi.org:443");
    assertThat(open.session()).isEqualTo(session.id());
    assertThat(tunnels())
        .containsExactly(
            new Fact.TunnelOpened(open.id(), session.id(), "pypi.org:443", open.opened()));
    passed.ended().ended(1_200, 54_000);
    assertThat(tunnels().getLast())
        .isInstanceOfSatisfying(
            Fact.TunnelClosed.class,
            closed -> {
              assertThat(closed.tunnel()).isEqualTo(open.id());
              assertThat(closed.sent()).isEqualTo(1_200);
              assertThat(closed.received()).isEqualTo(54_000);
              List<Tunnel> all = journal.read(books -> books.tunnels().ofSession(session.id(), 9));
              assertThat(all)
                  .containsExactly(open.with(new Tunnel.State.Closed(1_200, 54_000, closed.at())));
            });
    assertThat(open()).isEmpty();
  }

  @Test
  void aTunnelThatCannotBeRecordedDoesNotOpen() {
    journal.failWith("disk full");
    assertThatThrownBy(() -> asSession("pypi.org", 443)).isInstanceOf(JournalUnavailable.class);
    journal.recover();
    List<Answer> open = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      open.add(asSession("pypi.org", 443));
    }
    assertThat(open).as("its place was given back").allMatch(Answer.Passed.class::isInstance);
  }

  @Test
  void whatWasOpenWhenObstatStoppedIsLost() {
    asSession("pypi.org", 443);
    Recovery.run(journal, new Ids(new SecureRandom()), clock);
    assertThat(tunnels().getLast()).isInstanceOf(Fact.TunnelLost.class);
    assertThat(open()).isEmpty();
  }

  @Test
  void whoShowsNoPasswordOrAWrongOneIsAsked() {
    String id = session.accessKeyId();
    for (String[] headers :
        List.of(
            new String[] {},
            new String[] {"proxy-authorization", "Bearer x"},
            new String[] {"proxy-authorization", "Basic !"},
            new String[] {"proxy-authorization", "Basic " + "bm9jb2xvbg=="},
            new String[] {"proxy-authorization", basic(id, "")},
            new String[] {"proxy-authorization", basic(id, password() + "x")},
            new String[] {"proxy-authorization", basic("OBSTUNKNOWN", password())},
            new String[] {"proxy-authorization", basic(id, keys.secretOf(id))},
            new String[] {
              "proxy-authorization",
              basic(id, password()),
              "proxy-authorization",
              basic(id, password())
            })) {
      assertThat(connect("pypi.org", 443, headers))
          .as(Arrays.toString(headers))
          .isInstanceOfSatisfying(
              Answer.Challenged.class,
              no -> assertThat(no.why()).startsWith("a tunnel to `pypi.org:443` needs a live"));
    }
    assertThat(looked).isEmpty();
    strangers.record();
    assertThat(journal.read(books -> books.entries(0, 10)).getLast().fact())
        .isInstanceOfSatisfying(
            Fact.StrangersRefused.class,
            counted -> assertThat(counted.counts()).isEqualTo(Map.of("NoSession", 9L)));
  }

  @ParameterizedTest(name = "a name that leads to {0} is refused")
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.1.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::1",
        "2001:0:1::1",
        "ff02::1"
      })
  void aListedNameThatLeadsToThisMachineOrAPrivateNetworkIsRefused(String address) {
    addresses = new String[] {"93.184.216.34", address};
    assertThat(refusal(asSession("pypi.org", 443)))
        .startsWith("`pypi.org:443` is on this machine or a private network");
  }

  @Test
  void aHostThatIsListedWithItsPortMayBeNear() {
    addresses = new String[] {"10.0.0.1"};
    assertThat(asSession("build.internal", 8443)).isInstanceOf(Answer.Passed.class);
  }

  @ParameterizedTest(name = "{0} is never reached")
  @ValueSource(
      strings = {
        "169.254.169.254",
        "169.254.170.2",
        "169.254.170.23",
        "fd00:ec2::254",
        "fd00:ec2::23",
        "::ffff:169.254.169.254"
      })
  void whereMachinesGetCredentialsIsNeverReachedEvenIfListed(String address) {
    addresses = new String[] {address};
    for (String host : List.of("169.254.169.254", "[fd00:ec2::254]", "2852039166")) {
      assertThat(refusal(asSession(host, 80)))
          .isEqualTo("`" + host + ":80` is where machines get credentials: it is never reached");
    }
    assertThat(refusal(asSession("build.internal", 8443))).contains("never reached");
  }

  @Test
  void aNameThatNobodyKnowsIsSaid() {
    addresses = new String[0];
    assertThat(refusal(asSession("pypi.org", 443))).isEqualTo("no host is known as `pypi.org:443`");
  }

  @Test
  void oneSessionHasSoManyTunnelsAndNoMoreUntilOneEnds() {
    List<Answer> open = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      open.add(asSession("pypi.org", 443));
    }
    assertThat(open).allMatch(Answer.Passed.class::isInstance);
    assertThat(refusal(asSession("pypi.org", 443)))
        .isEqualTo("too many tunnels are open: close some, then try again");
    ((Answer.Passed) open.getFirst()).ended().ended(0, 0);
    assertThat(asSession("pypi.org", 443)).isInstanceOf(Answer.Passed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "*.org",
        "https://pypi.org",
        "pypi.org/",
        "pypi.org:0",
        "pypi.org:65536",
        "pypi.org:https",
        "pypi..org",
        ".org",
        "user@pypi.org"
      })
  void whatIsListedIsOneHost(String text) {
    assertThatThrownBy(() -> ListedHost.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("looks like `pypi.org`");
  }
}
