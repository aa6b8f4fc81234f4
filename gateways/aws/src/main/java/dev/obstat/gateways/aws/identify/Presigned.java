package dev.obstat.gateways.aws.identify;

import java.util.Set;

/// The query keys of a presigned request.
public final class Presigned {
  public static final Set<String> KEYS =
      Set.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Date",
          "X-Amz-Expires",
          "X-Amz-SignedHeaders",
          "X-Amz-Signature",
          "X-Amz-Security-Token",
          "X-Amz-Content-Sha256");

  private Presigned() {}
}
