package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Pattern;

/// What Secrets Manager says of a secret, without showing it.
final class SecretStore implements Source {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    String[] parts = target.name().split(":", 6);
    boolean is =
        parts.length == 6
            && parts[2].equals("secretsmanager")
            && parts[5].startsWith("secret:")
            && NAME.matcher(parts[5].substring("secret:".length())).matches();
    // A name is as good as an ARN, and the ARN's last six characters are not known from a name.
    return is
        ? List.of(
            Question.of(
                "secret",
                Reading.of(
                    ReadOperation.DESCRIBE_SECRET,
                    "SecretId",
                    parts[5].substring("secret:".length())),
                SecretStore::secret))
        : List.of();
  }

  private static SortedMap<String, String> secret(AwsReads.Answer answer) {
    Part secret = Told.parts(answer);
    if (secret.text("Name").isEmpty()) {
      throw new Question.NotTold("an unexpected answer");
    }
    SortedMap<String, String> facts = Told.facts();
    facts.put(Told.REPLICAS, String.valueOf(secret.each("ReplicationStatus").size()));
    facts.put("rotation", Told.onOff(secret.isTrue("RotationEnabled")));
    Told.put(facts, "last-read", secret.time("LastAccessedDate"));
    Told.put(facts, "deletion-date", secret.time("DeletedDate"));
    Told.put(facts, "owner", secret.text("OwningService"));
    Told.tags(facts, secret.each("Tags"), "Key", "Value");
    return facts;
  }
}
