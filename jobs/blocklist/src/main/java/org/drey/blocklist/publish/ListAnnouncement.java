package org.drey.blocklist.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.drey.blocklist.index.ListKey;

/**
 * The conditions of an announcement before it counts, wherever it comes from. The bounds hold back
 * one who has the key, or whose clock is wrong: a list could else not be announced any more.
 */
public final class ListAnnouncement {
  /** The most that a sequence may be ahead of the last one; one a second for eleven days. */
  public static final long MAX_STEP = 1_000_000;

  /** The most that the announcer's clock may be ahead of this one. */
  public static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  private ListAnnouncement() {}

  /** The reason why an announcement, or what it names, is refused. */
  public enum Refusal {
    /** It cannot be read, or is too long or of another form. */
    NO_MANIFEST("it is no manifest"),
    /** Announced under the name of another list, where compaction would not replace it. */
    OTHER_KEY("its record's key is not the id of its list"),
    /** A record without a value, by which compaction would forget the list. */
    TOMBSTONE("it has no value, and a list is not removed by that"),
    /** Changed, or by one who does not have the key. */
    WRONG_MAC("its MAC does not fit: missing, changed, or made with another key"),
    /** Far above the last. */
    SEQUENCE_TOO_HIGH("its sequence is more than a million above the last"),
    /** Made later than what is in force, and numbered before it. */
    SEQUENCE_BACK(
        "its sequence is below the last; a new folder of lists has to go on counting"
            + " where the one before ended"),
    /** Genuine, and not what was announced before with the same sequence. */
    CONFLICT(
        "its sequence is that of another announcement; two folders of lists are published from, or"
            + " one was put back from a backup: keep the right one and announce from it again"),
    /** From the future. */
    TOO_FAR_AHEAD("its time is more than five minutes ahead; look at the announcer's clock"),
    /** Missing, damaged or made with another key. */
    UNUSABLE_FILES("its files cannot be used"),
    /** Under a running process, which goes on with what it has loaded. */
    CHANGED_FILES("a file in force was cut off, changed or removed");

    private final String words;

    Refusal(String words) {
      this.words = words;
    }

    /** Returns what is wrong, for people; after a colon. */
    public String words() {
      return words;
    }

    /** For metrics: {@code wrong_mac}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns why an announcement does not count; nothing if it does.
   *
   * @param last the highest sequence of the list that was seen, 0 for none; asked only for what was
   *     made with the key, so that no one else makes it look anything up
   */
  public static Optional<Refusal> refusal(
      PublishedManifest manifest, ListKey key, LongSupplier last, Instant now) {
    if (!manifest.isMadeWith(key)) {
      return Optional.of(Refusal.WRONG_MAC);
    }
    if (manifest.sequence() - last.getAsLong() > MAX_STEP) {
      return Optional.of(Refusal.SEQUENCE_TOO_HIGH);
    }
    return manifest.publishedAt().isAfter(now.plus(MAX_AHEAD))
        ? Optional.of(Refusal.TOO_FAR_AHEAD)
        : Optional.empty();
  }
}
