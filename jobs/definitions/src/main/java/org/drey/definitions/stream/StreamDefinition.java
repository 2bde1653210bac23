package org.drey.definitions.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.config.TopicBindings;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.record.EventRow.Derivation;
import org.drey.event.DetailField;
import org.drey.event.LogSource;
import org.drey.event.TopicNames;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.ValueDomain;
import org.drey.rules.schema.EntityKind;
import org.drey.rules.schema.FieldType;
import org.drey.rules.schema.NumberRange;
import org.drey.rules.schema.StreamField;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * One stream: the record on its topic, and what rules may say of it. The record's fields are those
 * of its Avro schema, which says all of them; here is what the schema does not say.
 */
public final class StreamDefinition<T extends SpecificRecordBase> implements RecordIntake<T> {
  private final Class<T> type;
  private final StreamSchema schema;
  private final List<DerivedField> derived;
  private final boolean drivesClock;
  private final boolean canBeLate;
  private final @Nullable String basis;

  private StreamDefinition(
      Class<T> type,
      StreamSchema schema,
      List<DerivedField> derived,
      boolean drivesClock,
      boolean canBeLate,
      @Nullable String basis) {
    this.type = type;
    this.schema = schema;
    this.derived = List.copyOf(derived);
    this.drivesClock = drivesClock;
    this.canBeLate = canBeLate;
    this.basis = basis;
  }

  static <T extends SpecificRecordBase> Builder<T> of(String topic, Class<T> type) {
    return new Builder<>(topic, type);
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public String topic() {
    return schema.topic();
  }

  /** Returns what rules see, with the stream's usual lateness. */
  public StreamSchema schema() {
    return schema;
  }

  /** Returns whether its events move the clock. */
  public boolean drivesClock() {
    return drivesClock;
  }

  /** Returns whether the door may find its events late; those of Drey's own making never are. */
  public boolean canBeLate() {
    return canBeLate;
  }

  /**
   * Returns whether it says nothing without its subjects, and is not read where they may not be.
   */
  public boolean isAboutSubjects() {
    return basis == null;
  }

  /** Returns whether live jobs may read it: one about its subjects needs a legal basis. */
  public boolean mayBeRead(DreyConfiguration configuration) {
    return !bindings(configuration, "").topics().isEmpty();
  }

  @Override
  public TopicBindings bindings(DreyConfiguration configuration, String topicPrefix) {
    return TopicBindings.live(configuration, schema, basis, topicPrefix);
  }

  @Override
  public TopicBindings fileBindings(DreyConfiguration configuration) {
    return TopicBindings.file(configuration, schema, basis);
  }

  @Override
  public RecordAdmission<T> admission() {
    return new StreamAdmission<>(schema);
  }

  /**
   * A row that shows records of this stream to rules.
   *
   * @param suffixes used to find registered domains
   * @param withoutRate run for each amount whose currency has no rate
   */
  public EventRow row(CurrencyRates rates, SuffixList suffixes, Runnable withoutRate) {
    return new EventRow(own(), derivations(rates, suffixes, withoutRate));
  }

  /** Returns the fields that a derived one is computed from; of one of the record, none. */
  public List<String> computedFrom(String field) {
    return derived.stream()
        .filter(one -> one.field().name().equals(field))
        .flatMap(one -> one.from().stream())
        .toList();
  }

  /** Returns how many fields the record has; those that follow are derived. */
  int own() {
    return schema.fields().size() - derived.size();
  }

  /** Returns how those are computed; see {@link #row}. */
  List<Derivation> derivations(CurrencyRates rates, SuffixList suffixes, Runnable withoutRate) {
    DerivedField.Context context = new DerivedField.Context(rates, suffixes, withoutRate);
    return derived.stream().map(one -> one.computation().in(schema, context)).toList();
  }

  /** Collects what the schema does not say. */
  static final class Builder<T extends SpecificRecordBase> {
    private final String topic;
    private final Class<T> type;
    private final Map<String, String> sigmaNames = new HashMap<>();
    private final List<DerivedField> derived = new ArrayList<>();
    private String category = "";
    private Duration lateness = Duration.ZERO;
    private boolean drivesClock = true;
    private boolean canBeLate = true;
    private @Nullable String basis;
    private @Nullable String confidence;
    private @Nullable String expiry;

    private Builder(String topic, Class<T> type) {
      this.topic = topic;
      this.type = type;
    }

    /** The Sigma category that picks the stream. */
    Builder<T> category(String name) {
      category = name;
      return this;
    }

    Builder<T> lateness(Duration usual) {
      lateness = usual;
      return this;
    }

    Builder<T> withoutClock() {
      drivesClock = false;
      return this;
    }

    /** Its order is of Drey's own making: lateness only says how long conditions wait for it. */
    Builder<T> neverLate() {
      canBeLate = false;
      return this;
    }

    /**
     * Subjects are removed unless a legal basis is declared for a stream. Without this a stream is
     * about its subjects, and not read where there is none.
     */
    Builder<T> subjectsOnBasisOf(String basisTopic) {
      basis = basisTopic;
      return this;
    }

    /**
     * The field that says with what confidence, 0 to 1, an event counts; else each does in full.
     */
    Builder<T> confidence(String field) {
      confidence = field;
      return this;
    }

    /** The field that says from when an event counts no more; else none expires. */
    Builder<T> expiry(String field) {
      expiry = field;
      return this;
    }

    Builder<T> sigmaName(String sigma, String field) {
      sigmaNames.put(sigma, field);
      return this;
    }

    Builder<T> derived(DerivedField one) {
      derived.add(one);
      return this;
    }

    StreamDefinition<T> build() {
      List<StreamField> fields = new ArrayList<>();
      TopicNames.schema(topic)
          .getFields()
          .forEach(field -> fields.add(RuleFields.of(topic, field)));
      derived.forEach(one -> fields.add(one.field()));
      StreamSchema schema =
          StreamSchema.of(
                  topic, category, LogSource.of(topic).label(), lateness, fields, sigmaNames)
              .withReliability(confidence, expiry);
      return new StreamDefinition<>(type, schema, derived, drivesClock, canBeLate, basis);
    }
  }

  /** The fields of a stream's Avro schema as rules see them. */
  private static final class RuleFields {
    /** Property of a field that names an entity, where the kind varies: the field that says it. */
    private static final String KIND_IN = "kind_in";

    /**
     * Property of a field whose values anyone who is seen can make up: see {@link StreamField#raw}.
     */
    private static final String RAW = "raw";

    /** Property of a text that is made up to name something, and says nothing by itself. */
    private static final String TOKEN = "token";

    private static final String REALM = "token_domain";

    private RuleFields() {}

    /**
     * A field with its properties.
     *
     * @throws IllegalStateException if it is of a type that rules cannot read
     */
    static StreamField of(String topic, Schema.Field field) {
      String kind = field.getProp(DetailField.ENTITY);
      return new StreamField(
          field.name(),
          type(topic, field),
          symbols(field),
          kind == null ? null : EntityKind.valueOf(kind),
          field.getProp(KIND_IN),
          range(field),
          "true".equals(field.getProp(RAW)),
          hasKeywords(topic, field));
    }

    /** Texts that say what happened: no tokens, and not the realm that made them. */
    private static boolean hasKeywords(String topic, Schema.Field field) {
      FieldType type = type(topic, field);
      return (type == FieldType.TEXT || type == FieldType.TEXT_LIST)
          && !"true".equals(field.getProp(TOKEN))
          && !field.name().equals(REALM);
    }

    private static FieldType type(String topic, Schema.Field field) {
      Schema.Type type = withoutNull(field.schema()).getType();
      return switch (type) {
        case INT, LONG -> FieldType.LONG;
        case DOUBLE -> FieldType.DOUBLE;
        case BOOLEAN -> FieldType.BOOLEAN;
        case ENUM -> FieldType.ENUM;
        case STRING -> FieldType.TEXT;
        case ARRAY -> FieldType.TEXT_LIST;
        default ->
            throw new IllegalStateException(
                topic + "." + field.name() + " is " + type + ", which rules cannot read");
      };
    }

    /** The symbols of an enum, in order of their ordinals; else none. */
    private static List<String> symbols(Schema.Field field) {
      Schema of = withoutNull(field.schema());
      return of.getType() == Schema.Type.ENUM ? of.getEnumSymbols() : List.of();
    }

    /** The numbers that the check of a record lets a field be. */
    private static NumberRange range(Schema.Field field) {
      String domain = field.getProp(DomainCheck.DOMAIN);
      if (ValueDomain.NON_NEGATIVE.name().equalsIgnoreCase(domain)) {
        return NumberRange.NON_NEGATIVE;
      }
      return ValueDomain.UNIT_INTERVAL.name().equalsIgnoreCase(domain)
          ? new NumberRange(0, 1)
          : NumberRange.ANY;
    }

    private static Schema withoutNull(Schema schema) {
      if (!schema.isUnion()) {
        return schema;
      }
      return schema.getTypes().stream()
          .filter(type -> type.getType() != Schema.Type.NULL)
          .findFirst()
          .orElseThrow();
    }
  }
}
