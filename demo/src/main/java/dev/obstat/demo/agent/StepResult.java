package dev.obstat.demo.agent;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What came of one command, as the agent learns it from the wire.
public sealed interface StepResult {
  /// The other side did it.
  record Done(String detail) implements StepResult {}

  /// People have to look at it first; the same command may be sent again.
  record Held(String message) implements StepResult {
    private static final Pattern URL = Pattern.compile("https?://[^\\s\"'<>`]+[^\\s\"'<>`.,;:)]");

    /// Where the review is, when the message says so.
    public Optional<URI> review() {
      Matcher url = URL.matcher(message);
      return url.find() ? Optional.of(URI.create(url.group())) : Optional.empty();
    }
  }

  /// People looked at it and said no, with their reason.
  record Rejected(String reason) implements StepResult {}

  /// Not allowed, and no review would change that.
  record Denied(String message) implements StepResult {}

  /// It did not work, for a reason that has nothing to do with leave.
  record Failed(String message) implements StepResult {}

  /// Reads the answer of a gateway or an engine. Error codes that begin with `Obstat` and are not
  /// known here count as denied: they are a word about leave, not about the service.
  static StepResult of(SdkException failure) {
    if (!(failure instanceof AwsServiceException service) || service.awsErrorDetails() == null) {
      return new Failed(text(failure.getMessage()));
    }
    String code = text(service.awsErrorDetails().errorCode());
    String message = text(service.awsErrorDetails().errorMessage());
    if (code.equals("ObstatReviewRequired")) {
      return new Held(message);
    }
    if (code.equals("ObstatRejected")) {
      return new Rejected(message);
    }
    if (code.startsWith("Obstat")) {
      return new Denied(message);
    }
    return new Failed(code + ": " + message);
  }

  private static String text(@Nullable String value) {
    return value == null ? "no message" : value;
  }
}
