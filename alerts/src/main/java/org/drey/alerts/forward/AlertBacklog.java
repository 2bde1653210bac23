package org.drey.alerts.forward;

import java.util.HashMap;
import java.util.Map;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.topics.TopicRecord;
import org.jspecify.annotations.Nullable;

/**
 * Alerts that the topic had when a sink was started. Of one that is open the newest revision is
 * news in any case: the topic may no longer have the one that notified. To a sink that gets its
 * first alerts, nothing else of them is.
 */
final class AlertBacklog {
  private final boolean isFirstStart;
  private final Map<Integer, Long> lastOffsets = new HashMap<>();
  private final Map<String, RecordPlace> newestOfOpen = new HashMap<>();

  private record RecordPlace(int partition, long offset) {
    static RecordPlace of(TopicRecord entry) {
      return new RecordPlace(entry.partition(), entry.offset());
    }
  }

  AlertBacklog(boolean isFirstStart) {
    this.isFirstStart = isFirstStart;
  }

  /**
   * Learns of a record, in the order of the topic.
   *
   * @param alert null of one that was removed, or cannot be read
   */
  void learn(TopicRecord entry, @Nullable Alert alert) {
    lastOffsets.put(entry.partition(), entry.offset());
    if (alert != null && alert.getState() == AlertState.OPEN) {
      newestOfOpen.put(alert.getAlertId(), RecordPlace.of(entry));
    } else if (alert != null) {
      newestOfOpen.remove(alert.getAlertId());
    } else if (entry.value() == null && entry.key() != null) {
      newestOfOpen.remove(entry.key());
    }
  }

  /** Returns whether a revision is news to a sink that does not get all. */
  boolean isNews(TopicRecord entry, Alert alert) {
    return RecordPlace.of(entry).equals(newestOfOpen.get(alert.getAlertId()))
        || (alert.getNotify() && !isOld(entry));
  }

  /** Returns whether it was there already when the sink was started for the first time. */
  boolean isOld(TopicRecord entry) {
    Long last = lastOffsets.get(entry.partition());
    return isFirstStart && last != null && entry.offset() <= last;
  }
}
