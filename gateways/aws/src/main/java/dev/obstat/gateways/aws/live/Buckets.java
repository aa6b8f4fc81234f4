package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Reversibility;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What S3 says of a bucket and an object, and what that means for the objects in it.
final class Buckets implements Source {
  private static final String VERSIONING = "versioning";
  private static final String ENABLED = "enabled";
  private static final String LOCK = "object-lock";

  private static final Pattern ARN =
      Pattern.compile(
          "arn:aws[a-z-]*:s3:::([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?", Pattern.DOTALL);

  /// What takes an object's content away and leaves it as a version where versions are kept. A
  /// bucket's rules, its policy and the bucket itself are not undone by versions.
  private static final Set<String> OF_OBJECTS =
      Set.of("DeleteObject", "DeleteObjects", "PutObject", "CopyObject", "CompleteMultipartUpload");

  /// What loses nothing where nothing was.
  private static final Set<String> WRITES =
      Set.of("PutObject", "CopyObject", "CompleteMultipartUpload");

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    Matcher matcher = ARN.matcher(target.name());
    if (!matcher.matches()) {
      return List.of();
    }
    String bucket = matcher.group(1);
    String key = matcher.group(2) == null ? "" : matcher.group(2);
    List<Question> questions = new ArrayList<>();
    questions.add(
        Question.of(
            VERSIONING,
            Reading.of(ReadOperation.GET_BUCKET_VERSIONING, "Bucket", bucket),
            Buckets::versioning));
    if (!OF_OBJECTS.contains(name(action)) || namesVersion(action.parameters())) {
      questions.add(
          Question.of(
              LOCK, Reading.of(ReadOperation.GET_OBJECT_LOCK, "Bucket", bucket), Buckets::lock));
    }
    if (!key.isEmpty() && writes(action)) {
      questions.add(
          Question.of(
                  Told.EXISTS,
                  Reading.of(ReadOperation.HEAD_OBJECT, Map.of("Bucket", bucket, "Key", key)),
                  Buckets::exists)
              .everyTime());
    }
    return questions;
  }

  private static String name(Action action) {
    return action.operation().service().equals("s3") ? action.operation().name() : "";
  }

  private static boolean writes(Action action) {
    return WRITES.contains(name(action));
  }

  private static SortedMap<String, String> versioning(AwsReads.Answer answer) {
    Part said = Told.parts(answer);
    // An empty element is what a bucket says that never kept versions; another answer is none.
    if (!(said instanceof Part.Xml(var tree)) || !tree.name().equals("VersioningConfiguration")) {
      throw new Question.NotTold("an unexpected answer");
    }
    SortedMap<String, String> facts = Told.facts();
    facts.put(
        VERSIONING,
        switch (said.text("Status")) {
          case "Enabled" -> ENABLED;
          case "Suspended" -> "suspended";
          case "" -> Told.OFF;
          case String _ -> "unknown";
        });
    if (said.text("MfaDelete").equals("Enabled")) {
      facts.put("mfa-delete", ENABLED);
    }
    return facts;
  }

  private static SortedMap<String, String> lock(AwsReads.Answer answer) {
    SortedMap<String, String> facts = Told.facts();
    if (answer instanceof AwsReads.Answer.Refused refused
        && refused.code().equals("ObjectLockConfigurationNotFoundError")) {
      facts.put(LOCK, Told.OFF);
      return facts;
    }
    Part said = Told.parts(answer);
    if (!said.text("ObjectLockEnabled").equals("Enabled")) {
      throw new Question.NotTold("an unexpected answer");
    }
    String mode = said.text("Rule", "DefaultRetention", "Mode");
    facts.put(LOCK, mode.isEmpty() ? Told.ON : mode.toLowerCase(Locale.ROOT));
    return facts;
  }

  private static SortedMap<String, String> exists(AwsReads.Answer answer) {
    SortedMap<String, String> facts = Told.facts();
    if (answer instanceof AwsReads.Answer.Refused refused && refused.status() == 404) {
      facts.put(Told.EXISTS, "no");
      return facts;
    }
    Told.parts(answer);
    facts.put(Told.EXISTS, "yes");
    return facts;
  }

  @Override
  public Reversibility undo(Action action, Map<String, String> facts) {
    if (!OF_OBJECTS.contains(name(action))) {
      return new Reversibility.Unknown();
    }
    if (namesVersion(action.parameters())) {
      return new Reversibility.Irreversible("a version that is deleted by its name is gone");
    }
    if (writesWhereNothingIs(action, facts)) {
      return new Reversibility.Reversible();
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

  /// Between the question and the write somebody else may write the same key. What is lost then is
  /// no older than the question, which is asked anew before every decision.
  @Override
  public Set<Harm> spared(Action action, Map<String, String> facts) {
    return writesWhereNothingIs(action, facts) ? Set.of(Harm.LOSES_DATA) : Set.of();
  }

  private static boolean writesWhereNothingIs(Action action, Map<String, String> facts) {
    return writes(action) && facts.getOrDefault(Told.EXISTS, "yes").equals("no");
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
