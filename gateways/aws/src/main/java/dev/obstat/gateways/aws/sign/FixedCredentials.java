package dev.obstat.gateways.aws.sign;

/// One pair of keys from the configuration.
public final class FixedCredentials implements UpstreamCredentials {

  private final RealKeys keys;

  public FixedCredentials(RealKeys keys) {
    this.keys = keys;
  }

  @Override
  public Answer current() {
    return new Answer.Found(keys);
  }
}
