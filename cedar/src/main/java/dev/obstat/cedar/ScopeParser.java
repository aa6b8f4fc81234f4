package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.List;

/// Reads the head of a policy: `(principal …, action …, resource …)`.
final class ScopeParser {
  private static final String ENTITY = "an entity such as `User::\"alice\"`";
  private static final String ACTION = "an action such as `Action::\"view\"`";

  private final Cursor cursor;
  private final Names names;

  ScopeParser(Cursor cursor) {
    this.cursor = cursor;
    this.names = new Names(cursor);
  }

  /// The three constraints of a head.
  record Head(Scope principal, Scope action, Scope resource) {}

  Head head() {
    cursor.expect("(");
    Scope principal = entity("principal");
    separator("action");
    Scope action = action();
    separator("resource");
    Scope resource = entity("resource");
    cursor.accept(",");
    cursor.expect(")");
    return new Head(principal, action, resource);
  }

  private void separator(String following) {
    cursor.expect(",");
    if (cursor.atSymbol(")")) {
      throw cursor.fail("`" + following + "`");
    }
  }

  private void variable(String name) {
    if (!cursor.atWord(name)) {
      throw cursor.fail("`" + name + "`");
    }
    cursor.next();
    if (cursor.atSymbol(":")) {
      cursor.report(
          cursor.peek(), "a type after `:` is not supported: write `" + name + " is Type`", "`is`");
      throw new Cursor.Unreadable();
    }
  }

  private Scope entity(String name) {
    variable(name);
    if (cursor.atWord("is")) {
      cursor.next();
      String type = names.type();
      if (!cursor.atWord("in")) {
        refuseOperator("`in`", "`,`", "`)`");
        return new Scope.Is(type);
      }
      cursor.next();
      return names
          .entity(ENTITY)
          .<Scope>map(uid -> new Scope.IsIn(type, uid))
          .orElse(new Scope.Any());
    }
    if (cursor.accept("==")) {
      return names.entity(ENTITY).<Scope>map(Scope.Equal::new).orElse(new Scope.Any());
    }
    if (cursor.atWord("in")) {
      cursor.next();
      if (cursor.atSymbol("[")) {
        cursor.report(
            cursor.peek(),
            "only `action` can be in a list: write a policy for each, or put them in a group",
            ENTITY);
        throw new Cursor.Unreadable();
      }
      return names.entity(ENTITY).<Scope>map(Scope.In::new).orElse(new Scope.Any());
    }
    refuseOperator("`==`", "`in`", "`is`", "`,`", "`)`");
    return new Scope.Any();
  }

  private Scope action() {
    variable("action");
    if (cursor.atWord("is")) {
      cursor.report(
          cursor.peek(), "`is` cannot stand after `action`: write `==` or `in`", "`==`", "`in`");
      throw new Cursor.Unreadable();
    }
    if (cursor.accept("==")) {
      Token start = cursor.peek();
      if (cursor.atSymbol("[")) {
        throw cursor.fail(ACTION);
      }
      return names.entity(ACTION).<Scope>map(uid -> equal(start, uid)).orElse(new Scope.Any());
    }
    if (!cursor.atWord("in")) {
      refuseOperator("`==`", "`in`", "`,`");
      return new Scope.Any();
    }
    cursor.next();
    Token start = cursor.peek();
    if (cursor.accept("[")) {
      return actions();
    }
    return names
        .entity(ACTION, "a list of actions")
        .<Scope>map(uid -> new Scope.In(checked(start, uid)))
        .orElse(new Scope.Any());
  }

  private Scope equal(Token start, EntityUid uid) {
    return new Scope.Equal(checked(start, uid));
  }

  private Scope actions() {
    List<EntityUid> uids = new ArrayList<>();
    while (!cursor.accept("]")) {
      Token start = cursor.peek();
      names.entity(ACTION, "`]`").ifPresent(uid -> uids.add(checked(start, uid)));
      if (!cursor.atSymbol("]")) {
        cursor.expect(",", "`]`");
      }
    }
    return new Scope.InAny(uids);
  }

  /// An action's type is `Action`, in any namespace.
  private EntityUid checked(Token start, EntityUid uid) {
    String type = uid.type();
    if (!type.equals("Action") && !type.endsWith("::Action")) {
      cursor.report(
          start, Shown.of(uid.toString()) + " is not an action: its type must be `Action`", ACTION);
    }
    return uid;
  }

  private void refuseOperator(String... expected) {
    if (cursor.atSymbol("=")) {
      cursor.report(cursor.peek(), "`=` is not an operator: write `==`", "`==`");
      throw new Cursor.Unreadable();
    }
    if (!cursor.atSymbol(",") && !cursor.atSymbol(")")) {
      throw cursor.fail(expected);
    }
  }
}
