package dev.obstat.console.page;

import dev.obstat.core.action.Action;
import dev.obstat.core.action.Harm;
import dev.obstat.core.action.Target;
import java.util.List;
import java.util.Map;

/// Plain words for what an action does and to what.
final class Words {
  /// Kinds of AWS resources, by service and the first part of what follows in the ARN.
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("s3", "S3 bucket"),
          Map.entry("sqs", "SQS queue"),
          Map.entry("sns", "SNS topic"),
          Map.entry("dynamodb:table", "DynamoDB table"),
          Map.entry("rds:db", "RDS database"),
          Map.entry("rds:cluster", "RDS cluster"),
          Map.entry("rds:snapshot", "RDS snapshot"),
          Map.entry("ec2:instance", "EC2 instance"),
          Map.entry("ec2:volume", "EBS volume"),
          Map.entry("ec2:security-group", "security group"),
          Map.entry("ec2:vpc", "network (VPC)"),
          Map.entry("ecs:service", "ECS service"),
          Map.entry("ecs:cluster", "ECS cluster"),
          Map.entry("eks:cluster", "EKS cluster"),
          Map.entry("lambda:function", "Lambda function"),
          Map.entry("kms:key", "KMS key"),
          Map.entry("iam:role", "IAM role"),
          Map.entry("iam:user", "IAM user"),
          Map.entry("iam:policy", "IAM policy"),
          Map.entry("logs:log-group", "log group"),
          Map.entry("cloudformation:stack", "CloudFormation stack"),
          Map.entry("elasticbeanstalk:environment", "Elastic Beanstalk environment"),
          Map.entry("route53:hostedzone", "Route 53 zone"),
          Map.entry("secretsmanager:secret", "secret"));

  private static final int ARN_PARTS = 6;

  private Words() {}

  /// What is done: `Delete`, `Change`.
  static String verb(Action action) {
    return switch (action.effect()) {
      case READ -> "Read";
      case DISCLOSE -> "Read secrets of";
      case MINT -> "Hand out credentials of";
      case CREATE -> "Create";
      case UPDATE -> losing(action);
      case DELETE -> "Delete";
      case REPLACE -> "Delete and recreate";
      case PERMISSIONS -> "Change who may use";
      case EXECUTE -> "Run";
    };
  }

  private static String losing(Action action) {
    boolean disables =
        action.targets().stream().anyMatch(target -> target.harms().contains(Harm.DISABLES));
    return disables ? "Switch off" : "Change";
  }

  /// What kind of thing it is, with its article: `the S3 bucket`; empty for what nobody knows.
  static String kind(Target target) {
    if (target instanceof Target.Unresolved) {
      return "whatever is meant by";
    }
    List<String> arn = arn(target.shownName());
    if (arn.isEmpty()) {
      return "";
    }
    String service = arn.get(2);
    String resource = arn.get(5);
    if (service.equals("s3") && resource.contains("/")) {
      return "the S3 object";
    }
    String known = KINDS.get(service + ":" + resource.split("[:/]", 2)[0]);
    if (known == null) {
      known = KINDS.get(service);
    }
    return known == null ? "" : "the " + known;
  }

  /// The last part of an ARN that means something to people, or the whole name.
  static String shortName(Target target) {
    if (target instanceof Target.Unresolved) {
      return target.shownName();
    }
    List<String> arn = arn(target.shownName());
    if (arn.isEmpty()) {
      return target.shownName();
    }
    String resource = arn.get(5);
    if (arn.get(2).equals("s3")) {
      return resource;
    }
    String[] parts = resource.split("[:/]", 2);
    return parts.length == 2 && KINDS.containsKey(arn.get(2) + ":" + parts[0])
        ? parts[1]
        : resource;
  }

  private static List<String> arn(String name) {
    List<String> parts = List.of(name.split(":", ARN_PARTS));
    return parts.size() == ARN_PARTS && parts.getFirst().equals("arn") ? parts : List.of();
  }
}
