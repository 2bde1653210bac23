package org.drey.rules.compile;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drey.rules.match.EventPredicate;
import org.drey.rules.schema.Event;
import org.drey.rules.schema.StreamField;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on findings of a rule: the factors that make them count less, {@code
 * drey.quality}, and what makes them severe, {@code drey.severe}.
 *
 * @param factors in the order of the document
 * @param severe whether a finding's completing event is severe; null if none is
 * @param fields those that the conditions of a correlation read, of its completing event
 * @param places where each of them is among the carried values
 */
public record QualityFactors(
    List<Factor> factors, @Nullable EventPredicate severe, List<StreamField> fields, int[] places)
    implements Serializable {
  /** The factors of a rule whose findings all count in full. */
  public static final QualityFactors NONE =
      new QualityFactors(List.of(), null, List.of(), new int[0]);

  /**
   * A factor.
   *
   * @param applies whether it does, to a finding's completing event
   * @param words why, for people
   */
  public record Factor(EventPredicate applies, double factor, String words)
      implements Serializable {}

  public QualityFactors {
    factors = List.copyOf(factors);
    fields = List.copyOf(fields);
  }

  /** Returns the same of a detection, whose conditions read the event itself. */
  QualityFactors ofEvent() {
    return new QualityFactors(factors, severe, List.of(), new int[0]);
  }

  /** Returns the same once it is known where the fields are among the carried values. */
  QualityFactors at(int[] known) {
    return new QualityFactors(factors, severe, fields, known);
  }

  /**
   * Returns the quality of a finding of a detection.
   *
   * @param confidence with which the event counts by itself, 0 to 1
   */
  public FindingQuality of(Event event, double confidence) {
    double value = confidence;
    int caveats = 0;
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i).applies().test(event)) {
        value *= factors.get(i).factor();
        caveats |= 1 << i;
      }
    }
    boolean isSevere = severe != null && severe.test(event);
    return caveats == 0 && value == 1 && !isSevere
        ? FindingQuality.FULL
        : new FindingQuality(value, caveats, isSevere);
  }

  /** Returns whether findings of one rule differ in quality or severity. */
  public boolean differs() {
    return !factors.isEmpty() || severe != null;
  }

  /** Returns the quality of a finding of a correlation, by its values. */
  public FindingQuality of(@Nullable String[] values) {
    return differs() ? of(new CarriedValues(fields, places, values), 1) : FindingQuality.FULL;
  }

  /** Returns the words of the factors that apply to a finding, each once. */
  public List<String> words(FindingQuality quality) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      if ((quality.caveats() >>> i & 1) == 1 && !words.contains(factors.get(i).words())) {
        words.add(factors.get(i).words());
      }
    }
    return words;
  }

  /**
   * The values of a finding, all of them texts, as an event for conditions.
   *
   * @param fields by slot
   * @param places where each slot is among the values
   * @param values the completing event's, overlaid by the group's
   */
  private record CarriedValues(List<StreamField> fields, int[] places, @Nullable String[] values)
      implements Event {
    @Override
    public boolean isNull(int slot) {
      return values[places[slot]] == null;
    }

    @Override
    public long longAt(int slot) {
      return Long.parseLong(textAt(slot));
    }

    @Override
    public double doubleAt(int slot) {
      return Double.parseDouble(textAt(slot));
    }

    @Override
    public boolean booleanAt(int slot) {
      return Boolean.parseBoolean(textAt(slot));
    }

    @Override
    public int symbolAt(int slot) {
      return fields.get(slot).symbols().indexOf(textAt(slot));
    }

    @Override
    public String textAt(int slot) {
      return Objects.requireNonNull(values[places[slot]], "only asked for what is not null");
    }

    @Override
    public BigDecimal decimalAt(int slot) {
      return new BigDecimal(textAt(slot));
    }

    @Override
    public List<String> textsAt(int slot) {
      throw new IllegalStateException("a finding has no list; the compiler refuses them");
    }
  }
}
