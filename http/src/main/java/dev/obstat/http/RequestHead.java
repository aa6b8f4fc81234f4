package dev.obstat.http;

import java.util.Optional;

/// A request without its body, exactly as it was received.
///
/// @param target the raw origin-form: path and query, nothing decoded or normalised
public record RequestHead(String method, String target, Headers headers) {
  /// The raw path, up to the first `?`.
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /// The raw query after the first `?`; empty when there is none, an empty text for a bare `?`.
  public Optional<String> query() {
    int query = target.indexOf('?');
    return query < 0 ? Optional.empty() : Optional.of(target.substring(query + 1));
  }
}
