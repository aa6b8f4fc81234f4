package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.gateways.aws.request.Malformed;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads CBOR (RFC 8949) as far as Smithy RPC v2 uses it: text keys, each once; tag 1 for times;
/// other tags are refused.
final class Cbor {
  private static final int INDEFINITE = 31;
  private static final int EPOCH_TIME = 1;
  private final int depth;

  Cbor(int depth) {
    this.depth = depth;
  }

  /// @param bytes empty counts as an empty map
  Raw read(byte[] bytes) {
    if (bytes.length == 0) {
      return new Raw.Fields(Map.of());
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      Raw raw = item(in, "", 0);
      if (in.hasRemaining()) {
        throw new Malformed("malformed CBOR: something follows the end at byte " + in.position());
      }
      return raw;
    } catch (BufferUnderflowException e) {
      throw new Malformed("malformed CBOR: it ends too early");
    }
  }

  private Raw item(ByteBuffer in, String at, int level) {
    if (level > depth) {
      throw new Malformed("CBOR nested deeper than " + depth + " at " + quoted(at));
    }
    int start = in.position();
    int head = in.get() & 0xff;
    int kind = head >>> 5;
    int info = head & 31;
    return switch (kind) {
      case 0 -> new Raw.Numeric(new BigDecimal(argument(in, info, start)));
      case 1 -> new Raw.Numeric(new BigDecimal(argument(in, info, start).not()));
      case 2 -> new Raw.Bytes(ByteBuffer.wrap(string(in, info, 2, start)));
      case 3 -> new Raw.Text(text(string(in, info, 3, start), at));
      case 4 -> array(in, info, at, level, start);
      case 5 -> map(in, info, at, level, start);
      case 6 -> tagged(in, info, at, level, start);
      default -> simple(in, info, at, start);
    };
  }

  private static BigInteger argument(ByteBuffer in, int info, int start) {
    return switch (info) {
      case 24 -> BigInteger.valueOf(in.get() & 0xff);
      case 25 -> BigInteger.valueOf(in.getShort() & 0xffff);
      case 26 -> BigInteger.valueOf(in.getInt() & 0xffffffffL);
      case 27 -> new BigInteger(Long.toUnsignedString(in.getLong()));
      case 28, 29, 30, INDEFINITE -> throw bad(start);
      default -> BigInteger.valueOf(info);
    };
  }

  private static int length(ByteBuffer in, int info, int start) {
    BigInteger length = argument(in, info, start);
    if (length.compareTo(BigInteger.valueOf(in.remaining())) > 0) {
      throw new Malformed("malformed CBOR: it ends too early, inside what begins at byte " + start);
    }
    return length.intValue();
  }

  private static byte[] string(ByteBuffer in, int info, int kind, int start) {
    if (info != INDEFINITE) {
      byte[] bytes = new byte[length(in, info, start)];
      in.get(bytes);
      return bytes;
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    while (!ended(in)) {
      int head = in.get() & 0xff;
      if (head >>> 5 != kind || (head & 31) == INDEFINITE) {
        throw bad(in.position() - 1);
      }
      joined.writeBytes(string(in, head & 31, kind, start));
    }
    return joined.toByteArray();
  }

  private static boolean ended(ByteBuffer in) {
    if (!in.hasRemaining()) {
      throw new BufferUnderflowException();
    }
    if (in.get(in.position()) != (byte) 0xff) {
      return false;
    }
    in.get();
    return true;
  }

  private static String text(byte[] bytes, String at) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed(
          "text in CBOR is not valid UTF-8" + (at.isEmpty() ? "" : " at " + quoted(at)));
    }
  }

  private Raw array(ByteBuffer in, int info, String at, int level, int start) {
    List<Raw> items = new ArrayList<>();
    int count = info == INDEFINITE ? Integer.MAX_VALUE : length(in, info, start);
    while (info == INDEFINITE ? !ended(in) : items.size() < count) {
      items.add(item(in, Paths.item(at, items.size()), level + 1));
    }
    return new Raw.Items(items);
  }

  private Raw map(ByteBuffer in, int info, String at, int level, int start) {
    Map<String, Raw> fields = new LinkedHashMap<>();
    int count = info == INDEFINITE ? Integer.MAX_VALUE : length(in, info, start);
    while (info == INDEFINITE ? !ended(in) : fields.size() < count) {
      if (!(item(in, at, level + 1) instanceof Raw.Text(String key))) {
        throw new Malformed("a key in CBOR must be text, at " + quoted(at));
      }
      String below = Paths.member(at, key);
      if (fields.put(key, item(in, below, level + 1)) != null) {
        throw new Malformed("the CBOR key " + quoted(below) + " is there twice");
      }
    }
    return new Raw.Fields(fields);
  }

  private Raw tagged(ByteBuffer in, int info, String at, int level, int start) {
    BigInteger tag = argument(in, info, start);
    if (!tag.equals(BigInteger.valueOf(EPOCH_TIME))) {
      throw new Malformed("the CBOR tag " + tag + " is not known, at byte " + start);
    }
    if (!(item(in, at, level + 1) instanceof Raw.Numeric(BigDecimal seconds))) {
      throw new Malformed("a CBOR time must be a number, at byte " + start);
    }
    return new Raw.Moment(Instant.parse(Scalars.seconds(seconds, at)));
  }

  private static Raw simple(ByteBuffer in, int info, String at, int start) {
    return switch (info) {
      case 20 -> new Raw.Flag(false);
      case 21 -> new Raw.Flag(true);
      case 22, 23 -> new Raw.Nothing();
      case 25 -> floating(Float.float16ToFloat(in.getShort()), at);
      case 26 -> floating(in.getFloat(), at);
      case 27 -> floating(in.getDouble(), at);
      default -> throw bad(start);
    };
  }

  private static Raw floating(double number, String at) {
    return Double.isFinite(number)
        ? new Raw.Numeric(Scalars.number(Double.toString(number), at))
        : new Raw.Text(Double.toString(number));
  }

  private static Malformed bad(int at) {
    return new Malformed("malformed CBOR at byte " + at);
  }
}
