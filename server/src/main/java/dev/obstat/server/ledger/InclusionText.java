package dev.obstat.server.ledger;

import dev.obstat.ledger.Hash;
import dev.obstat.ledger.InclusionProof;

/// A proof with all that a verifier needs but the entry and the key (C2SP tlog-proof): a line that
/// names the format, the index, the path in base64, an empty line, the checkpoint to the byte.
final class InclusionText {
  private InclusionText() {}

  static String of(InclusionProof proof, String checkpoint) {
    StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\n");
    text.append("index ").append(proof.index()).append('\n');
    for (Hash hash : proof.path()) {
      text.append(hash.base64()).append('\n');
    }
    return text.append('\n').append(checkpoint).toString();
  }
}
