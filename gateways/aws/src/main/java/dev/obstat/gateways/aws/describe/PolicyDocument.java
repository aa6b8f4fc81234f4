package dev.obstat.gateways.aws.describe;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/// A policy of IAM's form in a parameter.
final class PolicyDocument {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private PolicyDocument() {}

  /// Whether a statement allows something to principals that it does not name. Its conditions do
  /// not count: one that always holds is easily written. What cannot be read counts as open.
  static boolean letsEveryoneIn(String text) {
    JsonNode policy;
    try {
      policy = JSON.readTree(text);
    } catch (JacksonException e) {
      return true;
    }
    JsonNode statements = policy.path("Statement");
    if (statements.isObject()) {
      return opens(statements);
    }
    if (!statements.isArray()) {
      return true;
    }
    for (JsonNode statement : statements) {
      if (opens(statement)) {
        return true;
      }
    }
    return false;
  }

  private static boolean opens(JsonNode statement) {
    return !statement.path("Effect").asText().equals("Deny")
        && (statement.has("NotPrincipal") || hasWildcard(statement.path("Principal")));
  }

  private static boolean hasWildcard(JsonNode principal) {
    if (principal.isTextual()) {
      return principal.asText().indexOf('*') >= 0;
    }
    for (JsonNode part : principal) {
      if (hasWildcard(part)) {
        return true;
      }
    }
    return false;
  }
}
