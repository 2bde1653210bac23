package org.drey.alerts.handover;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drey.alerts.explain.SessionWords;
import org.drey.rules.score.AlertContent;
import org.jspecify.annotations.Nullable;

/** Figures of what happened: how often, how much, on how many days, since when, and with whom */
final class HandoverFigures {
  private final HandoverContents handover;
  private final HandoverStory story;
  private final @Nullable String currency;

  /**
   * Figures.
   *
   * @param currency of the amounts; null if it is not known
   */
  HandoverFigures(HandoverContents handover, HandoverStory story, @Nullable String currency) {
    this.handover = handover;
    this.story = story;
    this.currency = currency;
  }

  /** Sentences about all of it. */
  List<String> totals() {
    List<String> sentences = new ArrayList<>();
    if (!story.payments().isEmpty()) {
      sentences.add(
          count(story.payments().size(), "payment")
              + days(story.payments().stream().map(HandoverPayment::time).toList())
              + ": "
              + sum(story.payments())
              + ".");
    }
    if (!story.sessions().isEmpty()) {
      sentences.add(sessions(story.sessions()));
    }
    boolean isMore =
        handover.alerts().stream()
            .anyMatch(one -> one.alert().getEvents().size() >= AlertContent.MAX_LISTED);
    if (isMore) {
      sentences.add(
          "An alert keeps its latest "
              + AlertContent.MAX_LISTED
              + " events: earlier ones are not counted here.");
    }
    return sentences;
  }

  /** With whom payments were exchanged: of each how often and how much, in order of the first. */
  Map<HandoverParty, String> counterparts() {
    Map<HandoverParty, String> figures = new LinkedHashMap<>();
    story.payments().stream()
        .collect(
            Collectors.groupingBy(
                HandoverPayment::counterpart, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (party, payments) ->
                figures.put(
                    party,
                    " ("
                        + joined(payments, HandoverPayment::counterpartCountry)
                        + "): "
                        + count(payments.size(), "payment")
                        + days(payments.stream().map(HandoverPayment::time).toList())
                        + ", "
                        + sum(payments)
                        + "."));
    return figures;
  }

  /** Returns what is known of payer and payee that may explain payments, sentences. */
  List<String> relations() {
    Map<String, Long> counts =
        story.payments().stream()
            .map(one -> relation(one.details().getRelationship()))
            .filter(words -> !words.isEmpty())
            .collect(Collectors.groupingBy(words -> words, TreeMap::new, Collectors.counting()));
    List<String> sentences = new ArrayList<>();
    counts.forEach(
        (words, count) ->
            sentences.add(
                count + " of " + count(story.payments().size(), "payment") + ": " + words + "."));
    return sentences;
  }

  private static String relation(String symbol) {
    return switch (symbol) {
      case "DECLARED" -> "they say that they are related";
      case "VERIFIED_FAMILY" -> "the firm has verified that they are family";
      case "BUSINESS" -> "the firm knows of a business relationship";
      default -> "";
    };
  }

  /** "2 completed, 43.00 GBP; 1 declined". */
  private String sum(List<HandoverPayment> payments) {
    List<HandoverPayment> completed = payments.stream().filter(one -> one.isCompleted()).toList();
    List<BigDecimal> amounts =
        completed.stream().map(HandoverPayment::amount).filter(Objects::nonNull).toList();
    List<String> parts = new ArrayList<>();
    if (!amounts.isEmpty()) {
      BigDecimal sum = amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      parts.add(completed.size() + " completed, " + money(sum) + " together");
    } else if (!completed.isEmpty()) {
      parts.add(completed.size() + " completed");
    }
    if (amounts.size() < completed.size()) {
      parts.add(completed.size() - amounts.size() + " of these without a known amount");
    }
    payments.stream()
        .filter(one -> !one.isCompleted())
        .collect(
            Collectors.groupingBy(HandoverPayment::outcome, TreeMap::new, Collectors.counting()))
        .forEach((outcome, count) -> parts.add(count + " " + outcome));
    return String.join("; ", parts);
  }

  /** An amount with its currency, if that is known. */
  String money(BigDecimal amount) {
    return amount.toPlainString() + (currency == null ? "" : " " + currency);
  }

  private static String sessions(List<HandoverSession> events) {
    Map<String, HandoverSession> bySession = new LinkedHashMap<>();
    events.forEach(one -> bySession.putIfAbsent(one.session(), one));
    Set<HandoverParty> hosts =
        events.stream().map(HandoverSession::host).collect(Collectors.toSet());
    Map<String, Long> kinds =
        bySession.values().stream()
            .collect(
                Collectors.groupingBy(
                    one -> SessionWords.kind(one.visibility()),
                    TreeMap::new,
                    Collectors.counting()));
    return count(bySession.size(), "live session")
        + " of "
        + count(hosts.size(), "host")
        + days(events.stream().map(HandoverSession::time).toList())
        + ": "
        + kinds.entrySet().stream()
            .map(one -> one.getValue() + " " + one.getKey())
            .collect(Collectors.joining(", "))
        + ".";
  }

  /** " on 14 days, from 2026-01-03 to 2026-04-12". */
  private static String days(List<Instant> times) {
    TreeSet<LocalDate> days =
        times.stream()
            .map(time -> time.atZone(ZoneOffset.UTC).toLocalDate())
            .collect(Collectors.toCollection(TreeSet::new));
    return days.size() == 1
        ? " on " + days.first()
        : " on " + days.size() + " days, from " + days.first() + " to " + days.last();
  }

  private static String joined(
      List<HandoverPayment> payments, Function<HandoverPayment, String> part) {
    return payments.stream().map(part).distinct().sorted().collect(Collectors.joining(", "));
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
