package org.drey.rules;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.Correlator;
import org.drey.rules.correlate.Correlator.Outcome;
import org.drey.rules.correlate.EventDetector;
import org.drey.rules.correlate.Finding;
import org.drey.rules.correlate.FindingAudience;
import org.drey.rules.correlate.Match;
import org.drey.rules.schema.EntityKey;

/** Door and both correlate steps on one thread: events in, findings out. */
public final class Pipeline {
  /** The clock before the first event. */
  public static final long NO_CLOCK = Long.MIN_VALUE;

  private final RuleSet rules;
  private final Map<String, EventDetector> detectors = new HashMap<>();
  private final List<Pass> passes;
  private final List<Finding> reported = new ArrayList<>();
  private final Map<String, Finding> fullest = new LinkedHashMap<>();
  private int dropped;

  private final class Pass implements Correlator.Output {
    final Correlator correlator;
    final Map<EntityKey, InMemoryLog> entities = new LinkedHashMap<>();

    /** As in the job, a clock reaches the second pass after what the first one forwards. */
    long clock = NO_CLOCK;

    Pass(Correlator correlator) {
      this.correlator = correlator;
    }

    Outcome accept(Match match) {
      InMemoryLog log = entities.computeIfAbsent(match.entity(), e -> new InMemoryLog());
      return correlator.accept(match, clock, log, this).outcome();
    }

    void advance(long to) {
      clock = to;
      for (EntityKey entity : List.copyOf(entities.keySet())) {
        InMemoryLog log = entities.get(entity);
        // what others wait for goes on at once
        int looks = 0;
        while (correlator.advance(entity, clock, log, this) <= clock && clock < Long.MAX_VALUE) {
          assertTrue(++looks < 1_000_000, "each look comes further");
        }
        if (log.isEmpty()) {
          entities.remove(entity);
        }
      }
    }

    @Override
    public void finding(Finding finding) {
      report(finding);
    }

    @Override
    public void forward(Match match) {
      passes.get(1).accept(match);
    }

    @Override
    public void dropped() {
      dropped++;
    }
  }

  public Pipeline(RuleSet rules) {
    this(
        rules,
        new Correlator(rules, 1, FindingAudience.EVERYTHING),
        new Correlator(rules, 2, FindingAudience.EVERYTHING));
  }

  /** With correlators of one's own for the two passes. */
  public Pipeline(RuleSet rules, Correlator first, Correlator second) {
    this.rules = rules;
    this.passes = List.of(new Pass(first), new Pass(second));
    TestStreams.ALL.forEach(s -> detectors.put(s.topic(), new EventDetector(rules, s)));
  }

  /** The findings of a bounded run. */
  public static Pipeline run(RuleSet rules, Collection<TestEvent> events) {
    Pipeline pipeline = new Pipeline(rules);
    events.forEach(pipeline::feed);
    pipeline.advance(Long.MAX_VALUE);
    return pipeline;
  }

  /** Takes in an event and says what became of each of its matches. */
  public List<Outcome> feed(TestEvent event) {
    return feed(event, false);
  }

  public List<Outcome> feed(TestEvent event, boolean late) {
    List<Outcome> outcomes = new ArrayList<>();
    EventDetector detector = detectors.get(event.stream().topic());
    if (detector.matches(event)) {
      detector.report(
          event,
          event.origin(late),
          new EventDetector.Output() {
            @Override
            public void finding(Finding finding) {
              report(finding);
            }

            @Override
            public void match(Match match, int pass) {
              outcomes.add(passes.get(pass - 1).accept(match));
            }
          });
    }
    return outcomes;
  }

  /** Moves the clock: conditions settle, state ends. */
  public void advance(long to) {
    passes.forEach(pass -> pass.advance(to));
  }

  private void report(Finding finding) {
    reported.add(finding);
    fullest.merge(finding.id(), finding, (a, b) -> b.events() > a.events() ? b : a);
  }

  /** Everything that was reported, in its order, each version of a finding. */
  public List<String> reported() {
    return reported.stream().map(this::line).toList();
  }

  /** Each finding in its fullest version, by time, rule and event. */
  public List<Finding> findings() {
    return fullest.values().stream()
        .sorted(
            Comparator.comparingLong(Finding::time)
                .thenComparing(Finding::rule)
                .thenComparing(Finding::event)
                .thenComparing(Finding::id))
        .toList();
  }

  /** The findings as lines such as {@code three [p1] e3 = 3 <e3 e2 e1>}. */
  public List<String> lines() {
    return findings().stream().map(this::line).toList();
  }

  /** Whom each finding of a scored rule feeds, such as {@code default/1 PAYEE q1: three e3}. */
  public List<String> fed() {
    return findings().stream()
        .filter(finding -> finding.entity() != null)
        .map(finding -> fed(finding.entity()) + ": " + nameAndEvent(finding))
        .toList();
  }

  private static String fed(EntityKey entity) {
    String world = entity.tokenDomain() + "/" + entity.keyVersion();
    return world + " " + entity.kind() + " " + entity.token();
  }

  private String nameAndEvent(Finding finding) {
    return rules.head(finding.rule()).name() + " " + finding.event().eventId();
  }

  private String line(Finding finding) {
    return rules.head(finding.rule()).name()
        + " "
        + Arrays.toString(finding.group())
        + " "
        + finding.event().eventId()
        + " = "
        + finding.observed()
        + " <"
        + String.join(" ", finding.evidence())
        + ">";
  }

  public int dropped() {
    return dropped;
  }

  /** How many entities have state in either pass. */
  public int entities() {
    return passes.stream().mapToInt(pass -> pass.entities.size()).sum();
  }

  /** How many bytes of state there are in both passes. */
  public long bytes() {
    return passes.stream()
        .flatMap(pass -> pass.entities.values().stream())
        .mapToLong(InMemoryLog::bytes)
        .sum();
  }
}
