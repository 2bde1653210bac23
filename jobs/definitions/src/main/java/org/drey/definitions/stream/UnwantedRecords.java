package org.drey.definitions.stream;

import java.io.Serializable;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.config.TopicBindings.Binding;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.definitions.record.GlanceRow;
import org.drey.definitions.record.WatermarkEligibility;
import org.drey.event.wire.RecordGlance;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.match.RuleHits;
import org.drey.rules.match.StreamMatcher;
import org.drey.rules.schema.RecordPosition;
import org.drey.rules.schema.StreamSchema;
import org.jspecify.annotations.Nullable;

/**
 * Finds records that are fit and that no rule wants, without decoding them: of a stream of queries
 * these are nearly all. Where it is not certain of one, because a literal of a rule is in it or
 * anything about it is unusual, the record is decoded as if it had not been looked at.
 *
 * <p>An instance belongs to one thread.
 */
public final class UnwantedRecords<T extends SpecificRecordBase> {
  private final RecordGlance glance;
  private final GlanceRow row;
  private final StreamMatcher matcher;
  private final RuleHits hits = new RuleHits();
  private final int time;
  private final int provider;
  private final int tokenDomain;
  private final int subject;

  private UnwantedRecords(
      RecordGlance glance, GlanceRow row, StreamSchema stream, StreamMatcher matcher) {
    this.glance = glance;
    this.row = row;
    this.matcher = matcher;
    this.time = stream.slot("event_time");
    this.provider = stream.slot("provider");
    this.tokenDomain = stream.slot("token_domain");
    this.subject = stream.slot("subject");
  }

  /** Makes one where records are read. */
  public interface Source<T extends SpecificRecordBase> extends Serializable {
    /** Empty where every record has to be decoded. */
    Optional<UnwantedRecords<T>> create();
  }

  /** The filter of a stream that is wanted as a whole. */
  public static <T extends SpecificRecordBase> Source<T> none() {
    return Optional::empty;
  }

  /**
   * The filter of a stream of which rules want a part; {@link #none} if its records cannot be
   * glanced at, or a rule without a literal wants them all.
   */
  public static <T extends SpecificRecordBase> Source<T> of(
      StreamDefinition<T> stream, RuleSet rules, DreyConfiguration configuration) {
    if (RecordGlance.of(stream.type()).isEmpty()
        || !rules.matcher(stream.schema()).unindexed().isEmpty()) {
      return none();
    }
    String topic = stream.topic();
    CurrencyRates rates = new CurrencyRates(configuration);
    SuffixList suffixes = configuration.suffixes();
    return () -> of(StreamRegistry.of(topic), rules, rates, suffixes);
  }

  private static <T extends SpecificRecordBase> Optional<UnwantedRecords<T>> of(
      StreamDefinition<?> stream, RuleSet rules, CurrencyRates rates, SuffixList suffixes) {
    StreamSchema schema = stream.schema();
    return RecordGlance.of(stream.type())
        .map(
            glance ->
                new UnwantedRecords<>(
                    glance,
                    new GlanceRow(
                        glance, stream.own(), stream.derivations(rates, suffixes, () -> {})),
                    schema,
                    rules.matcher(schema)));
  }

  /**
   * The arrival of a record, or null if it has to be decoded.
   *
   * @param receivedAt when it was received, milliseconds since 1970
   */
  public @Nullable ArrivedRecord<T> find(
      byte @Nullable [] message, RecordPosition place, long receivedAt, Binding binding) {
    if (!glance.sees(message)) {
      return null;
    }
    long eventTime = glance.numberAt(time);
    String sender = glance.repeatedTextAt(provider);
    int hidden = binding.subjects() ? GlanceRow.NONE : subject; // of no legal basis
    String realm = glance.repeatedTextAt(tokenDomain);
    if (!StreamAdmission.accepts(sender, realm, eventTime, receivedAt, binding)
        || matcher.mayMatch(row.show(hidden), hits)) {
      return null;
    }
    long clock = WatermarkEligibility.of(eventTime, receivedAt, binding.lateness());
    return ArrivedRecord.unwanted(place, eventTime, receivedAt, clock, binding.lateness(), sender);
  }
}
