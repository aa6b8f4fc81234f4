package dev.obstat.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HashTest {
  @Test
  void emptyTreeIsTheHashOfNothing() {
    assertThat(HexFormat.of().formatHex(Hash.EMPTY_TREE.bytes()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void leafAndNodeHashesAreThoseOfCertificateTransparency() {
    // Known from the reference implementation of RFC 6962: the empty leaf and its node.
    Hash empty = Hash.ofLeaf(new byte[0]);
    assertThat(HexFormat.of().formatHex(empty.bytes()))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    Hash second = Hash.ofLeaf(new byte[] {0});
    assertThat(HexFormat.of().formatHex(Hash.ofNode(empty, second).bytes()))
        .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
  }

  @Test
  void theBytesOfAHashCannotBeReached() {
    Hash hash = Hash.ofLeaf(new byte[0]);
    hash.bytes()[0] ^= 1;
    assertThat(hash).isEqualTo(Hash.ofLeaf(new byte[0]));
    byte[] given = hash.bytes();
    Hash parsed = Hash.parse(given).orThrow();
    given[0] ^= 1;
    assertThat(parsed).isEqualTo(hash).hasSameHashCodeAs(hash);
  }

  @Test
  void otherLengthsAndOtherSpellingsAreRefused() {
    assertThat(TestLog.reason(Hash.parse(new byte[31]))).isEqualTo("a hash has 32 bytes, not 31");
    String good = Hash.EMPTY_TREE.base64();
    assertThat(Hash.parse(good).orThrow()).isEqualTo(Hash.EMPTY_TREE);
    assertThat(TestLog.reason(Hash.parse(good.replace("=", "")))).contains("not canonical base64");
    assertThat(TestLog.reason(Hash.parse(good.replace("U=", "V="))))
        .contains("not canonical base64");
    assertThat(TestLog.reason(Hash.parse("£"))).isEqualTo("hash: `£` is not base64");
  }
}
