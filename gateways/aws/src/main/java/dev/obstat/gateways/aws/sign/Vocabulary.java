package dev.obstat.gateways.aws.sign;

import java.util.Locale;

/// Which names of errors the client of a request expects, told from its head alone. The gateway
/// knows better once it has identified the operation; a refused signature never comes that far.
final class Vocabulary {

  private Vocabulary() {}

  static Fault.Names of(RawRequest request) {
    for (Header header : request.headers()) {
      if (header.is("x-amz-target")) {
        return Fault.Names.JSON;
      }
      if (header.is("content-type")) {
        String type = header.value().toLowerCase(Locale.ROOT);
        return type.contains("json") || type.contains("cbor")
            ? Fault.Names.JSON
            : Fault.Names.QUERY;
      }
    }
    return Fault.Names.QUERY;
  }

  static Fault.Names of(RawRequest request, Scope scope) {
    if (scope.signsRawPath()) {
      return Fault.Names.S3;
    }
    boolean hasType = request.headers().stream().anyMatch(h -> h.is("content-type"));
    boolean isQuery = request.target().contains("Action=") || isRestXml(scope.service());
    return hasType || isQuery ? of(request) : Fault.Names.JSON;
  }

  private static boolean isRestXml(String service) {
    return service.equals("route53") || service.equals("cloudfront");
  }
}
