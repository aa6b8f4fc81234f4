package dev.obstat.demo.people;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obstat.demo.engine.AwsAccess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One person at Obstat's HTTP API, known by a token of their own.
public final class Person implements AutoCloseable {
  private final String name;
  private final Calls calls;

  public Person(String name, URI console, String token) {
    this.name = name;
    this.calls = new Calls(console, token);
  }

  /// A session that was opened, with what its agent is given.
  public record OpenedSession(String id, AwsAccess access) {}

  public String name() {
    return name;
  }

  /// Opens a session for an agent that this person operates.
  public OpenedSession openSession(String agent, String intent, Duration length) {
    JsonNode session =
        calls.post(
            "/api/sessions",
            Calls.object()
                .put("agent", agent)
                .put("intent", intent)
                .put("minutes", length.toMinutes()));
    JsonNode aws = session.path("aws");
    URI endpoint = URI.create(aws.path("endpoint").asText());
    return new OpenedSession(
        session.path("id").asText(),
        new AwsAccess(
            endpoint,
            endpoint,
            aws.path("region").asText(),
            aws.path("accessKeyId").asText(),
            aws.path("secretAccessKey").asText()));
  }

  public void closeSession(OpenedSession session) {
    calls.post("/api/sessions/" + session.id() + "/close", Calls.object());
  }

  /// The reviews that wait, the oldest first.
  public List<SeenReview> waiting() {
    return reviews("open");
  }

  /// The latest reviews, whatever became of them, the oldest first.
  public List<SeenReview> reviews() {
    return reviews("all");
  }

  public SeenReview review(String id) {
    return SeenReview.of(calls.get("/api/reviews/" + id));
  }

  /// Votes yes on exactly what this person saw.
  public SeenReview approve(SeenReview seen, String comment) {
    return vote(seen, "approve", comment);
  }

  /// Votes no on exactly what this person saw. The agent is told the comment.
  public SeenReview reject(SeenReview seen, String comment) {
    return vote(seen, "reject", comment);
  }

  @Override
  public void close() {
    calls.close();
  }

  private SeenReview vote(SeenReview seen, String choice, String comment) {
    return SeenReview.of(
        calls.post(
            "/api/reviews/" + seen.id() + "/votes",
            Calls.object()
                .put("choice", choice)
                .put("comment", comment)
                .put("digest", seen.digest())
                .put("shown", seen.shown())));
  }

  private List<SeenReview> reviews(String state) {
    List<SeenReview> reviews = new ArrayList<>();
    calls
        .get("/api/reviews?state=" + state)
        .path("reviews")
        .forEach(review -> reviews.add(SeenReview.of(review)));
    reviews.sort((one, other) -> one.opened().compareTo(other.opened()));
    return reviews;
  }
}
