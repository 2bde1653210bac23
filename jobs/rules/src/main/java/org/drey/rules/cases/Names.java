package org.drey.rules.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.drey.rules.schema.EntityKey;
import org.jspecify.annotations.Nullable;

/**
 * The entities that the findings of one entity and track named last.
 *
 * @param version of the last link that was sent
 * @param centres those that may be in the middle of a case, the newest first, at most 50
 * @param others the same of the other kinds
 * @param alert the alert as it was last emitted; null if it never was
 */
public record Names(
    long version, List<Naming> centres, List<Naming> others, @Nullable Standing alert) {
  /** The most of either sort that are kept. */
  static final int MOST = 50;

  static final Names NOTHING = new Names(0, List.of(), List.of(), null);

  /** The same after a finding that names these, as KIND:token, at a time. */
  Names with(List<String> names, long time) {
    List<Naming> found = names.stream().map(name -> Naming.of(name, time)).toList();
    return new Names(
        version,
        merged(centres, found, Naming::isCentre),
        merged(others, found, one -> !one.isCentre()),
        alert);
  }

  /** The same with the alert as it is emitted now, null if there is none any more. */
  Names with(@Nullable Standing next) {
    return new Names(version, centres, others, next);
  }

  /** The same without an entity that was named up to a time; itself if that is none of them. */
  Names without(EntityKey gone, long until) {
    List<Naming> nextCentres = without(centres, gone, until);
    List<Naming> nextOthers = without(others, gone, until);
    boolean isSame = nextCentres.size() == centres.size() && nextOthers.size() == others.size();
    return isSame ? this : new Names(version, nextCentres, nextOthers, alert);
  }

  private static List<Naming> without(List<Naming> known, EntityKey gone, long until) {
    return known.stream().filter(one -> !(one.is(gone) && one.time() <= until)).toList();
  }

  Names withVersion(long next) {
    return new Names(next, centres, others, alert);
  }

  private static List<Naming> merged(
      List<Naming> known, List<Naming> found, Predicate<Naming> isOfSort) {
    List<Naming> merged = new ArrayList<>(known);
    boolean changed = false;
    for (Naming one : found) {
      if (isOfSort.test(one)) {
        changed |= add(one, merged);
      }
    }
    if (!changed) {
      return known;
    }
    merged.sort(Naming.NEWEST_FIRST);
    return List.copyOf(merged.subList(0, Math.min(merged.size(), MOST)));
  }

  private static boolean add(Naming found, List<Naming> to) {
    for (int i = 0; i < to.size(); i++) {
      if (to.get(i).isSame(found)) {
        boolean newer = found.time() > to.get(i).time();
        to.set(i, newer ? found : to.get(i));
        return newer;
      }
    }
    return to.add(found);
  }

  /** Those that were named last, of all kinds, the newest first. */
  public List<Naming> last() {
    List<Naming> all = new ArrayList<>(centres);
    all.addAll(others);
    all.sort(Naming.NEWEST_FIRST);
    return all.subList(0, Math.min(all.size(), MOST));
  }

  /** The same as KIND:token, in no order. */
  Set<String> entities() {
    return last().stream().map(one -> one.kind() + ":" + one.token()).collect(Collectors.toSet());
  }
}
