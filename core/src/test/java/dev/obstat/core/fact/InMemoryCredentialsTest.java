package dev.obstat.core.fact;

final class InMemoryCredentialsTest extends CredentialsContract {

  @Override
  protected Journal open() {
    return new InMemoryJournal(CLOCK);
  }
}
