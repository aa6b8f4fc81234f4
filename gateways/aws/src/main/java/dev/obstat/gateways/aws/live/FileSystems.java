package dev.obstat.gateways.aws.live;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Target;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What EFS says of a file system. Its backups are recovery points.
final class FileSystems implements Source {

  @Override
  public List<Question> questions(Action action, Target.Known target) {
    return Told.name(target.name(), "elasticfilesystem", "file-system/")
        .map(
            id ->
                List.of(
                    Question.of(
                        "file-system",
                        Reading.of(ReadOperation.DESCRIBE_FILE_SYSTEMS, "FileSystemId", id),
                        answer -> fileSystem(id, Told.parts(answer)))))
        .orElse(List.of());
  }

  private static SortedMap<String, String> fileSystem(String id, Part answer) {
    Part one = Told.one(answer, id, "FileSystemId", "FileSystems");
    SortedMap<String, String> facts = Told.facts();
    Told.put(facts, Told.STATE, one.text("LifeCycleState"));
    Told.put(facts, "mount-targets", one.text("NumberOfMountTargets"));
    Told.put(facts, "bytes", one.text("SizeInBytes", "Value"));
    Told.tags(facts, one.each("Tags"), "Key", "Value");
    return facts;
  }

  @Override
  public String refusal(Action action, Map<String, String> facts) {
    String mounts = facts.getOrDefault("mount-targets", "0");
    return action.operation().name().equals("DeleteFileSystem") && !mounts.equals("0")
        ? "it still has " + mounts + " mount targets"
        : "";
  }
}
