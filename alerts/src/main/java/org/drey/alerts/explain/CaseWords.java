package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drey.alerts.explain.AlertView.CaseView;
import org.drey.alerts.explain.AlertView.Member;

/** The cases of an alert in sentences: those with the same alerts are one. */
final class CaseWords {
  private static final int SHOWN_LETTERS = 8;
  private static final int NAMED = 10;

  private final String alertId;

  CaseWords(String alertId) {
    this.alertId = alertId;
  }

  /** A sentence for each group of alerts, the largest first. */
  List<String> sentences(Collection<CaseView> cases) {
    Map<List<Member>, List<CaseView>> groups = new LinkedHashMap<>();
    for (CaseView one : cases) {
      groups.computeIfAbsent(others(one), others -> new ArrayList<>()).add(one);
    }
    return groups.entrySet().stream()
        .sorted((one, other) -> Integer.compare(other.getKey().size(), one.getKey().size()))
        .map(group -> sentence(group.getKey(), group.getValue()))
        .toList();
  }

  private List<Member> others(CaseView one) {
    return one.members().stream().filter(member -> !member.alertId().equals(alertId)).toList();
  }

  private static String sentence(List<Member> others, List<CaseView> cases) {
    int victims = cases.get(0).victims();
    return "With "
        + others.size()
        + (others.size() == 1 ? " other alert: " : " other alerts: ")
        + some(others.stream().map(CaseWords::member).toList())
        + young(victims)
        + ". All name "
        + some(cases.stream().map(CaseWords::centre).toList())
        + ".";
  }

  private static String young(int victims) {
    return switch (victims) {
      case 0 -> "";
      case 1 -> "; one is of a young person";
      default -> "; " + victims + " are of young people";
    };
  }

  private static String member(Member one) {
    String state = one.state() == null ? "" : " (" + EventWords.words(one.state().name()) + ")";
    return EventWords.words(one.track().name())
        + " "
        + shortened(one.alertId())
        + state
        + (one.victimAlert() == null ? "" : ", also victim " + shortened(one.victimAlert()));
  }

  private static String centre(CaseView one) {
    return "the "
        + one.kind()
        + (one.entity() == null ? ", who may need help," : " " + one.entity())
        + " [case "
        + shortened(one.caseId())
        + "; named by "
        + one.degree()
        + (one.degree() == 1 ? " entity]" : " entities]");
  }

  private static String some(List<String> all) {
    return all.size() <= NAMED
        ? String.join(", ", all)
        : String.join(", ", all.subList(0, NAMED)) + " and " + (all.size() - NAMED) + " more";
  }

  private static String shortened(String id) {
    return id.substring(0, Math.min(SHOWN_LETTERS, id.length()));
  }
}
