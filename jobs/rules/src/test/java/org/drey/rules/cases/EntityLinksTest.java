package org.drey.rules.cases;

import static org.drey.rules.cases.StarsOfTests.OPEN;
import static org.drey.rules.cases.StarsOfTests.entity;
import static org.drey.rules.cases.StarsOfTests.payer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an entity names, and what of it travels. */
final class EntityLinksTest {
  /** What is kept, as bytes. */
  static final class InMemory implements LinkStore {
    private final Map<AlertTrack, byte[]> bytes = new EnumMap<>(AlertTrack.class);
    private int written;

    @Override
    public @Nullable NamedLast names(AlertTrack track) {
      byte[] known = bytes.get(track);
      return known == null ? null : CaseBytes.names(known);
    }

    @Override
    public void put(AlertTrack track, NamedLast names) {
      written++;
      bytes.put(track, CaseBytes.of(names));
    }

    @Override
    public void clear() {
      bytes.clear();
    }
  }

  private final InMemory store = new InMemory();

  private List<EntityLink> name(long time, String... names) {
    EntityLinks book = new EntityLinks(payer("a"), store);
    book.name(AlertTrack.PAYER, List.of(names), time);
    List<EntityLink> links = book.links();
    book.write();
    return links;
  }

  private List<EntityLink> revise(EntityKey entity, AlertTrack track, long time) {
    EntityLinks book = new EntityLinks(entity, store);
    book.revise(track, OPEN, time);
    List<EntityLink> links = book.links();
    book.write();
    return links;
  }

  private static List<String> to(List<EntityLink> links) {
    return links.stream()
        .map(link -> link.centre().token() + " " + link.named() + " " + link.time())
        .toList();
  }

  @Test
  void aNamingTravelsOnceAndAgainWhenItIsNewer() {
    assertEquals(List.of("q true 5"), to(name(5, "PAYEE:q")));
    assertEquals(List.of(), name(5, "PAYEE:q"));
    assertEquals(List.of(), name(4, "PAYEE:q"));
    assertEquals(1, store.written);
    assertEquals(List.of("q true 6"), to(name(6, "PAYEE:q")));
  }

  @Test
  void personsAndShopsAreListedAndNoCentres() {
    assertEquals(
        List.of("d true 5", "h true 5", "q true 5"),
        to(name(5, "DEVICE:d", "HOST:h", "MERCHANT:m", "PAYEE:q", "SUBJECT:s")));
    assertEquals(
        List.of("d", "h", "m", "q", "s"),
        new EntityLinks(payer("a"), store)
            .names(AlertTrack.PAYER).last().stream().map(EntityMention::token).toList());
  }

  @Test
  void aRevisionTravelsToAllThatAreNamedAndToItself() {
    assertTrue(to(name(5, "PAYEE:q", "HOST:h:with:colons")).contains("h:with:colons true 5"));
    assertEquals(
        List.of("h:with:colons true 5", "q true 5"), to(revise(payer("a"), AlertTrack.PAYER, 9)));
    assertEquals(OPEN, name(10, "PAYEE:r").get(0).alert(), "a new one is sent the alert");
    assertEquals(List.of(), revise(payer("b"), AlertTrack.PURCHASE, 9));
  }

  @Test
  void anAlertOfWhatMayBeACentreTravelsToItself() {
    EntityKey payee = entity("PAYEE", "q");
    List<EntityLink> links = revise(payee, AlertTrack.FACILITATOR, 9);
    assertEquals(
        List.of(new EntityLink(payee, payee, "FACILITATOR", 9, CaseStar.NOT_NAMED, false, OPEN)),
        links);
    assertEquals(List.of(), revise(entity("MERCHANT", "m"), AlertTrack.ENTITY, 9));
  }

  @Test
  void ofFiftyOneTheOldestIsTakenBackAndOfEqualsTheLastInOrder() {
    for (int i = 0; i < 50; i++) {
      name(100, "PAYEE:q%02d".formatted(i));
    }
    assertEquals(List.of(), name(99, "PAYEE:z"), "too old to be among them");
    assertEquals(List.of(), name(100, "PAYEE:z"), "of equals the last in order");
    assertEquals(List.of("a true 100", "q49 false 100"), to(name(100, "PAYEE:a")));
    assertEquals(List.of("z true 101", "q48 false 100"), to(name(101, "PAYEE:z")));
    assertEquals(List.of("q49 true 102", "q47 false 100"), to(name(102, "PAYEE:q49")));
    name(103, "SUBJECT:s1", "SUBJECT:s2");
    NamedLast names = new EntityLinks(payer("a"), store).names(AlertTrack.PAYER);
    assertEquals(50, names.centres().size(), "persons take no room of others");
    assertEquals(50, names.last().size());
    assertEquals("s1", names.last().get(0).token());
  }

  /** Versions grow, also after an entity was forgotten and comes back. */
  @Test
  void versionsGrow() {
    List<Long> versions = new ArrayList<>();
    name(1_000, "PAYEE:q").forEach(link -> versions.add(link.version()));
    name(900, "PAYEE:r").forEach(link -> versions.add(link.version()));
    revise(payer("a"), AlertTrack.PAYER, 950).forEach(link -> versions.add(link.version()));
    store.clear();
    name(2_000, "PAYEE:q").forEach(link -> versions.add(link.version()));
    assertEquals(List.of(1_000L, 1_001L, 1_002L, 1_002L, 2_000L), versions);
  }

  @Test
  void allThatAnErasedEntityNamedIsAskedToForgetIt() {
    name(1, "PAYEE:x", "HOST:y", "MERCHANT:z");
    EntityLinks book = new EntityLinks(payer("a"), store);
    book.erase();
    List<EntityLink> links = book.links();
    book.write();
    assertTrue(store.bytes.isEmpty());
    assertEquals(
        List.of(entity("HOST", "y"), entity("PAYEE", "x")),
        links.stream().map(EntityLink::centre).toList());
    assertTrue(links.stream().allMatch(link -> link.isErasure()));
    EntityLinks own = new EntityLinks(entity("PAYEE", "x"), new InMemory());
    own.erase();
    assertEquals(
        List.of(entity("PAYEE", "x")), own.links().stream().map(EntityLink::centre).toList());
  }

  @Test
  void anErasedEntityIsNamedNoMoreAndForgetsWhoNamedIt() {
    name(1, "PAYEE:x", "HOST:y", "MERCHANT:z");
    EntityLinks book = new EntityLinks(payer("a"), store);
    assertEquals(Set.of(AlertTrack.PAYER), book.forget(entity("PAYEE", "x"), 1));
    assertEquals(Set.of(), book.forget(entity("HOST", "x"), 1));
    assertEquals(List.of(EntityLink.erasure(entity("PAYEE", "x"), payer("a"))), book.links());
    book.write();
    assertEquals(Set.of("HOST:y", "MERCHANT:z"), store.names(AlertTrack.PAYER).entities());
    assertEquals(
        Set.of(AlertTrack.PAYER),
        new EntityLinks(payer("a"), store).forget(entity("MERCHANT", "z"), 1));
  }

  @Test
  void whoeverIsNamedAfterAnErasureStaysNamed() {
    name(1, "PAYEE:x");
    name(5, "PAYEE:x");
    EntityLinks book = new EntityLinks(payer("a"), store);
    assertEquals(Set.of(), book.forget(entity("PAYEE", "x"), 4));
    assertEquals(List.of(), book.links());
    assertEquals(Set.of("PAYEE:x"), book.names(AlertTrack.PAYER).entities());
  }
}
