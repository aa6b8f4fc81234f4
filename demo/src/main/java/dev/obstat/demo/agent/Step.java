package dev.obstat.demo.agent;

/// One command of the agent: the operation, what it is aimed at, what it does, and why.
public record Step(String operation, String target, Purpose purpose, String why) {

  /// What a step is for, in the course of the story.
  public enum Purpose {
    LOOK,
    SAFE_CHANGE,
    DESTROY,
    RECREATE,
    REPAIR
  }

  public boolean changesSomething() {
    return purpose != Purpose.LOOK;
  }
}
