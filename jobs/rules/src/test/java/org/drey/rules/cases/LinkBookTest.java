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
import org.drey.rules.compile.Track;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an entity names, and what of it travels. */
final class LinkBookTest {
  /** What is kept, as bytes. */
  static final class InMemory implements LinkStore {
    private final Map<Track, byte[]> bytes = new EnumMap<>(Track.class);
    private int written;

    @Override
    public @Nullable Names names(Track track) {
      byte[] known = bytes.get(track);
      return known == null ? null : CaseBytes.names(known);
    }

    @Override
    public void put(Track track, Names names) {
      written++;
      bytes.put(track, CaseBytes.of(names));
    }

    @Override
    public void clear() {
      bytes.clear();
    }
  }

  private final InMemory store = new InMemory();

  private List<Link> name(long time, String... names) {
    LinkBook book = new LinkBook(payer("a"), store);
    book.name(Track.PAYER, List.of(names), time);
    List<Link> links = book.links();
    book.write();
    return links;
  }

  private List<Link> revise(EntityKey entity, Track track, long time) {
    LinkBook book = new LinkBook(entity, store);
    book.revise(track, OPEN, time);
    List<Link> links = book.links();
    book.write();
    return links;
  }

  private static List<String> to(List<Link> links) {
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
        new LinkBook(payer("a"), store)
            .names(Track.PAYER).last().stream().map(Naming::token).toList());
  }

  @Test
  void aRevisionTravelsToAllThatAreNamedAndToItself() {
    assertTrue(to(name(5, "PAYEE:q", "HOST:h:with:colons")).contains("h:with:colons true 5"));
    assertEquals(
        List.of("h:with:colons true 5", "q true 5"), to(revise(payer("a"), Track.PAYER, 9)));
    assertEquals(OPEN, name(10, "PAYEE:r").get(0).alert(), "a new one is sent the alert");
    assertEquals(List.of(), revise(payer("b"), Track.PURCHASE, 9));
  }

  @Test
  void anAlertOfWhatMayBeACentreTravelsToItself() {
    EntityKey payee = entity("PAYEE", "q");
    List<Link> links = revise(payee, Track.FACILITATOR, 9);
    assertEquals(List.of(new Link(payee, payee, "FACILITATOR", 9, Star.NEVER, false, OPEN)), links);
    assertEquals(List.of(), revise(entity("MERCHANT", "m"), Track.ENTITY, 9));
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
    Names names = new LinkBook(payer("a"), store).names(Track.PAYER);
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
    revise(payer("a"), Track.PAYER, 950).forEach(link -> versions.add(link.version()));
    store.clear();
    name(2_000, "PAYEE:q").forEach(link -> versions.add(link.version()));
    assertEquals(List.of(1_000L, 1_001L, 1_002L, 1_002L, 2_000L), versions);
  }

  @Test
  void allThatAnErasedEntityNamedIsAskedToForgetIt() {
    name(1, "PAYEE:x", "HOST:y", "MERCHANT:z");
    LinkBook book = new LinkBook(payer("a"), store);
    book.erase();
    List<Link> links = book.links();
    book.write();
    assertTrue(store.bytes.isEmpty());
    assertEquals(
        List.of(entity("HOST", "y"), entity("PAYEE", "x")),
        links.stream().map(Link::centre).toList());
    assertTrue(links.stream().allMatch(link -> link.isErasure()));
    LinkBook own = new LinkBook(entity("PAYEE", "x"), new InMemory());
    own.erase();
    assertEquals(List.of(entity("PAYEE", "x")), own.links().stream().map(Link::centre).toList());
  }

  @Test
  void anErasedEntityIsNamedNoMoreAndForgetsWhoNamedIt() {
    name(1, "PAYEE:x", "HOST:y", "MERCHANT:z");
    LinkBook book = new LinkBook(payer("a"), store);
    assertEquals(Set.of(Track.PAYER), book.forget(entity("PAYEE", "x"), 1));
    assertEquals(Set.of(), book.forget(entity("HOST", "x"), 1));
    assertEquals(List.of(Link.erasure(entity("PAYEE", "x"), payer("a"))), book.links());
    book.write();
    assertEquals(Set.of("HOST:y", "MERCHANT:z"), store.names(Track.PAYER).entities());
    assertEquals(
        Set.of(Track.PAYER), new LinkBook(payer("a"), store).forget(entity("MERCHANT", "z"), 1));
  }

  @Test
  void whoeverIsNamedAfterAnErasureStaysNamed() {
    name(1, "PAYEE:x");
    name(5, "PAYEE:x");
    LinkBook book = new LinkBook(payer("a"), store);
    assertEquals(Set.of(), book.forget(entity("PAYEE", "x"), 4));
    assertEquals(List.of(), book.links());
    assertEquals(Set.of("PAYEE:x"), book.names(Track.PAYER).entities());
  }
}
