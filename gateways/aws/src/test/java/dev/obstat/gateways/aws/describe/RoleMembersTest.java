package dev.obstat.gateways.aws.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.obstat.core.action.Effect;
import dev.obstat.core.action.Target;
import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.ApiOperation;
import dev.obstat.gateways.aws.model.AwsModels;
import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.model.Service;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/// Hands a role over in every member of the index that is named after roles or instance profiles,
/// and looks whether it is seen. What is not must be in `roles.txt` with its reason.
class RoleMembersTest {
  private static final AwsModels MODELS = AwsModels.load();
  private static final Home HOME = Home.of("123456789012", "eu-west-1");

  /// In these the role is what the request is about; their own lines say what is handed over.
  private static final Set<String> ABOUT_ROLES = Set.of("iam", "sts");

  private static final int DEEPEST = 8;
  private final PassedRoles roles = new PassedRoles();
  private final Set<String> taking = new TreeSet<>();
  private final Set<String> unseen = new TreeSet<>();

  @Test
  void everyRoleThatIsHandedOverIsSeenOrListedWithAReason(TestReporter reporter) {
    Rules rules = new Rules();
    for (Service service : MODELS.services()) {
      if (ABOUT_ROLES.contains(service.iam())) {
        continue;
      }
      ServiceModel model = MODELS.model(service);
      for (ApiOperation operation : model.operations()) {
        if (rules.decide(service.iam(), operation, Value.Structure.EMPTY).effect() != Effect.READ) {
          walk(new Place(model, operation), operation.input(), "", new ArrayDeque<>());
        }
      }
    }
    Map<String, String> excepted = new TreeMap<>();
    for (String line : Curated.lines("roles.txt")) {
      String[] columns = line.split("\\s*\\|\\s*", -1);
      assertThat(columns).as("a reason for `" + line + "`").hasSize(2);
      assertThat(columns[1]).isNotBlank();
      if (columns[0].endsWith(" no")) {
        excepted.put(columns[0].substring(0, columns[0].length() - 3), columns[1]);
      }
    }
    reporter.publishEntry("operations with a member for a role", Integer.toString(taking.size()));
    assertThat(taking.size()).isGreaterThan(800);
    assertThat(unseen).isSubsetOf(excepted.keySet());
    excepted.keySet().removeAll(unseen);
    // These have no such name, and would be taken for roles by their values.
    assertThat(excepted.keySet())
        .containsExactly(
            "eks principalArn",
            "kms GranteePrincipal",
            "kms RetiringPrincipal",
            "lakeformation DataLakePrincipalIdentifier");
  }

  private record Place(ServiceModel model, ApiOperation operation) {}

  private void walk(Place place, Shape.Structure shape, String at, Deque<Type> above) {
    shape
        .members()
        .forEach(
            (name, member) ->
                type(place, member.type(), at.isEmpty() ? name : at + "." + name, above));
  }

  private void type(Place place, Type type, String at, Deque<Type> above) {
    switch (type) {
      case Type.Simple(Scalar scalar, boolean secret) -> {
        if (scalar == Scalar.STRING && isNamedAfterRoles(at)) {
          handOver(place, at, secret);
        }
      }
      case Type.Reference reference -> {
        if (above.contains(reference) || above.size() > DEEPEST) {
          return;
        }
        above.push(reference);
        switch (place.model().shape(reference)) {
          case Shape.Structure structure -> walk(place, structure, at, above);
          case Shape.Sequence list -> type(place, list.item(), at, above);
          case Shape.Dictionary map -> type(place, map.value(), at + ".*", above);
          case Shape.Document _ -> {}
        }
        above.pop();
      }
    }
  }

  private static boolean isNamedAfterRoles(String at) {
    String lower = at.toLowerCase(Locale.ROOT);
    String leaf = lower.substring(lower.lastIndexOf('.') + 1);
    return leaf.contains("role")
        || leaf.contains("instanceprofile")
        || lower.endsWith("instanceprofile.name");
  }

  private void handOver(Place place, String at, boolean secret) {
    String iam = place.model().service().iam();
    boolean arn = at.toLowerCase(Locale.ROOT).matches(".*arns?");
    Value value =
        secret
            ? new Value.Secret("f")
            : Value.of(arn ? "arn:aws:iam::123456789012:role/worker" : "worker");
    List<String> parts = List.of(at.split("\\.", -1));
    for (String part : parts.reversed()) {
      value = new Value.Structure(Map.of(part, value));
    }
    taking.add(iam + ":" + place.operation().name());
    boolean seen =
        roles.in(iam, (Value.Structure) value, HOME).stream()
            .anyMatch(
                target ->
                    switch (target) {
                      case Target.Known known ->
                          known.part() == Target.Part.PASSED_ROLE
                              && known.name().endsWith("/worker");
                      case Target.Unresolved _ -> true;
                    });
    if (!seen) {
      unseen.add(iam + " " + parts.getLast());
    }
  }

  @Test
  void aPlainNameIsOfARoleOrOfAProfile() {
    assertThat(passed("codebuild", "serviceRoleOverride", Value.of("builder")))
        .containsExactly("arn:aws:iam::123456789012:role/builder");
    assertThat(passed("autoscaling", "IamInstanceProfile", Value.of("web")))
        .containsExactly("arn:aws:iam::123456789012:instance-profile/web");
    assertThat(
            passed(
                "ec2", "IamInstanceProfile", new Value.Structure(Map.of("Name", Value.of("web")))))
        .containsExactly("arn:aws:iam::123456789012:instance-profile/web");
    assertThat(passed("elasticmapreduce", "JobFlowRole", Value.of("EMR_EC2_DefaultRole")))
        .containsExactly("arn:aws:iam::123456789012:instance-profile/EMR_EC2_DefaultRole");
    assertThat(passed("glue", "Role", Value.of("service-role/etl")))
        .containsExactly("arn:aws:iam::123456789012:role/service-role/etl");
    assertThat(passed("glue", "DefaultArguments", Value.of("arn:aws:iam::1:role/x")))
        .containsExactly("arn:aws:iam::1:role/x");
  }

  @Test
  void anOptionOfElasticBeanstalkMayBeARole() {
    Value option =
        new Value.Structure(
            Map.of(
                "Namespace", Value.of("aws:autoscaling:launchconfiguration"),
                "OptionName", Value.of("IamInstanceProfile"),
                "Value", Value.of("web")));
    assertThat(passed("elasticbeanstalk", "OptionSettings", new Value.Sequence(List.of(option))))
        .containsExactly("arn:aws:iam::123456789012:instance-profile/web");
  }

  @Test
  void aRoleOfOtherAccountsOrThatIsNotShownIsUnresolved() {
    assertThat(
            roles.in(
                "cloudformation",
                new Value.Structure(Map.of("ExecutionRoleName", Value.of("Exec"))),
                HOME))
        .containsExactly(new Target.Unresolved("Exec", "a role of other accounts", Set.of()));
    assertThat(roles.in("any", new Value.Structure(Map.of("RoleArn", new Value.Secret("f"))), HOME))
        .containsExactly(
            new Target.Unresolved("RoleArn (secret)", "a role that is not shown", Set.of()));
  }

  @Test
  void whoGetsRightsIsNotHandedOver() {
    assertThat(passed("eks", "principalArn", Value.of("arn:aws:iam::1:role/ops"))).isEmpty();
    assertThat(passed("kms", "GranteePrincipal", Value.of("arn:aws:iam::1:role/ops"))).isEmpty();
  }

  private List<String> passed(String iam, String member, Value value) {
    return roles.in(iam, new Value.Structure(Map.of(member, value)), HOME).stream()
        .map(Target::shownName)
        .toList();
  }
}
