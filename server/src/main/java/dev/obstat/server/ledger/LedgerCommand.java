package dev.obstat.server.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obstat.cli.CommandFailed;
import dev.obstat.cli.DataDirectory;
import dev.obstat.cli.ExitCode;
import dev.obstat.cli.Output;
import dev.obstat.core.fact.JournalUnavailable;
import dev.obstat.ledger.Parsed;
import dev.obstat.ledger.VerifierKey;
import dev.obstat.storage.SqliteJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// Check the record, hand it on, and make state out of it again.
@Command(
    name = "ledger",
    description = "Verify, prove and export the ledger, and rebuild state from it.")
public final class LedgerCommand {
  @Mixin private Output output;
  @Spec private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      defaultValue = "",
      description = "the installation's data directory (default: $OBSTAT_DATA, or the user's own)")
  private String data;

  @Command(
      name = "verify",
      description = {
        "Recompute the whole ledger and compare it with every checkpoint.",
        "Exit code 0 when it is intact, 1 otherwise. It works beside a running server and on a "
            + "stopped one's directory, on an export, and over HTTP. A key from the data directory "
            + "itself shows that nothing was changed by anyone without the key: an auditor gives "
            + "the key, and checkpoints, that were kept elsewhere."
      })
  int verify(
      @Option(
              names = "--export",
              paramLabel = "DIR",
              defaultValue = "",
              description = "verify what `obstat ledger export` wrote, or any log in tiles")
          String export,
      @Option(
              names = "--url",
              paramLabel = "URL",
              defaultValue = "",
              description = "verify a log that is served, for instance http://127.0.0.1:8470/log")
          String url,
      @Option(
              names = "--vkey",
              paramLabel = "KEY|FILE",
              defaultValue = "",
              description = "the log's public key (default: that of the data directory)")
          String vkey,
      @Option(
              names = "--checkpoint",
              paramLabel = "FILE",
              description = "a checkpoint kept from before; can be given several times")
          @Nullable List<Path> checkpoints) {
    if (!export.isEmpty() && !url.isEmpty()) {
      throw usage("`--export` and `--url` are two logs: give one of them");
    }
    List<byte[]> kept = new ArrayList<>();
    for (Path file : checkpoints == null ? List.<Path>of() : checkpoints) {
      kept.add(bytes(file));
    }
    LedgerReader reader = new LedgerReader(place(), log(vkey));
    try (Progress progress = progress()) {
      Finding finding;
      if (!export.isEmpty()) {
        finding = reader.verifyExport(Path.of(export), kept, progress);
      } else if (!url.isEmpty()) {
        finding = reader.verifyServed(new RemoteLog(url), kept, progress);
      } else {
        finding = reader.verify(kept, progress);
      }
      return print(finding, reader.log());
    }
  }

  @Command(
      name = "export",
      description = {
        "Write the ledger up to its last checkpoint as files (C2SP tlog-tiles).",
        "Any tool that knows the format verifies them, offline; an export that is there is extended."
      })
  int export(
      @Option(names = "--to", paramLabel = "DIR", required = true, description = "where to")
          Path to) {
    LedgerReader reader = new LedgerReader(place(), log(""));
    try (Progress progress = progress()) {
      SignedHead head = reader.export(to, progress);
      ObjectNode answer =
          JsonNodeFactory.instance
              .objectNode()
              .put("directory", to.toAbsolutePath().toString())
              .put("entries", head.size())
              .put("root", head.root().base64())
              .put("key", reader.log().toString());
      return output.print(
          answer,
          (_, out) -> {
            out.printf("wrote %d entries to %s%n", head.size(), to.toAbsolutePath());
            out.println("key   " + reader.log());
            out.printf("check obstat ledger verify --export %s --vkey KEY%n", to);
          });
    }
  }

  @Command(
      name = "prove",
      description = {
        "Print the proof that an entry is in the signed ledger (C2SP tlog-proof).",
        "It holds the checkpoint: with the entry's bytes and the log's key anyone can check it."
      })
  int prove(
      @Parameters(paramLabel = "INDEX", description = "the entry's index, from 0") long index) {
    String proof = new LedgerReader(place(), log("")).prove(index);
    ObjectNode answer =
        JsonNodeFactory.instance.objectNode().put("index", index).put("proof", proof);
    return output.print(answer, (_, out) -> out.print(proof));
  }

  @Command(
      name = "rebuild",
      description = {
        "Empty all state (sessions, reviews, grants, controls, incidents) and make it again from "
            + "the facts.",
        "No server may run on the data directory."
      })
  int rebuild() {
    if (!Files.isRegularFile(directory().database())) {
      throw new CommandFailed("there is no ledger in `%s`".formatted(directory().path()));
    }
    return switch (SqliteJournal.open(directory().path(), Clock.systemUTC())) {
      case SqliteJournal.Answer.Refused(String why) -> throw new CommandFailed(why);
      case SqliteJournal.Answer.Opened(SqliteJournal journal) -> {
        try (journal) {
          long facts = journal.rebuild();
          ObjectNode answer = JsonNodeFactory.instance.objectNode().put("facts", facts);
          yield output.print(
              answer, (_, out) -> out.printf("state was made again from %d facts%n", facts));
        } catch (JournalUnavailable | IllegalArgumentException | IllegalStateException e) {
          throw new CommandFailed("nothing was changed: " + e.getMessage(), e);
        }
      }
    };
  }

  private int print(Finding finding, VerifierKey log) {
    ObjectNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("verified", finding.isIntact())
            .put("finding", finding.what())
            .put("entries", finding.entries())
            .put("root", finding.root())
            .put("checkpoints", finding.checkpoints())
            .put("unsigned", finding.unsigned())
            .put("key", log.toString())
            .put("verdict", finding.sentence());
    output.print(
        answer,
        (_, out) -> {
          out.println("entries      " + finding.entries());
          out.println("root         " + (finding.root().isEmpty() ? "-" : finding.root()));
          out.println("checkpoints  " + finding.checkpoints());
          out.println("unsigned     " + finding.unsigned());
          out.println("key          " + log);
          out.println((finding.isIntact() ? "intact: " : "NOT INTACT: ") + finding.sentence());
        });
    return finding.isIntact() ? ExitCode.DONE : ExitCode.FAILED;
  }

  /// The key that is named, or the data directory's.
  private VerifierKey log(String named) {
    boolean isKey = named.contains("+") && !Files.exists(Path.of(named));
    Path file = named.isEmpty() ? place().vkey() : Path.of(named);
    if (!isKey && !Files.isRegularFile(file)) {
      throw usage(
          "there is no key in `%s`: give the log's public key with `--vkey`".formatted(file));
    }
    String text = isKey ? named : new String(bytes(file), StandardCharsets.UTF_8);
    return switch (VerifierKey.parse(text.strip())) {
      case Parsed.Refused<VerifierKey>(String reason) -> throw usage(reason);
      case Parsed.Read<VerifierKey>(VerifierKey key) -> key;
    };
  }

  private ParameterException usage(String why) {
    return new ParameterException(command.commandLine(), why);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CommandFailed("`%s` cannot be read".formatted(file), e);
    }
  }

  private Progress progress() {
    return Progress.on(command.commandLine().getErr());
  }

  private DataDirectory directory() {
    return DataDirectory.of(data, System.getenv());
  }

  private LedgerPlace place() {
    return new LedgerPlace(directory().path());
  }
}
