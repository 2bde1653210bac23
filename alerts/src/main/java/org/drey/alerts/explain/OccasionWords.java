package org.drey.alerts.explain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drey.alerts.story.PaidShare;
import org.drey.alerts.story.StoryMark;
import org.drey.alerts.story.StoryOccasion;
import org.drey.alerts.story.StoryPayment;
import org.drey.alerts.story.StorySession;
import org.drey.event.Alert;

/** An occasion of a story in one line, for people. */
public final class OccasionWords {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ROOT);

  private final Alert alert;

  /** The words for the occasions of an alert, with its own token. */
  public OccasionWords(Alert alert) {
    this.alert = alert;
  }

  /** When it began, in UTC: "4 Mar 12:17". */
  public static String when(StoryOccasion one) {
    return MINUTE.format(Instant.ofEpochMilli(one.from()).atOffset(ZoneOffset.UTC));
  }

  /** Returns what happened: "paid 18.90 to payee-1; 8 min later a private session of host-1". */
  public String happened(StoryOccasion one) {
    List<String> said = new ArrayList<>();
    if (!one.payments().isEmpty()) {
      said.add(payments(one));
    }
    if (!one.sessions().isEmpty()) {
      said.add(sessions(one.sessions()));
    }
    one.others().forEach(mark -> said.add(mark(mark)));
    return String.join("; ", said);
  }

  private String payments(StoryOccasion one) {
    List<StoryPayment> paid = one.payments().stream().filter(StoryPayment::completed).toList();
    List<PaidShare> shares = PaidShare.of(List.of(one));
    int failed = one.payments().size() - paid.size();
    String tried = failed == 0 ? "" : StorySummary.counted(failed, "payment") + " not carried out";
    if (paid.isEmpty()) {
      return tried;
    }
    String amount = one.paid() == 0 ? "" : String.format(Locale.ROOT, "%.2f", one.paid());
    String count = paid.size() == 1 ? "" : paid.size() + " payments, ";
    String words = count + (amount.isEmpty() ? "amount not known" : amount) + others(shares);
    return "paid " + words + (tried.isEmpty() ? "" : "; " + tried);
  }

  private String others(List<PaidShare> shares) {
    boolean isPaid =
        alert.getEvents().stream()
            .anyMatch(
                event ->
                    event.getPayment() != null
                        && event.getPayment().getPayee().equals(alert.getEntity()));
    String many = isPaid ? " people" : " accounts";
    return (isPaid ? " by " : " to ")
        + (shares.size() == 1 ? shares.get(0).other() : shares.size() + many);
  }

  private String sessions(List<StorySession> sessions) {
    StorySession first = sessions.get(0);
    if (sessions.size() > 1) {
      long minutes =
          sessions.stream().mapToLong(one -> one.minutes() == null ? 0 : one.minutes()).sum();
      return pair(first) + sessions.size() + " live sessions, " + minutes + " min together";
    }
    String host =
        first.host() == null
            ? " of " + EventWords.YOUNG_HOST
            : first.host().equals(alert.getEntity()) ? "" : " of " + first.host();
    String length = first.minutes() == null ? "" : ", " + first.minutes() + " min";
    return pair(first) + SessionWords.session(first.visibility()) + host + length;
  }

  /** How far a session is from its payment, if a rule joined the two. */
  private static String pair(StorySession session) {
    Long apart = session.minutesApart();
    if (apart == null) {
      return "";
    }
    return session.wasPaidLater() ? "paid for " + apart + " min after " : apart + " min later ";
  }

  private String mark(StoryMark mark) {
    EventWords words = new EventWords(alert);
    return alert.getEvents().stream()
        .filter(event -> event.getEventId().equals(mark.eventId()))
        .filter(event -> event.getTopic().equals(mark.topic()))
        .findFirst()
        .map(words::sentence)
        .orElse(mark.topic());
  }
}
