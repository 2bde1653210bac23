package org.drey.rules.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.rules.TestRules;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.correlate.EvidenceEvent;
import org.drey.rules.correlate.Finding;
import org.drey.rules.schema.EventId;

/** Ledger entries for indicators; days begin at noon of day 0. */
final class Evidence {
  static final long HOUR = 3_600_000L;
  static final long DAY = 24 * HOUR;
  static final long NOON = DAY / 2;

  private Evidence() {}

  static long day(double days) {
    return NOON + Math.round(days * DAY);
  }

  static LedgerEntry of(
      RuleSet rules, AlertTrack track, String indicator, long time, double quality) {
    RuleHead head = head(rules, track, indicator);
    double strength = Math.min(0.99, head.scoring().strength() * quality);
    String finding = indicator + "@" + time;
    return new LedgerEntry(
        indicator,
        head.id(),
        finding,
        time,
        strength,
        FindingQuality.of(quality),
        head.scoring().isBenign() ? 0 : 1,
        head.scoring().isBenign() ? 0 : 1,
        Finding.NO_EXPIRY,
        head.scoring().hard() || head.scoring().opens(),
        0);
  }

  /** An event of a provider as the only evidence. */
  static List<EvidenceEvent> seen(String id, long time) {
    return List.of(new EvidenceEvent(new EventId("provider", id, 1), time, new byte[0]));
  }

  /** What is settled up to the end of a day, with all that can be forgotten then gone. */
  static Ledger settled(
      Fold fold, AlertTrack track, Ledger ledger, Ledger victim, long until, long... lastRevision) {
    Ledger settled = fold.settle(track, ledger, victim, until);
    List<LedgerEntry> kept = new ArrayList<>(settled.kept());
    kept.removeAll(fold.forgettable(track, settled, lastRevision));
    return new Ledger(kept, settled.settled());
  }

  /** The last moment of the day before. */
  static long endOfDayBefore(long time) {
    return Math.floorDiv(time, DAY) * DAY - 1;
  }

  static RuleHead head(RuleSet rules, AlertTrack track, String indicator) {
    return rules.heads().stream()
        .filter(head -> head.scoring() != null)
        .filter(head -> head.scoring().indicator().equals(indicator))
        .filter(head -> head.scoring().track() == track)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(indicator + " on " + track));
  }

  /** A rule that shows an indicator on a track; it is never fired, only entered by hand. */
  static String rule(String indicator, AlertTrack track, String category, String... worth) {
    String entity = entity(track, category);
    String name = (indicator + "_" + track).toLowerCase(Locale.ROOT);
    String rule =
        category.equals("signal")
            ? TestRules.detection(
                name, category, "one: {entity_kind: " + kind(track) + "}", "condition: one")
            : TestRules.every(name, category, entity);
    return rule + TestRules.drey(indicator, track.name().toLowerCase(Locale.ROOT), entity, worth);
  }

  private static String entity(AlertTrack track, String category) {
    if (category.equals("signal")) {
      return "entity";
    }
    boolean isStream = category.equals("livestream");
    return switch (track) {
      case PAYER, PURCHASE, VICTIM -> "subject";
      case FACILITATOR, RECEIVER -> isStream ? "payout" : "payee";
      case ENTITY -> category.equals("dns") ? "registered_domain" : "device";
    };
  }

  private static String kind(AlertTrack track) {
    return switch (track) {
      case PAYER, PURCHASE, VICTIM -> "SUBJECT";
      case FACILITATOR, RECEIVER -> "PAYEE";
      case ENTITY -> "DEVICE";
    };
  }

  static String soft(
      String indicator, AlertTrack track, String category, String family, double points) {
    return rule(
        indicator,
        track,
        category,
        "points: " + points,
        "strength: 0.5",
        "half_life: 30d",
        "family: " + family);
  }

  static String hard(String indicator, AlertTrack track, double points) {
    return rule(
        indicator,
        track,
        "signal",
        "points: " + points,
        "strength: 0.5",
        "half_life: 180d",
        "family: EXT",
        "hard: true");
  }

  static String benign(String indicator, AlertTrack track, double points) {
    String says = track == AlertTrack.VICTIM ? "lowers_victim: true" : "lowers_victim: false";
    return rule(indicator, track, "payment", "points: " + points, "strength: 1", says);
  }
}
