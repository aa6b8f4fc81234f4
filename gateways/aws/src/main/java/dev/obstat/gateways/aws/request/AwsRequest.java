package dev.obstat.gateways.aws.request;

import java.util.List;
import java.util.Set;

/// One HTTP request on the AWS wire, parsed and not yet understood.
///
/// @param method as received
/// @param path from the first `/` to the `?`, percent-encoded as received
/// @param query what follows the `?`, as received; empty when there is none
/// @param headers in the order received
/// @param signingName the service in the credential scope of the signature
/// @param region the region in the credential scope of the signature
/// @param host the Host header or `:authority`, with its port if it had one
public record AwsRequest(
    String method,
    String path,
    String query,
    List<Header> headers,
    Body body,
    String signingName,
    String region,
    String host) {

  private static final Set<String> UNCHANGED = Set.of("", "identity", "aws-chunked");

  public AwsRequest {
    headers = List.copyOf(headers);
  }

  /// All values of a header, in order; its name in any case.
  public List<String> values(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .toList();
  }

  /// The one value of a header that decides something; empty when it is absent.
  public String single(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw new Malformed(
          "the header `" + name + "` is there " + values.size() + " times; send it once");
    }
    return values.isEmpty() ? "" : values.getFirst().strip();
  }

  /// The media type of the body without its parameters, in lower case; empty when none is given.
  public String mediaType() {
    String given = single("content-type");
    int semicolon = given.indexOf(';');
    return (semicolon < 0 ? given : given.substring(0, semicolon))
        .strip()
        .toLowerCase(java.util.Locale.ROOT);
  }

  /// Parameters are never unpacked: what is judged is what was signed, and a small body cannot
  /// become a large one.
  public void refuseCompressed() {
    for (String value : values("content-encoding")) {
      for (String encoding : value.split(",", -1)) {
        String name = encoding.strip().toLowerCase(java.util.Locale.ROOT);
        if (!UNCHANGED.contains(name)) {
          throw new Malformed(
              "parameters in a body with the content encoding "
                  + Malformed.quoted(name)
                  + " are not read; send them uncompressed (in AWS SDKs:"
                  + " `disable_request_compression = true`)");
        }
      }
    }
  }

  /// The same request with its body read.
  public AwsRequest with(Body read) {
    return new AwsRequest(method, path, query, headers, read, signingName, region, host);
  }
}
