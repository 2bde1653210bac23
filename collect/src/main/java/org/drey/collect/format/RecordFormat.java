package org.drey.collect.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.base.NameSuggestions;
import org.drey.collect.feed.RefusalReason;
import org.drey.event.TopicNames;
import org.drey.event.wire.RecordModel;
import org.drey.yaml.YamlNode;
import org.jspecify.annotations.Nullable;

/** The part of a format about the records of one stream. */
final class RecordFormat {
  static final String CLIENT = "client";
  static final String PORT = "client_port";
  private static final String EVENT_ID = "event_id";
  private static final String SUBJECT = "subject";
  static final String SESSION = "session";

  /** Tokens that the collector completes from earlier lines of a session. */
  private static final List<String> OF_SESSIONS = List.of(SESSION, "host");

  private static final String EVENT_TIME = "event_time";
  private static final String OFFSET = "payer_utc_offset_minutes";

  /** The word for the time at which a line came, where it says none. */
  private static final String RECEIVED = "received";

  /** Fields that are the collector's to fill. */
  static final List<String> OPTIONS = List.of("provider", "token_domain", "key_version");

  /** Texts that need no source: the collector fills them where a line does not. */
  private static final List<String> OTHERS = List.of(EVENT_ID, "provider", "service");

  /** The figures of sessions that the collector counts where a line does not say them. */
  static final String VIEWERS = "viewers";

  /** The most characters of what becomes a token. */
  private static final int LONGEST_NAME = 256;

  private final String stream;
  private final List<LineCondition> take;
  private final List<List<LineCondition>> skip;
  private final Schema schema;
  private final SpecificData model;
  private final List<RecordField> fields = new ArrayList<>();
  private final Map<String, ValueSource> clear = new HashMap<>(); // what becomes tokens
  private final @Nullable ValueSource client;
  private final @Nullable ValueSource port;
  private final @Nullable ValueSource time; // of payments alone: their hours are evidence
  private final boolean isIdOfText;

  private RecordFormat(
      String stream,
      List<LineCondition> take,
      List<List<LineCondition>> skip,
      Map<String, ValueSource> sources) {
    this.stream = stream;
    this.take = take;
    this.skip = skip;
    this.schema = TopicNames.schema(stream);
    this.model = RecordModel.of(TopicNames.recordClass(stream));
    this.client = sources.get(CLIENT);
    this.port = sources.get(PORT);
    this.time = schema.getField(OFFSET) == null ? null : sources.get(EVENT_TIME);
    ValueSource id = sources.get(EVENT_ID);
    this.isIdOfText = id != null && id.isHashed();
    for (Schema.Field field : schema.getFields()) {
      ValueSource source = sources.get(field.name());
      if (!isToken(field)) {
        fields.add(recordField(field, source));
      } else if (source != null) {
        clear.put(field.name(), source);
      }
    }
    for (String ofSessions : List.of(ObservedLine.VIEWER, ObservedLine.VIEWERS_NOW)) {
      ValueSource source = sources.get(ofSessions);
      if (source != null) {
        clear.put(ofSessions, source);
      }
    }
  }

  private RecordField recordField(Schema.Field field, @Nullable ValueSource source) {
    if (field.name().equals(EVENT_TIME) && isReceived(source)) {
      return RecordField.later(field, model, null, null);
    }
    if (field.name().equals(VIEWERS)) {
      return RecordField.later(field, model, source, ObservedLine.NO_COUNT);
    }
    return OTHERS.contains(field.name())
        ? RecordField.optional(field, source)
        : RecordField.of(field, model, source);
  }

  private static boolean isReceived(@Nullable ValueSource source) {
    return source instanceof ValueSource.Converted only
        && only.source() instanceof ValueSource.Constant constant
        && constant.value().equals(RECEIVED);
  }

  /** Reads a record of a format. */
  static RecordFormat read(SourceNames names, YamlNode node) {
    Map<String, YamlNode> keys = node.fields(Set.of("stream", "take", "skip", "fields"));
    YamlNode stream = node.required("stream");
    if (!TopicNames.INPUTS.contains(stream.text())) {
      throw stream.problem(
          "no stream '"
              + stream.text()
              + "'"
              + NameSuggestions.didYouMean(stream.text(), TopicNames.INPUTS)
              + "; there are "
              + String.join(", ", TopicNames.INPUTS));
    }
    Schema schema = TopicNames.schema(stream.text());
    Map<String, ValueSource> sources = new HashMap<>();
    YamlNode fields = node.required("fields");
    fields
        .fields()
        .forEach(
            (field, value) -> {
              RecordFieldNames.check(schema, field, value);
              sources.put(field, new ValueReader(names, fields, field).read(value));
            });
    YamlNode take = keys.get("take");
    YamlNode skip = keys.get("skip");
    RecordFormat format =
        new RecordFormat(
            stream.text(),
            take == null ? List.of() : ValueReader.conditions(names, take),
            skip == null
                ? List.of()
                : skip.items().stream().map(one -> ValueReader.conditions(names, one)).toList(),
            sources);
    format.checkComplete(fields);
    return format;
  }

  private void checkComplete(YamlNode node) {
    for (RecordField field : fields) {
      String name = field.field().name();
      if (field.source() == null && field.isRequired()) {
        throw node.problem("'" + name + "' is missing: " + field.field().doc());
      }
    }
    for (Schema.Field field : schema.getFields()) {
      if (isNeeded(field) && !clear.containsKey(field.name())) {
        throw node.problem("'" + field.name() + "' is missing: " + field.doc());
      }
    }
  }

  /** Returns whether a record without this token is none, and nothing else can be it. */
  private boolean isNeeded(Schema.@Nullable Field field) {
    if (field == null || OF_SESSIONS.contains(field.name())) {
      return false; // viewer and viewers_now are no fields
    }
    boolean mayBeClient = field.name().equals(SUBJECT) && client != null;
    return isToken(field)
        && !mayBeClient
        && !field.hasDefaultValue()
        && !field.schema().isNullable();
  }

  /** Fields that hold tokens, which are made of what a line says in the clear. */
  private static boolean isToken(Schema.Field field) {
    return field.getProp("token") != null
        && field.getProp("kind_in") == null
        && !field.name().equals(EVENT_ID)
        && !OPTIONS.contains(field.name());
  }

  boolean takes(LineValues line) {
    if (!LineCondition.all(take, line)) {
      return false;
    }
    for (List<LineCondition> one : skip) {
      if (LineCondition.all(one, line)) {
        return false;
      }
    }
    return true;
  }

  ObservedLine read(LineValues line) throws RefusedLineException {
    SpecificRecordBase event = (SpecificRecordBase) model.newRecord(null, schema);
    for (RecordField field : fields) {
      event.put(field.field().pos(), field.value(line));
    }
    String address = client == null ? null : client.text(line);
    boolean isOfDay = time != null && time.isOfDay(line);
    return new ObservedLine(stream, event, address, port(line), clear(line), isIdOfText, isOfDay);
  }

  private int port(LineValues line) throws RefusedLineException {
    String text = port == null ? null : port.text(line);
    try {
      int number = text == null ? 0 : Integer.parseInt(text);
      if (number >= 0 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new RefusedLineException(RefusalReason.OUT_OF_RANGE, PORT, "a port");
  }

  private Map<String, String> clear(LineValues line) throws RefusedLineException {
    if (clear.isEmpty()) {
      return Map.of();
    }
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, ValueSource> one : clear.entrySet()) {
      String text = one.getValue().text(line);
      if (text != null && text.length() > LONGEST_NAME) { // the table of sessions keeps names
        throw new RefusedLineException(
            RefusalReason.OUT_OF_RANGE, one.getKey(), "at most " + LONGEST_NAME + " characters");
      }
      if (text != null) {
        texts.put(one.getKey(), text);
      } else if (isNeeded(schema.getField(one.getKey()))) {
        throw new RefusedLineException(RefusalReason.MISSING_FIELD, one.getKey(), "required");
      }
    }
    return texts;
  }

  String stream() {
    return stream;
  }

  /** Names under which a format may say something of a record. */
  private static final class RecordFieldNames {
    private RecordFieldNames() {}

    /** Refuses a name that a stream does not have, or that is not the format's to fill. */
    static void check(Schema schema, String field, YamlNode value) {
      if (RecordFormat.OPTIONS.contains(field)) {
        throw value.problem("'" + field + "' is not the format's, but an option of the command");
      }
      TreeSet<String> known = new TreeSet<>(List.of(RecordFormat.CLIENT, RecordFormat.PORT));
      schema.getFields().forEach(one -> known.add(one.name()));
      if (known.contains(RecordFormat.SESSION)) {
        known.addAll(List.of(ObservedLine.VIEWER, ObservedLine.VIEWERS_NOW));
      }
      RecordFormat.OPTIONS.forEach(known::remove);
      if (!known.contains(field)) {
        throw value.problem(
            "the stream has no field '"
                + field
                + "'"
                + NameSuggestions.didYouMean(field, known)
                + "; there are "
                + String.join(", ", known));
      }
    }
  }
}
