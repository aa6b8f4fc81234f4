package dev.obstat.core.fact;

import java.util.function.Consumer;
import java.util.function.Function;

/// Where facts and state are kept. Safe for any number of threads.
public interface Journal {

  /// Runs one unit of work alone, against state that includes everything recorded before it. When
  /// this returns, all that it recorded is durable and its state is changed; when it throws,
  /// nothing of this unit is recorded and its neighbours are not touched. May wait for others'
  /// units.
  ///
  /// A fact that contradicts the state is refused by [Transaction#record]; its unit fails even when
  /// it swallows that.
  ///
  /// @throws JournalUnavailable when it could not be made durable: nothing may go out. After a
  ///   failure of the disk itself (not when it is full) it may still turn up at the next start
  /// @throws IllegalStateException when a unit begins another one
  <T> T write(Function<Transaction, T> work);

  /// Runs one unit of work soon, in the order of the calls: with whatever is written next, at the
  /// latest after a twentieth of a second. Does not wait. For facts that nobody stands on, such as
  /// how a read ended.
  ///
  /// @param lost called, from any thread, when nothing of the unit became durable; must be quick
  ///   and must not write
  void writeSoon(Consumer<Transaction> work, Consumer<JournalUnavailable> lost);

  /// Reads one consistent view. Does not wait for writers.
  ///
  /// @throws JournalUnavailable when it cannot be read
  <T> T read(Function<Books, T> work);

  /// Calls back after every durable unit with the facts it recorded, in order, one call at a time,
  /// from a thread of the journal's; must be quick and must not write.
  ///
  /// @return stops the calls
  Subscription subscribe(Consumer<Entry> listener);

  /// A state that can be added to. Facts recorded earlier in the same unit are already in the
  /// state.
  interface Transaction extends Books {

    /// Adds a fact and changes the state by it.
    ///
    /// @throws IllegalArgumentException when it contradicts the state: an id that is unknown or
    ///   already taken, an end of something that has ended, a grant redeemed twice; or when it is
    ///   too large to be kept
    void record(Fact fact);
  }

  /// Ends a subscription.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
