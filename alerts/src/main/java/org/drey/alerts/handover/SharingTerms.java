package org.drey.alerts.handover;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * On what terms alerts go out.
 *
 * @param tlp who may read it
 * @param days for how long from the verdict on; then it is to be deleted or looked at again, and no
 *     longer goes out
 * @param organisation who hands on; null if the document does not say
 * @param answerTo where its receiver can answer; null if the document does not say
 */
public record SharingTerms(
    TrafficLight tlp, int days, @Nullable String organisation, @Nullable String answerTo) {
  /** Narrow, for three months, without a name. */
  public static final SharingTerms DEFAULT = new SharingTerms(TrafficLight.RED, 90, null);

  /** On terms that do not say where to answer. */
  public SharingTerms(TrafficLight tlp, int days, @Nullable String organisation) {
    this(tlp, days, organisation, null);
  }

  /** Returns the same terms for other readers. */
  public SharingTerms with(TrafficLight others) {
    return new SharingTerms(others, days, organisation, answerTo);
  }

  /** Returns when what was decided at a time is to be deleted or looked at again. */
  Instant expiry(Instant decided) {
    return decided.plus(Duration.ofDays(days));
  }
}
