package org.drey.cli.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.base.PlainText;
import org.drey.rules.compile.RuleHead;

/**
 * The shares of a sample that each detection rule selects.
 *
 * @param rules the largest share first
 * @param lines how many lines were read
 * @param rejected how many of them would be dead letters, and count for no rule
 */
public record SelectionShares(List<RuleShare> rules, long lines, long rejected) {
  private static final double PERCENT = 100;
  private static final double SMALL = 0.0001;

  static SelectionShares of(List<RuleShare> rules, long lines, long rejected) {
    List<RuleShare> sorted = new ArrayList<>(rules);
    sorted.sort(
        Comparator.comparingDouble(RuleShare::share)
            .thenComparingLong(RuleShare::events)
            .reversed()
            .thenComparing(share -> share.rule().name()));
    return new SelectionShares(sorted, lines, rejected);
  }

  /** A line for each rule under a correlation that selects more than so much, 0 to 1. */
  public List<String> refusals(double most) {
    return rules.stream()
        .filter(share -> share.keepsMoreThan(most))
        .map(
            share ->
                "refused: '%s' selects %s of %s, more than %s, and is kept by %s"
                    .formatted(
                        name(share.rule()),
                        percent(share.share()),
                        share.topic(),
                        percent(most),
                        names(share.correlations())))
        .toList();
  }

  private static String names(List<RuleHead> rules) {
    return rules.stream().map(SelectionShares::name).collect(Collectors.joining(", "));
  }

  private static String name(RuleHead rule) {
    return PlainText.text(rule.name());
  }

  /** A table for people. */
  public String toText() {
    List<String> rows = new ArrayList<>();
    rows.add(row("share", "matched", "of", "stream", "rule"));
    for (RuleShare share : rules) {
      rows.add(
          row(
              share.events() == 0 ? "no events" : percent(share.share()),
              "%,d".formatted(share.matched()),
              "%,d".formatted(share.events()),
              share.topic(),
              name(share.rule()) + (share.correlations().isEmpty() ? "" : " *")));
    }
    rows.add("* a correlation is built on it and keeps what it selects");
    if (rejected > 0) {
      rows.add(
          "%,d of %,d lines would be dead letters, and do not count".formatted(rejected, lines));
    }
    return String.join("\n", rows);
  }

  private static String row(String share, String matched, String of, String topic, String rule) {
    return "%10s %11s %11s  %-19s  %s".formatted(share, matched, of, topic, rule);
  }

  /** With as many digits as a small share needs: one event in a million is not none. */
  private static String percent(double share) {
    String format = share > 0 && share < SMALL ? "%.5f %%" : "%.2f %%";
    return String.format(Locale.ROOT, format, share * PERCENT);
  }

  /** The same for programs, with the refusals of {@link #refusals}. */
  public Map<String, Object> toMap(double most) {
    List<Map<String, Object>> list = new ArrayList<>();
    for (RuleShare share : rules) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("rule_id", share.rule().id());
      fields.put("rule", share.rule().name());
      fields.put("stream", share.topic());
      fields.put("matched", share.matched());
      fields.put("events", share.events());
      fields.put("share", share.events() == 0 ? null : share.share());
      fields.put("correlations", share.correlations().stream().map(RuleHead::name).toList());
      fields.put("refused", share.keepsMoreThan(most));
      list.add(fields);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("max_share", most);
    all.put("lines", lines);
    all.put("rejected", rejected);
    all.put("rules", list);
    return all;
  }
}
