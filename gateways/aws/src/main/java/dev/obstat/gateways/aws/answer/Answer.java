package dev.obstat.gateways.aws.answer;

import dev.obstat.gateways.aws.sign.Refused;
import java.net.URI;

/// What is to be said, in no format yet. Control characters and invisible ones in the texts are
/// shown as `?`, so that no agent's or reviewer's words can forge a line of their own.
///
/// @param status HTTP status. 403 for everything Obstat decides, its own failures too: clients try
///   again after a 500 or 503, and what could not be decided or recorded must be looked at first
/// @param code letters and digits
/// @param message one line for the person or agent at the client
/// @param requestId finds the action again
public record Answer(int status, String code, String message, String requestId) {

  private static final int LONGEST_MESSAGE = 4000;

  public Answer {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("not the status of an error: " + status);
    }
    if (!code.matches("[A-Za-z][A-Za-z0-9.]{0,127}")) {
      throw new IllegalArgumentException("not a code that every format can carry: `" + code + "`");
    }
    if (!requestId.matches("[A-Za-z0-9-]{1,64}")) {
      throw new IllegalArgumentException("not a request id: `" + requestId + "`");
    }
    message = PlainText.line(message, LONGEST_MESSAGE);
  }

  /// People must look at it first.
  ///
  /// @param because the policy's sentence
  public static Answer held(String policy, String because, URI review, String requestId) {
    return new Answer(
        403,
        "ObstatReviewRequired",
        "held for review by policy `"
            + policy
            + "`: "
            + because
            + ". Review: "
            + review
            + " - nothing was done; repeat the same command after approval.",
        requestId);
  }

  /// A policy forbids it, and no review can change that.
  public static Answer denied(String policy, String because, String requestId) {
    return new Answer(
        403,
        "ObstatDenied",
        "denied by policy `" + policy + "`: " + because + ". Nothing was done; do not repeat it.",
        requestId);
  }

  /// People looked at it and said no.
  ///
  /// @param comment the reviewer's words
  public static Answer rejected(String policy, String comment, URI review, String requestId) {
    return new Answer(
        403,
        "ObstatRejected",
        "rejected in review (policy `"
            + policy
            + "`): "
            + comment
            + ". Review: "
            + review
            + " - nothing was done; change the request before you ask again.",
        requestId);
  }

  /// The request is not signed as it must be, or its body is not what was signed. Status and code
  /// are AWS's own, so that clients act as they do towards AWS: after a skewed clock some set
  /// theirs and sign again.
  public static Answer refused(Refused refused, String requestId) {
    return new Answer(refused.status(), refused.code(), refused.message(), requestId);
  }

  /// Obstat itself could not go on, before anything was forwarded.
  public static Answer failed(String requestId) {
    return new Answer(
        403,
        "ObstatFailed",
        "Obstat could not decide or record this request, so nothing was forwarded. Tell its operator"
            + " the request id `"
            + requestId
            + "`.",
        requestId);
  }
}
