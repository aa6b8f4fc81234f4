package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import java.util.List;
import java.util.SortedMap;

/// What KMS says of a key.
final class Keys implements Source {

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    boolean isKey =
        Told.name(target.name(), "kms", "key/").isPresent()
            || Told.name(target.name(), "kms", "alias/").isPresent();
    return isKey
        ? List.of(
            Question.of(
                "key", Reading.of(ReadOperation.DESCRIBE_KEY, "KeyId", target.name()), Keys::key))
        : List.of();
  }

  private static SortedMap<String, String> key(AwsReads.Answer answer) {
    List<Part> found = Told.parts(answer).each("KeyMetadata");
    if (found.size() != 1 || found.getFirst().text("KeyState").isEmpty()) {
      throw new Question.NotTold("an unexpected answer");
    }
    Part key = found.getFirst();
    SortedMap<String, String> facts = Told.facts();
    Told.put(facts, Told.STATE, key.text("KeyState"));
    Told.put(facts, "deletion-date", key.time("DeletionDate"));
    Told.put(facts, "manager", key.text("KeyManager"));
    Told.put(facts, "origin", key.text("Origin"));
    facts.put(
        Told.REPLICAS, String.valueOf(key.each("MultiRegionConfiguration", "ReplicaKeys").size()));
    return facts;
  }
}
