package org.drey.local.generate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.drey.event.AgeAssurance;
import org.drey.event.AgeBand;
import org.drey.event.NetworkClass;
import org.drey.local.people.PeopleKeys.Place;
import org.drey.local.people.PeopleKind;
import org.drey.local.people.PeopleRole;
import org.drey.local.people.PeopleValues;
import org.drey.local.people.WorldCountry;
import org.jspecify.annotations.Nullable;

/** A circle of a kind of people, with those who are in it. */
final class WorldCircle {
  private static final int OPENING_MINUTES = 480;

  private final PeopleKind kind;
  private final WorldTown town;
  private final WorldCountry home;
  private final WorldCountry abroad;
  private final int day;
  private final Map<String, List<WorldMember>> members = new LinkedHashMap<>();

  /**
   * Makes one, with members in its roles.
   *
   * @param around who is in place of those who live, and in whose country it is; or null
   */
  WorldCircle(PeopleKind kind, WorldTown town, @Nullable WorldMember around, Random random) {
    this.kind = kind;
    this.town = town;
    this.home = around == null ? WorldCountry.any(kind.home(), random) : around.country();
    this.abroad = WorldCountry.any(kind.abroad(), random);
    this.day = beginning(kind, town.settings().days(), random);
    for (PeopleRole role : kind.roles()) {
      if (around == null || !role.lives()) {
        members.put(role.name(), members(role, random));
      }
    }
  }

  private static int beginning(PeopleKind kind, int days, Random random) {
    int lasts = Math.toIntExact(kind.values().number("lasts"));
    if (lasts > days) {
      throw new IllegalArgumentException(
          "the people '" + kind.name() + "' need a world of " + lasts + " days");
    }
    if (kind.values().is("at_half")) {
      return days / 2;
    }
    return lasts == 0 ? 0 : random.nextInt(days - lasts + 1);
  }

  private List<WorldMember> members(PeopleRole role, Random random) {
    PeopleValues values = role.values();
    long count =
        values.has("one_per")
            ? town.settings().people() / Math.max(1, values.number("one_per"))
            : values.number("count", random);
    boolean shared = values.is("shares_device");
    List<WorldMember> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      made.add(member(role, i, shared && i > 0 ? made.get(0) : null, random));
    }
    return List.copyOf(made);
  }

  private WorldMember member(
      PeopleRole role, int number, @Nullable WorldMember sharing, Random random) {
    PeopleValues values = role.values();
    int opened = Math.toIntExact(day - values.number("account", random));
    WorldTokens tokens = town.tokens();
    WorldMember member =
        new WorldMember(
            role,
            number,
            day,
            day + Math.toIntExact(values.number("begins", random)),
            country(values.symbol("country", Place.class), random),
            WorldTown.at(opened, random.nextInt(OPENING_MINUTES), random),
            values.symbol("age", AgeBand.class, random),
            values.symbol("network", NetworkClass.class, random),
            values.symbol("host", AgeAssurance.class, random),
            values.text("mcc", random),
            SeededRandom.pick(random, ProviderFirms.BANKS),
            SeededRandom.pick(random, ProviderFirms.ISPS),
            tokens.next("subject"),
            tokens.next("payee"),
            tokens.next("host"),
            tokens.next("room"),
            sharing == null ? tokens.next("device") : sharing.device());
    if (values.says("host") && opened >= 0) {
      town.platform().createRoom(member, member.room(), member.opened(), event -> {});
    }
    return member;
  }

  private WorldCountry country(Place place, Random random) {
    return switch (place) {
      case HOME -> home;
      case ABROAD -> abroad;
      case ANY_HOME -> WorldCountry.any(kind.home(), random);
      case ANY_ABROAD -> WorldCountry.any(kind.abroad(), random);
    };
  }

  /** Returns those in a role, of this circle or else of the town. */
  List<WorldMember> members(String role) {
    List<WorldMember> own = members.get(role);
    return own == null ? town.places().getOrDefault(role, List.of()) : own;
  }

  /** Returns another in a role, who is in no circle. */
  WorldMember another(String role, Random random) {
    List<WorldMember> known = members(role);
    return member(known.get(0).role(), known.size(), null, random);
  }

  /** Puts all where everyone finds them. */
  void openTo(Map<String, List<WorldMember>> places) {
    places.putAll(members);
  }

  /** Returns all who are in it, in the order of their roles. */
  Stream<WorldMember> all() {
    return members.values().stream().flatMap(List::stream);
  }
}
