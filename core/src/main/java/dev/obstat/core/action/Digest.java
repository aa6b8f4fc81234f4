package dev.obstat.core.action;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// What makes two requests the same: agent, operator, account, region, role, operation, targets,
/// parameters without idempotency tokens, and the hash of the content the decision depends on. The
/// session is no part of it: another session of the same operator and agent may come back for a
/// grant.
///
/// SHA-256 over a length-prefixed encoding: every value is a tag byte and then either its length in
/// four bytes, big-endian, and its bytes, or its number of parts and the parts. No two different
/// actions have the same encoding. Members of structures go in the order of their names; numbers
/// without trailing zeros, so `1.0` and `1` are the same.
///
/// @param hex 64 lower-case hexadecimal digits
public record Digest(String hex) {

  public Digest {
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a digest: `" + hex + "`");
    }
  }

  static Digest of(Action action) {
    Encoder encoder = new Encoder();
    encoder.text("obstat-action-v1");
    switch (action.principal()) {
      case Principal.Agent agent -> encoder.tag('a').text(agent.name()).text(agent.operator());
      case Principal.Person person -> encoder.tag('p').text(person.id());
    }
    Place place = action.place();
    encoder.text(place.provider()).text(place.account()).text(place.region()).text(place.role());
    encoder.text(action.operation().toString());
    encoder.count('T', action.targets().size());
    for (Target target : action.targets()) {
      encoder.target(target);
    }
    encoder.value(action.parameters());
    switch (action.content()) {
      case Content.None _ -> encoder.tag('-');
      case Content.Bound bound -> encoder.tag('c').text(bound.sha256());
      case Content.Unread _ -> encoder.tag('u');
    }
    return new Digest(encoder.hex());
  }

  /// The first twelve digits, for people.
  public String shortForm() {
    return hex.substring(0, 12);
  }

  @Override
  public String toString() {
    return hex;
  }

  private static final class Encoder {
    private final MessageDigest sha256;

    Encoder() {
      try {
        sha256 = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException("every JDK has SHA-256", impossible);
      }
    }

    Encoder tag(char tag) {
      sha256.update((byte) tag);
      return this;
    }

    Encoder text(String text) {
      ByteBuffer bytes = utf8(text);
      count('s', bytes.remaining());
      sha256.update(bytes);
      return this;
    }

    /// Half a surrogate pair has no UTF-8 form; replacing it would make different texts the same.
    private static ByteBuffer utf8(String text) {
      try {
        return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      } catch (CharacterCodingException e) {
        throw new IllegalArgumentException("text is not valid Unicode", e);
      }
    }

    void count(char tag, int count) {
      tag(tag);
      sha256.update((byte) (count >>> 24));
      sha256.update((byte) (count >>> 16));
      sha256.update((byte) (count >>> 8));
      sha256.update((byte) count);
    }

    void target(Target target) {
      switch (target) {
        case Target.Known known -> tag('k').text(known.name()).text(known.part().name());
        case Target.Unresolved unresolved -> tag('w').text(unresolved.written());
      }
      count('h', target.harms().size());
      target.harms().stream().sorted().forEach(harm -> text(harm.name()));
    }

    void value(Value value) {
      switch (value) {
        case Value.Text text -> tag('t').text(text.text());
        case Value.Numeric number -> tag('n').text(number.number().stripTrailingZeros().toString());
        case Value.Flag flag -> tag(flag.flag() ? 'y' : 'o');
        case Value.Nothing _ -> tag('0');
        case Value.Blob blob -> tag('b').text(blob.sha256()).text(Long.toString(blob.length()));
        case Value.Secret secret -> tag('x').text(secret.fingerprint());
        case Value.IdempotencyToken _ -> tag('i');
        case Value.Sequence sequence -> {
          count('[', sequence.items().size());
          sequence.items().forEach(this::value);
        }
        case Value.Structure structure -> structure(structure.members());
      }
    }

    private void structure(Map<String, Value> members) {
      Map<String, Value> digested = new TreeMap<>(members);
      digested.values().removeIf(Value.IdempotencyToken.class::isInstance);
      count('{', digested.size());
      digested.forEach(
          (name, value) -> {
            text(name);
            value(value);
          });
    }

    String hex() {
      return HexFormat.of().formatHex(sha256.digest());
    }
  }
}
