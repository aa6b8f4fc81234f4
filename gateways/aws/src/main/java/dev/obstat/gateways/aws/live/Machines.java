package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import dev.obstat.core.context.Live;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What EC2 says of instances and volumes.
final class Machines implements Source {
  private static final String INSTANCE = "InstanceId.1";
  private static final String SNAPSHOTS = "snapshots";
  private static final int MOST_VOLUMES = 50;

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    Optional<String> instance =
        Told.name(target.name(), "ec2", "instance/").filter(id -> id.matches("i-[0-9a-f]+"));
    if (instance.isPresent()) {
      return ofInstance(instance.get());
    }
    return Told.name(target.name(), "ec2", "volume/")
        .filter(id -> id.matches("vol-[0-9a-f]+"))
        .map(Machines::ofVolume)
        .orElse(List.of());
  }

  private static List<Question> ofInstance(String id) {
    Reading volumes =
        Reading.of(
            ReadOperation.DESCRIBE_VOLUMES,
            Map.of("Filter.1.Name", "attachment.instance-id", "Filter.1.Value.1", id));
    return List.of(
        Question.of(
            "instance",
            Reading.of(ReadOperation.DESCRIBE_INSTANCES, INSTANCE, id),
            answer -> instance(id, Told.parts(answer))),
        Question.of(
            Told.PROTECTION,
            Reading.of(
                ReadOperation.DESCRIBE_INSTANCE_ATTRIBUTE,
                Map.of("InstanceId", id, "Attribute", "disableApiTermination")),
            answer -> protection(Told.parts(answer))),
        new Question(
            Question.key(SNAPSHOTS, volumes),
            SNAPSHOTS,
            asker -> lostVolumes(id, Told.parts(asker.ask(volumes)), asker),
            true));
  }

  private static List<Question> ofVolume(String id) {
    return List.of(
        Question.of(
            "volume",
            Reading.of(ReadOperation.DESCRIBE_VOLUMES, "VolumeId.1", id),
            answer -> volume(id, Told.parts(answer))),
        new Question(
            SNAPSHOTS + " " + id, SNAPSHOTS, asker -> snapshotsOf(List.of(id), asker), true));
  }

  private static SortedMap<String, String> instance(String id, Part answer) {
    Part instance =
        Told.one(answer, id, "instanceId", "reservationSet", "item", "instancesSet", "item");
    SortedMap<String, String> facts = Told.facts();
    Told.put(facts, Told.STATE, instance.text("instanceState", "name"));
    Told.put(facts, "type", instance.text("instanceType"));
    Told.put(facts, "launched", instance.time("launchTime"));
    Told.tags(facts, instance.each("tagSet", "item"), "key", "value");
    Told.put(
        facts, "scaling-group", facts.getOrDefault(Live.TAG + "aws:autoscaling:groupName", ""));
    return facts;
  }

  private static SortedMap<String, String> protection(Part answer) {
    String value = answer.text("disableApiTermination", "value");
    if (!value.equals("true") && !value.equals("false")) {
      throw new Question.NotTold("an unexpected answer");
    }
    SortedMap<String, String> facts = Told.facts();
    facts.put(Told.PROTECTION, Told.onOff(value.equals("true")));
    return facts;
  }

  /// Volumes that go with the instance, and their snapshots.
  private static SortedMap<String, String> lostVolumes(
      String id, Part answer, Question.Asker asker) {
    if (answer.each("volumeSet").isEmpty() || !answer.text("nextToken").isEmpty()) {
      throw new Question.NotTold("an unexpected answer");
    }
    List<String> lost = new ArrayList<>();
    int kept = 0;
    for (Part volume : answer.each("volumeSet", "item")) {
      boolean goes =
          volume.each("attachmentSet", "item").stream()
              .anyMatch(
                  one -> one.text("instanceId").equals(id) && one.isTrue("deleteOnTermination"));
      if (goes) {
        lost.add(volume.text("volumeId"));
      } else {
        kept++;
      }
    }
    SortedMap<String, String> facts = lost.isEmpty() ? Told.facts() : snapshotsOf(lost, asker);
    facts.put("volumes-lost", String.valueOf(lost.size()));
    facts.put("volumes-kept", String.valueOf(kept));
    return facts;
  }

  private static SortedMap<String, String> volume(String id, Part answer) {
    Part volume = Told.one(answer, id, "volumeId", "volumeSet", "item");
    SortedMap<String, String> facts = Told.facts();
    Told.put(facts, Told.STATE, volume.text("status"));
    Told.put(facts, "gigabytes", volume.text("size"));
    Told.put(facts, "attached-to", volume.text("attachmentSet", "item", "instanceId"));
    Told.tags(facts, volume.each("tagSet", "item"), "key", "value");
    return facts;
  }

  /// The newest snapshot of the volume whose newest is the oldest. Snapshots outlive their volumes.
  private static SortedMap<String, String> snapshotsOf(List<String> volumes, Question.Asker asker) {
    if (volumes.size() > MOST_VOLUMES) {
      throw new Question.NotTold("more than " + MOST_VOLUMES + " volumes");
    }
    Map<String, String> form = new TreeMap<>();
    form.put("Owner.1", "self");
    form.put("Filter.1.Name", "volume-id");
    for (int i = 0; i < volumes.size(); i++) {
      form.put("Filter.1.Value." + (i + 1), volumes.get(i));
    }
    Part answer = Told.parts(asker.ask(Reading.of(ReadOperation.DESCRIBE_SNAPSHOTS, form)));
    if (answer.each("snapshotSet").isEmpty()) {
      throw new Question.NotTold("an unexpected answer");
    }
    Map<String, Instant> newest = new TreeMap<>();
    for (Part one : answer.each("snapshotSet", "item")) {
      if (one.text("status").equals("completed")) {
        one.time("startTime")
            .ifPresent(
                at -> newest.merge(one.text("volumeId"), at, (a, b) -> a.isAfter(b) ? a : b));
      }
    }
    SortedMap<String, String> facts = Told.facts();
    facts.put(
        Live.NEWEST_BACKUP,
        newest.keySet().containsAll(volumes)
            ? volumes.stream().map(newest::get).min(Instant::compareTo).orElseThrow().toString()
            : Live.NONE);
    return facts;
  }

  @Override
  public String refusal(Action action, Map<String, String> facts) {
    return action.operation().name().equals("TerminateInstances")
            && facts.getOrDefault(Told.PROTECTION, "").equals(Told.ON)
        ? "termination protection is on"
        : "";
  }
}
