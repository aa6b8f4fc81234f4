package dev.obstat.gateways.aws.sign;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Derived signing keys of the latest callers: deriving one takes four HMACs. Only keys that have
/// verified a request are kept, so that nobody without a secret can push others out.
final class SigningKeys {

  private static final int MOST = 1024;

  private record Place(String accessKeyId, String secret, Scope scope) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, byte[]> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
          return size() > MOST;
        }
      };

  byte[] of(String accessKeyId, String secret, Scope scope) {
    lock.lock();
    try {
      byte[] known = latest.get(new Place(accessKeyId, secret, scope));
      return known == null ? derive(secret, scope) : known;
    } finally {
      lock.unlock();
    }
  }

  void keep(String accessKeyId, String secret, Scope scope, byte[] key) {
    lock.lock();
    try {
      latest.put(new Place(accessKeyId, secret, scope), key);
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return latest.size();
    } finally {
      lock.unlock();
    }
  }

  static byte[] derive(String secret, Scope scope) {
    byte[] ofDate = Hashes.hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope.date());
    byte[] ofRegion = Hashes.hmac(ofDate, scope.region());
    byte[] ofService = Hashes.hmac(ofRegion, scope.service());
    return Hashes.hmac(ofService, Scope.TERMINATOR);
  }
}
