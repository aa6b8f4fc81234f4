package dev.obstat.demo.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.cli.Shown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A review as the API shows it, in words for a terminal. Whatever the agent may have written in it
/// is made safe to print.
///
/// @param digest what a vote is bound to
/// @param shown all else that a vote is bound to
/// @param state `open`, `approved`, `rejected` or `expired`
/// @param targets what the action touches, by name
/// @param because the policies' sentences
/// @param needs whose approval it takes
public record SeenReview(
    String id,
    String digest,
    String shown,
    String state,
    String page,
    Instant opened,
    String operation,
    List<String> targets,
    List<Because> because,
    List<String> needs,
    SeenImpact impact,
    List<CastVote> votes) {

  public SeenReview {
    targets = List.copyOf(targets);
    because = List.copyOf(because);
    needs = List.copyOf(needs);
    votes = List.copyOf(votes);
  }

  /// A policy, and its sentence.
  public record Because(String policy, String sentence) {}

  /// One person's vote.
  ///
  /// @param choice `approve` or `reject`
  /// @param manner how it was cast: `console` or `command-line`
  public record CastVote(String by, String choice, String manner, String comment) {}

  static SeenReview of(JsonNode review) {
    return new SeenReview(
        review.path("id").asText(),
        review.path("digest").asText(),
        review.path("shown").asText(),
        review.path("state").asText(),
        review.path("url").asText(),
        Instant.parse(review.path("opened").asText()),
        safe(review.path("operation")),
        each(review.path("targets"), target -> safe(target.path("name"))),
        each(
                review.path("reasons"),
                reason -> new Because(safe(reason.path("policy")), safe(reason.path("sentence"))))
            .stream()
            .distinct()
            .toList(),
        each(
            review.path("terms").path("approvals"),
            asked -> asked.path("count").asText() + " of " + safe(asked.path("group"))),
        SeenImpact.of(review.path("impact")),
        each(
            review.path("votes"),
            vote ->
                new CastVote(
                    safe(vote.path("by")),
                    vote.path("choice").asText(),
                    vote.path("manner").asText(),
                    safe(vote.path("comment")))));
  }

  public boolean isOpen() {
    return state.equals("open");
  }

  /// What is touched, in a few words however much it is.
  public String what() {
    if (targets.size() == 1) {
      return operation + " on " + targets.getFirst();
    }
    return operation + " on " + targets.getFirst() + " and " + (targets.size() - 1) + " more";
  }

  public String needsInWords() {
    return needs.stream().collect(Collectors.joining(", "));
  }

  static <T> List<T> each(JsonNode array, Function<JsonNode, T> read) {
    List<T> items = new ArrayList<>();
    array.forEach(item -> items.add(read.apply(item)));
    return items;
  }

  static String safe(JsonNode text) {
    return Shown.safely(text.asText());
  }
}
