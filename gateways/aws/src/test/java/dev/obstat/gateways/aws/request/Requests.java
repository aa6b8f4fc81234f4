package dev.obstat.gateways.aws.request;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Requests as clients send them, written short.
public final class Requests {
  private Requests() {}

  public static AwsRequest json(String signing, String target, String body) {
    return post(
        signing,
        body,
        List.of(
            new Header("X-Amz-Target", target),
            new Header("Content-Type", "application/x-amz-json-1.1")));
  }

  public static AwsRequest form(String signing, String body) {
    return post(
        signing,
        body,
        List.of(new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")));
  }

  public static AwsRequest post(String signing, String body, List<Header> headers) {
    return new AwsRequest(
        "POST",
        "/",
        "",
        headers,
        Body.of(body.getBytes(StandardCharsets.UTF_8)),
        signing,
        "eu-west-1",
        "127.0.0.1:8471");
  }

  /// @param target path and query
  public static AwsRequest rest(String signing, String method, String target, String body) {
    return rest(signing, method, target, "127.0.0.1:8471", body);
  }

  public static AwsRequest rest(
      String signing, String method, String target, String host, String body, Header... headers) {
    String[] parts = target.split("\\?", 2);
    return new AwsRequest(
        method,
        parts[0],
        parts.length == 2 ? parts[1] : "",
        List.of(headers),
        Body.of(body.getBytes(StandardCharsets.UTF_8)),
        signing,
        "eu-west-1",
        host);
  }

  public static AwsRequest with(AwsRequest request, Header... more) {
    List<Header> headers = new ArrayList<>(request.headers());
    headers.addAll(List.of(more));
    return new AwsRequest(
        request.method(),
        request.path(),
        request.query(),
        headers,
        request.body(),
        request.signingName(),
        request.region(),
        request.host());
  }
}
