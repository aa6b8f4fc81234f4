package dev.obstat.core.decision;

import java.util.List;

/// What a policy set answers.
public sealed interface Decision {

  record Allow(List<Reason> reasons) implements Decision {
    public Allow {
      reasons = List.copyOf(reasons);
    }
  }

  record Hold(Terms terms, List<Reason> reasons) implements Decision {
    public Hold {
      reasons = List.copyOf(reasons);
    }
  }

  /// @param quarantine what is halted with it
  record Deny(List<Reason> reasons, Quarantine quarantine) implements Decision {
    public Deny {
      reasons = List.copyOf(reasons);
    }

    /// A no, and nothing more.
    public Deny(List<Reason> reasons) {
      this(reasons, Quarantine.NONE);
    }
  }

  List<Reason> reasons();
}
