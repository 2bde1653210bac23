package org.drey.local.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** The values of one map in a file of people, by the keys of {@link PeopleKeys}. */
public final class PeopleValues {
  private final Map<String, YamlNode> given;
  private final Map<String, DrawnValue> drawn = new HashMap<>();

  PeopleValues(YamlNode map, Map<String, PeopleKeys.Key> keys) {
    this(map, keys, keys.keySet());
  }

  /** Reads a map; a key that is none of the known ones is a problem. */
  PeopleValues(YamlNode map, Map<String, PeopleKeys.Key> keys, Set<String> known) {
    this.given = map.isNothing() ? Map.of() : map.fields(known);
    keys.forEach(
        (name, key) -> {
          YamlNode value = given.get(name);
          if (value != null && key.form() != null) {
            drawn.put(name, DrawnValue.read(value, key.form()));
          } else if (key.otherwise() != null) {
            drawn.put(name, key.otherwise());
          }
        });
  }

  /** Returns whether there is a value, also one for a key that was left out. */
  public boolean has(String key) {
    return drawn.containsKey(key);
  }

  /** Returns whether the key is there. */
  public boolean says(String key) {
    return given.containsKey(key);
  }

  /** Returns all that the map says. */
  Map<String, YamlNode> given() {
    return given;
  }

  /** Draws a number in its smallest part: pence, thousandths, minutes of the day, milliseconds. */
  public long number(String key, Random random) {
    return (long) value(key).from(random);
  }

  /** Returns a number that is always the same. */
  public long number(String key) {
    return number(key, any());
  }

  /** Draws a symbol. */
  public <E extends Enum<E>> E symbol(String key, Class<E> type, Random random) {
    return type.cast(value(key).from(random));
  }

  /** Returns a symbol that is always the same. */
  public <E extends Enum<E>> E symbol(String key, Class<E> type) {
    return symbol(key, type, any());
  }

  /** Returns whether a flag is set. */
  public boolean is(String key) {
    return (boolean) value(key).from(any());
  }

  /** Returns a text that is drawn, or null if there is none. */
  public @Nullable String text(String key, Random random) {
    return has(key) ? (String) value(key).from(random) : null;
  }

  /** Returns a text that is always the same, or null if there is none. */
  public @Nullable String text(String key) {
    return text(key, any());
  }

  /** Returns all items of a list or the one value, each read for itself. */
  <T> List<T> each(String key, Function<YamlNode, T> item) {
    YamlNode value = given.get(key);
    return value == null ? List.of() : value.items().stream().map(item).toList();
  }

  /** Returns what draws where there is nothing to be drawn. */
  private static Random any() {
    return new Random(0);
  }

  private DrawnValue value(String key) {
    return Objects.requireNonNull(drawn.get(key), () -> "there is no value of " + key);
  }
}
