package dev.obstat.gateways.aws;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.decode.Decoder;
import dev.obstat.gateways.aws.decode.Decoding;
import dev.obstat.gateways.aws.decode.Fingerprint;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Malformed;
import dev.obstat.gateways.aws.sign.Header;
import dev.obstat.gateways.aws.sign.RawRequest;
import dev.obstat.http.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// Sets the idempotency token of a request from the grant that answers it, so that the other side
/// takes it for the same act however often it is tried.
///
/// The token's text is replaced where it stands in query, headers or body. It stays as the client
/// sent it when that cannot be done without doubt: more than one token, a text that stands in more
/// than one place or could be written in several ways, a checksum over the body that cannot be
/// worked out anew, a path that holds it. What comes out is decoded again and must say the same as
/// what was judged, but for the token.
final class Idempotency {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]{8,}");
  private static final Pattern UUID_FORM =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final Decoder decoder;
  private final Fingerprint fingerprint;
  private final Identified identified;
  private final AwsRequest judged;
  private final Value.Structure parameters;

  /// @param judged as it was decoded
  /// @param parameters what that said
  Idempotency(
      Decoder decoder,
      Fingerprint fingerprint,
      Identified identified,
      AwsRequest judged,
      Value.Structure parameters) {
    this.decoder = decoder;
    this.fingerprint = fingerprint;
    this.identified = identified;
    this.judged = judged;
    this.parameters = parameters;
  }

  /// The message with the grant's token, or as it is.
  ///
  /// @param source what the token is derived from: the same gives the same
  Message set(Message message, String source) {
    List<String> given = new ArrayList<>();
    collect(parameters, given);
    if (given.size() != 1 || !PLAIN.matcher(given.getFirst()).matches()) {
      return message;
    }
    String token = like(given.getFirst(), source);
    Message changed = replaced(message, given.getFirst(), token);
    return saysTheSame(changed, token) ? changed : message;
  }

  private static void collect(Value value, List<String> given) {
    switch (value) {
      case Value.IdempotencyToken token -> given.add(token.given());
      case Value.Sequence sequence -> sequence.items().forEach(item -> collect(item, given));
      case Value.Structure structure ->
          structure.members().values().forEach(member -> collect(member, given));
      case Value.Text _,
          Value.Numeric _,
          Value.Flag _,
          Value.Nothing _,
          Value.Blob _,
          Value.Secret _ -> {}
    }
  }

  /// A token of the same length and of the same kinds of characters, so that it fits whatever the
  /// service demands of one; a UUID for a UUID.
  static String like(String given, String source) {
    byte[] seed = ("obstat idempotency v1:" + source).getBytes(StandardCharsets.UTF_8);
    if (UUID_FORM.matcher(given).matches()) {
      String uuid = UUID.nameUUIDFromBytes(seed).toString();
      return given.equals(given.toLowerCase(Locale.ROOT)) ? uuid : uuid.toUpperCase(Locale.ROOT);
    }
    StringBuilder token = new StringBuilder(given.length());
    String digits = Sha256.of(seed);
    for (int i = 0; i < given.length(); i++) {
      if (i > 0 && i % digits.length() == 0) {
        digits = Sha256.of(digits.getBytes(StandardCharsets.UTF_8));
      }
      int random = Character.digit(digits.charAt(i % digits.length()), 16);
      token.append(like(given.charAt(i), random));
    }
    return token.toString();
  }

  private static char like(char given, int random) {
    if (given >= '0' && given <= '9') {
      return (char) ('0' + random % 10);
    }
    if (given >= 'a' && given <= 'z') {
      return (char) ('a' + random % 6);
    }
    return given >= 'A' && given <= 'Z' ? (char) ('A' + random % 6) : given;
  }

  private Message replaced(Message message, String given, String token) {
    RawRequest head = message.head();
    int question = head.target().indexOf('?');
    String query = question < 0 ? "" : head.target().substring(question);
    String body = text(message.parcel());
    int inHeaders = head.headers().stream().mapToInt(h -> count(h.value(), given)).sum();
    int inBody = count(body, given);
    if (count(query, given) + inHeaders + inBody != 1) {
      return message;
    }
    String path = question < 0 ? head.target() : head.target().substring(0, question);
    List<Header> headers =
        head.headers().stream()
            .map(header -> new Header(header.name(), header.value().replace(given, token)))
            .toList();
    String target = path + query.replace(given, token);
    if (inBody == 0 || !(message.parcel() instanceof Parcel.InMemory memory)) {
      return new Message(new RawRequest(head.method(), target, headers), message.parcel());
    }
    Parcel.InMemory parcel = inMemory(body.replace(given, token), memory);
    return Checksums.moved(headers, memory.bytes().bytes(), parcel.bytes().bytes())
        .map(moved -> new Message(new RawRequest(head.method(), target, moved), parcel))
        .orElse(message);
  }

  private static Parcel.InMemory inMemory(String body, Parcel.InMemory before) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    return new Parcel.InMemory(
        Content.of(bytes), Sha256.of(bytes), before.isContent(), before.trailers());
  }

  /// The parameters' bytes, each as one character; content is none of it.
  private static String text(Parcel parcel) {
    return switch (parcel) {
      case Parcel.InMemory memory when !memory.isContent() ->
          new String(memory.bytes().bytes(), StandardCharsets.ISO_8859_1);
      case Parcel.InMemory _, Parcel.Empty _, Parcel.Streaming _, Parcel.Unhashed _ -> "";
    };
  }

  private static int count(String text, String part) {
    int count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      count++;
    }
    return count;
  }

  private boolean saysTheSame(Message changed, String token) {
    Body body =
        switch (changed.parcel()) {
          case Parcel.InMemory memory when !memory.isContent() -> Body.of(memory.bytes().bytes());
          case Parcel.InMemory _, Parcel.Empty _, Parcel.Streaming _, Parcel.Unhashed _ ->
              judged.body();
        };
    try {
      AwsRequest request =
          Message.read(changed.head(), judged.signingName(), judged.region(), body);
      return switch (decoder.decode(identified, request, fingerprint)) {
        case Decoding.Decoded decoded -> decoded.parameters().equals(with(parameters, token));
        case Decoding.Refused _ -> false;
      };
    } catch (Malformed malformed) {
      return false;
    }
  }

  private static Value with(Value value, String token) {
    return switch (value) {
      case Value.IdempotencyToken _ -> new Value.IdempotencyToken(token);
      case Value.Sequence sequence ->
          new Value.Sequence(sequence.items().stream().map(item -> with(item, token)).toList());
      case Value.Structure structure -> {
        Map<String, Value> members = new java.util.LinkedHashMap<>(structure.members());
        members.replaceAll((_, member) -> with(member, token));
        yield new Value.Structure(members);
      }
      case Value.Text _,
          Value.Numeric _,
          Value.Flag _,
          Value.Nothing _,
          Value.Blob _,
          Value.Secret _ ->
          value;
    };
  }
}
