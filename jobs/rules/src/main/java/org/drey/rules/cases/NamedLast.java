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
public record NamedLast(
    long version,
    List<EntityMention> centres,
    List<EntityMention> others,
    @Nullable AlertStanding alert) {
  /** The most of either sort that are kept. */
  static final int MAX_NAMES = 50;

  static final NamedLast NOTHING = new NamedLast(0, List.of(), List.of(), null);

  /** The same after a finding that names these, as KIND:token, at a time. */
  NamedLast with(List<String> names, long time) {
    List<EntityMention> found = names.stream().map(name -> EntityMention.of(name, time)).toList();
    return new NamedLast(
        version,
        merged(centres, found, EntityMention::isCentre),
        merged(others, found, one -> !one.isCentre()),
        alert);
  }

  /** The same with the alert as it is emitted now, null if there is none any more. */
  NamedLast with(@Nullable AlertStanding next) {
    return new NamedLast(version, centres, others, next);
  }

  /** The same without an entity that was named up to a time; itself if that is none of them. */
  NamedLast without(EntityKey gone, long until) {
    List<EntityMention> nextCentres = without(centres, gone, until);
    List<EntityMention> nextOthers = without(others, gone, until);
    boolean isSame = nextCentres.size() == centres.size() && nextOthers.size() == others.size();
    return isSame ? this : new NamedLast(version, nextCentres, nextOthers, alert);
  }

  private static List<EntityMention> without(
      List<EntityMention> known, EntityKey gone, long until) {
    return known.stream().filter(one -> !(one.is(gone) && one.time() <= until)).toList();
  }

  NamedLast withVersion(long next) {
    return new NamedLast(next, centres, others, alert);
  }

  private static List<EntityMention> merged(
      List<EntityMention> known, List<EntityMention> found, Predicate<EntityMention> isOfSort) {
    List<EntityMention> merged = new ArrayList<>(known);
    boolean changed = false;
    for (EntityMention one : found) {
      if (isOfSort.test(one)) {
        changed |= add(one, merged);
      }
    }
    if (!changed) {
      return known;
    }
    merged.sort(EntityMention.NEWEST_FIRST);
    return List.copyOf(merged.subList(0, Math.min(merged.size(), MAX_NAMES)));
  }

  private static boolean add(EntityMention found, List<EntityMention> to) {
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
  public List<EntityMention> last() {
    List<EntityMention> all = new ArrayList<>(centres);
    all.addAll(others);
    all.sort(EntityMention.NEWEST_FIRST);
    return all.subList(0, Math.min(all.size(), MAX_NAMES));
  }

  /** The same as KIND:token, in no order. */
  Set<String> entities() {
    return last().stream().map(one -> one.kind() + ":" + one.token()).collect(Collectors.toSet());
  }
}
