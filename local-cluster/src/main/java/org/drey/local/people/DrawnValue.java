package org.drey.local.people;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.drey.yaml.YamlNode;

/**
 * A value that is drawn each time it is asked for: one of some alternatives, each of which draws
 * from a range or is one value.
 *
 * @param alternatives each as often as its weight
 */
record DrawnValue(List<Function<Random, Object>> alternatives) {
  private static final int HEAVIEST = 1000;

  /** Returns a value by chance. */
  Object from(Random random) {
    int chosen = alternatives.size() == 1 ? 0 : random.nextInt(alternatives.size());
    return alternatives.get(chosen).apply(random);
  }

  /**
   * Reads one value, a list of alternatives, or a map from alternatives to weights.
   *
   * @param form what draws from the text of an alternative; what it refuses is a problem of the
   *     file
   */
  static DrawnValue read(YamlNode node, Function<String, Function<Random, Object>> form) {
    List<Function<Random, Object>> read = new ArrayList<>();
    if (node.isMap()) {
      node.fields()
          .forEach(
              (text, weight) ->
                  read.addAll(Collections.nCopies(times(weight), one(weight, text, form))));
    } else {
      node.items().forEach(item -> read.add(one(item, item.text(), form)));
    }
    if (read.isEmpty()) {
      throw node.problem("expected a value, but there is none");
    }
    return new DrawnValue(List.copyOf(read));
  }

  /** Returns what draws from one text; what its form refuses is a problem of the place. */
  static Function<Random, Object> one(
      YamlNode node, String text, Function<String, Function<Random, Object>> form) {
    try {
      return form.apply(text);
    } catch (IllegalArgumentException e) {
      throw node.problem(String.valueOf(e.getMessage()));
    }
  }

  private static int times(YamlNode weight) {
    long times = weight.wholeNumber();
    if (times < 1 || times > HEAVIEST) {
      throw weight.problem("a weight is from 1 to " + HEAVIEST);
    }
    return (int) times;
  }
}
