package dev.obstat.http;

/// Why a request is not served: a 4xx or 5xx status and a sentence for whoever sent it.
public record Refusal(int status, String reason) {
  public Refusal {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("a refusal needs a status of 4xx or 5xx");
    }
  }
}
