package dev.obstat.gateways.aws.sign;

import java.io.IOException;

/// A body is not what was signed. Checked, because it comes out of [java.io.InputStream#read]: what
/// was forwarded up to here must be broken off, never completed.
public final class PayloadRefused extends IOException {

  private static final long serialVersionUID = 1;

  private final Fault fault;
  private final Fault.Names names;
  private final String reason;

  PayloadRefused(Fault fault, Fault.Names names, String reason) {
    super(reason);
    this.fault = fault;
    this.names = names;
    this.reason = reason;
  }

  /// What to answer, if an answer has not begun.
  public Refused refused() {
    return Refused.of(fault, names, reason);
  }
}
