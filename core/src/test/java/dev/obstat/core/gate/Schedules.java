package dev.obstat.core.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Runs actors in every order in which their steps can follow each other: the real code, one thread
/// each, of which one runs at a time. Which actor takes the next step is chosen here; all choices
/// are tried, each from the beginning.
final class Schedules {
  private final List<Integer> choices = new ArrayList<>();
  private final List<Integer> options = new ArrayList<>();

  /// A world that was made for one run.
  interface World {

    /// @param turn to be called before every step: returns when the step may be taken
    List<Runnable> actors(Runnable turn);

    /// Looks at what became of it.
    void check(List<Integer> schedule);
  }

  /// Makes worlds, all the same.
  interface Making {
    World make();
  }

  /// @return how many runs there were
  static int explore(Making making, int most) {
    Schedules schedules = new Schedules();
    int runs = 0;
    do {
      World world = making.make();
      schedules.run(world);
      world.check(List.copyOf(schedules.choices));
      runs++;
      if (runs > most) {
        throw new AssertionError("more than " + most + " schedules: make the scenario smaller");
      }
    } while (schedules.next());
    return runs;
  }

  /// The next schedule in order, depth first.
  private boolean next() {
    for (int i = choices.size() - 1; i >= 0; i--) {
      if (choices.get(i) + 1 < options.get(i)) {
        choices.set(i, choices.get(i) + 1);
        choices.subList(i + 1, choices.size()).clear();
        options.subList(i + 1, options.size()).clear();
        return true;
      }
    }
    return false;
  }

  private void run(World world) {
    Stage stage = new Stage();
    List<Actor> actors = new ArrayList<>();
    for (Runnable work : world.actors(stage::await)) {
      actors.add(stage.start(work));
    }
    int step = 0;
    while (true) {
      List<Actor> waiting = actors.stream().filter(actor -> !actor.over).toList();
      if (waiting.isEmpty()) {
        break;
      }
      if (step == choices.size()) {
        choices.add(0);
        options.add(waiting.size());
      }
      stage.go(waiting.get(choices.get(step)));
      step++;
    }
    for (Actor actor : actors) {
      if (actor.failure != null) {
        throw new AssertionError("an actor failed in schedule " + choices, actor.failure);
      }
    }
  }

  /// One thread that takes steps.
  private static final class Actor {
    private final Semaphore mayGo = new Semaphore(0);
    private volatile boolean over;
    private volatile @Nullable Throwable failure;
  }

  /// Where one actor runs at a time.
  private static final class Stage {
    private final Map<Thread, Actor> actors = new ConcurrentHashMap<>();
    private final Semaphore stopped = new Semaphore(0);

    /// Starts an actor and lets it run up to its first step.
    Actor start(Runnable work) {
      Actor actor = new Actor();
      Thread.ofVirtual()
          .start(
              () -> {
                actors.put(Thread.currentThread(), actor);
                try {
                  work.run();
                } catch (Throwable e) {
                  actor.failure = e;
                } finally {
                  actor.over = true;
                  stopped.release();
                }
              });
      stopped.acquireUninterruptibly();
      return actor;
    }

    /// Lets it take one step, up to the next one or its end.
    void go(Actor actor) {
      actor.mayGo.release();
      stopped.acquireUninterruptibly();
    }

    /// Called by actors. Whoever is not one, takes no turns.
    void await() {
      @Nullable Actor actor = actors.get(Thread.currentThread());
      if (actor != null) {
        stopped.release();
        actor.mayGo.acquireUninterruptibly();
      }
    }
  }
}
