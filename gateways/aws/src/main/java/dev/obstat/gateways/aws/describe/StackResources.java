package dev.obstat.gateways.aws.describe;

import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Names the resources of stacks as targets.
public final class StackResources {
  /// What only ties other resources together: it holds nothing, and goes with the stack.
  private static final Pattern GLUE =
      Pattern.compile(
          "AWS::CDK::Metadata|AWS::CloudFormation::(?:WaitConditionHandle|WaitCondition)"
              + "|AWS::\\w+::\\w*(?:Permission|Policy|Association|Attachment|Route|Listener"
              + "|ListenerRule|Rule|Deployment|Stage|Method|Resource|Model|Authorizer"
              + "|Subscription|Mapping|Integration|Ingress|Egress|Alias|Version|MountTarget"
              + "|SubnetGroup|ParameterGroup|OptionGroup)");

  private final ResourceTypes types = new ResourceTypes();

  /// The target that a resource is; empty when the stack itself speaks for it.
  ///
  /// @param account twelve digits
  public Optional<Target> target(
      String type, String identifier, String account, String region, Set<Harm> harms) {
    Optional<String> name = types.name(type, identifier, Home.of(account, region));
    if (name.isPresent()) {
      return Optional.of(new Target.Known(name.get(), Target.Part.OBJECT, harms));
    }
    return GLUE.matcher(type).matches()
        ? Optional.empty()
        : Optional.of(
            new Target.Unresolved(
                type + " " + identifier,
                "it is in the stack, and Obstat does not know how such a resource is named",
                harms));
  }
}
