package dev.obstat.gateways.aws.decode;

import static dev.obstat.gateways.aws.request.Malformed.quoted;

import dev.obstat.core.action.Value;
import dev.obstat.gateways.aws.model.Scalar;
import dev.obstat.gateways.aws.request.Malformed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;

/// Values without parts, from their text. The same value has one form in the tree, whatever the
/// protocol: a time is text like `2026-01-31T12:00:00Z`.
final class Scalars {
  static final int LONGEST_NUMBER = 200;
  private static final int LARGEST_EXPONENT = 400;

  private Scalars() {}

  static Value of(Scalar scalar, String text, String at) {
    return switch (scalar) {
      case STRING, DOCUMENT -> new Value.Text(unicode(text, at));
      case NUMBER -> numeric(text, at);
      case BOOLEAN -> new Value.Flag(flag(text, at));
      case TIMESTAMP -> new Value.Text(time(text, at));
      case BLOB -> blob(base64(text, at));
    };
  }

  /// The model has floating point numbers, which may be none.
  private static Value numeric(String text, String at) {
    return switch (text) {
      case "NaN", "Infinity", "-Infinity" -> new Value.Text(text);
      default -> new Value.Numeric(number(text, at));
    };
  }

  static BigDecimal number(String text, String at) {
    try {
      if (text.length() <= LONGEST_NUMBER) {
        BigDecimal number = new BigDecimal(text);
        if (Math.abs((long) number.scale()) <= LARGEST_EXPONENT) {
          return number;
        }
      }
    } catch (NumberFormatException e) {
      throw new Malformed(quoted(at) + " must be a number, not " + quoted(text));
    }
    throw new Malformed(quoted(at) + " is too large a number: " + quoted(text));
  }

  private static boolean flag(String text, String at) {
    return switch (text) {
      case "true", "True", "TRUE" -> true;
      case "false", "False", "FALSE" -> false;
      default ->
          throw new Malformed(quoted(at) + " must be `true` or `false`, not " + quoted(text));
    };
  }

  /// Half a surrogate pair has no UTF-8 form, so two different texts could become the same bytes.
  static String unicode(String text, String at) {
    int point;
    for (int i = 0; i < text.length(); i += Character.charCount(point)) {
      point = text.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw new Malformed(
            "half a surrogate pair at character "
                + (i + 1)
                + (at.isEmpty() ? "" : " of " + quoted(at)));
      }
    }
    return text;
  }

  /// Seconds since 1970, ISO 8601 or the HTTP date (RFC 9110 section 5.6.7).
  static String time(String text, String at) {
    try {
      if (text.endsWith("GMT")) {
        return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)).toString();
      }
      int marker = text.indexOf('T');
      if (text.matches("-?\\d{1,12}(\\.\\d+)?(E\\d+)?")) {
        return seconds(number(text, at), at);
      }
      if (marker < 0) {
        return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
      }
      return text.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
          ? OffsetDateTime.parse(text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
              .toInstant()
              .toString()
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toString();
    } catch (DateTimeException e) {
      throw new Malformed(quoted(at) + " must be a time, not " + quoted(text));
    }
  }

  static String seconds(BigDecimal seconds, String at) {
    try {
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      long nanos = seconds.subtract(whole).movePointRight(9).longValue();
      return Instant.ofEpochSecond(whole.longValueExact(), nanos).toString();
    } catch (ArithmeticException | DateTimeException e) {
      throw new Malformed(quoted(at) + " must be a time, not " + quoted(seconds.toString()));
    }
  }

  static byte[] base64(String text, String at) {
    try {
      return Base64.getMimeDecoder().decode(strict(text, at));
    } catch (IllegalArgumentException e) {
      throw new Malformed("bad base64 in " + quoted(at) + ": " + quoted(text));
    }
  }

  /// Line breaks are allowed, as old clients send them; everything else outside the alphabet not.
  private static String strict(String text, String at) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean known =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/'
              || c == '='
              || c == '\n'
              || c == '\r';
      if (!known) {
        throw new Malformed(
            "bad base64 in " + quoted(at) + " at character " + (i + 1) + ": " + quoted(text));
      }
    }
    return text;
  }

  static Value.Blob blob(byte[] bytes) {
    try {
      String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      return new Value.Blob(hash, bytes.length);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
