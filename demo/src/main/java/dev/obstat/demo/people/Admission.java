package dev.obstat.demo.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/// Lets people in, with the installation's own token.
public final class Admission implements AutoCloseable {
  private static final int TOKEN_HOURS = 8;

  private final URI console;
  private final Calls calls;

  /// @param token the installation's own
  public Admission(URI console, String token) {
    this.console = console;
    this.calls = new Calls(console, token);
  }

  /// A new token of a person's.
  public String token(String name) {
    return calls
        .post("/api/tokens", Calls.object().put("person", name).put("hours", TOKEN_HOURS))
        .path("token")
        .asText();
  }

  public Person person(String name, String token) {
    return new Person(name, console, token);
  }

  /// A link that signs a browser in as this person, once, within ten minutes.
  public URI signIn(String name) {
    JsonNode code = calls.post("/api/signin-codes", Calls.object().put("person", name));
    return URI.create(code.path("url").asText());
  }

  @Override
  public void close() {
    calls.close();
  }
}
