package dev.obstat.server;

import dev.obstat.cli.DataDirectory;
import dev.obstat.gateways.aws.proxy.CertificateAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;

/// The proxy's certificate authority as the data directory keeps it.
final class AuthorityFile {
  private AuthorityFile() {}

  /// Reads it, or makes a new one on first use, when it expires soon, and when the gateway's host
  /// has changed.
  ///
  /// @throws UncheckedIOException when a file cannot be read or written
  static CertificateAuthority of(
      DataDirectory directory,
      String host,
      SecureRandom random,
      Clock clock,
      Consumer<String> remarks) {
    try {
      CertificateAuthority authority = read(directory, host, random, clock, remarks);
      Secrets.write(directory.authorityCertificate(), authority.certificatePem().strip());
      return authority;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CertificateAuthority read(
      DataDirectory directory,
      String host,
      SecureRandom random,
      Clock clock,
      Consumer<String> remarks)
      throws IOException {
    Path file = directory.authorityKey();
    if (!Files.exists(file)) {
      return fresh(file, host, random, clock);
    }
    return switch (CertificateAuthority.read(Files.readString(file), host, random, clock)) {
      case CertificateAuthority.Read.Good good -> good.authority();
      case CertificateAuthority.Read.Outdated _ -> {
        remarks.accept(
            "the certificate authority is made anew: clients that trust the old one need the new"
                + " certificate (`obstat ca`)");
        yield fresh(file, host, random, clock);
      }
      case CertificateAuthority.Read.Bad _ ->
          throw new IOException(
              "`"
                  + file
                  + "` is not a key with its certificate: bring it back from a backup, or remove it,"
                  + " and clients need the certificate of the new one");
    };
  }

  private static CertificateAuthority fresh(
      Path file, String host, SecureRandom random, Clock clock) throws IOException {
    CertificateAuthority made = CertificateAuthority.make(host, random, clock);
    Secrets.write(file, made.secretPem().strip());
    return made;
  }
}
