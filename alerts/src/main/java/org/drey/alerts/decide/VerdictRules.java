package org.drey.alerts.decide;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.alerts.entity.EntityNames;
import org.drey.event.Alert;
import org.drey.event.Reason;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.RuleHead;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.score.Band;
import org.drey.rules.verdict.VerdictCheck;
import org.jspecify.annotations.Nullable;

/**
 * The part of the jobs' rules and configuration that verdicts depend on.
 *
 * @param rules the rules
 * @param families all that they name
 * @param hardFamilies those that no verdict suppresses
 * @param eyes from which band on two analysts have to agree
 */
public record VerdictRules(
    RuleSet rules, Set<String> families, Set<String> hardFamilies, SecondEyes eyes) {
  /** So many reasons are in words where their findings are counted. */
  private static final int NAMED = 3;

  /**
   * Second eyes.
   *
   * @param known whether the jobs' configuration is at hand
   * @param from the peak band; null if it asks for none
   */
  public record SecondEyes(boolean known, @Nullable Band from) {
    /** Used if the configuration is not at hand. */
    public static final SecondEyes UNKNOWN = new SecondEyes(false, null);

    /** Returns whether an alert with such a peak needs them, as far as is known. */
    public boolean areNeeded(org.drey.event.Band peak) {
      return from != null
          && Arrays.stream(Band.values())
              .filter(band -> band.compareTo(from) >= 0)
              .anyMatch(band -> band.name().equals(peak.name()));
    }
  }

  /** The rules of a rule set and a configuration. */
  public static VerdictRules of(RuleSet rules, SecondEyes eyes) {
    Set<String> families =
        rules.heads().stream()
            .map(RuleHead::scoring)
            .filter(Objects::nonNull)
            .map(ScoringPart::family)
            .filter(Objects::nonNull)
            .map(ScoringPart.Family::name)
            .collect(Collectors.toUnmodifiableSet());
    return new VerdictRules(rules, families, VerdictCheck.hardFamilies(rules), eyes);
  }

  /**
   * Returns whether two analysts have to agree to close what an alert shows, as far as is known.
   */
  public boolean needsTwo(Alert alert) {
    return eyes.areNeeded(alert.getPeakBand());
  }

  /** Returns why the jobs refuse a verdict; empty if they do not. */
  Optional<String> refusal(Verdict record) {
    AlertTrack track = RecordSymbols.track(record.getTrack());
    org.drey.rules.verdict.Verdict verdict =
        track == null ? null : RecordSymbols.verdict(record, track);
    if (verdict == null) {
      return Optional.of("it is newer than this program");
    }
    return VerdictCheck.refusal(verdict, EntityNames.of(record), hardFamilies);
  }

  /**
   * Returns of which rules the findings are that an alert's reasons name, those of the strongest in
   * words; empty of none.
   */
  String foundBy(Alert alert) {
    int more = alert.getReasons().size() - NAMED;
    return alert.getReasons().isEmpty()
        ? ""
        : " ("
            + alert.getReasons().stream()
                .limit(NAMED)
                .map(
                    one ->
                        title(one.getRuleId(), one.getIndicator())
                            + ": "
                            + one.getFindings().size())
                .collect(Collectors.joining("; "))
            + (more < 1
                ? ")"
                : more == 1 ? "; and 1 more reason)" : "; and " + more + " more reasons)");
  }

  /** Returns what speaks against an alert. */
  String against(Alert alert) {
    return alert.getOffsets().stream()
        .map(one -> title(one.getRuleId(), one.getIndicator()))
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** Returns what a rule finds, in words; one of its indicator if it is no rule of these. */
  private String title(String ruleId, String indicator) {
    RuleHead head = rules.byId(ruleId);
    return head != null
        ? head.title()
        : rules.heads().stream()
            .filter(one -> one.scoring() != null && one.scoring().indicator().equals(indicator))
            .map(RuleHead::title)
            .findFirst()
            .orElse(indicator);
  }

  /** Titles of rules that open an alert on a track regardless of the score, sorted. */
  List<String> opening(AlertTrack track) {
    return rules.heads().stream()
        .filter(RuleHead::live)
        .filter(head -> opens(head.scoring(), track))
        .map(head -> '"' + head.title() + '"')
        .distinct()
        .sorted()
        .toList();
  }

  private static boolean opens(@Nullable ScoringPart scoring, AlertTrack track) {
    return scoring != null && scoring.track() == track && scoring.opens();
  }

  /** The titles of the benign look-alikes that there are rules for, by indicator. */
  public SortedMap<String, String> benign() {
    SortedMap<String, String> titles = new TreeMap<>();
    for (RuleHead head : rules.heads()) {
      ScoringPart scoring = head.scoring();
      if (scoring != null && scoring.isBenign()) {
        titles.putIfAbsent(scoring.indicator(), head.title());
      }
    }
    return titles;
  }

  /** The families that a verdict on an alert may name, sorted: those of its reasons, too. */
  Set<String> known(Alert alert) {
    Set<String> known = new TreeSet<>(families);
    alert.getReasons().stream().map(Reason::getFamily).forEach(known::add);
    return known;
  }
}
