package dev.obstat.core.action;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Actions for tests.
public final class Actions {
  private Actions() {}

  public static final Principal.Agent KIRO = new Principal.Agent("kiro", "olga");

  /// Deletes one named bucket.
  public static Action deleteBucket(String session, String bucket) {
    return on(
        session,
        new Operation("aws", "s3", "DeleteBucket"),
        Effect.DELETE,
        new Target.Known(
            "arn:aws:s3:::" + bucket, Target.Part.OBJECT, Set.of(Harm.REMOVES, Harm.LOSES_DATA)),
        Map.of("Bucket", Value.of(bucket)));
  }

  /// Lists one named bucket.
  public static Action listBucket(String session, String bucket) {
    return on(
        session,
        new Operation("aws", "s3", "ListObjectsV2"),
        Effect.READ,
        Target.Known.unharmed("arn:aws:s3:::" + bucket),
        Map.of("Bucket", Value.of(bucket)));
  }

  public static Action on(
      String session,
      Operation operation,
      Effect effect,
      Target target,
      Map<String, Value> parameters) {
    return new Action(
        session,
        KIRO,
        new Place("aws", "111122223333", "eu-west-1", "agents"),
        operation,
        effect,
        effect == Effect.READ ? new Reversibility.Reversible() : new Reversibility.Unknown(),
        List.of(target),
        new Value.Structure(parameters),
        new Content.None(),
        List.of());
  }
}
