package org.drey.cli.readiness;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.record.EventRow;
import org.drey.definitions.stream.CurrencyRates;
import org.drey.definitions.stream.StreamDefinition;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.jspecify.annotations.Nullable;

/** What records can detect that a collector made and sends nowhere. Not thread-safe. */
public final class RecordReadiness {
  private static final StreamRecords IGNORED = record -> {};

  private final DreyConfiguration configuration;
  private final ReadinessStudy study;
  private final Map<String, StreamRecords> streams = new HashMap<>();
  private long records;

  /** Takes the records of a stream. */
  private interface StreamRecords {
    void take(SpecificRecordBase one);
  }

  /** Nothing yet. */
  public RecordReadiness(DreyConfiguration configuration, RuleSet rules) {
    this.configuration = configuration;
    this.study = new ReadinessStudy(rules, PeopleNumbers.MOST);
  }

  /** Takes a record with its header and its tokens. */
  public void take(String stream, SpecificRecordBase one) {
    streams.computeIfAbsent(stream, this::records).take(one);
  }

  private StreamRecords records(String name) {
    StreamDefinition<?> stream = StreamRegistry.of(name);
    Consumer<? super EventRow> events = study.stream(stream);
    if (events == null) {
      return IGNORED;
    }
    EventRow row = stream.row(new CurrencyRates(configuration), configuration.suffixes(), () -> {});
    return record -> {
      records++;
      events.accept(row.show(record));
    };
  }

  /** Returns the report for people; null if rules read none of the records. */
  public @Nullable String text(boolean colour) {
    return records == 0
        ? null
        : new ReadinessText(study.report(records, Map.of(), Map.of()), colour).text();
  }

  /** Returns the report for programs; null if rules read none of the records. */
  public @Nullable ReadinessReport report() {
    return records == 0 ? null : study.report(records, Map.of(), Map.of());
  }
}
