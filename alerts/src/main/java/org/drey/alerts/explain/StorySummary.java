package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drey.alerts.story.PaidShare;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.story.StoryPayment;
import org.drey.alerts.story.StorySession;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.rules.score.AlertContent;
import org.jspecify.annotations.Nullable;

/** The story of an alert in a few sentences, with its numbers. */
final class StorySummary {
  private static final int MANY_COUNTRIES = 3;

  private final Alert alert;
  private final List<StoryOccasion> occasions;
  private final @Nullable String currency;

  StorySummary(Alert alert, List<StoryOccasion> occasions, @Nullable String currency) {
    this.alert = alert;
    this.occasions = occasions;
    this.currency = currency;
  }

  List<String> sentences() {
    List<String> said = new ArrayList<>();
    payments(said);
    sessions(said);
    if (!said.isEmpty() && occasions.size() > 1) {
      said.add("On " + occasions.size() + " occasions.");
    }
    if (alert.getEvents().size() >= AlertContent.MAX_LISTED) {
      said.add("These are the latest " + AlertContent.MAX_LISTED + " events; there may be more.");
    }
    return said;
  }

  private void payments(List<String> said) {
    List<StoryPayment> all = occasions.stream().flatMap(one -> one.payments().stream()).toList();
    List<StoryPayment> paid = all.stream().filter(StoryPayment::completed).toList();
    int failed = all.size() - paid.size();
    if (!paid.isEmpty()) {
      double sum = occasions.stream().mapToDouble(StoryOccasion::paid).sum();
      said.add(
          counted(paid.size(), "payment")
              + (sum > 0 ? ", " + amount(sum) + (paid.size() == 1 ? "" : " together") : "")
              + others(PaidShare.of(occasions).size())
              + ".");
    }
    if (failed > 0) {
      said.add(counted(failed, "payment") + " not carried out.");
    }
  }

  private String amount(double sum) {
    return String.format(Locale.ROOT, "%.2f", sum) + (currency == null ? "" : " " + currency);
  }

  private String others(int others) {
    if (StoryPayment.isPaid(alert)) {
      return ", from " + (others == 1 ? "1 person" : others + " people");
    }
    TreeSet<String> countries =
        alert.getEvents().stream()
            .map(AlertEvent::getPayment)
            .filter(Objects::nonNull)
            .map(one -> one.getPayeeCountry())
            .collect(Collectors.toCollection(TreeSet::new));
    return ", to "
        + counted(others, "account")
        + " in "
        + (countries.size() > MANY_COUNTRIES
            ? countries.size() + " countries"
            : StreamWords.list(List.copyOf(countries)));
  }

  private void sessions(List<String> said) {
    List<StorySession> all = occasions.stream().flatMap(one -> one.sessions().stream()).toList();
    if (all.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(counted(all.size(), "live session"));
    text.append(" (").append(kinds(all)).append(')');
    LongSummaryStatistics minutes =
        all.stream()
            .map(StorySession::minutes)
            .filter(Objects::nonNull)
            .mapToLong(Long::longValue)
            .summaryStatistics();
    if (minutes.getCount() > 0) {
      text.append(" of ").append(minutes.getMin());
      text.append(minutes.getMin() == minutes.getMax() ? "" : " to " + minutes.getMax());
      text.append(" min");
    }
    hosts(all, text);
    long paid = all.stream().filter(one -> one.paidAt() != null).count();
    if (paid > 0) {
      text.append("; a rule connects ").append(paid).append(" of them with a payment");
    }
    said.add(text.append('.').toString());
  }

  private void hosts(List<StorySession> all, StringBuilder text) {
    long hosts = all.stream().map(StorySession::host).filter(Objects::nonNull).distinct().count();
    boolean isOwn = all.stream().allMatch(one -> alert.getEntity().equals(one.host()));
    if (hosts > 0 && !isOwn) {
      text.append(", with ").append(counted((int) hosts, "host"));
    }
  }

  private static String kinds(List<StorySession> all) {
    Map<String, Long> kinds =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    one -> SessionWords.kind(one.visibility()),
                    TreeMap::new,
                    Collectors.counting()));
    return kinds.size() == 1
        ? kinds.keySet().iterator().next()
        : kinds.entrySet().stream()
            .map(one -> one.getValue() + " " + one.getKey())
            .collect(Collectors.joining(", "));
  }

  static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
