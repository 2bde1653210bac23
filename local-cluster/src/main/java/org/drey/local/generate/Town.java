package org.drey.local.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the people of a world share: its days, its firms, its places, and who was planted. */
record Town(
    Period period,
    Circle circle,
    Resolver resolver,
    Proxy proxy,
    PaymentDesk payments,
    LivePlatform platform,
    Hotline hotline,
    ListedNames listed,
    OrdinaryNames names,
    List<Truth.Planted> register,
    List<Truth.Resembling> resembling) {

  /** Remembers that an entity is planted. */
  void plant(Truth.Kind kind, String entity) {
    register.add(kind.of(entity));
  }

  /** Remembers that an entity looks like a planted one and is not. */
  void resemble(LookAlike kind, String entity) {
    resembling.add(kind.of(entity));
  }

  /** Everything planted, by kind. */
  List<Truth.Planted> planted() {
    List<Truth.Planted> sorted = new ArrayList<>(register);
    sorted.sort(Comparator.comparing(Truth.Planted::kind).thenComparing(Truth.Planted::entity));
    return List.copyOf(sorted);
  }

  /** All who only look like it, by kind. */
  List<Truth.Resembling> lookAlikes() {
    List<Truth.Resembling> sorted = new ArrayList<>(resembling);
    sorted.sort(
        Comparator.comparing(Truth.Resembling::kind).thenComparing(Truth.Resembling::entity));
    return List.copyOf(sorted);
  }
}
