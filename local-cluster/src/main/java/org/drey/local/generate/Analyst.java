package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.Band;
import org.drey.event.Track;
import org.drey.event.Verdict;
import org.drey.event.VerdictReason;
import org.drey.event.VerdictType;
import org.jspecify.annotations.Nullable;

/**
 * Seeded analysts who decide alerts of a generated world. They know the truth, and err as often as
 * they are asked to, so that what is measured by their verdicts can be compared with what is known.
 * What one decides of an alert does not depend on the other alerts. Rounds follow one another: an
 * episode that a verdict has closed is left alone, and what has changed since is looked at again.
 */
public final class Analyst {
  private static final List<String> NAMES = List.of("analyst-1", "analyst-2", "analyst-3");
  private static final Duration SOONEST = Duration.ofMinutes(30);
  private static final Duration LATEST = Duration.ofDays(2);

  /** The share of leads that they confirm; the others are likely ones. */
  private static final double SURE = 0.6;

  private final KnownTruth truth;
  private final Habits habits;
  private final long seed;

  /**
   * The habits by which they decide.
   *
   * @param right the share of decisions that are right, 0 to 1
   * @param undecided the share of alerts of which they ask for more instead, 0 to 1
   * @param looked the share of alerts that they look at, 0 to 1
   */
  public record Habits(double right, double undecided, double looked) {
    public static final Habits DEFAULT = new Habits(0.95, 0.05, 1);

    public Habits {
      if (!isShare(right) || !isShare(undecided) || !isShare(looked)) {
        throw new IllegalArgumentException("a share is from 0 to 1");
      }
    }

    private static boolean isShare(double value) {
      return value >= 0 && value <= 1;
    }
  }

  private record Decision(VerdictType verdict, VerdictReason reason, @Nullable String benign) {
    static Decision of(VerdictType verdict, VerdictReason reason) {
      return new Decision(verdict, reason, null);
    }
  }

  public Analyst(KnownTruth truth, Habits habits, long seed) {
    this.truth = truth;
    this.habits = habits;
    this.seed = seed;
  }

  /**
   * A verdict on each that they look at, in order of time. What is withdrawn or closed by a verdict
   * they leave alone.
   */
  public List<Verdict> decide(List<Alert> alerts) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Alert alert : alerts) {
      if (isOpenToThem(alert)) {
        verdicts.add(decide(alert));
      }
    }
    verdicts.sort(
        Comparator.comparing(Verdict::getVerdictTime).thenComparing(Verdict::getVerdictId));
    return verdicts;
  }

  /** Returns whether they look at an alert: they choose without looking. */
  private boolean isOpenToThem(Alert alert) {
    return alert.getState() != AlertState.WITHDRAWN
        && alert.getClosedBy() == null
        && SeededRandom.happens(
            SeededRandom.of(seed, "looks at " + alert.getAlertId(), 0), habits.looked());
  }

  private Verdict decide(Alert alert) {
    Random random = SeededRandom.of(seed, seen(alert), 0);
    boolean asks = SeededRandom.happens(random, habits.undecided());
    boolean errs = !SeededRandom.happens(random, habits.right());
    Decision decision = asks ? more(random) : decision(alert, truth.isRight(alert) != errs, random);
    return verdict(alert, decision, random);
  }

  private static Decision more(Random random) {
    return any(
        random, VerdictType.NEEDS_MORE, VerdictReason.MORE_DATA, VerdictReason.SECOND_OPINION);
  }

  private Decision decision(Alert alert, boolean right, Random random) {
    boolean victim = alert.getTrack() == Track.VICTIM;
    if (!right) {
      return victim ? Decision.of(VerdictType.UNFOUNDED, VerdictReason.NO_PATTERN) : benign(alert);
    }
    if (victim) {
      return any(random, VerdictType.CONFIRMED, VerdictReason.HELPED, VerdictReason.REFERRED);
    }
    return SeededRandom.happens(random, SURE)
        ? any(
            random,
            VerdictType.CONFIRMED,
            VerdictReason.REPORTED,
            VerdictReason.REFERRED,
            VerdictReason.ACCOUNT_ACTION)
        : any(random, VerdictType.LIKELY, VerdictReason.REFERRED, VerdictReason.WATCHED);
  }

  private static Decision any(Random random, VerdictType type, VerdictReason... reasons) {
    return Decision.of(type, SeededRandom.pick(random, List.of(reasons)));
  }

  /** Decides as one who knows them says. */
  private Decision benign(Alert alert) {
    VerdictReason reason = truth.explanation(alert);
    return switch (reason) {
      case NO_PATTERN, WRONG_ENTITY, WRONG_DATA -> Decision.of(VerdictType.UNFOUNDED, reason);
      default -> new Decision(VerdictType.BENIGN_EXPLAINED, reason, truth.benign(alert));
    };
  }

  /** Two people look where four eyes may be asked for: from HIGH on. */
  private Verdict verdict(Alert alert, Decision decision, Random random) {
    int analyst = random.nextInt(NAMES.size());
    boolean two = alert.getPeakBand() == Band.HIGH || alert.getPeakBand() == Band.CRITICAL;
    Verdict verdict = new Verdict();
    verdict.setVerdictId("verdict-" + seed + "-" + seen(alert));
    verdict.setVerdictTime(nextDay(alert).plus(after(random)));
    verdict.setAlertId(alert.getAlertId());
    verdict.setTrack(alert.getTrack());
    verdict.setEntityKind(alert.getEntityKind());
    verdict.setEntity(alert.getEntity());
    verdict.setTokenDomain(alert.getTokenDomain());
    verdict.setKeyVersion(alert.getKeyVersion());
    verdict.setAsOf(alert.getAsOf());
    verdict.setGeneration(alert.getGeneration());
    verdict.setRevision(alert.getRevision());
    verdict.setRulesetVersion(alert.getRulesetVersion());
    verdict.setVerdict(decision.verdict());
    verdict.setReason(decision.reason());
    verdict.setBenignClass(decision.benign());
    verdict.setSeen(List.copyOf(alert.getFindings()));
    verdict.setSuppress(List.of());
    verdict.setAnalyst(NAMES.get(analyst));
    verdict.setSecondAnalyst(two ? NAMES.get((analyst + 1) % NAMES.size()) : null);
    return verdict;
  }

  /** Returns what is decided on: the same in each run, unlike the number of a revision. */
  private static String seen(Alert alert) {
    return alert.getAlertId() + "-" + alert.getEpisode() + "-" + alert.getAsOf().toEpochMilli();
  }

  /** They wait for the end of the day, of which only the strongest evidence shows on an alert. */
  private static Instant nextDay(Alert alert) {
    return alert.getAsOf().truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
  }

  private static Duration after(Random random) {
    long range = LATEST.minus(SOONEST).toMillis();
    return SOONEST.plusMillis((long) (random.nextDouble() * range));
  }
}
