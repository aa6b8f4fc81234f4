package dev.obstat.gateways.aws.describe;

import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.ApiOperation.Named;
import dev.obstat.gateways.aws.model.ResourceForm;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which ARNs can be what an operation is about, by the kinds of resources that IAM documents for
/// it.
final class Documented {
  private final Map<String, Pattern> forms = new ConcurrentHashMap<>();

  /// Whether an ARN among the parameters is one of a resource that the operation changes, and not a
  /// role, a key or a topic that stands there too. Where IAM documents no kind, any ARN of the
  /// service itself is.
  boolean isAbout(String iam, ApiOperation operation, String arn) {
    if (kinds(operation).findAny().isEmpty()) {
      return ResourceForm.service(arn).equals(iam);
    }
    boolean always = kinds(operation).anyMatch(Named::always);
    return kinds(operation)
        .filter(kind -> kind.always() || !always)
        .anyMatch(kind -> is(kind, arn));
  }

  private boolean is(Named kind, String arn) {
    return ResourceForm.hasService(kind.template())
        && forms.computeIfAbsent(kind.template(), ResourceForm::pattern).matcher(arn).matches();
  }

  private static Stream<Named> kinds(ApiOperation operation) {
    return Stream.concat(operation.resources().stream(), operation.others().stream());
  }
}
