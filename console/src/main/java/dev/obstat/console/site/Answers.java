package dev.obstat.console.site;

import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.ResponseHead;

/// Writes pages out, with the headers that keep them what they are: no script but the console's
/// own, no other host, no frame around them.
///
/// The referrer policy is `same-origin`, not `no-referrer`: under the latter browsers send `Origin:
/// null` with a form, and the `Origin` is what a vote is checked by. Other hosts are told nothing
/// either way.
final class Answers {
  private static final String POLICY =
      String.join(
          "; ",
          "default-src 'none'",
          "style-src 'self'",
          "script-src 'self'",
          "img-src 'self' data:",
          "connect-src 'self'",
          "form-action 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'");

  private final Templates templates;

  Answers(Templates templates) {
    this.templates = templates;
  }

  void page(Exchange exchange, int status, String template, Object page) {
    String html = templates.render(template, page);
    exchange.answer(
        new ResponseHead(status, headers().and("content-type", "text/html; charset=utf-8")),
        new Body.Whole(Content.text(html)));
  }

  /// Sends the browser on with a GET.
  ///
  /// @param path of the console's own
  void seeOther(Exchange exchange, String path, Headers more) {
    Headers headers = headers().and("location", path);
    for (var field : more.fields()) {
      headers = headers.and(field.name(), field.value());
    }
    exchange.answer(new ResponseHead(303, headers), new Body.Whole(Content.empty()));
  }

  private static Headers headers() {
    return Headers.of(
        "content-security-policy", POLICY,
        "x-content-type-options", "nosniff",
        "x-frame-options", "DENY",
        "referrer-policy", "same-origin",
        "cross-origin-opener-policy", "same-origin",
        "cross-origin-resource-policy", "same-origin",
        "permissions-policy", "camera=(), geolocation=(), microphone=()",
        "cache-control", "no-store");
  }
}
