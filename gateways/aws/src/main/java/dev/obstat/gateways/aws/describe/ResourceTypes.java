package dev.obstat.gateways.aws.describe;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What is known of CloudFormation's types of resources, which Cloud Control names too.
final class ResourceTypes {
  private static final Pattern PERMISSIONS =
      Pattern.compile(
          "AWS::IAM::.*|AWS::SSO::.*|AWS::Organizations::.*|AWS::LakeFormation::.*"
              + "|AWS::RolesAnywhere::.*|AWS::\\w+::\\w*(?:Policy|Permission|Permissions|Grant)");
  private static final Pattern LATER =
      Pattern.compile(
          "AWS::Lambda::(?:Function|Version|LayerVersion|EventSourceMapping)|AWS::Serverless::.*"
              + "|AWS::StepFunctions::.*|AWS::ECS::(?:TaskDefinition|Service|TaskSet)"
              + "|AWS::SSM::(?:Document|Association|MaintenanceWindowTask)"
              + "|AWS::EC2::(?:Instance|LaunchTemplate|SpotFleet|EC2Fleet)"
              + "|AWS::AutoScaling::(?:LaunchConfiguration|AutoScalingGroup)"
              + "|AWS::CodeBuild::Project|AWS::CodePipeline::.*|AWS::CodeDeploy::.*"
              + "|AWS::Glue::(?:Job|Trigger|Workflow|DevEndpoint|Session)|AWS::Events::.*"
              + "|AWS::Scheduler::.*|AWS::Pipes::.*|AWS::Batch::.*|AWS::SageMaker::.*"
              + "|AWS::CloudFront::Function|AWS::IoT::TopicRule|AWS::EMR\\w*::.*"
              + "|AWS::ImageBuilder::.*|AWS::AppRunner::.*|AWS::ApiGateway::.*|AWS::AppSync::.*"
              + "|AWS::ElasticBeanstalk::.*|AWS::Amplify::.*|AWS::MWAA::.*|AWS::EKS::.*");

  /// Types that make whatever somebody else says.
  private static final Pattern ANYTHING =
      Pattern.compile(
          "AWS::CloudFormation::(?:Stack|StackSet|CustomResource|Macro|HookVersion"
              + "|ResourceVersion|WaitCondition)|Custom::.*|(?!AWS::).*");

  private final Map<String, String> arns = new HashMap<>();

  ResourceTypes() {
    for (String line : Curated.lines("types.txt")) {
      String[] words = line.split(" ", -1);
      if (words.length != 2) {
        throw new IllegalArgumentException("a line needs two words: `" + line + "`");
      }
      arns.put(words[0], words[1]);
    }
  }

  boolean isAboutPermissions(String type) {
    return PERMISSIONS.matcher(type).matches();
  }

  /// Whether it holds code, runs something later, or runs under a role.
  boolean actsLater(String type) {
    return LATER.matcher(type).matches();
  }

  boolean isAnything(String type) {
    return ANYTHING.matcher(type).matches();
  }

  /// The ARN of the resource with this primary identifier; empty when its form is not known.
  Optional<String> name(String type, String identifier, Home home) {
    if (identifier.isEmpty() || identifier.indexOf('*') >= 0) {
      return Optional.empty();
    }
    if (Template.isArn(identifier)) {
      return Optional.of(identifier);
    }
    String arn = arns.get(type);
    return arn == null
        ? Optional.empty()
        : Optional.of(home.filled(arn).replace("{Identifier}", identifier.replace('|', '/')));
  }
}
