package dev.obstat.gateways.aws.sign;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/// What the AWS SDK's providers find in the server's own environment: system properties,
/// environment variables, profile files, container and instance roles. The provider caches and
/// renews.
public final class ProviderChainCredentials implements UpstreamCredentials, AutoCloseable {

  private static final Logger LOG = System.getLogger(ProviderChainCredentials.class.getName());

  private final AwsCredentialsProvider provider;

  public ProviderChainCredentials(AwsCredentialsProvider provider) {
    this.provider = provider;
  }

  /// @param profile empty for the default one
  public static ProviderChainCredentials ofServer(String profile) {
    DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
    if (!profile.isEmpty()) {
      builder.profileName(profile);
    }
    return new ProviderChainCredentials(builder.build());
  }

  @Override
  public Answer current() {
    try {
      return new Answer.Found(keys(provider.resolveCredentials()));
    } catch (SdkException e) {
      // The agent is not told where the server looked.
      LOG.log(Level.WARNING, "no AWS credentials: " + e.getMessage());
      return new Answer.Missing(
          "the server has no AWS credentials: whoever runs it sets AWS_PROFILE or AWS_ACCESS_KEY_ID in"
              + " its environment");
    }
  }

  @Override
  public void close() {
    if (provider instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }

  private static RealKeys keys(AwsCredentials credentials) {
    String token = credentials instanceof AwsSessionCredentials s ? s.sessionToken() : "";
    return new RealKeys(credentials.accessKeyId(), credentials.secretAccessKey(), token);
  }
}
