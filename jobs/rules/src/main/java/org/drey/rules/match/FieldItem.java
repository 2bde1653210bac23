package org.drey.rules.match;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.drey.yaml.YamlNode;

/** Compiles one line of a Sigma selection, {@code field|modifier: values}, to a predicate. */
final class FieldItem {
  private final StreamSchema stream;
  private final Map<String, List<String>> referenceSets;
  private final YamlNode place;
  private final StreamField field;
  private final int slot;
  private final FieldModifiers modifiers;

  private FieldItem(
      StreamSchema stream, Map<String, List<String>> referenceSets, String key, YamlNode place) {
    String[] parts = key.split("\\|", -1);
    this.stream = stream;
    this.referenceSets = referenceSets;
    this.place = place;
    this.slot = stream.slot(parts[0]);
    if (slot < 0) {
      throw place.problem(
          stream.topic()
              + " has no field '"
              + parts[0]
              + "'"
              + LeftOutField.reason(parts[0])
                  .orElse(NameSuggestions.didYouMean(parts[0], stream.names())));
    }
    this.field = stream.fields().get(slot);
    this.modifiers = new FieldModifiers(List.of(parts).subList(1, parts.length));
    modifiers.check(place, field, typeOfField());
  }

  static EventPredicate compile(
      StreamSchema stream, Map<String, List<String>> referenceSets, String key, YamlNode value) {
    return new FieldItem(stream, referenceSets, key, value).compile(value);
  }

  private EventPredicate compile(YamlNode value) {
    if (value.isMap()) {
      throw value.problem("expected a value or a list of values for '" + field.name() + "'");
    }
    if (modifiers.has("exists")) {
      EventPredicate isNull = new EventPredicate.IsNull(slot);
      return value.bool() ? new EventPredicate.Not(isNull) : isNull;
    }
    if (modifiers.has("expand")) {
      return expand(value);
    }
    List<YamlNode> items = value.items();
    if (items.isEmpty()) {
      throw value.problem("the list for '" + field.name() + "' is empty: it would never match");
    }
    if (items.size() > 1 && modifiers.are("all") && field.type() != FieldType.TEXT_LIST) {
      throw value.problem("one value cannot be several: '" + field.name() + "|all' never matches");
    }
    List<EventPredicate> parts = new ArrayList<>();
    items.forEach(item -> parts.add(one(item)));
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return modifiers.has("all") ? new EventPredicate.And(parts) : AlternativeJoin.of(parts);
  }

  private EventPredicate one(YamlNode item) {
    Object value = item.scalar();
    if (value == null) {
      if (!modifiers.names().isEmpty()) {
        throw item.problem("null takes no modifier");
      }
      return new EventPredicate.IsNull(slot);
    }
    return switch (field.type()) {
      case LONG, DOUBLE, DECIMAL -> number(item);
      case BOOLEAN -> {
        if (!(value instanceof Boolean bool)) {
          throw wrongType(item, "true or false");
        }
        yield new EventPredicate.BooleanIs(slot, bool);
      }
      case ENUM -> new EventPredicate.SymbolIn(slot, symbols(item));
      case TEXT -> new EventPredicate.Text(slot, text(item));
      case TEXT_LIST -> new EventPredicate.AnyText(slot, text(item));
    };
  }

  private EventPredicate number(YamlNode item) {
    Object value = item.scalar();
    if (!(value instanceof Long) && !(value instanceof BigDecimal)) {
      throw wrongType(item, "a number");
    }
    NumberComparison comparison = modifiers.comparison();
    BigDecimal limit = item.number();
    return switch (field.type()) {
      case DOUBLE -> new EventPredicate.DoubleCompare(slot, comparison, limit.doubleValue());
      case DECIMAL -> new EventPredicate.DecimalCompare(slot, comparison, limit);
      default -> wholeNumber(item, comparison, limit);
    };
  }

  /** Whole numbers are compared as such: {@code lt 2.5} is {@code lt 3}, {@code gt 2.5} gt 2. */
  private EventPredicate wholeNumber(YamlNode item, NumberComparison comparison, BigDecimal limit) {
    boolean up = comparison == NumberComparison.LT || comparison == NumberComparison.GTE;
    BigDecimal whole = limit.setScale(0, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
    if (comparison == NumberComparison.EQ && whole.compareTo(limit) != 0) {
      throw wrongType(item, "a whole number");
    }
    try {
      return new EventPredicate.LongCompare(slot, comparison, whole.longValueExact());
    } catch (ArithmeticException e) {
      throw item.problem("the number is out of range for '" + field.name() + "'");
    }
  }

  private long symbols(YamlNode item) {
    if (!(item.scalar() instanceof String)) {
      throw wrongType(item, "one of " + field.symbols());
    }
    TextTest test = text(item);
    long symbols = 0;
    for (int ordinal = 0; ordinal < field.symbols().size(); ordinal++) {
      if (test.test(field.symbols().get(ordinal))) {
        symbols |= 1L << ordinal;
      }
    }
    if (symbols == 0) {
      throw item.problem(
          "'"
              + item.text()
              + "' is none of "
              + field.symbols()
              + NameSuggestions.didYouMean(item.text().toUpperCase(Locale.ROOT), field.symbols()));
    }
    return symbols;
  }

  private TextTest text(YamlNode item) {
    if (!(item.scalar() instanceof String)) {
      throw wrongType(item, "a text: put it in quotes");
    }
    return TextValue.test(item, modifiers, modifiers.place());
  }

  private EventPredicate expand(YamlNode value) {
    if (!field.type().isText() || field.type() == FieldType.ENUM) {
      throw place.problem("'expand' is for texts; " + typeOfField());
    }
    if (!modifiers.are("expand")) {
      throw place.problem("'expand' goes with no other modifier");
    }
    Set<String> texts = new HashSet<>();
    for (YamlNode item : value.items()) {
      String text = item.text();
      boolean isPlaceholder = text.length() > 2 && text.startsWith("%") && text.endsWith("%");
      String name = isPlaceholder ? text.substring(1, text.length() - 1) : text;
      List<String> set = isPlaceholder ? referenceSets.get(name) : null;
      if (set == null) {
        throw item.problem(
            "there is no reference set '"
                + name
                + "' in the configuration"
                + NameSuggestions.didYouMean(name, referenceSets.keySet()));
      }
      texts.addAll(set);
    }
    TextTest oneOf = TextTest.OneOf.of(texts);
    return field.type() == FieldType.TEXT
        ? new EventPredicate.Text(slot, oneOf)
        : new EventPredicate.AnyText(slot, oneOf);
  }

  private RuntimeException wrongType(YamlNode item, String expected) {
    return item.problem("'" + field.name() + "' takes " + expected + "; " + typeOfField());
  }

  private String typeOfField() {
    return "'"
        + field.name()
        + "' of "
        + stream.topic()
        + " is "
        + field.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** A field of Sigma's taxonomy that no stream takes, on purpose. */
  private enum LeftOutField {
    USER_AGENT("a user agent tells people apart, so none is taken"),
    COOKIE("cookies tell people apart, so none are taken"),
    REFERRER("it says where a person has been before, and is not taken"),
    CLIENT("addresses tell people apart, so none is taken; 'subject' is a token of the subscriber");

    private static final Map<String, LeftOutField> BY_NAME =
        Map.ofEntries(
            Map.entry("c-useragent", USER_AGENT),
            Map.entry("cs-user-agent", USER_AGENT),
            Map.entry("cs-useragent", USER_AGENT),
            Map.entry("cs-cookie", COOKIE),
            Map.entry("cs-referrer", REFERRER),
            Map.entry("cs-referer", REFERRER),
            Map.entry("src_ip", CLIENT),
            Map.entry("c-ip", CLIENT));

    private final String reason;

    LeftOutField(String reason) {
      this.reason = reason;
    }

    /**
     * Returns why there is no such field, for the end of a message; of a field not known, empty.
     */
    static Optional<String> reason(String name) {
      return Optional.ofNullable(BY_NAME.get(name)).map(field -> ": " + field.reason);
    }
  }
}
