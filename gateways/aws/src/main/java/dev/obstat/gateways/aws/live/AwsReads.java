package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.gateways.aws.Accounts;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.ApiOperation.Access;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.request.Malformed;
import dev.obstat.gateways.aws.sign.Outgoing;
import dev.obstat.gateways.aws.sign.OutgoingBody;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.gateways.aws.sign.UpstreamSigner;
import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Fetched;
import dev.obstat.http.Forwarder;
import dev.obstat.http.Header;
import dev.obstat.http.Headers;
import dev.obstat.http.Outbound;
import dev.obstat.http.ResponseHead;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Sends requests of Obstat's own that only read, signed with the account's credentials, or, where
/// a role acts, with a session of it that may do nothing but these. No agent sees their answers,
/// and nothing is sent that IAM does not call a read.
public final class AwsReads {
  /// Longest answer that is read, in bytes.
  private static final int MOST_READ = 512 * 1024;

  private final Accounts accounts;
  private final Forwarder forwarder;
  private final UpstreamSigner signer;
  private final Clock clock;
  private final Map<ReadOperation, Known> known = new EnumMap<>(ReadOperation.class);
  private final Set<String> permissions;

  private record Known(Service service, ApiOperation operation) {}

  public AwsReads(Accounts accounts, AwsModels models, Forwarder forwarder, Clock clock) {
    this.accounts = accounts;
    this.forwarder = forwarder;
    this.signer = new UpstreamSigner(clock);
    this.clock = clock;
    Set<String> all = new TreeSet<>();
    for (ReadOperation read : ReadOperation.values()) {
      Known one = known(models, read);
      known.put(read, one);
      all.add(one.service().iam() + ":" + one.operation().action());
      if (!read.beside().isEmpty()) {
        all.add(read.beside());
      }
    }
    this.permissions = Collections.unmodifiableSet(all);
  }

  private static Known known(AwsModels models, ReadOperation read) {
    Service service =
        models.services().stream()
            .filter(one -> one.id().equals(read.model()))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no model `" + read.model() + "`"));
    ApiOperation operation = models.model(service).operation(read.operation());
    if (operation == null
        || operation.hostPrefix() != null
        || (operation.access() != Access.READ && operation.access() != Access.LIST)) {
      throw new IllegalStateException(
          "`" + read.operation() + "` is not known to read, and to be at its service's host");
    }
    return new Known(service, operation);
  }

  /// What IAM has to allow for all of it, sorted.
  public Set<String> permissions() {
    return permissions;
  }

  /// What a request came to.
  sealed interface Answer {

    /// @param parts what it says; an empty object where there is no body
    /// @param asOf when it was asked: it is no older than that
    record Got(Part parts, Instant asOf) implements Answer {}

    /// The other side answered with an error.
    ///
    /// @param code as the service has it; empty when it gives none
    record Refused(int status, String code) implements Answer {}

    record Failed(String why) implements Answer {}
  }

  /// Asks in the account that the action takes effect in.
  Answer ask(Action action, String region, Reading reading) {
    Known one = known.get(reading.operation());
    if (one == null) {
      throw new IllegalStateException("nobody looked up `" + reading.operation() + "`");
    }
    return switch (accounts.reach(action, one.service(), region, permissions)) {
      case Accounts.Reach.Not not -> new Answer.Failed(not.why());
      case Accounts.Reach.To to ->
          send(one.service(), Writing.of(one.service(), one.operation(), reading.parameters()), to);
    };
  }

  /// Sends what was written, and nothing that changes anything: of that its writer makes sure.
  Answer send(Service service, Writing writing, Accounts.Reach.To to) {
    Instant asked = clock.instant();
    byte[] body = writing.bytes();
    RawRequest signed =
        signer.sign(
            new Outgoing(
                writing.head(),
                to.upstream().tls() ? "https" : "http",
                to.upstream().authority(),
                to.signingRegion(),
                service.signing(),
                body.length == 0 ? OutgoingBody.none() : OutgoingBody.inMemory(body)),
            to.keys());
    Outbound outbound =
        new Outbound(
            to.upstream(),
            signed.method(),
            signed.target(),
            new Headers(
                signed.headers().stream()
                    .map(field -> new Header(field.name(), field.value()))
                    .toList()),
            body.length == 0 ? new Body.None() : new Body.Whole(Content.of(body)));
    return switch (forwarder.fetch(outbound, MOST_READ)) {
      case Fetched.NotSent no -> new Answer.Failed(no.reason());
      case Fetched.Unknown unknown -> new Answer.Failed(unknown.reason());
      case Fetched.Answered(var head, Content answer) ->
          read(signed.method().equals("HEAD"), isXml(service), head, answer, asked);
    };
  }

  private static Answer read(
      boolean headOnly, boolean xml, ResponseHead head, Content body, Instant asked) {
    if (head.status() != 200) {
      return new Answer.Refused(head.status(), code(head, body, xml));
    }
    if (headOnly) {
      return new Answer.Got(Part.read("{}", false), asked);
    }
    try {
      return new Answer.Got(Part.read(body.text(), xml), asked);
    } catch (Malformed malformed) {
      return new Answer.Failed(malformed.why());
    }
  }

  /// Whether an agent's client gets the answer in the form that this one would.
  static boolean speaksAlike(Identified identified) {
    boolean xml =
        switch (identified.protocol()) {
          case EC2, QUERY, REST_XML -> true;
          case JSON, REST_JSON, CBOR -> false;
        };
    return identified.protocol() != Protocol.CBOR && xml == isXml(identified.model().service());
  }

  static boolean isXml(Service service) {
    return service.speaks(Protocol.EC2)
        || service.speaks(Protocol.QUERY)
        || service.speaks(Protocol.REST_XML);
  }

  /// Nothing of an error but its code is kept: a message may quote anything.
  private static String code(ResponseHead head, Content body, boolean xml) {
    String code = head.headers().first("x-amzn-errortype").orElse("");
    try {
      if (code.isEmpty() && body.size() > 0) {
        Part error = Part.read(body.text(), xml);
        code =
            !xml
                ? error.text("__type")
                : error.text("Error", "Code") + error.text("Errors", "Error", "Code");
        code = code.isEmpty() && xml ? error.text("Code") : code;
      }
    } catch (Malformed malformed) {
      return "";
    }
    code = code.substring(code.indexOf('#') + 1);
    code = code.indexOf(':') < 0 ? code : code.substring(0, code.indexOf(':'));
    return code.matches("[A-Za-z0-9.]{1,80}") ? code : "";
  }
}
