package dev.obstat.gateways.aws.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.gateways.aws.identify.Identification;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Identifier;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Header;
import dev.obstat.gateways.aws.request.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class CompressedParametersTest {
  private static final Identifier IDENTIFIER = new Identifier(AwsModels.load(), Set.of());
  private static final Decoder DECODER = new Decoder();
  private static final String METRIC =
      "Action=PutMetricData&Version=2010-08-01&Namespace=n"
          + "&MetricData.member.1.MetricName=hours&MetricData.member.1.Value=42";
  private static final String ALARM =
      "Action=DeleteAlarms&Version=2010-08-01&AlarmNames.member.1=a";

  static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(plain);
    }
    return packed.toByteArray();
  }

  private static AwsRequest form(byte[] body, String... encodings) {
    return Requests.with(
        Requests.form("monitoring", "").with(Body.of(body)),
        Arrays.stream(encodings)
            .map(encoding -> new Header("Content-Encoding", encoding))
            .toArray(Header[]::new));
  }

  private static AwsRequest json(String service, String target, byte[] body) {
    return Requests.with(
        Requests.json(service, target, "").with(Body.of(body)),
        new Header("Content-Encoding", "gzip"));
  }

  /// What is understood, or why not.
  private static String said(AwsRequest request) {
    return switch (IDENTIFIER.identify(request)) {
      case Identification.Refused no -> no.why();
      case Identification.UnknownOperation no -> no.why();
      case Identification.BodyNeeded _ -> "the body is needed";
      case Identified found ->
          switch (DECODER.decode(found, request, Given.FINGERPRINT)) {
            case Decoding.Refused no -> no.why();
            case Decoding.Decoded decoded -> found.named() + " " + decoded.parameters();
          };
    };
  }

  @Test
  void readTheSameAsPlainOnesWhereTheServiceUnpacksThem() throws IOException {
    byte[] plain = METRIC.getBytes(UTF_8);
    String said = said(form(plain));
    assertThat(said).startsWith("aws:cloudwatch:PutMetricData ").contains("hours", "42");
    assertThat(said(form(gzip(plain), "gzip"))).isEqualTo(said);
    assertThat(said(form(gzip(plain), "aws-chunked, GZIP"))).isEqualTo(said);
    assertThat(
            said(
                json(
                    "monitoring",
                    "GraniteServiceVersion20100801.PutMetricData",
                    gzip("{\"Namespace\":\"n\"}".getBytes(UTF_8)))))
        .startsWith("aws:cloudwatch:PutMetricData ");
  }

  @Test
  void areRefusedWhereTheServiceWouldReadThePackedBytes() throws IOException {
    assertThat(said(form(gzip(ALARM.getBytes(UTF_8)), "gzip")))
        .isEqualTo(
            "parameters in a body with the content encoding `gzip` are not read here; send them"
                + " uncompressed (in AWS SDKs: `disable_request_compression = true`)");
    assertThat(
            said(
                json(
                    "dynamodb",
                    "DynamoDB_20120810.DeleteTable",
                    gzip("{\"TableName\":\"t\"}".getBytes(UTF_8)))))
        .contains("the content encoding `gzip` are not read here");
  }

  @Test
  void areRefusedInOtherAndInSeveralEncodings() throws IOException {
    byte[] packed = gzip(METRIC.getBytes(UTF_8));
    for (String encoding : List.of("br", "deflate", "zstd", "x-gzip", "gzip, gzip", "gzip;q=1")) {
      assertThat(said(form(packed, encoding)))
          .as(encoding)
          .isEqualTo(
              "parameters in a body with the content encoding `"
                  + encoding
                  + "` are not read here; send them uncompressed (in AWS SDKs:"
                  + " `disable_request_compression = true`)");
    }
    assertThat(said(form(packed, "gzip", "gzip"))).contains("`gzip, gzip` are not read here");
    assertThat(said(form(packed))).as("unsaid").isEqualTo("the body is not valid UTF-8");
  }

  @Test
  void areRefusedWhenTheyAreABomb() throws IOException {
    assertThat(said(form(gzip(new byte[4 * 1024 * 1024]), "gzip")))
        .isEqualTo("the gzip body unpacks to more than 250 times its size; send it uncompressed");
    assertThat(said(form(gzip(new byte[200 * 1024 * 1024]), "gzip")))
        .isEqualTo("the gzip body unpacks to more than 8388608 bytes; send less at a time");
  }

  @Test
  void areRefusedWhenAnyByteOfThemCouldBeReadOtherwise() throws IOException {
    byte[] good = gzip(METRIC.getBytes(UTF_8));
    assertThat(said(form(METRIC.getBytes(UTF_8), "gzip")))
        .isEqualTo("the body is not what its content encoding says: it is no gzip");
    byte[] named = new byte[good.length + ALARM.length() + 3];
    System.arraycopy(good, 0, named, 0, 10);
    named[3] = 8;
    System.arraycopy(("&" + ALARM + "&").getBytes(UTF_8), 0, named, 10, ALARM.length() + 2);
    System.arraycopy(good, 10, named, 13 + ALARM.length(), good.length - 10);
    assertThat(said(form(named, "gzip")))
        .isEqualTo(
            "the head of the gzip body holds more than its time (a name, a comment); leave it out");
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.write(good);
    two.write(gzip(("&" + ALARM).getBytes(UTF_8)));
    assertThat(said(form(two.toByteArray(), "gzip")))
        .isEqualTo("there is something behind the end of the gzip body; send one member alone");
    assertThat(said(form(Arrays.copyOf(good, good.length - 3), "gzip")))
        .isEqualTo("the gzip body ends in the middle");
    assertThat(said(form(Arrays.copyOf(good, 40), "gzip")))
        .isEqualTo("the gzip body is broken: send it uncompressed");
    byte[] flipped = good.clone();
    flipped[flipped.length - 8] ^= 1;
    assertThat(said(form(flipped, "gzip")))
        .isEqualTo("the gzip body is broken: its checksum or length is another");
  }

  @Test
  void areNoneWhereTheBodyIsContent() throws IOException {
    AwsRequest object =
        Requests.with(
            Requests.rest("s3", "PUT", "/b/k", "").with(Body.of(gzip(new byte[9]))),
            new Header("Content-Encoding", "gzip"));
    assertThat(said(object)).startsWith("aws:s3:PutObject ");
  }
}
