package dev.obstat.cedar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads names with `::` between their parts, and entities.
final class Names {
  private final Cursor cursor;

  Names(Cursor cursor) {
    this.cursor = cursor;
  }

  /// A path, and the string after it when it names an entity.
  record Path(Token first, List<String> parts, @Nullable Token id) {
    String joined() {
      return String.join("::", parts);
    }
  }

  /// A path with or without an entity's id. The cursor stands at a word.
  Path path() {
    Token first = cursor.next();
    List<String> parts = new ArrayList<>();
    parts.add(cursor.identifier(first, " and cannot be part of a name"));
    while (cursor.accept("::")) {
      if (cursor.peek().kind() == Token.Kind.STRING) {
        return new Path(first, parts, cursor.next());
      }
      Token part = cursor.expectWord("a name", "the entity's id in quotes");
      parts.add(cursor.identifier(part, " and cannot be part of a name"));
    }
    return new Path(first, parts, null);
  }

  /// The entity type after `is`.
  String type() {
    if (cursor.peek().kind() != Token.Kind.WORD) {
      throw cursor.fail("an entity type");
    }
    Path path = path();
    Token id = path.id();
    if (id != null) {
      cursor.report(
          path.first(),
          "expected an entity type, found the entity "
              + Shown.of(cursor.text(path.first(), id))
              + ": compare with `==` or `in`",
          "an entity type");
    }
    return path.joined();
  }

  /// An entity such as `User::"alice"`; empty after a slot, which has been reported.
  Optional<EntityUid> entity(String... expected) {
    int brackets = 0;
    while (cursor.accept("(")) {
      brackets++;
    }
    if (cursor.peek().kind() == Token.Kind.SLOT) {
      cursor.reportSlot(cursor.next());
      return Optional.empty();
    }
    if (cursor.peek().kind() != Token.Kind.WORD) {
      throw cursor.fail(expected);
    }
    Token start = cursor.peek();
    Path path = path();
    if (path.id() == null) {
      cursor.report(
          start,
          "expected an entity, found the name "
              + Shown.of(path.joined())
              + ": write it as `Type::\"id\"`",
          expected);
      throw new Cursor.Unreadable();
    }
    EntityUid uid = uid(path, path.id());
    for (int open = brackets; open > 0; open--) {
      cursor.expect(")");
    }
    return Optional.of(uid);
  }

  EntityUid uid(Path path, Token id) {
    return new EntityUid(path.joined(), Unescape.text(cursor, id));
  }
}
