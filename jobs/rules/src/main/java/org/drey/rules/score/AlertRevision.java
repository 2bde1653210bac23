package org.drey.rules.score;

import java.util.function.Function;
import org.drey.rules.compile.Track;

/**
 * A revision of one of an entity's alerts, with all that it says.
 *
 * @param revision what is new
 * @param judgement what it says of verdicts on it
 * @param explanation the evidence for it
 * @param newest when the newest entry of the track was folded, milliseconds since 1970; 0 for none
 * @param now the machine's clock when it was made
 */
public record AlertRevision(
    Track track,
    LastRevision.Revision revision,
    Judgement judgement,
    Explanation explanation,
    long newest,
    long now) {

  /** Whether there is no such alert any more. */
  public boolean isLast() {
    return revision.state() == LastRevision.State.ENDED;
  }

  /**
   * A revision with its explanation.
   *
   * @param shown what there is to show of a finding, by its id
   */
  static AlertRevision of(
      Track track,
      LastRevision.Revision revision,
      Judgement judgement,
      Function<String, Shown> shown,
      long newest,
      long now) {
    AlertContent content = revision.content();
    Explanation explanation = content == null ? Explanation.NONE : Explanation.of(content, shown);
    return new AlertRevision(track, revision, judgement, explanation, newest, now);
  }
}
