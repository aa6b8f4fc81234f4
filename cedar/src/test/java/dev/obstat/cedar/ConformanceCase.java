package dev.obstat.cedar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// One test of the upstream integration tests: policies, entities and requests with the answers
/// that they must get.
final class ConformanceCase {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String name;
  private final PolicySet policies;
  private final Entities entities;
  private final JsonNode requests;

  ConformanceCase(String name, String test, String policyText, JsonNode entities)
      throws IOException {
    this.name = name;
    this.policies = TestPolicies.parse(policyText);
    this.entities = CedarJson.entities(entities);
    this.requests = JSON.readTree(test).get("requests");
  }

  int size() {
    return requests.size();
  }

  /// What differs from the expected answers, a line each.
  List<String> differences() {
    List<String> differences = new ArrayList<>();
    for (JsonNode request : requests) {
      Evaluation evaluation = policies.evaluate(CedarJson.request(request), entities);
      String expected =
          request.get("decision").asText()
              + " reasons "
              + names(request.get("reason"))
              + " errors "
              + names(request.get("errors"));
      String answer = answer(evaluation);
      if (!expected.equals(answer)) {
        differences.add(
            name
                + ", "
                + request.get("description").asText()
                + ": expected "
                + expected
                + ", got "
                + answer
                + " "
                + evaluation.errors());
      }
    }
    return differences;
  }

  private String answer(Evaluation evaluation) {
    return Answers.numbered(evaluation, policies);
  }

  private static Set<String> names(JsonNode json) {
    Set<String> names = new TreeSet<>();
    json.forEach(name -> names.add(name.asText()));
    return names;
  }
}
