package dev.obstat.gateways.aws.decode;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What JSON or CBOR says, before the model is asked what it means.
sealed interface Raw {

  record Text(String text) implements Raw {}

  record Numeric(BigDecimal number) implements Raw {}

  record Flag(boolean flag) implements Raw {}

  record Nothing() implements Raw {}

  /// Only CBOR has bytes.
  record Bytes(ByteBuffer bytes) implements Raw {}

  /// Only CBOR has moments.
  record Moment(Instant instant) implements Raw {}

  record Items(List<Raw> items) implements Raw {}

  record Fields(Map<String, Raw> fields) implements Raw {}

  /// For messages.
  default String kind() {
    return switch (this) {
      case Text _ -> "text";
      case Numeric _ -> "a number";
      case Flag _ -> "true or false";
      case Nothing _ -> "null";
      case Bytes _ -> "bytes";
      case Moment _ -> "a time";
      case Items _ -> "a list";
      case Fields _ -> "an object";
    };
  }
}
