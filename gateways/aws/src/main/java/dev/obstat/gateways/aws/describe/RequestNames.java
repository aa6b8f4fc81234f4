package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.describe.Template.Filled;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What requests name where nothing else says it: `names.txt`.
final class RequestNames {
  private static final String PATH = "{@path}";

  private final List<TargetLine> lines =
      Curated.lines("names.txt").stream().map(TargetLine::parse).toList();
  private final Map<String, List<TargetLine>> byOperation = new ConcurrentHashMap<>();

  /// An agent adds parameters as it likes, so what only optional ones decide takes nothing away:
  /// all such lines count, down to the first pattern that fits and needs nothing but what every
  /// request of the operation has.
  List<Filled> in(String iam, ApiOperation operation, Value.Structure parameters, Home home) {
    List<TargetLine> candidates =
        byOperation.computeIfAbsent(
            iam + ":" + operation.form().uri() + operation.name(), _ -> candidates(iam, operation));
    List<Filled> found = new ArrayList<>();
    String certain = "";
    for (TargetLine line : candidates) {
      String pattern = line.pattern().toString();
      if (!certain.isEmpty() && !pattern.equals(certain)) {
        break;
      }
      if (!line.pattern().holds(parameters)) {
        continue;
      }
      Filled filled = line.template().fill(parameters, home);
      if (!filled.names().isEmpty() || !filled.unnamed().isEmpty()) {
        found.add(filled);
        certain = line.isCertain(operation.input()) ? pattern : "";
      }
    }
    return found;
  }

  private List<TargetLine> candidates(String iam, ApiOperation operation) {
    return lines.stream()
        .filter(line -> line.pattern().names(iam, operation.name()))
        .map(line -> line.with(line.template().replacing(PATH, path(operation))))
        .toList();
  }

  /// `/restapis/{restApiId}`, without the version of the API.
  private static String path(ApiOperation operation) {
    String path = operation.form().uri().replaceFirst("\\?.*$", "").replaceFirst("^/v2/", "/");
    for (Map.Entry<String, Shape.Member> member : operation.input().members().entrySet()) {
      if (member.getValue().place() == Place.LABEL) {
        String label = member.getValue().wire();
        path =
            path.replace("{" + label + "}", "{" + member.getKey() + "}")
                .replace("{" + label + "+}", "{" + member.getKey() + "}");
      }
    }
    return path;
  }
}
