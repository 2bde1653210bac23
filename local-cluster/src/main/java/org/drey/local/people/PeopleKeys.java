package org.drey.local.people;

import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.drey.event.AgeAssurance;
import org.drey.event.AgeBand;
import org.drey.event.NetworkClass;
import org.drey.event.PayeeKind;
import org.drey.event.Relationship;
import org.drey.event.Track;
import org.drey.event.VerdictReason;
import org.drey.rules.sigma.RuleFile;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/**
 * The keys that the files of people have in their sections, as {@code people-keys.yml} has them.
 */
public final class PeopleKeys {
  private static final String FILE = "/people-keys.yml";
  private static final List<Class<?>> SYMBOLS =
      List.of(
          Part.class,
          Place.class,
          Choice.class,
          AskedName.class,
          Alerted.class,
          AgeAssurance.class,
          AgeBand.class,
          DayOfWeek.class,
          NetworkClass.class,
          PayeeKind.class,
          Relationship.class,
          Track.class,
          VerdictReason.class);

  private static final Map<String, Map<String, Key>> SECTIONS = new HashMap<>();

  static {
    RuleFile file = RuleFile.bundled(PeopleKeys.class, FILE).get(0);
    YamlNode.parse(FILE, file.text())
        .fields()
        .forEach(
            (section, keys) -> {
              Map<String, Key> read = new HashMap<>();
              keys.fields().forEach((name, key) -> read.put(name, Key.read(key)));
              SECTIONS.put(section, Map.copyOf(read));
            });
  }

  private PeopleKeys() {}

  /**
   * The values that a key takes.
   *
   * @param form the form of its values, or null if it is read otherwise
   * @param otherwise what it is if it is left out, or null
   */
  record Key(
      @Nullable Function<String, Function<Random, Object>> form, @Nullable DrawnValue otherwise) {
    static Key read(YamlNode key) {
      YamlNode takes = key.get("takes");
      YamlNode otherwise = key.get("otherwise");
      var form = takes == null ? null : form(takes.text());
      return new Key(
          form, form == null || otherwise == null ? null : DrawnValue.read(otherwise, form));
    }

    private static Function<String, Function<Random, Object>> form(String name) {
      return SYMBOLS.stream()
          .filter(type -> type.getSimpleName().equals(name))
          .findFirst()
          .map(DrawnValue::symbol)
          .orElseGet(() -> DrawnValue.Form.valueOf(name.toUpperCase(Locale.ROOT)));
    }
  }

  /** Returns the keys of a section. */
  static Map<String, Key> of(String section) {
    return SECTIONS.getOrDefault(section, Map.of());
  }

  /** The reasons for which a circle is in a world. */
  public enum Part {
    TOWN,
    EVERYONE,
    PLANTED,
    OTHERS,
    BESIDE,
    LOOK_ALIKES,
    RETURNING
  }

  /** The places where those of a role live: those of their circle, or each in any. */
  public enum Place {
    HOME,
    ABROAD,
    ANY_HOME,
    ANY_ABROAD
  }

  /** The ways in which the other of an occasion is chosen. */
  public enum Choice {
    ANY,
    TURNS,
    EACH,
    NEW
  }

  /** The names that can be asked for. */
  public enum AskedName {
    ORDINARY,
    LISTED,
    ALIAS,
    CARRIER,
    NEAR_MISS,
    GENERATED
  }

  /**
   * The expectation of an alert about someone; one who is not planted may have one, and it is
   * wrong.
   */
  public enum Alerted {
    ALWAYS,
    NEVER,
    MAYBE
  }
}
