package dev.obstat.gateways.aws.trail;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// One record of CloudTrail, as far as it is read.
///
/// @param source who was asked: `rds.amazonaws.com`
/// @param name what: `DeleteDBInstance`
/// @param who the last part of the caller's ARN, or what stands for it
/// @param resources ARNs of what it touched, where CloudTrail says so
/// @param failed whether it was refused or went wrong
public record TrailEvent(
    Instant at,
    String source,
    String name,
    String account,
    String region,
    String who,
    boolean failed,
    JsonNode parameters,
    List<String> resources) {

  private static final int LONGEST_NAME = 200;

  public TrailEvent {
    resources = List.copyOf(resources);
  }

  /// @throws IllegalArgumentException when it is no record of an API call; the message says why
  public static TrailEvent of(JsonNode record) {
    String source = record.path("eventSource").asText();
    String name = record.path("eventName").asText();
    if (source.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException("`eventSource` or `eventName` is missing");
    }
    Instant at;
    try {
      at = Instant.parse(record.path("eventTime").asText());
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException(
          "`eventTime` is not a time: `" + record.path("eventTime").asText() + "`");
    }
    List<String> resources = new ArrayList<>();
    for (JsonNode resource : record.path("resources")) {
      String arn = resource.path("ARN").asText(resource.path("arn").asText());
      if (arn.startsWith("arn:")) {
        resources.add(arn);
      }
    }
    return new TrailEvent(
        at,
        source,
        name,
        record.path("recipientAccountId").asText(record.at("/userIdentity/accountId").asText()),
        record.path("awsRegion").asText("us-east-1"),
        who(record.path("userIdentity")),
        !record.path("errorCode").asText().isEmpty(),
        record.path("requestParameters"),
        resources);
  }

  /// The role or user, without the name that every session of a role has anew.
  public String caller() {
    String[] parts = who.split("/", -1);
    return parts.length > 1 ? parts[1] : who;
  }

  private static String who(JsonNode identity) {
    for (String member : List.of("arn", "userName", "invokedBy", "principalId", "type")) {
      String text = identity.path(member).asText();
      if (!text.isEmpty()) {
        String cut = text.substring(text.lastIndexOf(':') + 1);
        return cut.substring(0, Math.min(cut.length(), LONGEST_NAME));
      }
    }
    return "nobody";
  }
}
