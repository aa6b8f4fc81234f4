package dev.obstat.gateways.aws;

import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.http.RequestHead;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which service and region a request is for, read from its signature or, for one that is not
/// signed, from its host. Only for explaining: what the gateway forwards is always signed.
///
/// @param signingName the service in the credential scope of a signature
public record Addressed(String signingName, String region) {
  private static final Pattern SCOPE =
      Pattern.compile(
          "Credential=[^/,&]+(?:/|%2[Ff])\\d{8}(?:/|%2[Ff])([a-z0-9-]+)(?:/|%2[Ff])([a-z0-9-]+)");
  private static final Pattern AWS_HOST =
      Pattern.compile("(.+)\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)(?::\\d+)?");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(?:-[a-z]+)+-\\d");

  /// @param usualRegion where neither signature nor host names one
  public static Optional<Addressed> of(RequestHead head, AwsModels models, String usualRegion) {
    String header = head.headers().first("authorization").orElse("");
    Matcher scope = SCOPE.matcher(header.isEmpty() ? head.target() : header);
    if (scope.find()) {
      return Optional.of(new Addressed(scope.group(2), scope.group(1)));
    }
    Matcher host =
        AWS_HOST.matcher(head.headers().first("host").orElse("").toLowerCase(Locale.ROOT));
    if (!host.matches()) {
      return Optional.empty();
    }
    String name = "." + host.group(1) + ".";
    Matcher region = REGION.matcher(name);
    String where = region.find() ? region.group() : usualRegion;
    if (name.matches(".*\\.s3[.-].*")) {
      return Optional.of(new Addressed("s3", where));
    }
    return models.services().stream()
        .filter(service -> name.contains("." + service.endpoint() + "."))
        .max(Comparator.comparingInt((Service service) -> service.endpoint().length()))
        .map(service -> new Addressed(service.signing(), where));
  }
}
