package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is ambiguous or not supported is refused, with a message that says what to do:")
class RefusalsTest {

  private final Client.Sent json = Client.send(json());
  private final Client.Sent presigned = Client.send(presigned());

  static Client.Order json() {
    Client.Order order = new Client.Order();
    order.method = "POST";
    order.service = "dynamodb";
    order.headers.add(new Header("X-Amz-Target", "DynamoDB_20120810.DeleteTable"));
    order.headers.add(new Header("Content-Type", "application/x-amz-json-1.0"));
    order.body = "{}".getBytes(StandardCharsets.UTF_8);
    return order;
  }

  static Client.Order presigned() {
    Client.Order order = new Client.Order();
    order.service = "s3";
    order.rawPath = true;
    order.path = "/bucket/key";
    order.presigned = Duration.ofHours(1);
    order.scheme = "https";
    order.signPayload = false;
    return order;
  }

  private Refused json(RawRequest changed) {
    return Client.refused(json.with(changed), Channel.PROTECTED);
  }

  private Refused presigned(String target) {
    return Client.refused(
        presigned.with(Client.withTarget(presigned.request(), target)), Channel.PROTECTED);
  }

  private static void assertRefused(Refused refused, Fault fault, String code, String message) {
    assertThat(refused.message()).isEqualTo(message);
    assertThat(refused.fault()).isEqualTo(fault);
    assertThat(refused.code()).isEqualTo(code);
  }

  @Test
  void noSignature() {
    assertRefused(
        json(Client.withoutHeader(json.request(), "authorization")),
        Fault.MISSING,
        "MissingAuthenticationTokenException",
        "the request is not signed: sign it with the session's access key (AWS Signature Version 4),"
            + " for example by running the command under `obstat run`");
    RawRequest form =
        new RawRequest(
            "POST",
            "/",
            List.of(
                new Header("Host", "h"),
                new Header("Content-Type", "application/x-www-form-urlencoded")));
    assertThat(json(form).code()).isEqualTo("MissingAuthenticationToken");
  }

  @Test
  void signatureVersion2() {
    String message =
        "the request is signed with Signature Version 2, which is not supported: use Version 4 (for"
            + " `aws s3 presign` of CLI version 1: `aws configure set s3.signature_version s3v4`)";
    assertThat(
            json(Client.replaceHeader(json.request(), "authorization", "AWS OBST:c2lnbmF0dXJl"))
                .message())
        .isEqualTo(message);
    assertRefused(
        presigned("/b/k?AWSAccessKeyId=OBSTAAAAAAAAAAAAAAAA&Signature=x&Expires=1"),
        Fault.UNSUPPORTED,
        "IncompleteSignature",
        message);
    assertThat(presigned("/?Action=ListQueues&SignatureVersion=2").message()).isEqualTo(message);
  }

  @Test
  void signatureVersion4a() {
    String message =
        "the request is signed with Signature Version 4A (several regions at once), which is not"
            + " supported: use a regional endpoint, which is signed with Version 4";
    String signed = Client.header(json.request(), "authorization");
    List<String> headers =
        List.of(
            signed.replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"),
            signed.replace("/eu-west-1/", "/"));
    for (String header : headers) {
      assertThat(json(Client.replaceHeader(json.request(), "authorization", header)).message())
          .isEqualTo(message);
    }
    assertThat(
            presigned(
                    presigned
                        .request()
                        .target()
                        .replace("AWS4-HMAC-SHA256", "AWS4-ECDSA-P256-SHA256"))
                .message())
        .isEqualTo(message);
  }

  @Test
  void otherSchemes() {
    assertRefused(
        json(Client.replaceHeader(json.request(), "authorization", "Bearer abc")),
        Fault.UNSUPPORTED,
        "IncompleteSignatureException",
        "the authorization scheme `Bearer` is not supported: sign with `AWS4-HMAC-SHA256`");
    assertThat(presigned(presigned.request().target().replace("AWS4-HMAC-SHA256", "MD5")).message())
        .isEqualTo("the algorithm `MD5` is not supported: use AWS4-HMAC-SHA256");
  }

  @Test
  void headerAndQueryTogether() {
    RawRequest both =
        Client.withHeader(
            presigned.request(), "Authorization", Client.header(json.request(), "authorization"));
    assertRefused(
        Client.refused(presigned.with(both), Channel.PROTECTED),
        Fault.AMBIGUOUS,
        "ValidationError",
        "the request is signed in the `authorization` header and in the query: use one of them");
  }

  @Test
  void repeatedHeaders() {
    for (String name : List.of("Authorization", "HOST", "X-Amz-Target", "x-amz-date")) {
      RawRequest twice =
          Client.withHeader(json.request(), name, Client.header(json.request(), name));
      assertThat(json(twice).message())
          .isEqualTo(
              "the header `"
                  + name.toLowerCase(java.util.Locale.ROOT)
                  + "` stands more than once: send it once");
    }
  }

  @Test
  void methodOverrides() {
    assertThat(
            json(Client.withHeader(json.request(), "X-HTTP-Method-Override", "DELETE")).message())
        .isEqualTo(
            "the header `x-http-method-override` would change the method: send the method itself");
  }

  @Test
  void headersThatAreNotSigned() {
    for (String name : List.of("x-amz-copy-source", "x-amz-acl", "x-amz-security-token")) {
      assertRefused(
          json(Client.withHeader(json.request(), name, "v")),
          Fault.UNSIGNED_HEADER,
          "InvalidSignatureException",
          "the header `" + name + "` is sent but not signed: sign it, or do not send it");
    }
    for (String name : List.of("content-type", "host", "x-amz-date", "x-amz-target")) {
      String signed = Client.header(json.request(), "authorization");
      String without = signed.replace(name + ";", "").replace(";" + name, "");
      assertThat(without).isNotEqualTo(signed);
      assertThat(json(Client.replaceHeader(json.request(), "authorization", without)).message())
          .isEqualTo(
              "the header `" + name + "` is sent but not signed: sign it, or do not send it");
    }
    RawRequest typed = Client.withHeader(presigned.request(), "content-type", "text/plain");
    assertRefused(
        Client.refused(presigned.with(typed), Channel.PROTECTED),
        Fault.UNSIGNED_HEADER,
        "AccessDenied",
        "the header `content-type` is sent but not signed: sign it, or do not send it");
  }

  @Test
  void headersThatAreSignedButMissing() {
    assertThat(json(Client.withoutHeader(json.request(), "content-type")).message())
        .isEqualTo("the header `content-type` is signed but was not sent");
    assertThat(json(Client.withoutHeader(json.request(), "host")).message())
        .isEqualTo("the request has no `host` header: send and sign one");
    assertThat(json(Client.withoutHeader(json.request(), "x-amz-date")).message())
        .isEqualTo("the request has no `x-amz-date` header: send and sign one");
  }

  @Test
  void malformedAuthorization() {
    String signed = Client.header(json.request(), "authorization");
    String credential = Client.KEY + "/20261123/eu-west-1/dynamodb/aws4_request";
    List<List<String>> cases =
        List.of(
            List.of(
                signed.replace(credential, "nonsense"),
                "the credential `nonsense` must be"
                    + " `<access key id>/<yyyymmdd>/<region>/<service>/aws4_request`"),
            List.of(
                signed.replace("/eu-west-1/", "/EU/"),
                "the credential `OBSTAAAAAAAAAAAAAAAA/20261123/EU/dynamodb/aws4_request` must be"
                    + " `<access key id>/<yyyymmdd>/<region>/<service>/aws4_request`"),
            List.of(
                signed.replace("/20261123/", "/20261122/"),
                "the credential is of `20261122` and the request of `20261123T100000Z`: both must be"
                    + " of the same day"),
            List.of(
                signed.substring(0, signed.length() - 1),
                "the signature `"
                    + signed.substring(signed.length() - 64, signed.length() - 1)
                    + "` must be 64 lower-case hexadecimal digits"),
            List.of(
                signed.replace("SignedHeaders=", "SignedHeaders=z;"),
                "the signed headers `z;"
                    + signed.replaceAll(".*SignedHeaders=([^,]*),.*", "$1")
                    + "` must be lower-case names, sorted, each once, between semicolons"),
            List.of(
                signed.replace("Signature=", "Sig="),
                "the authorization header has an unexpected part `Sig`: it must have Credential,"
                    + " SignedHeaders and Signature, each once"),
            List.of(
                signed + ", Credential=x",
                "the authorization header has an unexpected part `Credential`: it must have"
                    + " Credential, SignedHeaders and Signature, each once"),
            List.of(
                "AWS4-HMAC-SHA256 Credential=" + credential,
                "the authorization header has no `SignedHeaders`: it must have Credential,"
                    + " SignedHeaders and Signature, each once"));
    for (List<String> one : cases) {
      assertRefused(
          json(Client.replaceHeader(json.request(), "authorization", one.get(0))),
          Fault.MALFORMED,
          "IncompleteSignatureException",
          one.get(1));
    }
  }

  @Test
  void malformedDates() {
    for (String date : List.of("20261323T100000Z", "2026-11-23T10:00:00Z", "20261123T100000")) {
      assertThat(json(Client.replaceHeader(json.request(), "x-amz-date", date)).message())
          .isEqualTo("`x-amz-date` is `" + date + "`: it must look like 20260131T235959Z");
    }
    RawRequest dated =
        Client.withHeader(Client.withoutHeader(json.request(), "x-amz-date"), "Date", "yesterday");
    assertThat(json(dated).message())
        .isEqualTo("the header `date` is `yesterday`: send `x-amz-date` instead");
  }

  @Test
  void malformedPresignedUrls() {
    String target = presigned.request().target();
    assertThat(presigned(target.replace("X-Amz-Expires=3600", "X-Amz-Expires=604801")).message())
        .isEqualTo("`X-Amz-Expires` is `604801`: it must be 1 to 604800 seconds");
    assertThat(presigned(target.replace("X-Amz-Expires=3600", "X-Amz-Expires=0")).message())
        .isEqualTo("`X-Amz-Expires` is `0`: it must be 1 to 604800 seconds");
    assertThat(presigned(target.replace("X-Amz-Expires=3600", "x=1")).message())
        .isEqualTo(
            "the presigned URL has no `X-Amz-Expires`: make a new one with the session's keys");
    assertThat(presigned(target + "&X-Amz-Expires=7").message())
        .isEqualTo("the query parameter `X-Amz-Expires` stands more than once");
    assertThat(presigned(target + "&x-amz-expires=7").message())
        .isEqualTo("the query parameter `x-amz-expires` must be spelled `X-Amz-Expires`");
    assertThat(
            Client.refused(
                    presigned.with(
                        Client.withHeader(presigned.request(), "X-Amz-Security-Token", "t")),
                    Channel.PROTECTED)
                .message())
        .isEqualTo(
            "a presigned request carries its session token in the query: remove the header"
                + " `x-amz-security-token`");
  }

  @Test
  void targetsThatReadTwoWays() {
    List<List<String>> cases =
        List.of(
            List.of(
                "/?a=b+c",
                "the query has a `+`, which one reader takes for a plus and another"
                    + " for a space: send `%2B` or `%20`"),
            List.of(
                "/?a=%2",
                "the query has a `%` without two hexadecimal digits: send `%25` for a"
                    + " percent"),
            List.of(
                "/%zz",
                "the path has a `%` without two hexadecimal digits: send `%25` for a" + " percent"),
            List.of("/?a&&b", "the query has an empty parameter: remove the extra `&`"),
            List.of("http://other/", "the target `http://other/` must start with `/`"),
            List.of("*", "the target `*` must start with `/`"),
            List.of(
                "/a b",
                "the target has a character at 2 that may not stand there: send it"
                    + " percent-encoded"),
            List.of(
                "/#f",
                "the target has a character at 1 that may not stand there: send it"
                    + " percent-encoded"),
            List.of(
                "/" + "a".repeat(40000),
                "the target has 40001 characters: at most 32768 are" + " read"),
            List.of("/?" + "a&".repeat(2000) + "b", "the query has more than 1024 parameters"));
    for (List<String> one : cases) {
      Refused refused = json(Client.withTarget(json.request(), one.get(0)));
      assertThat(refused.message()).isEqualTo(one.get(1));
      assertThat(refused.fault()).isEqualTo(Fault.AMBIGUOUS);
    }
  }

  @Test
  void headersThatAreNone() {
    assertThat(json(Client.withHeader(json.request(), "a b", "v")).message())
        .isEqualTo("`a b` is no name of a header (RFC 9110, 5.1)");
    assertThat(json(Client.withHeader(json.request(), "x", "a\r\nb: c")).message())
        .isEqualTo("the header `x` has a character that may not stand in a header");
    List<Header> many = new ArrayList<>();
    for (int i = 0; i < 201; i++) {
      many.add(new Header("h" + i, "v"));
    }
    assertThat(json(new RawRequest("GET", "/", many)).message())
        .isEqualTo("the request has 201 headers: at most 200 are read");
    assertThat(json(new RawRequest("get", "/", json.request().headers())).message())
        .isEqualTo("the method `get` must be upper-case letters");
  }

  @Test
  void payloadsThatAreNotCovered() {
    Client.Order order = json();
    order.service = "s3";
    order.rawPath = true;
    order.headers.removeFirst();
    Client.Sent s3 = Client.send(order);
    List<List<String>> cases =
        List.of(
            List.of(
                "UNSIGNED-PAYLOAD",
                "`UNSIGNED-PAYLOAD` over plain HTTP leaves the body"
                    + " unprotected: use HTTPS, or have the client sign the body"),
            List.of(
                "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                "`STREAMING-UNSIGNED-PAYLOAD-TRAILER` over"
                    + " plain HTTP leaves the body unprotected: use HTTPS, or have the client sign the"
                    + " body"),
            List.of(
                "STREAMING-AWS4-HMAC-SHA256-EVENTS",
                "signed event streams are not supported by" + " this gateway"),
            List.of(
                "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
                "the request is signed with"
                    + " Signature Version 4A (several regions at once), which is not supported: use a"
                    + " regional endpoint, which is signed with Version 4"),
            List.of(
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
                "`x-amz-decoded-content-length` must be"
                    + " the number of bytes before chunking, not ``"),
            List.of(
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER",
                "`STREAMING-AWS4-HMAC-SHA256-"
                    + "PAYLOAD-TRAILER` needs an `x-amz-trailer` header that names the trailer"),
            List.of(
                "ABC",
                "`x-amz-content-sha256` is `ABC`: it must be the body's SHA-256 in"
                    + " lower-case hexadecimal or one of AWS's names"));
    for (List<String> one : cases) {
      RawRequest changed = Client.replaceHeader(s3.request(), "x-amz-content-sha256", one.get(0));
      assertThat(Client.refused(s3.with(changed), Channel.PLAIN).message()).isEqualTo(one.get(1));
    }
    assertThat(
            Client.refused(
                    s3.with(Client.withoutHeader(s3.request(), "x-amz-content-sha256")),
                    Channel.PLAIN)
                .message())
        .isEqualTo("the request has no `x-amz-content-sha256` header: S3 demands one");
    RawRequest chunkedJson =
        Client.replaceHeader(
            json.request(), "x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
    assertThat(json(chunkedJson).message())
        .isEqualTo(
            "`STREAMING-AWS4-HMAC-SHA256-PAYLOAD` is S3's: other services take the body's SHA-256");
  }
}
