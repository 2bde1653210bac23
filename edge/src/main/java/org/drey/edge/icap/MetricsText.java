package org.drey.edge.icap;

import java.util.Locale;
import org.drey.blocklist.MatchKind;

/** Metrics in the text format of Prometheus. */
final class MetricsText {
  private MetricsText() {}

  static String of(Counts counts, FollowedLists lists) {
    StringBuilder text = new StringBuilder();
    head(text, "drey_icap_events_total", "counter", "Requests and connections by what happened.");
    for (Counts.Event event : Counts.Event.values()) {
      line(text, "drey_icap_events_total", "event", event, counts.of(event));
    }
    head(text, "drey_icap_blocked_total", "counter", "Requests blocked, by the kind of entry.");
    for (MatchKind kind : MatchKind.values()) {
      line(text, "drey_icap_blocked_total", "kind", kind, counts.blocked(kind));
    }
    head(text, "drey_icap_failed_open_total", "counter", "Requests that passed undecided.");
    for (Counts.OpenReason reason : Counts.OpenReason.values()) {
      line(text, "drey_icap_failed_open_total", "reason", reason, counts.open(reason));
    }
    head(text, "drey_icap_list_problem", "gauge", "1 if the newest list could not be used.");
    text.append("drey_icap_list_problem ").append(lists.problem() == null ? 0 : 1).append('\n');
    CurrentLists current = lists.lists();
    if (current != null) {
      lists(text, current, lists);
    }
    return text.toString();
  }

  private static void lists(StringBuilder text, CurrentLists current, FollowedLists lists) {
    head(text, "drey_icap_list_age_seconds", "gauge", "Since the list was announced.");
    for (CurrentLists.One one : current.lists()) {
      list(text, "drey_icap_list_age_seconds", one, lists.age(one).toSeconds());
    }
    head(text, "drey_icap_list_stale", "gauge", "1 if the list is older than it may be.");
    for (CurrentLists.One one : current.lists()) {
      list(text, "drey_icap_list_stale", one, lists.isStale(one) ? 1 : 0);
    }
  }

  private static void list(StringBuilder text, String name, CurrentLists.One one, long value) {
    String id = one.version().listId();
    String version = one.version().version();
    text.append("%s{list=\"%s\",version=\"%s\"} %d\n".formatted(name, id, version, value));
  }

  private static void head(StringBuilder text, String name, String type, String help) {
    text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
  }

  private static void line(
      StringBuilder text, String name, String label, Enum<?> value, long count) {
    String word = value.name().toLowerCase(Locale.ROOT);
    text.append("%s{%s=\"%s\"} %d\n".formatted(name, label, word, count));
  }
}
