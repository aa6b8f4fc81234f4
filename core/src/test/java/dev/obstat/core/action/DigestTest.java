package dev.obstat.core.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final Action BASE = Actions.deleteBucket("s-1", "cost-reports-eu");

  @Test
  void theSameRequestHasTheSameDigestInAnotherSession() {
    assertThat(Actions.deleteBucket("s-2", "cost-reports-eu").digest()).isEqualTo(BASE.digest());
  }

  @Test
  void everythingThatMakesARequestWhatItIsChangesTheDigest() {
    List<Action> others = new ArrayList<>();
    others.add(
        with(
            BASE,
            new Principal.Agent("kiro", "rosa"),
            BASE.place(),
            BASE.targets(),
            BASE.content()));
    others.add(
        with(
            BASE,
            new Principal.Agent("amp", "olga"),
            BASE.place(),
            BASE.targets(),
            BASE.content()));
    others.add(
        with(BASE, new Principal.Person("olga"), BASE.place(), BASE.targets(), BASE.content()));
    for (Place place :
        List.of(
            new Place("aws", "999", "eu-west-1", "agents"),
            new Place("aws", "111122223333", "us-east-1", "agents"),
            new Place("aws", "111122223333", "eu-west-1", "admin"),
            new Place("gcp", "111122223333", "eu-west-1", "agents"))) {
      others.add(with(BASE, BASE.principal(), place, BASE.targets(), BASE.content()));
    }
    others.add(
        with(
            BASE,
            BASE.principal(),
            BASE.place(),
            List.of(BASE.targets().getFirst(), Target.Known.unharmed("arn:aws:s3:::x")),
            BASE.content()));
    others.add(
        with(
            BASE,
            BASE.principal(),
            BASE.place(),
            List.of(Target.Known.unharmed("arn:aws:s3:::cost-reports-eu")),
            BASE.content()));
    others.add(with(BASE, BASE.principal(), BASE.place(), BASE.targets(), new Content.Bound("aa")));
    others.add(with(BASE, BASE.principal(), BASE.place(), BASE.targets(), new Content.Unread()));

    assertThat(others).extracting(Action::digest).doesNotContain(BASE.digest());
    assertThat(others).extracting(Action::digest).doesNotHaveDuplicates();
  }

  @Test
  void anIdempotencyTokenIsNoPartOfItAtAnyDepth() {
    Value.Structure one = nested(new Value.IdempotencyToken("first try"));
    Value.Structure two = nested(new Value.IdempotencyToken("second try"));
    Value.Structure without = new Value.Structure(Map.of("Inner", Value.Structure.EMPTY));

    assertThat(withParameters(one).digest()).isEqualTo(withParameters(two).digest());
    assertThat(withParameters(one).digest()).isEqualTo(withParameters(without).digest());
  }

  @Test
  void theOrderOfMembersMeansNothingAndTheOrderOfItemsDoes() {
    Map<String, Value> forth = new LinkedHashMap<>();
    forth.put("a", Value.of("1"));
    forth.put("b", Value.of("2"));
    Map<String, Value> back = new LinkedHashMap<>();
    back.put("b", Value.of("2"));
    back.put("a", Value.of("1"));
    assertThat(withParameters(new Value.Structure(forth)).digest())
        .isEqualTo(withParameters(new Value.Structure(back)).digest());

    assertThat(withParameters(list("1", "2")).digest())
        .isNotEqualTo(withParameters(list("2", "1")).digest());
  }

  @Test
  void valuesOfDifferentKindsAreNeverTheSame() {
    List<Value> values =
        List.of(
            Value.of("1"),
            Value.Numeric.of(1),
            new Value.Flag(true),
            new Value.Flag(false),
            new Value.Nothing(),
            new Value.Blob("1", 1),
            new Value.Secret("1"),
            new Value.Sequence(List.of()),
            new Value.Sequence(List.of(Value.of("1"))),
            Value.Structure.EMPTY,
            Value.of(""),
            Value.of("true"));
    assertThat(values)
        .extracting(v -> withParameters(new Value.Structure(Map.of("p", v))).digest())
        .doesNotHaveDuplicates();
  }

  @Test
  void numbersAreComparedByValue() {
    assertThat(withParameters(number("1.0")).digest())
        .isEqualTo(withParameters(number("1")).digest());
    assertThat(withParameters(number("100")).digest())
        .isEqualTo(withParameters(number("1E+2")).digest());
    assertThat(withParameters(number("1.1")).digest())
        .isNotEqualTo(withParameters(number("1.10001")).digest());
  }

  @Test
  void textMovedFromOneMemberToItsNeighbourIsAnotherRequest() {
    Value.Structure one = new Value.Structure(Map.of("a", Value.of("bc"), "d", Value.of("e")));
    Value.Structure two = new Value.Structure(Map.of("a", Value.of("b"), "cd", Value.of("e")));
    assertThat(withParameters(one).digest()).isNotEqualTo(withParameters(two).digest());
  }

  @Test
  void halfASurrogatePairIsRefused() {
    Value.Structure broken = new Value.Structure(Map.of("a", Value.of("\ud800")));
    assertThatThrownBy(() -> withParameters(broken).digest())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not valid Unicode");
  }

  private static Value.Structure nested(Value token) {
    return new Value.Structure(
        Map.of("Inner", new Value.Structure(Map.of("ClientToken", token)), "ClientToken", token));
  }

  private static Value.Structure list(String... items) {
    return new Value.Structure(
        Map.of("l", new Value.Sequence(Stream.of(items).<Value>map(Value::of).toList())));
  }

  private static Value.Structure number(String number) {
    return new Value.Structure(Map.of("n", new Value.Numeric(new BigDecimal(number))));
  }

  private static Action withParameters(Value.Structure parameters) {
    return Actions.on(
        "s-1",
        new Operation("aws", "s3", "DeleteBucket"),
        Effect.DELETE,
        new Target.Known("arn:aws:s3:::b", Target.Part.OBJECT, Set.of(Harm.REMOVES)),
        parameters.members());
  }

  private static Action with(
      Action action, Principal principal, Place place, List<Target> targets, Content content) {
    return new Action(
        action.session(),
        principal,
        place,
        action.operation(),
        action.effect(),
        action.reversibility(),
        targets,
        action.parameters(),
        content,
        action.unpinned());
  }
}
