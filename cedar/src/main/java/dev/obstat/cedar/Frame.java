package dev.obstat.cedar;

/// What an evaluation looks at.
record Frame(
    Value.Entity principal,
    Value.Entity action,
    Value.Entity resource,
    Value.Record context,
    Entities entities) {
  static Frame of(Request request, Entities entities) {
    return new Frame(
        new Value.Entity(request.principal()),
        new Value.Entity(request.action()),
        new Value.Entity(request.resource()),
        request.context(),
        entities);
  }
}
