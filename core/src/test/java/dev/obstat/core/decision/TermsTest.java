package dev.obstat.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TermsTest {
  private static final Group PEERS = new Group.Peers();
  private static final Group OWNERS = new Group.OwnersOf("cost-explorer");

  @Test
  void joinTakesTheLargerNumberTheLongerCoolOffAndTheShorterExpiry() {
    Terms one = terms(1, 0, 10, 60);
    Terms two = terms(0, 2, 5, 30);
    Terms joined = one.join(two);

    assertThat(joined.approvals())
        .containsExactlyInAnyOrder(new Terms.Approvals(PEERS, 1), new Terms.Approvals(OWNERS, 2));
    assertThat(joined.coolOff()).isEqualTo(Duration.ofMinutes(10));
    assertThat(joined.expires()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aJoinCoversBothOfItsPartsInEitherOrder() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      Terms one = random(random);
      Terms two = random(random);
      assertThat(one.join(two).cover(one)).isTrue();
      assertThat(one.join(two).cover(two)).isTrue();
      assertThat(one.join(two).cover(two.join(one))).isTrue();
      assertThat(two.join(one).cover(one.join(two))).isTrue();
    }
  }

  @Test
  void termsDoNotCoverOthersThatAskForMore() {
    assertThat(terms(1, 0, 0, 60).cover(terms(2, 0, 0, 60))).isFalse();
    assertThat(terms(2, 0, 0, 60).cover(terms(1, 1, 0, 60))).isFalse();
    assertThat(terms(2, 0, 0, 60).cover(terms(2, 0, 1, 60))).isFalse();
    assertThat(terms(2, 1, 1, 60).cover(terms(2, 0, 1, 60))).isTrue();
  }

  @Test
  void termsThatAskForNothingAreRefused() {
    assertThatThrownBy(() -> terms(0, 0, 0, 60)).hasMessageContaining("hold nothing");
  }

  @Test
  void roundsAreJoinedOneByOneAndALaterRoundIsNeverCoveredByAnEarlierOne() {
    Terms ownerThenPeer = rounds(List.of(List.of(asked(OWNERS, 1)), List.of(asked(PEERS, 1))));
    Terms twoPeers = rounds(List.of(List.of(asked(PEERS, 2))));
    assertThat(ownerThenPeer.join(twoPeers).rounds())
        .containsExactly(
            new Terms.Round(List.of(asked(OWNERS, 1), asked(PEERS, 2))),
            new Terms.Round(List.of(asked(PEERS, 1))));
    assertThat(rounds(List.of(List.of(asked(OWNERS, 1), asked(PEERS, 1)))).cover(ownerThenPeer))
        .isFalse();
    assertThat(ownerThenPeer.cover(rounds(List.of(List.of(asked(OWNERS, 1)))))).isTrue();
    assertThat(ownerThenPeer.cover(rounds(List.of(List.of(asked(PEERS, 1)))))).isFalse();
  }

  private static Terms.Approvals asked(Group group, int count) {
    return new Terms.Approvals(group, count);
  }

  private static Terms rounds(List<List<Terms.Approvals>> rounds) {
    List<Terms.Round> all = rounds.stream().map(Terms.Round::new).toList();
    return new Terms(
        all.getFirst().approvals(),
        all.subList(1, all.size()),
        Duration.ZERO,
        Duration.ofMinutes(5));
  }

  private static Terms random(Random random) {
    Terms first =
        terms(1 + random.nextInt(3), random.nextInt(3), random.nextInt(3), 1 + random.nextInt(9));
    List<Terms.Round> later = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      later.add(
          new Terms.Round(
              List.of(asked(PEERS, random.nextInt(3)), asked(OWNERS, random.nextInt(3)))));
    }
    return new Terms(first.approvals(), later, first.coolOff(), first.expires());
  }

  private static Terms terms(int peers, int owners, int coolOffMinutes, int expiresMinutes) {
    return new Terms(
        List.of(new Terms.Approvals(PEERS, peers), new Terms.Approvals(OWNERS, owners)),
        Duration.ofMinutes(coolOffMinutes),
        Duration.ofMinutes(expiresMinutes));
  }
}
