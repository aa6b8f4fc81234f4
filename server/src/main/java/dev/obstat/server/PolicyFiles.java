package dev.obstat.server;

import dev.obstat.core.source.SourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Reads the `.cedar` files of a directory, or those that ship with Obstat.
final class PolicyFiles {
  private static final String SHIPPED = "/default-policies";
  private static final long LARGEST = 2_000_000;

  private PolicyFiles() {}

  /// @throws UncheckedIOException when they cannot be read
  static SourceFiles read(Optional<Path> directory) {
    try {
      return directory.isPresent() ? readFrom(directory.get()) : shipped();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SourceFiles shipped() throws IOException {
    try {
      URI place = PolicyFiles.class.getResource(SHIPPED).toURI();
      if (place.getScheme().equals("jar")) {
        String whole = place.toString();
        Path file = Path.of(URI.create(whole.substring("jar:".length(), whole.indexOf("!/"))));
        try (FileSystem jar = FileSystems.newFileSystem(file)) {
          return readFrom(jar.getPath(SHIPPED));
        }
      }
      return readFrom(Path.of(place));
    } catch (URISyntaxException e) {
      throw new IOException("the shipped policies are not where they should be", e);
    }
  }

  private static SourceFiles readFrom(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> listed = Files.list(directory)) {
      files = listed.filter(file -> file.toString().endsWith(".cedar")).sorted().toList();
    }
    for (Path file : files) {
      if (Files.size(file) > LARGEST) {
        throw new IOException("`" + file + "` is larger than " + LARGEST + " bytes");
      }
      texts.put(String.valueOf(file.getFileName()), text(file));
    }
    if (texts.isEmpty()) {
      throw new IOException("no file in `" + directory + "` ends in `.cedar`");
    }
    return SourceFiles.of(texts);
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException("`" + file + "` is not UTF-8 text", e);
    }
  }
}
