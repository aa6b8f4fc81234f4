package dev.obstat.gateways.aws.sign;

/// The request may not pass, whoever sent it.
///
/// @param status HTTP status
/// @param code AWS's own name for it, as clients of this service know it
/// @param message for people: what is wrong and what to do
public record Refused(Fault fault, int status, String code, String message)
    implements Verification {

  static Refused of(Fault fault, Fault.Names names, String message) {
    return new Refused(fault, fault.status(), fault.code(names), message);
  }
}
