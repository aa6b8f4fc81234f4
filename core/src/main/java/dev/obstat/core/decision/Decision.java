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

  record Deny(List<Reason> reasons) implements Decision {
    public Deny {
      reasons = List.copyOf(reasons);
    }
  }

  List<Reason> reasons();
}
