package dev.obstat.ledger;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A log in memory with a key of its own; the entries can be tampered with afterwards.
final class TestLog {
  static final String ORIGIN = "ledger.example/test";

  final SignerKey signer = SignerKey.generate(ORIGIN, new SecureRandom());
  final List<byte[]> entries = new ArrayList<>();
  final InMemoryHashes hashes = new InMemoryHashes();
  final List<Hash> leaves = new ArrayList<>();

  static TestLog of(int size) {
    TestLog log = new TestLog();
    log.grow(size);
    return log;
  }

  void grow(int count) {
    Random random = new Random(entries.size() + 7L);
    for (int i = 0; i < count; i++) {
      byte[] padding = new byte[random.nextInt(40)];
      random.nextBytes(padding);
      String text = "entry " + entries.size() + " " + Hash.ofLeaf(padding);
      append(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  void append(byte[] entry) {
    entries.add(entry);
    leaves.add(hashes.append(entry));
  }

  VerifierKey key() {
    return signer.verifier();
  }

  byte[] checkpoint() {
    return new Checkpoint(ORIGIN, hashes.size(), hashes.root()).sign(signer).bytes();
  }

  /// A checkpoint of another size, whatever the log holds now.
  byte[] checkpoint(int size) {
    return signed(size, naiveRoot(leaves.subList(0, size)));
  }

  byte[] signed(long size, Hash root) {
    return new Checkpoint(ORIGIN, size, root).sign(signer).bytes();
  }

  EntrySource source() {
    return source(entries);
  }

  static EntrySource source(List<byte[]> entries) {
    List<Entry> numbered = new ArrayList<>();
    for (byte[] entry : entries) {
      numbered.add(new Entry(numbered.size(), entry));
    }
    return stored(numbered);
  }

  /// A table of entries with indexes of their own.
  static EntrySource stored(List<Entry> entries) {
    return (from, limit) ->
        new Parsed.Read<>(
            entries.stream().filter(entry -> entry.index() >= from).limit(limit).toList());
  }

  LeafHashes storedLeaves() {
    return (from, limit) ->
        leaves.subList(
            (int) Math.min(from, leaves.size()), (int) Math.min(from + limit, leaves.size()));
  }

  /// The definition of RFC 9162 §2.1.1, word for word.
  static Hash naiveRoot(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return Hash.EMPTY_TREE;
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int split = 1;
    while (split * 2 < leaves.size()) {
      split *= 2;
    }
    return Hash.ofNode(
        naiveRoot(leaves.subList(0, split)), naiveRoot(leaves.subList(split, leaves.size())));
  }

  /// Another hash that differs in one bit.
  static Hash flipped(Hash hash, int bit) {
    byte[] bytes = hash.bytes();
    bytes[bit / 8] ^= (byte) (1 << (bit % 8));
    return Hash.parse(bytes).orThrow();
  }

  static String reason(Parsed<?> parsed) {
    return switch (parsed) {
      case Parsed.Read<?>(Object value) -> throw new AssertionError("was read: " + value);
      case Parsed.Refused<?>(String reason) -> reason;
    };
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
