package dev.obstat.gateways.aws.identify;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.gateways.aws.host.HostNames;
import dev.obstat.gateways.aws.identify.Identification.BodyNeeded;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identification.Refused;
import dev.obstat.gateways.aws.identify.Identification.UnknownOperation;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Malformed;
import dev.obstat.gateways.aws.request.Pairs;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells which operation a request asks for, from the request alone.
///
/// The signing name of the credential scope selects the services it may be for, of which those stay
/// that are at the host, when that is one of AWS; then, in this order, the CBOR header,
/// `X-Amz-Target`, `Action` in query or form, and the REST route decide. A request that fits two
/// operations of different names is unknown, never guessed.
///
/// Safe for use by many threads.
public final class Identifier {
  private static final Set<String> OVERRIDES =
      Set.of("x-http-method-override", "x-http-method", "x-method-override");
  private static final Pattern CBOR_PATH = Pattern.compile("/service/([^/]+)/operation/([^/]+)");
  private static final Map<String, String> SIGNED_OTHERWISE =
      Map.of("s3express", "s3", "s3-object-lambda", "s3");

  private final AwsModels models;
  private final RestIdentifier rest;
  private final HostNames hosts;

  /// @param ownHosts names by which this gateway itself is called, in lower case and without ports,
  ///   so that `bucket.gateway.example` can be read; IP addresses need not be listed
  public Identifier(AwsModels models, Set<String> ownHosts) {
    this.models = models;
    this.hosts = new HostNames(models.services());
    this.rest = new RestIdentifier(new Routes(models), Set.copyOf(ownHosts));
  }

  public Identification identify(AwsRequest request) {
    try {
      return tell(request);
    } catch (Malformed malformed) {
      return new Refused(malformed.why());
    }
  }

  private Identification tell(AwsRequest request) {
    String signed = SIGNED_OTHERWISE.getOrDefault(request.signingName(), request.signingName());
    List<Service> candidates = models.signedAs(signed);
    if (candidates.isEmpty()) {
      return new UnknownOperation(
          request.signingName(),
          request.method() + " " + request.path(),
          "no service signs as " + quoted(request.signingName()));
    }
    refuseOverrides(request);
    candidates = atHost(request, candidates);
    String cbor = request.single("smithy-protocol");
    String target = request.single("x-amz-target");
    boolean form = request.mediaType().equals("application/x-www-form-urlencoded");
    boolean actionInQuery =
        request.query().contains("Action") && Pairs.ofQuery(request.query()).has("Action");
    if (!cbor.isEmpty()) {
      refuseBoth(!target.isEmpty() || actionInQuery || form, "smithy-protocol");
      return ofCbor(request, candidates, cbor);
    }
    boolean speaksQuery = candidates.stream().anyMatch(Identifier::speaksQuery);
    if (!target.isEmpty()) {
      refuseBoth(form || (actionInQuery && speaksQuery), "x-amz-target");
      return ofTarget(request, candidates, target);
    }
    if (speaksQuery && (form || actionInQuery)) {
      return ofAction(request, candidates, form);
    }
    if (candidates.stream().anyMatch(Routes::speaksRest)) {
      return rest.identify(request, candidates);
    }
    return new UnknownOperation(
        request.signingName(),
        request.method() + " " + request.path(),
        "neither `X-Amz-Target` nor a form with `Action` says which operation");
  }

  /// Those that are at the host which the client addressed, when it addressed one of AWS: in the
  /// proxy it did, and the server has seen to it that `Host` is the name of the tunnel.
  private List<Service> atHost(AwsRequest request, List<Service> candidates) {
    Set<Service> there = hosts.at(request.host());
    if (there.isEmpty()) {
      return candidates;
    }
    List<Service> both = candidates.stream().filter(there::contains).toList();
    if (both.isEmpty()) {
      throw new Malformed(
          "the host "
              + quoted(request.host())
              + " is not one of the service "
              + quoted(request.signingName())
              + " that the signature is for; send it to the service's own host");
    }
    return both;
  }

  private static void refuseOverrides(AwsRequest request) {
    for (var header : request.headers()) {
      if (OVERRIDES.contains(header.name().toLowerCase(Locale.ROOT))) {
        throw new Malformed(
            "the header "
                + quoted(header.name())
                + " would change the method; send the method itself");
      }
    }
    request.single("authorization");
    request.single("host");
  }

  private static void refuseBoth(boolean both, String header) {
    if (both) {
      throw new Malformed(
          "`"
              + header
              + "` together with another way to name the operation is ambiguous; send one");
    }
  }

  private Identification ofCbor(AwsRequest request, List<Service> candidates, String protocol) {
    Matcher path = CBOR_PATH.matcher(request.path());
    if (!protocol.equals("rpc-v2-cbor")) {
      throw new Malformed(
          "the protocol "
              + quoted(protocol)
              + " in `smithy-protocol` is not known; `rpc-v2-cbor` is");
    }
    if (!request.method().equals("POST") || !path.matches()) {
      throw new Malformed(
          "a `rpc-v2-cbor` request must be `POST /service/SERVICE/operation/OPERATION`, not "
              + quoted(request.method() + " " + request.path()));
    }
    return named(request, candidates, path.group(1), path.group(2), Protocol.CBOR, "");
  }

  private Identification ofTarget(AwsRequest request, List<Service> candidates, String target) {
    int dot = target.lastIndexOf('.');
    if (dot <= 0) {
      throw new Malformed("`X-Amz-Target` must be `SERVICE.OPERATION`, not " + quoted(target));
    }
    if (!request.method().equals("POST")) {
      throw new Malformed(
          "a request with `X-Amz-Target` must be a POST, not " + quoted(request.method()));
    }
    String type = request.mediaType();
    if (!type.equals("application/x-amz-json-1.0") && !type.equals("application/x-amz-json-1.1")) {
      throw new Malformed(
          "with `X-Amz-Target` the content type must be `application/x-amz-json-1.0` or `-1.1`, not "
              + quoted(type));
    }
    String version = type.substring(type.length() - 3);
    return named(
        request,
        candidates,
        target.substring(0, dot),
        target.substring(dot + 1),
        Protocol.JSON,
        version);
  }

  /// An operation by its service's target prefix and its name. Two services may share a prefix.
  private Identification named(
      AwsRequest request,
      List<Service> candidates,
      String prefix,
      String name,
      Protocol protocol,
      String jsonVersion) {
    List<Service> prefixed =
        candidates.stream().filter(service -> prefix.equals(service.target())).toList();
    List<ServiceModel> found =
        prefixed.stream()
            .map(models::model)
            .filter(model -> model.operation(name) != null)
            .toList();
    if (found.isEmpty()) {
      return new UnknownOperation(
          request.signingName(),
          prefix + "." + name,
          prefixed.isEmpty()
              ? "no service that signs as "
                  + quoted(request.signingName())
                  + " has the target "
                  + quoted(prefix)
              : "the service has no operation " + quoted(name) + " in this index");
    }
    // Two services with one prefix are one API under two names, so the first speaks for both.
    return identified(found.getFirst(), name, protocol, jsonVersion, BodyUse.PARAMETERS);
  }

  private Identification ofAction(AwsRequest request, List<Service> candidates, boolean form) {
    if (!request.method().equals("POST") && !request.method().equals("GET")) {
      throw new Malformed(
          "a request with `Action` must be a POST or a GET, not " + quoted(request.method()));
    }
    Pairs query = Pairs.ofQuery(request.query());
    Pairs pairs;
    switch (request.unpacked().body()) {
      case Body.Unread _ -> {
        return new BodyNeeded();
      }
      case Body.None _ -> pairs = query;
      case Body.Read read -> {
        if (!form) {
          throw new Malformed("`Action` in the query and a body that is no form are ambiguous");
        }
        if (query.pairs().stream().anyMatch(pair -> !Presigned.KEYS.contains(pair.name()))) {
          throw new Malformed(
              "parameters both in the query and in the form body are ambiguous; send them in the body");
        }
        pairs = Pairs.ofForm(read.text());
      }
    }
    pairs.eachOnce("request");
    String action = one(pairs, "Action");
    String version = one(pairs, "Version");
    List<ServiceModel> found = new ArrayList<>();
    for (Service service : candidates) {
      if (speaksQuery(service) && service.version().equals(version)) {
        ServiceModel model = models.model(service);
        if (model.operation(action) != null) {
          found.add(model);
        }
      }
    }
    if (found.isEmpty()) {
      return new UnknownOperation(
          request.signingName(),
          action + " (" + version + ")",
          "no service that signs as "
              + quoted(request.signingName())
              + " has this action in this version");
    }
    // rds, docdb and neptune are one API under the same actions of IAM: rds has the most members.
    found.sort((a, b) -> Boolean.compare(!isMain(a), !isMain(b)));
    Protocol protocol =
        found.getFirst().service().speaks(Protocol.EC2) ? Protocol.EC2 : Protocol.QUERY;
    BodyUse use = request.body() instanceof Body.None ? BodyUse.NONE : BodyUse.PARAMETERS;
    return identified(found.getFirst(), action, protocol, "", use);
  }

  private static boolean isMain(ServiceModel model) {
    return model.service().id().startsWith(model.service().signing());
  }

  private static Identified identified(
      ServiceModel model, String name, Protocol protocol, String jsonVersion, BodyUse use) {
    ApiOperation operation = model.operation(name);
    if (operation == null) {
      throw new IllegalStateException("only models that have the operation are passed on");
    }
    return new Identified(
        model, operation, operation.form(), protocol, jsonVersion, Map.of(), use, List.of());
  }

  private static String one(Pairs pairs, String name) {
    List<String> values = pairs.values(name);
    if (values.isEmpty() || values.getFirst().isEmpty()) {
      throw new Malformed("the parameter `" + name + "` is missing");
    }
    return values.getFirst();
  }

  private static boolean speaksQuery(Service service) {
    return service.speaks(Protocol.QUERY) || service.speaks(Protocol.EC2);
  }
}
