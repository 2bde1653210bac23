package org.drey.collect.iso20022;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known by its names, several of which may be alike.
 *
 * @param <V> what is known; two are the same if they are one object
 */
final class ReferenceIndex<V> {
  private final Map<PaymentReference, List<V>> known = new HashMap<>();

  void add(List<PaymentReference> names, V value) {
    for (PaymentReference name : names) {
      known.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(value);
    }
  }

  void remove(List<PaymentReference> names, V value) {
    for (PaymentReference name : names) {
      List<V> alike = known.get(name);
      if (alike != null && isRemoved(alike, value) && alike.isEmpty()) {
        known.remove(name);
      }
    }
  }

  /** Removes one, which mostly is the oldest. */
  private static <V> boolean isRemoved(List<V> alike, V value) {
    for (int at = 0; at < alike.size(); at++) {
      if (alike.get(at) == value) {
        alike.remove(at);
        return true;
      }
    }
    return false;
  }

  /** Returns all that have a name, as they are now. */
  List<V> find(PaymentReference name) {
    return List.copyOf(known.getOrDefault(name, List.of()));
  }

  /** Returns how many have a name. */
  int count(PaymentReference name) {
    return known.getOrDefault(name, List.of()).size();
  }
}
