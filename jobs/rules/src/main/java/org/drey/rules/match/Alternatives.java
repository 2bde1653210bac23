package org.drey.rules.match;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.rules.match.TextTest.Same;

/**
 * Joins alternatives into the cheapest predicate: many texts or symbols of a slot become one set.
 */
final class Alternatives {
  private Alternatives() {}

  static Predicate of(List<Predicate> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    if (parts.stream().map(Alternatives::slot).distinct().count() > 1) {
      return new Predicate.Or(List.copyOf(parts)); // a list of selections of different fields
    }
    if (parts.stream().allMatch(Predicate.SymbolIn.class::isInstance)) {
      long symbols = 0;
      for (Predicate part : parts) {
        symbols |= ((Predicate.SymbolIn) part).symbols();
      }
      return new Predicate.SymbolIn(((Predicate.SymbolIn) parts.get(0)).slot(), symbols);
    }
    Set<String> same = new HashSet<>();
    List<Predicate> others = new ArrayList<>();
    int slot = -1;
    for (Predicate part : parts) {
      if (part instanceof Predicate.Text text
          && text.text() instanceof Same exact
          && !exact.cased()) {
        same.add(exact.text());
        slot = text.slot();
      } else {
        others.add(part);
      }
    }
    if (same.isEmpty()) {
      return new Predicate.Or(List.copyOf(parts));
    }
    others.add(0, new Predicate.Text(slot, TextTest.OneOf.of(same)));
    return others.size() == 1 ? others.get(0) : new Predicate.Or(List.copyOf(others));
  }

  /** The slot that a set could stand for, or -1 for what is never joined. */
  private static int slot(Predicate part) {
    if (part instanceof Predicate.SymbolIn in) {
      return in.slot();
    }
    return part instanceof Predicate.Text text ? text.slot() : -1;
  }
}
