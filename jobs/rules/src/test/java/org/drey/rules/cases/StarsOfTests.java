package org.drey.rules.cases;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.schema.EntityKey;
import org.drey.rules.verdict.AlertIds;
import org.jspecify.annotations.Nullable;

/** The star of one payee, to which tests send links. */
final class StarsOfTests {
  static final long DAY = Duration.ofDays(1).toMillis();
  static final EntityKey X = entity("PAYEE", "x");
  static final AlertStanding OPEN = standing("OPEN", null);

  private final EntityKey centre;
  private byte @Nullable [] kept;
  private long version;
  private @Nullable CaseRevision last;

  StarsOfTests(EntityKey centre) {
    this.centre = centre;
  }

  static EntityKey entity(String kind, String token) {
    return new EntityKey("default", 1, kind, token);
  }

  static EntityKey payer(String token) {
    return entity("SUBJECT", token);
  }

  /** An alert whose evidence was last seen at day 31. */
  static AlertStanding standing(String state, @Nullable String closedBy) {
    return AlertStanding.of(state, closedBy, 52.7, 5 * DAY, 31 * DAY);
  }

  static String alert(AlertTrack track, EntityKey entity) {
    return AlertIds.of(track, entity);
  }

  StarsOfTests named(EntityKey from, AlertTrack track, long time, @Nullable AlertStanding alert) {
    return take(new EntityLink(centre, from, track.name(), ++version, time, true, alert));
  }

  StarsOfTests payer(String token, long time, @Nullable AlertStanding alert) {
    return named(payer(token), AlertTrack.PAYER, time, alert);
  }

  /** An alert of the one in the middle. */
  StarsOfTests own(AlertTrack track, AlertStanding alert) {
    return take(
        new EntityLink(centre, centre, track.name(), ++version, CaseStar.NOT_NAMED, false, alert));
  }

  StarsOfTests take(EntityLink link) {
    return take(link, Set.of());
  }

  StarsOfTests take(EntityLink link, Set<String> hubs) {
    CaseState book = new CaseState(centre, kept, Duration.ofDays(91).toMillis());
    book.take(link);
    CaseRevision revision = book.revise(hubs);
    last = revision == null ? last : revision;
    kept = book.bytes();
    return this;
  }

  /** The case that there is, or null. */
  @Nullable CaseContent content() {
    return last == null ? null : last.content();
  }

  /** The number of its last revision. */
  long revision() {
    return last == null ? 0 : last.number();
  }

  /** What would be kept. */
  byte[] kept() {
    return kept;
  }

  List<String> alerts() {
    CaseContent content = content();
    return content == null
        ? List.of()
        : content.members().stream().map(CaseContent.Member::alertId).sorted().toList();
  }
}
