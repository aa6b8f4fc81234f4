package dev.obstat.console.site;

import dev.obstat.http.Body;
import dev.obstat.http.Content;
import dev.obstat.http.Exchange;
import dev.obstat.http.Headers;
import dev.obstat.http.RequestHead;
import dev.obstat.http.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Styles, scripts and the icon. Each address carries a hash of the content, so a browser may keep
/// it for good and a new release is a new address.
final class Assets {
  private static final String FOLDER = "/assets/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /// The library that draws graphs: Cytoscape.js, as it comes from its authors.
  static final String DRAWING = "cytoscape.min.js";

  private static final String DRAWING_RESOURCE =
      "/META-INF/resources/webjars/cytoscape/3.33.1/dist/cytoscape.min.js";

  private static final Map<String, String> TYPES =
      Map.of(
          "console.css",
          "text/css; charset=utf-8",
          "console.js",
          SCRIPT,
          "views.js",
          SCRIPT,
          "passkey.js",
          SCRIPT,
          DRAWING,
          SCRIPT,
          "icon.svg",
          "image/svg+xml");

  private final Map<String, Asset> byPath = new HashMap<>();
  private final Map<String, String> pathOf = new HashMap<>();

  Assets() {
    TYPES.forEach(
        (name, type) -> {
          byte[] bytes = resource(name.equals(DRAWING) ? DRAWING_RESOURCE : name);
          int dot = name.lastIndexOf('.');
          String path = FOLDER + name.substring(0, dot) + "." + hash(bytes) + name.substring(dot);
          byPath.put(path, new Asset(type, Content.of(bytes), Content.of(zipped(bytes))));
          pathOf.put(name, path);
        });
  }

  private record Asset(String type, Content content, Content zipped) {}

  /// The address of an asset by its file name.
  String path(String name) {
    String path = pathOf.get(name);
    if (path == null) {
      throw new IllegalArgumentException("there is no asset `" + name + "`");
    }
    return path;
  }

  /// @return false when there is no such asset
  boolean serve(Exchange exchange) {
    Asset asset = byPath.get(exchange.request().path());
    if (asset == null) {
      return false;
    }
    Headers headers =
        Headers.of(
            "content-type", asset.type(),
            "cache-control", "public, max-age=31536000, immutable",
            "x-content-type-options", "nosniff",
            "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
            "cross-origin-resource-policy", "same-origin");
    boolean zip = takesGzip(exchange.request());
    Headers coded = headers.and("vary", "accept-encoding");
    exchange.answer(
        new ResponseHead(200, zip ? coded.and("content-encoding", "gzip") : coded),
        new Body.Whole(zip ? asset.zipped() : asset.content()));
    return true;
  }

  private static boolean takesGzip(RequestHead request) {
    return request.headers().all("accept-encoding").stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .anyMatch(coding -> coding.strip().equalsIgnoreCase("gzip"));
  }

  private static byte[] zipped(byte[] bytes) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Assets.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the console was built without its `" + name + "`");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
