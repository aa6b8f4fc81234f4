package dev.obstat.console.site;

import dev.obstat.http.Refusal;

/// A page cannot be shown or a form not be taken, and why, in a sentence for the reader. Thrown on
/// the way, answered by [Console].
final class Unserved extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  Unserved(int status, String reason) {
    super(reason);
    this.status = status;
  }

  Refusal refusal() {
    return new Refusal(status, String.valueOf(getMessage()));
  }

  /// The fields, unless it was no form.
  static Form form(Form.Posted posted) {
    return switch (posted) {
      case Form.Posted.Fields(Form form) -> form;
      case Form.Posted.NotAForm(Refusal refusal) ->
          throw new Unserved(refusal.status(), refusal.reason());
    };
  }
}
