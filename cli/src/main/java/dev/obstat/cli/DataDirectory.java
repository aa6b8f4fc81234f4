package dev.obstat.cli;

import java.nio.file.Path;
import java.util.Map;

/// Where one installation keeps its things, by the names that server and commands share.
///
/// | file | what |
/// |---|---|
/// | `obstat.db` | facts and state |
/// | `installation.key` | the key that all tokens and session secrets are derived from |
/// | `admin.token` | lets whoever can read it act as the installation's owner; made anew at every start |
/// | `ledger.key`, `ledger.vkey` | the key that signs the ledger, and its public half for auditors |
/// | `ledger-hashes/` | hashes of the ledger's tree, apart from the database |
/// | `ca.key` | key and certificate of the proxy's own certificate authority |
/// | `ca.pem` | its certificate alone, which clients trust |
/// | `server.json` | where the running server listens |
/// | `tokens/PERSON.token` | personal tokens that `obstat token` wrote |
///
/// All are readable by their owner alone.
public record DataDirectory(Path path) {

  /// The directory named, or by `OBSTAT_DATA`, or the user's own one.
  public static DataDirectory of(String named, Map<String, String> environment) {
    if (!named.isEmpty()) {
      return new DataDirectory(Path.of(named).toAbsolutePath());
    }
    String data = environment.getOrDefault("OBSTAT_DATA", "");
    if (!data.isEmpty()) {
      return new DataDirectory(Path.of(data).toAbsolutePath());
    }
    String share = environment.getOrDefault("XDG_DATA_HOME", "");
    Path base =
        share.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(share);
    return new DataDirectory(base.resolve("obstat").toAbsolutePath());
  }

  public Path database() {
    return path.resolve("obstat.db");
  }

  public Path installationKey() {
    return path.resolve("installation.key");
  }

  public Path adminToken() {
    return path.resolve("admin.token");
  }

  public Path authorityKey() {
    return path.resolve("ca.key");
  }

  public Path authorityCertificate() {
    return path.resolve("ca.pem");
  }

  public Path serverFile() {
    return path.resolve("server.json");
  }

  public Path personalToken(String person) {
    return path.resolve("tokens").resolve(person.replaceAll("[^A-Za-z0-9._@-]", "_") + ".token");
  }
}
