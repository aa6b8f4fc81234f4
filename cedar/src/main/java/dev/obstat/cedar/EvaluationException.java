package dev.obstat.cedar;

/// Ends the evaluation of one policy; becomes a [PolicyError]. Without a stack trace, because an
/// error in a policy is an ordinary answer and the place that matters is the policy's.
final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Position position;

  EvaluationException(Position position, String message) {
    super(message, null, false, false);
    this.position = position;
  }

  Position position() {
    return position;
  }

  String reason() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
