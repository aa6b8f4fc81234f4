package dev.obstat.gateways.aws.sign;

/// Ends reading a request at the first thing that is wrong with it. Never leaves the package: it
/// becomes a [Refused] as soon as it is known whose vocabulary the client reads.
final class Stop extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final Fault fault;
  private final String reason;

  Stop(Fault fault, String reason) {
    super(reason, null, false, false);
    this.fault = fault;
    this.reason = reason;
  }

  Refused refused(Fault.Names names) {
    return Refused.of(fault, names, reason);
  }
}
