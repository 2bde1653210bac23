package org.drey.edge.rpz;

import java.util.Locale;

/**
 * A limit of how much of a zone one change may take out: a feed that was cut off or emptied must
 * not let everything pass again.
 *
 * @param maxPercent of the names that are there; 100 allows all, and below that no zone is emptied
 */
public record ShrinkLimit(double maxPercent) {
  /** A fifth, as for the versions of a list. */
  public static final ShrinkLimit DEFAULT = new ShrinkLimit(20);

  /** Up to so many names a large share is a small number; but never all of them. */
  private static final int FEW_NAMES = 100;

  /** Takes 0 to 100. */
  public ShrinkLimit {
    if (!(maxPercent >= 0 && maxPercent <= 100)) {
      throw new IllegalArgumentException("the largest share to take out is 0 to 100 percent");
    }
  }

  void check(String place, ZoneContent present, ZoneChanges changes) throws ShrinkRefusedException {
    int before = present.right().size() + present.wrong().size();
    int removed = changes.remove().size();
    boolean emptied = before > 0 && removed == before && changes.put().isEmpty();
    boolean tooMuch =
        emptied ? maxPercent < 100 : before > FEW_NAMES && removed * 100.0 > maxPercent * before;
    if (tooMuch) {
      throw new ShrinkRefusedException(
          String.format(
              Locale.ROOT,
              "%s: the list would take out %d of %d names, %s. Was a feed cut off? If it is"
                  + " right: --max-shrink 100",
              place,
              removed,
              before,
              emptied ? "which is all" : String.format(Locale.ROOT, "over %.0f %%", maxPercent)));
    }
  }
}
