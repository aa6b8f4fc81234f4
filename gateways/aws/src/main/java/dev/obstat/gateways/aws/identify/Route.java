package dev.obstat.gateways.aws.identify;

import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Pairs;
import dev.obstat.gateways.aws.request.Percent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One form of an operation: its path template and constant query keys.
final class Route {
  final ServiceModel model;
  final ApiOperation operation;
  final ApiOperation.Form form;
  private final List<Segment> segments = new ArrayList<>();
  private final Map<String, String> constants = new HashMap<>();
  private final List<Member> required = new ArrayList<>();
  private final Set<String> queryKeys = new HashSet<>();

  /// A part of a template between two slashes.
  private sealed interface Segment {
    int rank();

    record Literal(String text) implements Segment {
      @Override
      public int rank() {
        return 2;
      }
    }

    record Label(String name) implements Segment {
      @Override
      public int rank() {
        return 1;
      }
    }

    /// Takes one or more segments, slashes included.
    record Greedy(String name) implements Segment {
      @Override
      public int rank() {
        return 0;
      }
    }
  }

  Route(ServiceModel model, ApiOperation operation, ApiOperation.Form form) {
    this.model = model;
    this.operation = operation;
    this.form = form;
    String[] parts = form.uri().split("\\?", 2);
    for (String part : split(parts[0])) {
      segments.add(segment(part));
    }
    if (parts.length == 2) {
      for (String constant : parts[1].split("&", -1)) {
        String[] pair = constant.split("=", 2);
        constants.put(pair[0], pair.length == 2 ? pair[1] : "");
      }
    }
    for (Member member : operation.input().members().values()) {
      boolean inQuery = member.place() == Place.QUERY;
      if (inQuery) {
        queryKeys.add(member.wire());
      }
      if (member.is(Mark.REQUIRED) && (inQuery || member.place() == Place.HEADER)) {
        required.add(member);
      }
    }
  }

  private static Segment segment(String part) {
    if (!part.startsWith("{")) {
      return new Segment.Literal(part);
    }
    return part.endsWith("+}")
        ? new Segment.Greedy(part.substring(1, part.length() - 2))
        : new Segment.Label(part.substring(1, part.length() - 1));
  }

  /// The raw segments of a path; a trailing slash makes an empty one.
  static List<String> split(String path) {
    return path.equals("/") || path.isEmpty()
        ? List.of()
        : Arrays.asList(path.substring(1).split("/", -1));
  }

  /// What the labels are in this path, or null when it is another.
  @Nullable Map<String, String> labels(List<String> path) {
    Map<String, String> labels = match(path, segments);
    if (labels != null) {
      return labels;
    }
    boolean slashMore = path.size() > 1 && path.getLast().isEmpty();
    if (slashMore) {
      return match(path.subList(0, path.size() - 1), segments);
    }
    return endsInSlash() ? match(path, segments.subList(0, segments.size() - 1)) : null;
  }

  /// Whether the path differs from the template by a slash at its end, after a label. It may then
  /// belong to a newer operation that has a literal where this one has the label.
  boolean differsBySlash(List<String> path) {
    boolean slash = !path.isEmpty() && path.getLast().isEmpty();
    int last = length() - 1;
    return slash != endsInSlash()
        && last >= 0
        && segments.get(last) instanceof Segment.Label(String name)
        && !name.equals("Bucket");
  }

  /// Whether the last label takes several segments.
  boolean endsGreedy() {
    return !segments.isEmpty() && segments.getLast() instanceof Segment.Greedy;
  }

  private static @Nullable Map<String, String> match(List<String> path, List<Segment> template) {
    int extra = path.size() - template.size();
    if (extra < 0) {
      return null;
    }
    int at = 0;
    boolean stretched = false;
    for (Segment segment : template) {
      if (segment instanceof Segment.Literal(String text) && !text.equals(path.get(at))) {
        return null;
      }
      if (segment instanceof Segment.Label && path.get(at).isEmpty()) {
        return null;
      }
      if (segment instanceof Segment.Greedy) {
        at += extra;
        stretched = true;
      }
      at++;
    }
    return extra == 0 || stretched ? filled(path, template, extra) : null;
  }

  private static @Nullable Map<String, String> filled(
      List<String> path, List<Segment> template, int extra) {
    Map<String, String> labels = new HashMap<>();
    int at = 0;
    for (Segment segment : template) {
      switch (segment) {
        case Segment.Literal _ -> {}
        case Segment.Label label ->
            labels.put(label.name(), Percent.decode(path.get(at), "path", false));
        case Segment.Greedy greedy -> {
          String raw = String.join("/", path.subList(at, at + extra + 1));
          if (raw.isEmpty()) {
            return null;
          }
          labels.put(greedy.name(), Percent.decode(raw, "path", false));
          at += extra;
        }
      }
      at++;
    }
    return labels;
  }

  boolean constantsHold(Pairs query) {
    for (Map.Entry<String, String> constant : constants.entrySet()) {
      if (!query.values(constant.getKey()).equals(List.of(constant.getValue()))) {
        return false;
      }
    }
    return true;
  }

  boolean requiredArePresent(AwsRequest request, Pairs query) {
    for (Member member : required) {
      boolean present =
          member.place() == Place.QUERY
              ? query.has(member.wire())
              : !request.values(member.wire()).isEmpty();
      if (!present) {
        return false;
      }
    }
    return true;
  }

  /// Whether the model knows this query key for this operation.
  boolean knows(String queryKey) {
    return constants.containsKey(queryKey) || queryKeys.contains(queryKey);
  }

  int constants() {
    return constants.size();
  }

  int required() {
    return required.size();
  }

  /// Positive when this template says more than the other: the first segment in which they differ
  /// decides, a literal before a label before a greedy label.
  int compareTemplate(Route other) {
    int own = length();
    int others = other.length();
    for (int i = 0; i < Math.min(own, others); i++) {
      int difference = segments.get(i).rank() - other.segments.get(i).rank();
      if (difference != 0) {
        return difference;
      }
    }
    return own - others;
  }

  /// Without the slash that some templates end in: it tells no two operations apart.
  private int length() {
    return endsInSlash() ? segments.size() - 1 : segments.size();
  }

  private boolean endsInSlash() {
    return !segments.isEmpty()
        && segments.getLast() instanceof Segment.Literal(String text)
        && text.isEmpty();
  }
}
