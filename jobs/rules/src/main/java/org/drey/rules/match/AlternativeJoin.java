package org.drey.rules.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.match.TextTest.SameText;

/**
 * Joins alternatives into the cheapest predicate: many texts or symbols of a slot become one set.
 */
final class AlternativeJoin {
  private AlternativeJoin() {}

  static EventPredicate of(List<EventPredicate> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    if (parts.stream().map(AlternativeJoin::slot).distinct().count() > 1) {
      return new EventPredicate.Or(List.copyOf(parts)); // a list of selections of different fields
    }
    if (parts.stream().allMatch(EventPredicate.SymbolIn.class::isInstance)) {
      long symbols = 0;
      for (EventPredicate part : parts) {
        symbols |= ((EventPredicate.SymbolIn) part).symbols();
      }
      return new EventPredicate.SymbolIn(((EventPredicate.SymbolIn) parts.get(0)).slot(), symbols);
    }
    Set<String> same = new HashSet<>();
    List<EventPredicate> others = new ArrayList<>();
    int slot = -1;
    for (EventPredicate part : parts) {
      if (part instanceof EventPredicate.Text text
          && text.text() instanceof SameText exact
          && !exact.cased()) {
        same.add(exact.text());
        slot = text.slot();
      } else {
        others.add(part);
      }
    }
    if (same.isEmpty()) {
      return new EventPredicate.Or(List.copyOf(parts));
    }
    others.add(0, new EventPredicate.Text(slot, TextTest.OneOf.of(same)));
    return others.size() == 1 ? others.get(0) : new EventPredicate.Or(List.copyOf(others));
  }

  /** The slot that a set could stand for, or -1 for what is never joined. */
  private static int slot(EventPredicate part) {
    if (part instanceof EventPredicate.SymbolIn in) {
      return in.slot();
    }
    return part instanceof EventPredicate.Text text ? text.slot() : -1;
  }
}
