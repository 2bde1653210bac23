package org.drey.rules.score;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.schema.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The events behind the kept findings of one entity, each once, by numbers that findings refer to.
 * They lie in chunks, of which only those are read that are asked for. An event to which no finding
 * refers any more goes with others of its kind, so that it does not matter how often findings take
 * the place of one another.
 */
final class EntityEvidence implements AlertExplanation.Evidence {
  /** The numbers of a chunk: enough to seldom need a third for a finding, which has 50 events. */
  static final int CHUNK = 32;

  /**
   * The chunks in which an event is looked for. One that lies before them is kept once more, which
   * costs its bytes and changes nothing that an alert shows.
   */
  private static final int RECENT = 8;

  /** So many unused events, and a sixteenth of all, stay until they are taken away together. */
  private static final int UNUSED = 16;

  private final EntityAlertsFactory common;
  private final EntityKey entity;
  private final BookStore store;
  private final Map<Integer, Chunk> chunks = new HashMap<>();
  private final Set<Integer> unused;
  private int next;
  private int stored;

  /**
   * The head of an entity's evidence, which its summary has.
   *
   * @param next the number of the next event
   * @param stored how many there are
   * @param unused numbers of some to which a finding referred that is kept no more
   */
  record Head(int next, int stored, Set<Integer> unused) {
    static final Head NOTHING = new Head(0, 0, Set.of());
  }

  private static final class Chunk {
    private final SortedMap<Integer, EvidenceEvent> rows;
    private final Map<EventId, Integer> numbers = new HashMap<>();
    private long latest = Long.MIN_VALUE;
    private boolean isChanged;

    Chunk(@Nullable SortedMap<Integer, EvidenceEvent> known) {
      rows = known == null ? new TreeMap<>() : known;
      rows.forEach(this::note);
    }

    private void note(int number, EvidenceEvent event) {
      numbers.put(event.event(), number);
      latest = Math.max(latest, event.time());
    }

    void put(int number, EvidenceEvent event) {
      rows.put(number, event);
      note(number, event);
      isChanged = true;
    }
  }

  EntityEvidence(EntityAlertsFactory common, EntityKey entity, Head head, BookStore store) {
    this.common = common;
    this.entity = entity;
    this.store = store;
    this.unused = new TreeSet<>(head.unused());
    this.next = head.next();
    this.stored = head.stored();
  }

  /** Keeps the events of a finding. */
  EventNumbers put(Finding finding) {
    List<EvidenceEvent> events = common.findings.events(finding);
    if (events.isEmpty()) {
      return EventNumbers.NONE;
    }
    int[] numbers = new int[events.size()];
    for (int i = numbers.length - 1; i >= 0; i--) { // the oldest first, as their numbers are
      numbers[i] = number(common.masking.of(entity, events.get(i)));
      unused.remove(numbers[i]);
    }
    List<String> grouped = common.findings.grouped(finding);
    return new EventNumbers(numbers, common.masking.of(entity, grouped, finding.time()));
  }

  private int number(EvidenceEvent event) {
    int last = next / CHUNK;
    for (int at = last; at >= 0 && at > last - RECENT; at--) {
      Chunk chunk = chunk(at);
      Integer known = chunk.numbers.get(event.event());
      if (known != null) {
        if (event.details().length > 0 && stored(known).details().length == 0) {
          chunk.put(known, event);
        }
        return known;
      }
      if (!chunk.rows.isEmpty() && event.time() > chunk.latest) {
        break; // those before it are older still
      }
    }
    chunk(last).put(next, event);
    stored++;
    return next++;
  }

  private Chunk chunk(int number) {
    return chunks.computeIfAbsent(
        number, n -> new Chunk(n * CHUNK < next ? store.evidence(n) : null));
  }

  private EvidenceEvent stored(int number) {
    EvidenceEvent event = chunk(number / CHUNK).rows.get(number);
    if (event == null) {
      throw new IllegalStateException("an event to which a finding refers is not kept");
    }
    return event;
  }

  /** Notes that a finding is kept no more. */
  void release(LedgerEntry gone) {
    for (int number : gone.shown().all()) {
      unused.add(number);
    }
  }

  /** Returns whether so much is unused that it is to be taken away. */
  boolean isToSweep() {
    return unused.size() > UNUSED + stored / UNUSED;
  }

  /** Takes the unused events away, except those to which one of all kept findings refers. */
  void sweep(Stream<LedgerEntry> all) {
    if (unused.isEmpty()) {
      return;
    }
    all.forEach(
        entry -> {
          for (int number : entry.shown().all()) {
            unused.remove(number);
          }
        });
    for (int number : unused) {
      Chunk chunk = chunk(number / CHUNK);
      EvidenceEvent gone = chunk.rows.remove(number);
      if (gone != null) {
        chunk.numbers.remove(gone.event());
        chunk.isChanged = true;
        stored--;
      }
    }
    unused.clear();
  }

  /** An event, without those who were erased. */
  @Override
  public EvidenceEvent event(int number) {
    return common.masking.of(entity, stored(number));
  }

  /** The other entities that a finding names, as KIND:token, without those who were erased. */
  @Override
  public List<String> linked(LedgerEntry entry) {
    EventNumbers shown = entry.shown();
    if (shown.all().length == 0) {
      return List.of();
    }
    EvidenceEvent completing = stored(shown.all()[0]);
    return common.masking.of(
        entity,
        common.findings.linked(entity, shown.grouped(), completing.details()),
        completing.time());
  }

  /** Takes out who was erased by now; returns the numbers of the events that named them. */
  Set<Integer> mask() {
    Set<Integer> changed = new HashSet<>();
    for (int at = 0; at * CHUNK < next; at++) {
      Chunk chunk = chunk(at);
      chunk.rows.replaceAll(
          (number, event) -> {
            EvidenceEvent masked = common.masking.of(entity, event);
            if (!masked.equals(event)) {
              changed.add(number);
              chunk.isChanged = true;
            }
            return masked;
          });
    }
    return changed;
  }

  /** Writes what has changed; returns what the summary has of it. */
  Head write() {
    chunks.forEach(
        (number, chunk) -> {
          if (chunk.isChanged) {
            store.put(number, chunk.rows.isEmpty() ? null : chunk.rows);
          }
        });
    return new Head(next, stored, Set.copyOf(unused));
  }
}
