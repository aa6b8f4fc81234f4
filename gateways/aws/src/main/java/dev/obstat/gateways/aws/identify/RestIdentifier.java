package dev.obstat.gateways.aws.identify;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identification.UnknownOperation;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Malformed;
import dev.obstat.gateways.aws.request.Pairs;
import dev.obstat.gateways.aws.request.Percent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds the operation of a REST request: path template, constant query keys, required query keys
/// and headers, and for S3 the host. What is left with two names is unknown.
final class RestIdentifier {
  private static final String S3 = "s3-2006-03-01";
  private static final Pattern ONE_ARN = Pattern.compile("arn:[^/]+/[^/]+");
  private static final Set<String> DIRECTORY_OPERATIONS =
      Set.of(
          "ListDirectoryBuckets",
          "CreateBucket",
          "DeleteBucket",
          "GetBucketPolicy",
          "PutBucketPolicy",
          "DeleteBucketPolicy",
          "GetBucketEncryption",
          "PutBucketEncryption",
          "DeleteBucketEncryption",
          "GetBucketLifecycleConfiguration",
          "PutBucketLifecycleConfiguration",
          "DeleteBucketLifecycle");

  private final Routes routes;
  private final Set<String> ownHosts;

  RestIdentifier(Routes routes, Set<String> ownHosts) {
    this.routes = routes;
    this.ownHosts = ownHosts;
  }

  /// A route whose template fits, and what its labels are.
  private record Match(Route route, Map<String, String> labels, boolean differsBySlash) {
    Service service() {
      return route.model.service();
    }
  }

  Identification identify(AwsRequest request, List<Service> candidates) {
    if (!request.path().startsWith("/")) {
      throw new Malformed("the path must begin with `/`: " + quoted(request.path()));
    }
    String asked =
        request.method()
            + " "
            + request.path()
            + (request.query().isEmpty() ? "" : "?" + request.query());
    Pairs query = Pairs.ofQuery(request.query());
    List<Match> matches = new ArrayList<>();
    for (Service service : candidates) {
      if (service.id().equals(S3)) {
        matches.addAll(ofS3(request, query, service));
      } else if (Routes.speaksRest(service)) {
        matches.addAll(ofOthers(request, service));
      }
    }
    if (matches.isEmpty()) {
      return unknown(request, asked, "no operation has this method and path");
    }
    List<Match> left = only(matches, match -> match.route.constantsHold(query));
    if (left.isEmpty()) {
      return unknown(
          request, asked, "no operation at this path has these query keys: " + names(matches));
    }
    List<Match> complete = only(left, match -> match.route.requiredArePresent(request, query));
    if (complete.isEmpty() && left.size() > 1) {
      return unknown(
          request,
          asked,
          "several operations have this path and none has what it requires: " + names(left));
    }
    left = complete.isEmpty() ? left : complete;
    left = best(left, (a, b) -> a.route.compareTemplate(b.route));
    left = bestOfEach(left, candidates);
    List<Match> unknownKeys = only(left, match -> match.service().id().equals(S3));
    for (Match match : unknownKeys) {
      for (Pairs.Pair pair : query.pairs()) {
        if (!match.route.knows(pair.name()) && !beside(pair.name())) {
          return unknown(
              request,
              asked,
              "S3 operations are told apart by query keys, and "
                  + quoted(pair.name())
                  + " is none that `"
                  + match.route.operation.name()
                  + "` has");
        }
      }
    }
    return settle(request, asked, left);
  }

  /// What one service requires says nothing of what another would make of the request, so constants
  /// and required members tell operations apart within a service only.
  private static List<Match> bestOfEach(List<Match> matches, List<Service> candidates) {
    List<Match> left = new ArrayList<>();
    for (Service service : candidates) {
      List<Match> own = only(matches, match -> match.service().equals(service));
      own = best(own, Comparator.comparing(match -> !match.differsBySlash));
      own = best(own, Comparator.comparingInt(match -> match.route.constants()));
      left.addAll(best(own, Comparator.comparingInt(match -> match.route.required())));
    }
    return left;
  }

  private Identification settle(AwsRequest request, String asked, List<Match> found) {
    List<Match> left = found;
    if (left.size() > 1) {
      List<Match> byHost = only(left, match -> hostIs(request.host(), match.service()));
      left = byHost.isEmpty() ? left : byHost;
    }
    if (left.stream().map(match -> match.route.operation.name()).distinct().count() > 1) {
      return unknown(request, asked, "it may be any of " + names(left));
    }
    left = best(left, Comparator.comparing(one -> !one.differsBySlash));
    Match match = left.getFirst();
    if (match.differsBySlash) {
      return unknown(request, asked, "only the slash at the end tells it from " + names(left));
    }
    if (!match.service().id().equals(S3)) {
      refuseOddSegments(request.path());
    }
    ApiOperation operation = match.route.operation;
    Protocol protocol =
        match.service().speaks(Protocol.REST_XML) ? Protocol.REST_XML : Protocol.REST_JSON;
    String jsonVersion = match.service().jsonVersion();
    return new Identified(
        match.route.model,
        operation,
        match.route.form,
        protocol,
        jsonVersion == null ? "" : jsonVersion,
        match.labels,
        use(operation),
        left.stream().skip(1).map(Match::service).toList());
  }

  private static BodyUse use(ApiOperation operation) {
    BodyUse use = BodyUse.NONE;
    for (Member member : operation.input().members().values()) {
      if (member.place() == Place.PAYLOAD) {
        return member.is(Mark.STREAMING) ? BodyUse.STREAM : BodyUse.PARAMETERS;
      }
      if (member.place() == Place.BODY) {
        use = BodyUse.PARAMETERS;
      }
    }
    return use;
  }

  private List<Match> ofOthers(AwsRequest request, Service service) {
    return only(
        matches(service, request.method(), Route.split(request.path())),
        match -> !match.route.endsGreedy() || isOneName(match));
  }

  /// A label that takes slashes would swallow the path of a newer operation below it, so outside S3
  /// it must be one name or one ARN.
  private static boolean isOneName(Match match) {
    return match.labels.values().stream()
        .allMatch(label -> label.indexOf('/') < 0 || ONE_ARN.matcher(label).matches());
  }

  private List<Match> ofS3(AwsRequest request, Pairs query, Service service) {
    // The account-level API sends its account in a header and its version first in the path, and no
    // bucket may be mistaken for it.
    if (!request.values("x-amz-account-id").isEmpty() || request.path().startsWith("/v20180820/")) {
      return List.of();
    }
    return switch (S3Address.of(request.host(), ownHosts)) {
      case S3Address.Unknown _ ->
          throw new Malformed(
              "the host "
                  + quoted(request.host())
                  + " is no S3 host and not this gateway, so the bucket cannot be told");
      case S3Address.AccountControl _ -> List.of();
      case S3Address.DirectoryControl _ ->
          only(
              matches(service, request.method(), Route.split(request.path())),
              match ->
                  DIRECTORY_OPERATIONS.contains(match.route.operation.name())
                      && !match.route.operation.name().equals("ListBuckets"));
      case S3Address.InPath _ ->
          only(
              matches(service, request.method(), Route.split(request.path())),
              match -> !match.route.operation.name().equals("ListDirectoryBuckets"));
      case S3Address.InHost inHost -> inHost(request, query, service, inHost.bucket());
    };
  }

  /// The bucket is put in front of the path as a segment that needs no decoding.
  private List<Match> inHost(AwsRequest request, Pairs query, Service service, String bucket) {
    List<String> path = new ArrayList<>();
    path.add("bucket");
    if (!request.path().equals("/")) {
      path.addAll(Route.split(request.path()));
    }
    List<Match> matches = new ArrayList<>();
    for (Match match : matches(service, request.method(), path)) {
      if (match.labels.containsKey("Bucket")) {
        Map<String, String> labels = new java.util.HashMap<>(match.labels);
        labels.put("Bucket", bucket);
        matches.add(new Match(match.route, labels, false));
      } else if (match.route.constantsHold(query) && match.route.constants() > 0) {
        matches.add(match);
      }
    }
    return matches;
  }

  private List<Match> matches(Service service, String method, List<String> path) {
    List<Match> matches = new ArrayList<>();
    for (Route route : routes.of(service, method)) {
      Map<String, String> labels = route.labels(path);
      if (labels != null) {
        matches.add(new Match(route, labels, route.differsBySlash(path)));
      }
    }
    return matches;
  }

  /// Query keys that belong to clients and presigned requests and say nothing of the operation.
  private static boolean beside(String key) {
    return key.equals("x-id") || Presigned.KEYS.contains(key);
  }

  private static void refuseOddSegments(String path) {
    List<String> segments = Route.split(path);
    for (int i = 0; i < segments.size(); i++) {
      String segment = Percent.decode(segments.get(i), "path", false);
      boolean middle = i < segments.size() - 1;
      if (segment.equals(".") || segment.equals("..") || (segment.isEmpty() && middle)) {
        throw new Malformed(
            "`.`, `..` and empty segments in a path are ambiguous: " + quoted(path));
      }
    }
  }

  private static boolean hostIs(String host, Service service) {
    return host.startsWith(service.endpoint() + ".")
        || host.startsWith(service.endpoint() + "-fips.");
  }

  private static UnknownOperation unknown(AwsRequest request, String asked, String why) {
    return new UnknownOperation(request.signingName(), asked, why);
  }

  private static String names(List<Match> matches) {
    return matches.stream()
        .map(match -> "`" + match.service().id() + " " + match.route.operation.name() + "`")
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .limit(10)
        .collect(Collectors.joining(", "));
  }

  private static List<Match> only(List<Match> matches, Predicate<Match> wanted) {
    return matches.stream().filter(wanted).toList();
  }

  /// All that are not less than another.
  private static List<Match> best(List<Match> matches, Comparator<Match> order) {
    if (matches.size() < 2) {
      return matches;
    }
    Match top = matches.stream().max(order).orElseThrow();
    return only(matches, match -> order.compare(match, top) == 0);
  }
}
