package dev.obstat.gateways.aws.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Reads a file of CloudTrail, `{"Records":[…]}`, plain or gzip, record by record: a file is never
/// in memory as a whole.
public final class TrailReader {
  /// Most bytes of one file once it is unpacked.
  static final long LARGEST = 2_000_000_000L;

  private static final int GZIP = 0x1f8b;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(100)
                          .maxStringLength(5_000_000)
                          .build())
                  .build())
          .build();

  private TrailReader() {}

  /// Hands over each record that is a call, and says of each that is not, with its line.
  ///
  /// @throws IOException when the file cannot be read, or is not what CloudTrail writes; the
  ///   message says why
  public static void read(
      InputStream stream, Consumer<TrailEvent> events, Consumer<String> problems)
      throws IOException {
    try (JsonParser parser = JSON.createParser(new Bounded(unpacked(stream)))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a file of CloudTrail: it begins with no `{`");
      }
      boolean found = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean records = parser.currentName().equals("Records");
        if (parser.nextToken() == JsonToken.START_ARRAY && records) {
          found = true;
          records(parser, events, problems);
        } else {
          parser.skipChildren();
        }
      }
      if (!found) {
        throw new IOException("not a file of CloudTrail: there is no list `Records`");
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "not JSON at line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse(""),
          e);
    }
  }

  private static void records(
      JsonParser parser, Consumer<TrailEvent> events, Consumer<String> problems)
      throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int line = parser.currentTokenLocation().getLineNr();
      JsonNode record = JSON.readTree(parser);
      try {
        events.accept(TrailEvent.of(record));
      } catch (IllegalArgumentException e) {
        problems.accept("line " + line + ": " + e.getMessage());
      }
    }
  }

  private static InputStream unpacked(InputStream stream) throws IOException {
    BufferedInputStream in = new BufferedInputStream(stream, 1 << 16);
    in.mark(2);
    int magic = in.read() << 8 | in.read();
    in.reset();
    return magic == GZIP ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /// A small file may unpack to a very large one.
  private static final class Bounded extends FilterInputStream {
    private long read;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int some = super.read(bytes, offset, length);
      count(Math.max(0, some));
      return some;
    }

    private void count(int more) throws IOException {
      read += more;
      if (read > LARGEST) {
        throw new IOException("larger than " + LARGEST + " bytes once it is unpacked: split it");
      }
    }
  }
}
