package dev.obstat.gateways.aws.sign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionKeysTest {

  private static SessionKeys keys(int fill) {
    byte[] key = new byte[32];
    key[0] = (byte) fill;
    return new SessionKeys(key, new SecureRandom());
  }

  @Test
  void idsLookLikeAwsIdsAndNeverRepeat() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      String id = keys(1).freshAccessKeyId();
      assertThat(id).matches("OBST[A-Z2-7]{16}");
      assertThat(seen.add(id)).isTrue();
    }
  }

  @Test
  void aSecretFollowsFromTheInstallationAndTheId() {
    String secret = keys(1).secretOf("OBSTAAAAAAAAAAAAAAAA");
    assertThat(secret).matches("[A-Za-z0-9_-]{40}");
    assertThat(keys(1).secretOf("OBSTAAAAAAAAAAAAAAAA")).isEqualTo(secret);
    assertThat(keys(2).secretOf("OBSTAAAAAAAAAAAAAAAA")).isNotEqualTo(secret);
    assertThat(keys(1).secretOf("OBSTAAAAAAAAAAAAAAAB")).isNotEqualTo(secret);
  }

  @Test
  void aShortInstallationKeyIsRefused() {
    assertThatThrownBy(() -> new SessionKeys(new byte[31], new SecureRandom()))
        .hasMessage("the installation key has 31 bytes: it needs at least 32");
  }
}
