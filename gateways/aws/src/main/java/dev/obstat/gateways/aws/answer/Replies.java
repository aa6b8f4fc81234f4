package dev.obstat.gateways.aws.answer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.obstat.gateways.aws.sign.Header;
import java.util.ArrayList;
import java.util.List;

/// An [Answer] in the words of each protocol. Sources: Smithy's AWS protocol specifications
/// (awsJson1_0, awsJson1_1, restJson1, awsQuery, ec2Query, restXml, rpcv2Cbor) and "Error
/// responses" in the S3 API reference.
///
/// HEAD has no body: code and message then stand in `x-amz-error-code` and `x-amz-error-message`,
/// which SDKs hand over with the response. botocore, and so the AWS CLI, makes its message from the
/// status alone (`An error occurred (403) when calling the HeadObject operation: Forbidden`), and
/// nothing sent can change that.
public final class Replies {

  private static final int LONGEST_IN_HEADER = 1000;
  private static final String REQUEST_ID = "x-amzn-requestid";

  private Replies() {}

  public static Reply of(Answer answer, Dialect dialect, boolean head) {
    List<Header> headers = new ArrayList<>(headers(answer, dialect));
    if (!head) {
      return new Reply(answer.status(), headers, body(answer, dialect));
    }
    headers.add(new Header("x-amz-error-code", answer.code()));
    headers.add(
        new Header("x-amz-error-message", PlainText.ascii(answer.message(), LONGEST_IN_HEADER)));
    return new Reply(answer.status(), headers, new byte[0]);
  }

  private static List<Header> headers(Answer answer, Dialect dialect) {
    String id = answer.requestId();
    return switch (dialect) {
      case JSON_1_0 -> json("application/x-amz-json-1.0", answer);
      case JSON_1_1 -> json("application/x-amz-json-1.1", answer);
      case REST_JSON -> json("application/json", answer);
      case QUERY, EC2, REST_XML -> List.of(type("text/xml"), new Header(REQUEST_ID, id));
      case S3 -> List.of(type("application/xml"), new Header("x-amz-request-id", id));
      case CBOR ->
          List.of(
              type("application/cbor"),
              new Header("smithy-protocol", "rpc-v2-cbor"),
              new Header(REQUEST_ID, id));
    };
  }

  private static List<Header> json(String type, Answer answer) {
    return List.of(
        type(type),
        new Header("x-amzn-errortype", answer.code()),
        new Header(REQUEST_ID, answer.requestId()));
  }

  private static Header type(String type) {
    return new Header("content-type", type);
  }

  private static byte[] body(Answer answer, Dialect dialect) {
    String code = answer.code();
    String message = PlainText.xml(answer.message());
    String id = answer.requestId();
    return switch (dialect) {
      case JSON_1_0, JSON_1_1 ->
          "{\"__type\":\"%s\",\"message\":\"%s\"}"
              .formatted(code, PlainText.json(answer.message()))
              .getBytes(UTF_8);
      case REST_JSON ->
          "{\"code\":\"%s\",\"message\":\"%s\"}"
              .formatted(code, PlainText.json(answer.message()))
              .getBytes(UTF_8);
      case QUERY, REST_XML ->
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>\
          <RequestId>%s</RequestId></ErrorResponse>
          """
              .formatted(code, message, id)
              .getBytes(UTF_8);
      case EC2 ->
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>\
          <RequestID>%s</RequestID></Response>
          """
              .formatted(code, message, id)
              .getBytes(UTF_8);
      case S3 ->
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <Error><Code>%s</Code><Message>%s</Message><RequestId>%s</RequestId></Error>
          """
              .formatted(code, message, id)
              .getBytes(UTF_8);
      case CBOR -> Cbor.map(List.of("__type", code, "message", answer.message()));
    };
  }
}
