package dev.obstat.http;

/// The request body cannot be read to its end: malformed, too slow or broken off. Thrown by
/// [Exchange#bodyStream()]. A handler that has not answered may let it pass; the client then gets
/// the refusal.
public final class BodyBroken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  BodyBroken(Refusal refusal) {
    super(refusal.reason());
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
