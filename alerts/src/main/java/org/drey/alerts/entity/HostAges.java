package org.drey.alerts.entity;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.event.Alert;
import org.drey.event.AlertEvent;
import org.drey.event.LivestreamDetails;
import org.drey.event.Reason;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/** The ages that the events of an alert say of hosts whom another pays or watches. */
public enum HostAges {
  /** No event says that there was a host. */
  NO_HOSTS(null),
  CHILDREN("hosts assured to be children"),
  SOME_CHILDREN("some hosts assured to be children"),
  ADULTS(null),
  SOME_ADULTS(null),
  NOT_ASSURED(null);

  /** The sentence where age assurance has found no child, and perhaps no adult either. */
  private static final String NO_CHILD = "Nobody assured that the host is a child.";

  private static final String ADULT = "The host is assured to be an adult.";

  /** The severity of who pays assured children or hosts them. */
  private static final int WORST = 4;

  private final @Nullable String words;

  HostAges(@Nullable String words) {
    this.words = words;
  }

  /** Returns what is assured of the hosts of an alert; a young person's own age is none of it. */
  public static HostAges of(Alert alert) {
    if (alert.getTrack() == Track.VICTIM) {
      return NO_HOSTS;
    }
    Set<String> ages =
        alert.getEvents().stream()
            .map(AlertEvent::getLivestream)
            .filter(Objects::nonNull)
            .map(LivestreamDetails::getHostAgeAssurance)
            .collect(Collectors.toUnmodifiableSet());
    boolean isOne = ages.size() == 1;
    if (ages.contains("CHILD") || isSevere(alert)) {
      return isOne && ages.contains("CHILD") ? CHILDREN : SOME_CHILDREN;
    }
    if (ages.isEmpty()) {
      return NO_HOSTS;
    }
    return !ages.contains("ADULT") ? NOT_ASSURED : isOne ? ADULTS : SOME_ADULTS;
  }

  /**
   * Returns whether evidence that counts shows an assured child, which only {@code drey.severe}
   * says on these tracks. The events are the latest few alone, and need not show it any more.
   */
  private static boolean isSevere(Alert alert) {
    return (alert.getTrack() == Track.PAYER || alert.getTrack() == Track.FACILITATOR)
        && alert.getSeverity() >= WORST;
  }

  /** Returns whether any host is assured to be a child. */
  public boolean haveChildren() {
    return words != null;
  }

  /**
   * Returns why a reason does not count in full: by its rule's words, or that the hosts are assured
   * to be adults, where they are.
   */
  public List<String> caveats(Reason reason) {
    return reason.getCaveats().stream()
        .map(one -> this == ADULTS && one.equals(NO_CHILD) ? ADULT : one)
        .toList();
  }

  /** Returns that there are children, in a few words for a list; null if none is assured. */
  public @Nullable String words() {
    return words;
  }

  /** Returns what has to be read of them before anything else; null if no child is assured. */
  public @Nullable String sentence() {
    return haveChildren()
        ? (this == CHILDREN ? "The hosts" : "Some of the hosts")
            + " here are assured to be children, by age assurance."
        : null;
  }
}
