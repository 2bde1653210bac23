package org.drey.collect.iso20022;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index of values by their names, several of which may be alike.
 *
 * @param <V> what is known; two are the same if they are one object
 */
final class ReferenceIndex<V> {
  private static final int FEW = 16;

  private final Map<PaymentReference, Collection<V>> known = new HashMap<>();

  void add(List<PaymentReference> names, V value) {
    for (PaymentReference name : names) {
      Collection<V> alike = known.computeIfAbsent(name, unused -> new ArrayList<>(1));
      if (alike.size() == FEW && alike instanceof List) { // from here on searching it takes long
        alike = new LinkedHashSet<>(alike);
        known.put(name, alike);
      }
      alike.add(value);
    }
  }

  void remove(List<PaymentReference> names, V value) {
    for (PaymentReference name : names) {
      Collection<V> alike = known.get(name);
      if (alike != null && alike.remove(value) && alike.isEmpty()) {
        known.remove(name);
      }
    }
  }

  /** Returns all that have a name, as they are now. */
  List<V> find(PaymentReference name) {
    return List.copyOf(known.getOrDefault(name, List.of()));
  }

  /** Returns the first that has a name; null if there is none. */
  @Nullable V first(PaymentReference name) {
    Collection<V> alike = known.get(name);
    return alike == null ? null : alike.iterator().next();
  }

  /** Returns how many have a name. */
  int count(PaymentReference name) {
    return known.getOrDefault(name, List.of()).size();
  }
}
