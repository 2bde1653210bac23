package org.drey.rules.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.drey.rules.RandomCases;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Cases of random findings and alerts, whose links come in any order, are those of a naive
 * calculation on all of them.
 */
final class CasesPropertyTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long SETTLE = 91 * DAY;
  private static final int WORLDS = RandomCases.count(60);

  /**
   * What is drawn.
   *
   * @param entities how many name others
   * @param centres how many are named
   * @param findings how many findings there are
   * @param days within how many days
   */
  private record Size(int entities, int centres, int findings, int days) {}

  private static final List<Size> SIZES =
      List.of(new Size(6, 4, 40, 60), new Size(3, 70, 400, 60), new Size(12, 8, 150, 60));

  /** More than a case may have; each costs as much as dozens of others, and passes all bounds. */
  private static final Size CROWD = new Size(280, 1, 1_200, 20);

  private static Size size(int world) {
    return world % 30 == 29 ? CROWD : SIZES.get(world % SIZES.size());
  }

  private static final class World {
    private final Random random;
    private final Size size;
    private final Set<String> hubs;
    private final NaiveCases naive = new NaiveCases();
    private final Map<EntityKey, EntityLinksTest.InMemory> stores = new HashMap<>();
    private final List<EntityLink> links = new ArrayList<>();

    World(Random random, Size size) {
      this.random = random;
      this.size = size;
      this.hubs = random.nextInt(3) == 0 ? Set.of("x1") : Set.of();
    }

    private EntityKey centre() {
      String kind = List.of("PAYEE", "PAYEE", "HOST", "DEVICE").get(random.nextInt(4));
      return StarsOfTests.entity(kind, "x" + random.nextInt(size.centres()));
    }

    private EntityKey someone() {
      return random.nextInt(4) == 0
          ? centre()
          : StarsOfTests.entity("SUBJECT", "p" + random.nextInt(size.entities()));
    }

    private AlertTrack track(EntityKey entity) {
      List<AlertTrack> tracks =
          entity.kind().equals("SUBJECT")
              ? List.of(AlertTrack.PAYER, AlertTrack.VICTIM)
              : List.of(AlertTrack.FACILITATOR, AlertTrack.RECEIVER);
      return tracks.get(random.nextInt(2));
    }

    private long time() {
      return random.nextInt(size.days()) * DAY + (random.nextBoolean() ? random.nextInt(3) - 1 : 0);
    }

    void draw() {
      for (int i = 0; i < size.findings(); i++) {
        EntityKey entity = someone();
        AlertTrack track = track(entity);
        EntityLinks book =
            new EntityLinks(
                entity, stores.computeIfAbsent(entity, e -> new EntityLinksTest.InMemory()));
        long time = time();
        if (random.nextInt(3) > 0) {
          List<String> names = names(entity);
          book.name(track, names, time);
          naive.name(entity, track, names, time);
        }
        if (random.nextInt(3) == 0) {
          AlertStanding alert = standing();
          book.revise(track, alert, time);
          naive.revise(entity, track, alert);
        }
        links.addAll(book.links());
        book.write();
      }
    }

    private List<String> names(EntityKey entity) {
      List<String> names = new ArrayList<>(List.of("SUBJECT:s" + random.nextInt(9)));
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        EntityKey named = centre();
        String name = named.kind() + ":" + named.token();
        if (!named.equals(entity) && !names.contains(name)) {
          names.add(name);
        }
      }
      return names;
    }

    private AlertStanding standing() {
      List<String> closed = Collections.singletonList(null);
      closed = random.nextBoolean() ? closed : List.of("CONFIRMED", "UNFOUNDED");
      long first = time();
      return AlertStanding.of(
          random.nextInt(3) > 0 ? "OPEN" : "CLOSED",
          closed.get(random.nextInt(closed.size())),
          random.nextInt(5) * 10.5,
          first,
          first + random.nextInt(40) * DAY);
    }

    /** The cases after all links, as made or shuffled, as a step keyed by centre sees them. */
    Map<EntityKey, CaseContent> delivered(boolean shuffled) {
      List<EntityLink> order = new ArrayList<>(links);
      if (shuffled) {
        Collections.shuffle(order, random);
      }
      Map<EntityKey, byte[]> kept = new HashMap<>();
      Map<EntityKey, CaseContent> cases = new HashMap<>();
      for (EntityLink link : order) {
        CaseState book = new CaseState(link.centre(), kept.get(link.centre()), SETTLE);
        book.take(link);
        apply(link.centre(), book.revise(hubs), cases);
        kept.put(link.centre(), book.bytes());
      }
      return cases;
    }

    private static void apply(
        EntityKey centre, @Nullable CaseRevision revision, Map<EntityKey, CaseContent> cases) {
      if (revision != null && revision.content() == null) {
        assertTrue(cases.remove(centre) != null, "only what is there is taken back");
      } else if (revision != null) {
        cases.put(centre, revision.content());
      }
    }
  }

  private static String text(Map<EntityKey, CaseContent> cases) {
    Map<String, String> sorted = new TreeMap<>();
    cases.forEach((centre, content) -> sorted.put(centre.toString(), content.toString()));
    return String.join("\n", sorted.values());
  }

  @Test
  void casesAreThoseOfANaiveCalculation() {
    int found = 0;
    for (int i = 0; i < WORLDS; i++) {
      World world = new World(RandomCases.random(20_261_127 + i), size(i));
      world.draw();
      Map<EntityKey, CaseContent> naive = world.naive.cases(world.hubs);
      found += naive.size();
      String message = RandomCases.settings() + ", world " + i;
      assertEquals(text(naive), text(world.delivered(false)), message);
      assertEquals(text(naive), text(world.delivered(true)), message + ", shuffled");
    }
    assertTrue(found > WORLDS, found + " cases");
  }
}
