package dev.obstat.gateways.aws.live;

/// Every operation that Obstat asks by itself. The role that acts in an account needs leave for
/// these, and a session of it that only reads is narrowed to them.
enum ReadOperation {
  GET_BUCKET_VERSIONING("s3-2006-03-01", "GetBucketVersioning"),
  GET_OBJECT_LOCK("s3-2006-03-01", "GetObjectLockConfiguration"),
  /// Without leave to list the bucket, S3 says of a missing key that it may not be seen.
  HEAD_OBJECT("s3-2006-03-01", "HeadObject", "s3:ListBucket"),
  DESCRIBE_TABLE("dynamodb-2012-08-10", "DescribeTable"),
  DESCRIBE_CONTINUOUS_BACKUPS("dynamodb-2012-08-10", "DescribeContinuousBackups"),
  DESCRIBE_DB_INSTANCES("rds-2014-10-31", "DescribeDBInstances"),
  DESCRIBE_DB_SNAPSHOTS("rds-2014-10-31", "DescribeDBSnapshots"),
  DESCRIBE_DB_CLUSTERS("rds-2014-10-31", "DescribeDBClusters"),
  DESCRIBE_DB_CLUSTER_SNAPSHOTS("rds-2014-10-31", "DescribeDBClusterSnapshots"),
  DESCRIBE_INSTANCES("ec2-2016-11-15", "DescribeInstances"),
  DESCRIBE_INSTANCE_ATTRIBUTE("ec2-2016-11-15", "DescribeInstanceAttribute"),
  DESCRIBE_VOLUMES("ec2-2016-11-15", "DescribeVolumes"),
  DESCRIBE_SNAPSHOTS("ec2-2016-11-15", "DescribeSnapshots"),
  DESCRIBE_KEY("kms-2014-11-01", "DescribeKey"),
  DESCRIBE_STACKS("cloudformation-2010-05-15", "DescribeStacks"),
  DESCRIBE_STACK_RESOURCES("cloudformation-2010-05-15", "DescribeStackResources"),
  LIST_STACK_RESOURCES("cloudformation-2010-05-15", "ListStackResources"),
  DESCRIBE_CHANGE_SET("cloudformation-2010-05-15", "DescribeChangeSet"),
  LIST_RECOVERY_POINTS("backup-2018-11-15", "ListRecoveryPointsByResource"),
  DESCRIBE_CACHE_SNAPSHOTS("elasticache-2015-02-02", "DescribeSnapshots"),
  DESCRIBE_FILE_SYSTEMS("elasticfilesystem-2015-02-01", "DescribeFileSystems"),
  DESCRIBE_SECRET("secretsmanager-2017-10-17", "DescribeSecret");

  private final String model;
  private final String operation;
  private final String beside;

  ReadOperation(String model, String operation) {
    this(model, operation, "");
  }

  /// @param beside what IAM checks beside the operation's own action; empty for nothing
  ReadOperation(String model, String operation, String beside) {
    this.model = model;
    this.operation = operation;
    this.beside = beside;
  }

  /// The id of the service's model.
  String model() {
    return model;
  }

  String operation() {
    return operation;
  }

  String beside() {
    return beside;
  }
}
