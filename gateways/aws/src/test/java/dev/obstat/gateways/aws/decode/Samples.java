package dev.obstat.gateways.aws.decode;

import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.model.ServiceModel;
import dev.obstat.gateways.aws.model.Shape;
import dev.obstat.gateways.aws.model.Shape.Mark;
import dev.obstat.gateways.aws.model.Shape.Member;
import dev.obstat.gateways.aws.model.Shape.Place;
import dev.obstat.gateways.aws.model.Type;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Makes parameters for an operation from its model: all that is required and some of the rest.
final class Samples {
  private static final int DEEPEST = 5;
  private final ServiceModel model;
  private final Random random;
  private int number;

  Samples(ServiceModel model, long seed) {
    this.model = model;
    this.random = new Random(seed);
  }

  Given.Fields input(Shape.Structure input) {
    return structure(input, 0);
  }

  private Given.Fields structure(Shape.Structure shape, int depth) {
    Map<String, Given> fields = new LinkedHashMap<>();
    for (Member member : shape.members().values()) {
      boolean wanted = member.is(Mark.REQUIRED) || random.nextInt(depth == 0 ? 2 : 4) == 0;
      if (wanted || member.place() == Place.LABEL) {
        value(member.type(), member.place(), depth)
            .ifPresent(value -> fields.put(member.name(), value));
      }
    }
    return new Given.Fields(fields);
  }

  /// Nothing where the depth or the shape leaves nothing to say: the query form cannot write it.
  private Optional<Given> value(Type type, Place place, int depth) {
    return switch (type) {
      case Type.Simple(Scalar scalar, boolean _) -> Optional.of(leaf(scalar, place));
      case Type.Reference reference ->
          switch (model.shape(reference)) {
            case Shape.Structure structure -> {
              Given.Fields fields =
                  depth < DEEPEST ? structure(structure, depth + 1) : new Given.Fields(Map.of());
              yield fields.fields().isEmpty() ? Optional.empty() : Optional.of(fields);
            }
            case Shape.Sequence list -> {
              List<Given> items = new ArrayList<>();
              for (int i = 0; i <= random.nextInt(2); i++) {
                value(list.item(), place, depth + 1).ifPresent(items::add);
              }
              yield items.isEmpty() ? Optional.empty() : Optional.of(new Given.Items(items));
            }
            case Shape.Dictionary map -> {
              Map<String, Given> entries = new LinkedHashMap<>();
              value(map.value(), place, depth + 1)
                  .ifPresent(value -> entries.put("key-" + ++number, value));
              yield entries.isEmpty() ? Optional.empty() : Optional.of(new Given.Fields(entries));
            }
            case Shape.Document _ -> Optional.of(new Given.Leaf(Scalar.DOCUMENT, "anything"));
          };
    };
  }

  private Given.Leaf leaf(Scalar scalar, Place place) {
    number++;
    String text =
        switch (scalar) {
          case STRING, DOCUMENT -> text(place);
          case NUMBER -> Integer.toString(number);
          case BOOLEAN -> Boolean.toString(random.nextBoolean());
          case TIMESTAMP -> "2026-01-31T12:00:%02dZ".formatted(number % 60);
          case BLOB ->
              Base64.getEncoder()
                  .encodeToString(
                      ("bytes " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        };
    return new Given.Leaf(scalar, text);
  }

  /// Text that every encoding must carry; headers take less.
  private String text(Place place) {
    return switch (place) {
      case HEADER, HEADERS -> "text-" + number;
      case LABEL -> random.nextInt(4) == 0 ? "arn:a b/é+" + number : "text-" + number;
      case BODY, PAYLOAD, QUERY, QUERY_MAP ->
          random.nextInt(4) == 0 ? "ü <&> \"+%41= 𝄞 " + number : "text-" + number;
    };
  }
}
