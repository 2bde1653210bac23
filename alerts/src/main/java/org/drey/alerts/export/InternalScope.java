package org.drey.alerts.export;

import java.util.HashSet;
import java.util.Set;
import org.drey.alerts.entity.PossibleVictims;
import org.drey.event.Alert;
import org.drey.event.Case;
import org.drey.event.CaseMember;
import org.drey.event.Track;
import org.jspecify.annotations.Nullable;

/** The alerts that go into a format for the house, decided in this one place. */
public final class InternalScope {
  private final Set<String> named;
  private final Set<String> members = new HashSet<>();
  private final boolean isAll;
  private final boolean victims;

  /** The outcome for an alert. */
  public enum Place {
    GOES,
    /** Asked for, but of a young person, and its reader decides nothing. */
    LEFT_OUT,
    /** Asked for, but the same person may be a victim: nothing else goes out. */
    HELD,
    NOT_ASKED_FOR
  }

  /**
   * Creates the scope of what is asked for.
   *
   * @param named ids; with no case, none are all
   * @param theCase whose members are asked for, too
   * @param victims whether alerts of young people go also where no id names them
   */
  public InternalScope(
      AlertExport export, Set<String> named, @Nullable Case theCase, boolean victims) {
    this.named = Set.copyOf(named);
    if (theCase != null) {
      theCase.getMembers().stream().map(CaseMember::getAlertId).forEach(members::add);
    }
    this.isAll = named.isEmpty() && theCase == null;
    this.victims = victims || export.isForAnalysts();
  }

  /** Returns whether nothing is asked for by name. */
  public boolean isAll() {
    return isAll;
  }

  /**
   * Decides.
   *
   * @param all who may be a victim
   */
  public Place of(Alert alert, PossibleVictims all) {
    boolean isNamed = named.contains(alert.getAlertId());
    if (!isAll && !isNamed && !members.contains(alert.getAlertId())) {
      return Place.NOT_ASKED_FOR;
    }
    if (all.beside(alert) != null) {
      return Place.HELD;
    }
    return alert.getTrack() == Track.VICTIM && !victims && !isNamed ? Place.LEFT_OUT : Place.GOES;
  }
}
