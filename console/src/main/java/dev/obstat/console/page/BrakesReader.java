package dev.obstat.console.page;

import dev.obstat.core.action.Target;
import dev.obstat.core.control.Freeze;
import dev.obstat.core.control.Halt;
import dev.obstat.core.desk.CatalogDesk;
import dev.obstat.core.fact.Dispatch;
import dev.obstat.core.incident.Incident;
import java.util.List;
import java.util.Optional;

/// What the page of brakes shows.
final class BrakesReader {
  private static final int MOST = 100;

  private final Reader reader;

  BrakesReader(Reader reader) {
    this.reader = reader;
  }

  /// @param looser a catalog that waits
  BrakesPage page(Frame frame, Optional<CatalogDesk.Waiting> looser, String said) {
    List<Dispatch> later = reader.books().dispatches().actingLater(MOST + 1);
    return new BrakesPage(
        frame,
        reader.books().controls().halts().stream().limit(MOST).map(this::halted).toList(),
        reader.books().controls().freezes().stream()
            .filter(freeze -> reader.now().isBefore(freeze.until()))
            .limit(MOST)
            .map(this::frozen)
            .toList(),
        reader.books().incidents().open().stream().limit(MOST).map(this::broken).toList(),
        looser.map(this::looser),
        reader.books().dispatches().running().stream().limit(MOST).map(this::running).toList(),
        later.stream().limit(MOST).map(this::later).toList(),
        later.size() > MOST,
        reader.books().sessions().latest(MOST).stream()
            .filter(session -> session.mayActAt(reader.now()))
            .map(
                session ->
                    new BrakesPage.Agent(
                        Shown.of(session.agent().name()),
                        session.id(),
                        Shown.of(session.intent(), 80)))
            .toList(),
        said);
  }

  private BrakesPage.Broken broken(Incident incident) {
    return new BrakesPage.Broken(
        incident.id(),
        Shown.of(incident.what()),
        incident.down().stream().sorted().limit(MOST).map(Shown::of).toList(),
        Amounts.ago(incident.opened(), reader.now()));
  }

  private BrakesPage.Looser looser(CatalogDesk.Waiting waiting) {
    return new BrakesPage.Looser(
        waiting.digest(),
        waiting.loosened().stream().map(Shown::of).toList(),
        Amounts.ago(waiting.since(), reader.now()));
  }

  private BrakesPage.Halted halted(Halt halt) {
    return new BrakesPage.Halted(
        halt.id(),
        Shown.of(halt.scope().words(), 300),
        Shown.of(halt.by()),
        Shown.of(halt.why()),
        Amounts.ago(halt.placed(), reader.now()),
        Shown.of(
            halt.resumers().isEmpty()
                ? ""
                : String.join(", ", halt.resumers()) + " wants it resumed: one more person must"));
  }

  private BrakesPage.Frozen frozen(Freeze freeze) {
    return new BrakesPage.Frozen(
        freeze.id(),
        Shown.of(freeze.scope().words(), 300),
        Shown.of(freeze.by()),
        Shown.of(freeze.why()),
        Amounts.moment(freeze.from()),
        Amounts.moment(freeze.until()),
        freeze.holdsAt(reader.now()));
  }

  private BrakesPage.Running running(Dispatch dispatch) {
    return new BrakesPage.Running(
        Shown.of(dispatch.action().operation().toString(), 200),
        Shown.of(Words.shortName(dispatch.action().targets().getFirst()), 200),
        Shown.of(dispatch.action().principal().shownName()),
        dispatch.action().session(),
        Amounts.ago(dispatch.at(), reader.now()));
  }

  private BrakesPage.Running later(Dispatch dispatch) {
    Target acts =
        dispatch.action().targets().stream()
            .filter(target -> target instanceof Target.Known known && actsLater(known.part()))
            .findFirst()
            .orElseThrow();
    return new BrakesPage.Running(
        Shown.of(dispatch.action().operation().toString(), 200),
        Shown.of(Words.shortName(acts), 200),
        Shown.of(dispatch.action().principal().shownName()),
        dispatch.action().session(),
        Amounts.ago(dispatch.at(), reader.now()));
  }

  private static boolean actsLater(Target.Part part) {
    return switch (part) {
      case LATER_CODE, PASSED_ROLE -> true;
      case OBJECT, SOURCE -> false;
    };
  }
}
