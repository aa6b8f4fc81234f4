package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.decode.Decoding.Decoded;
import dev.obstat.gateways.aws.decode.Decoding.Refused;
import dev.obstat.gateways.aws.identify.Identification.BodyUse;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.gateways.aws.identify.Presigned;
import dev.obstat.gateways.aws.model.Protocol;
import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import dev.obstat.gateways.aws.request.AwsRequest;
import dev.obstat.gateways.aws.request.Body;
import dev.obstat.gateways.aws.request.Malformed;
import dev.obstat.gateways.aws.request.Pairs;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of an identified request into one neutral tree: the same request gives the
/// same tree in every protocol that can say it.
///
/// Nesting is bounded to 64 and the number of values to 200,000; the size of the body is the
/// caller's to bound. Safe for use by many threads.
public final class Decoder {
  private static final int DEPTH = 64;

  /// All operations whose models, in all of AWS, have request compression.
  private static final Set<String> UNPACKED_THERE = Set.of("aws:cloudwatch:PutMetricData");

  private final Json json = new Json(DEPTH);
  private final XmlTree.Reader xml = new XmlTree.Reader(DEPTH);
  private final Cbor cbor = new Cbor(DEPTH);

  /// @param packed the request with its body read, unless it is content or there is none
  public Decoding decode(Identified identified, AwsRequest packed, Fingerprint fingerprint) {
    Shaping shaping = new Shaping(identified.model(), fingerprint);
    try {
      AwsRequest request = readable(identified, packed);
      Map<String, Value> into = new LinkedHashMap<>();
      boolean unread =
          switch (identified.protocol()) {
            case JSON -> named(json.read(text(request)), identified, shaping, into);
            case CBOR -> named(cbor.read(bytes(request)), identified, shaping, into);
            case QUERY, EC2 -> form(identified, request, shaping, into);
            case REST_JSON, REST_XML -> rest(identified, request, shaping, into);
          };
      return new Decoded(new Value.Structure(into), shaping.unknown(), unread);
    } catch (Malformed malformed) {
      return new Refused(malformed.why());
    }
  }

  /// Parameters are unpacked where the service is known to unpack them, and nowhere else: another
  /// would read the packed bytes, and find in them what was not judged.
  private static AwsRequest readable(Identified identified, AwsRequest packed) {
    if (identified.body() != BodyUse.PARAMETERS || packed.body() instanceof Body.None) {
      return packed;
    }
    if (UNPACKED_THERE.contains(identified.named().toString())) {
      return packed.unpacked();
    }
    packed.refuseCompressed();
    return packed;
  }

  /// JSON and CBOR carry all parameters in the body.
  private static boolean named(
      Raw raw, Identified identified, Shaping shaping, Map<String, Value> into) {
    boolean alsoQuery = identified.model().service().speaks(Protocol.QUERY);
    boolean wireNames = identified.protocol() == Protocol.JSON && !alsoQuery;
    new RawShapes(shaping, wireNames, alsoQuery)
        .members(raw, identified.operation().input(), into, "", false);
    return false;
  }

  private static boolean form(
      Identified identified, AwsRequest request, Shaping shaping, Map<String, Value> into) {
    Pairs pairs =
        switch (request.body()) {
          case Body.None _ -> Pairs.ofQuery(request.query());
          case Body.Read read -> Pairs.ofForm(read.text());
          case Body.Unread _ -> throw unread();
        };
    Set<String> without = new HashSet<>(Set.of("Action", "Version"));
    if (request.body() instanceof Body.None) {
      without.addAll(Presigned.KEYS);
    }
    pairs.eachOnce("request");
    QueryTree tree = QueryTree.of(pairs, without, DEPTH);
    boolean ec2 = identified.protocol() == Protocol.EC2;
    into.putAll(
        new QueryShapes(shaping, ec2)
            .structure(tree, identified.operation().input(), "", false)
            .members());
    return false;
  }

  private boolean rest(
      Identified identified, AwsRequest request, Shaping shaping, Map<String, Value> into) {
    new RestParameters(shaping, identified, request).read(into);
    Shape.Structure input = identified.operation().input();
    Member payload = payload(input);
    if (identified.body() == BodyUse.STREAM) {
      return !(request.body() instanceof Body.None);
    }
    if (identified.body() == BodyUse.NONE) {
      unexpectedContent(identified, request, shaping, into);
      return false;
    }
    if (payload == null) {
      Map<String, Value> body = new LinkedHashMap<>();
      body(identified, request, shaping, input, body);
      body.forEach((name, value) -> Shaping.put(into, name, value, name));
      return false;
    }
    if (request.body() instanceof Body.None) {
      return false;
    }
    into.put(payload.name(), payload(identified, request, shaping, payload));
    return false;
  }

  /// The member that is the whole body.
  private Value payload(
      Identified identified, AwsRequest request, Shaping shaping, Member payload) {
    boolean secret = Shaping.secret(payload);
    return switch (payload.type()) {
      case Type.Simple(Scalar scalar, boolean hidden) when scalar == Scalar.BLOB ->
          shaping.blob(bytes(request), secret || hidden);
      case Type.Simple simple -> shaping.text(simple, text(request), payload.name(), secret);
      case Type.Reference _ when identified.protocol() == Protocol.REST_JSON ->
          new RawShapes(shaping, true, false)
              .shaped(json.read(text(request)), payload.type(), payload.name(), secret);
      case Type.Reference _ ->
          new XmlShapes(shaping)
              .shaped(xml.read(text(request)), payload.type(), payload.name(), secret);
    };
  }

  private void body(
      Identified identified,
      AwsRequest request,
      Shaping shaping,
      Shape.Structure input,
      Map<String, Value> into) {
    if (identified.protocol() == Protocol.REST_JSON) {
      new RawShapes(shaping, true, false).members(json.read(text(request)), input, into, "", false);
    } else if (!(request.body() instanceof Body.None)) {
      new XmlShapes(shaping).members(xml.read(text(request)), input, into, "", false);
    }
  }

  /// An operation that takes no body may have gained members since the index was made: JSON is kept
  /// as unknown members, anything else refused.
  private void unexpectedContent(
      Identified identified, AwsRequest request, Shaping shaping, Map<String, Value> into) {
    String text = text(request);
    if (text.isBlank()) {
      return;
    }
    if (identified.protocol() != Protocol.REST_JSON) {
      throw new Malformed("the operation takes no body, and there is one; leave it out");
    }
    new RawShapes(shaping, true, false)
        .members(json.read(text), Shape.Structure.EMPTY, into, "", false);
  }

  private static @Nullable Member payload(Shape.Structure input) {
    return input.members().values().stream()
        .filter(member -> member.place() == Place.PAYLOAD)
        .findFirst()
        .orElse(null);
  }

  private static String text(AwsRequest request) {
    return switch (request.body()) {
      case Body.None _ -> "";
      case Body.Read read -> read.text();
      case Body.Unread _ -> throw unread();
    };
  }

  private static byte[] bytes(AwsRequest request) {
    return switch (request.body()) {
      case Body.None _ -> new byte[0];
      case Body.Read read -> read.bytes();
      case Body.Unread _ -> throw unread();
    };
  }

  private static Malformed unread() {
    return new Malformed("the body holds parameters and was not read: " + quoted("body"));
  }
}
