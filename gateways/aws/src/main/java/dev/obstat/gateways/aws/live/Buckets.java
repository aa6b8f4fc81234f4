package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.decode.XmlTree;
import dev.obstat.gateways.aws.request.Malformed;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What S3 says of a bucket, and what that means for the objects in it.
final class Buckets {
  static final String VERSIONING = "versioning";
  static final String ENABLED = "enabled";

  private static final String MODEL = "s3-2006-03-01";
  private static final int DEPTH = 8;
  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/.*)?", Pattern.DOTALL);

  /// What takes an object's content away and leaves it as a version where versions are kept. A
  /// bucket's rules, its policy and the bucket itself are not undone by versions.
  private static final Set<String> OF_OBJECTS =
      Set.of("DeleteObject", "DeleteObjects", "PutObject", "CopyObject", "CompleteMultipartUpload");

  private final AwsReads reads;
  private final Clock clock;
  private final XmlTree.Reader xml = new XmlTree.Reader(DEPTH);

  Buckets(AwsReads reads, Clock clock) {
    this.reads = reads;
    this.clock = clock;
  }

  /// The bucket that an ARN names or is in.
  static Optional<String> of(String arn) {
    Matcher matcher = ARN.matcher(arn);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  Found ask(Action action, String bucket) {
    return switch (reads.get(action, MODEL, "/" + bucket + "?versioning")) {
      case AwsReads.Answer.Failed failed ->
          new Found.Nothing("whether `" + bucket + "` keeps versions: " + failed.why());
      case AwsReads.Answer.Got got -> read(bucket, got.body().text());
    };
  }

  private Found read(String bucket, String text) {
    XmlTree tree;
    try {
      tree = xml.read(text);
    } catch (Malformed malformed) {
      return new Found.Nothing("whether `" + bucket + "` keeps versions: " + malformed.why());
    }
    if (!tree.name().equals("VersioningConfiguration")) {
      return new Found.Nothing("whether `" + bucket + "` keeps versions: an unexpected answer");
    }
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put(
        VERSIONING,
        switch (tree.childText("Status")) {
          case "Enabled" -> ENABLED;
          case "Suspended" -> "suspended";
          case "" -> "off";
          case String _ -> "unknown";
        });
    if (tree.childText("MfaDelete").equals("Enabled")) {
      facts.put("mfa-delete", ENABLED);
    }
    return new Found.Facts(facts, clock.instant());
  }

  static Reversibility undo(Action action, Map<String, String> facts) {
    if (!OF_OBJECTS.contains(action.operation().name())) {
      return new Reversibility.Unknown();
    }
    if (namesVersion(action.parameters())) {
      return new Reversibility.Irreversible("a version that is deleted by its name is gone");
    }
    return switch (facts.getOrDefault(VERSIONING, "unknown")) {
      case ENABLED ->
          new Reversibility.Recoverable(
              "the version before it, which the bucket keeps", Duration.ofHours(1));
      case "suspended" ->
          new Reversibility.Irreversible("the bucket keeps no new versions (suspended)");
      case "off" -> new Reversibility.Irreversible("the bucket keeps no versions");
      case String _ -> new Reversibility.Unknown();
    };
  }

  /// Wherever it stands: one object with a version among many is enough.
  private static boolean namesVersion(Value value) {
    return switch (value) {
      case Value.Structure(Map<String, Value> members) ->
          members.containsKey("VersionId")
              || members.values().stream().anyMatch(Buckets::namesVersion);
      case Value.Sequence(var items) -> items.stream().anyMatch(Buckets::namesVersion);
      case Value.Text _,
          Value.Numeric _,
          Value.Flag _,
          Value.Nothing _,
          Value.Blob _,
          Value.Secret _,
          Value.IdempotencyToken _ ->
          false;
    };
  }
}
