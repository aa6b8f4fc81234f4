package dev.obstat.gateways.aws.request;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    return (semicolon < 0 ? given : given.substring(0, semicolon)).strip().toLowerCase(Locale.ROOT);
  }

  /// Whether the body is compressed: there is something else than itself in its content encoding.
  public boolean isCompressed() {
    return !encodings().isEmpty();
  }

  private List<String> encodings() {
    return values("content-encoding").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(encoding -> encoding.strip().toLowerCase(Locale.ROOT))
        .filter(encoding -> !UNCHANGED.contains(encoding))
        .toList();
  }

  /// The same request with its body as it reads, unpacked within bounds. What goes out stays
  /// packed, as it was signed.
  public AwsRequest unpacked() {
    List<String> encodings = encodings();
    if (encodings.isEmpty()) {
      return this;
    }
    if (!encodings.equals(List.of("gzip"))) {
      throw notRead(String.join(", ", encodings));
    }
    return switch (body) {
      case Body.None _, Body.Unread _ -> this;
      case Body.Read read -> with(Body.of(Gunzip.of(read.bytes())));
    };
  }

  /// Most operations take no compressed parameters: their services would take the packed bytes for
  /// what they look like.
  public void refuseCompressed() {
    if (isCompressed()) {
      throw notRead(String.join(", ", encodings()));
    }
  }

  private static Malformed notRead(String encoding) {
    return new Malformed(
        "parameters in a body with the content encoding "
            + Malformed.quoted(encoding)
            + " are not read here; send them uncompressed (in AWS SDKs:"
            + " `disable_request_compression = true`)");
  }

  /// The same request with its body read.
  public AwsRequest with(Body read) {
    return new AwsRequest(method, path, query, headers, read, signingName, region, host);
  }
}
