package dev.obstat.demo;

import dev.obstat.demo.engine.AwsClients;
import dev.obstat.demo.engine.TableEngine;
import dev.obstat.demo.environment.UsageTable;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/// The table `usage` in an engine that is not ours: made when a story begins, removed when it ends,
/// and never one that was there before. A process that is killed leaves it behind; the next story
/// then does not begin, and says what to do.
sealed interface OwnTable extends AutoCloseable {
  @Override
  void close();

  /// There is no engine for it.
  record None() implements OwnTable {
    @Override
    public void close() {
      // Nothing was made.
    }
  }

  record Made(UsageTable table, URI address) implements OwnTable {
    /// Whatever became of it in the story, it is gone afterwards.
    @Override
    public void close() {
      try {
        table.delete();
      } catch (ResourceNotFoundException _) {
        // The agent was quicker.
        return;
      } catch (SdkException | IllegalStateException failure) {
        throw new IllegalStateException(
            "the table `%s` could not be removed from %s (%s): %s"
                .formatted(
                    UsageTable.NAME,
                    address,
                    failure.getMessage(),
                    TableOption.howToRemove(address)),
            failure);
      }
    }
  }

  /// Makes it, empty.
  ///
  /// @throws IllegalStateException when there is one of that name
  static OwnTable make(AwsClients aws, TableEngine engine) {
    return switch (engine) {
      case TableEngine.Absent _ -> new None();
      case TableEngine.At(URI address) -> make(UsageTable.in(aws).orElseThrow(), address);
    };
  }

  private static OwnTable make(UsageTable table, URI address) {
    try {
      table.create();
    } catch (ResourceInUseException taken) {
      throw new IllegalStateException(TableOption.taken(address), taken);
    }
    // From here on it is ours, so it is removed when the story does not begin after all.
    Made made = new Made(table, address);
    try {
      table.awaitReady();
    } catch (RuntimeException | Error failure) {
      try (made) {
        throw failure;
      }
    }
    return made;
  }
}
