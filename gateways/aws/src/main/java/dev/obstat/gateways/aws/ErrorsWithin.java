package dev.obstat.gateways.aws;

import dev.obstat.core.gate.Upstream.End;
import dev.obstat.gateways.aws.identify.Identification.Identified;
import dev.obstat.http.ResponseHead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads what S3 says of failures in answers with status 200, while they pass: it sends the status
/// before the work is done.
final class ErrorsWithin {
  private static final Set<String> OPERATIONS =
      Set.of("DeleteObjects", "CopyObject", "CompleteMultipartUpload", "UploadPartCopy");

  /// Larger than the answer to the thousand keys that one request may name.
  private static final int MOST = 4 * 1024 * 1024;

  private static final XMLInputFactory XML = factory();

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean tooLarge;

  static boolean arePossible(Identified identified, ResponseHead head) {
    return head.status() == 200
        && Dialects.isS3(identified)
        && OPERATIONS.contains(identified.operation().name());
  }

  void see(byte[] piece, int length) {
    tooLarge |= body.size() + length > MOST;
    if (!tooLarge) {
      body.write(piece, 0, length);
    }
  }

  /// @param completed how it ended if there are none
  /// @param targets how many things were to be done
  End end(End.Completed completed, ResponseHead head, int targets) {
    if (tooLarge || head.headers().first("content-encoding").isPresent()) {
      return new End.Unknown("an answer with status 200 that could not be read for errors");
    }
    Found found;
    try {
      found = read();
    } catch (XMLStreamException e) {
      return new End.Unknown("an answer with status 200 that is no XML");
    }
    if (found.codes.isEmpty()) {
      return completed;
    }
    String codes = String.join(", ", new TreeSet<>(found.codes));
    if (found.whole) {
      return found.codes.contains("InternalError")
          ? new End.Unknown("the other side answered with " + codes + " inside an HTTP 200")
          : new End.Failed("HTTP 200 with an error inside: " + codes);
    }
    String some = found.codes.size() + " of " + targets + " failed: " + codes;
    return found.codes.size() >= targets
        ? new End.Failed("HTTP 200 with errors inside: " + some)
        : new End.Completed(completed.outcome() + "; in part: " + some);
  }

  /// @param whole whether the error is the whole answer
  /// @param codes one for each error
  private record Found(boolean whole, List<String> codes) {}

  private Found read() throws XMLStreamException {
    XMLStreamReader reader =
        XML.createXMLStreamReader(new ByteArrayInputStream(trimmed(body.toByteArray())));
    List<String> codes = new ArrayList<>();
    boolean whole = false;
    boolean inError = false;
    for (int depth = 0; reader.hasNext(); ) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = reader.getLocalName();
          if (name.equals("Error") && depth <= 1) {
            inError = true;
            whole |= depth == 0;
          } else if (name.equals("Code") && inError) {
            codes.add(shown(reader.getElementText()));
            inError = false;
            depth--;
          }
          depth++;
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {
          // Text between elements says nothing.
        }
      }
    }
    return new Found(whole, codes);
  }

  /// S3 keeps the connection alive with blanks, and a declaration may not come after them.
  private static byte[] trimmed(byte[] bytes) {
    int start = 0;
    while (start < bytes.length && bytes[start] <= ' ' && bytes[start] >= 0) {
      start++;
    }
    return java.util.Arrays.copyOfRange(bytes, start, bytes.length);
  }

  private static String shown(String code) {
    return code.matches("[A-Za-z0-9.]{1,64}") ? code : "an error without a code";
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
