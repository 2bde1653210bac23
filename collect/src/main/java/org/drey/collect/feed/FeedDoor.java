package org.drey.collect.feed;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.NetworkClass;
import org.drey.event.TopicNames;
import org.drey.event.wire.AvroCodec;
import org.drey.event.wire.DomainCheck;
import org.drey.event.wire.InvalidRecordException;
import org.drey.event.wire.RejectReason;
import org.jspecify.annotations.Nullable;

/**
 * The door of a topic: each event that a source saw gets its header and its tokens, and is sent
 * once for each version of the keys, or refused. What the jobs would refuse is refused here. An
 * event that was counted as read is counted once more here. Belongs to one thread.
 */
public final class FeedDoor {
  /** As the jobs have it. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private static final Duration BEFORE = Duration.ofDays(400);

  /** The version in records of which no token is made. */
  private static final List<Integer> NO_KEY = List.of(1);

  private final CollectFeed feed;
  private final AvroCodec<SpecificRecordBase> codec;
  private final DomainCheck domain;
  private final Schema schema;
  private final int eventId;
  private final int eventTime;
  private final int provider;
  private final int tokenDomain;
  private final int keyVersion;
  private final int subject;
  private final int networkClass;
  private @Nullable TokenMaker tokens;

  @SuppressWarnings("unchecked") // A codec of a class takes its records; no other is made here.
  FeedDoor(CollectFeed feed) {
    this.feed = feed;
    String stream = feed.target().stream();
    Class<? extends SpecificRecordBase> type = TopicNames.recordClass(stream);
    codec = (AvroCodec<SpecificRecordBase>) AvroCodec.of(type);
    schema = TopicNames.schema(stream);
    domain = DomainCheck.of(schema);
    eventId = place("event_id");
    eventTime = place("event_time");
    provider = place("provider");
    tokenDomain = place("token_domain");
    keyVersion = place("key_version");
    subject = place("subject");
    networkClass = place("network_class");
  }

  /** The place of a field; -1 if the stream has none of this name. */
  private int place(String field) {
    Schema.Field found = schema.getField(field);
    return found == null ? -1 : found.pos();
  }

  /**
   * Sends an event, or refuses it.
   *
   * @throws IOException if the source is to wait, and never will be served
   */
  public void take(ObservedEvent seen) throws IOException, InterruptedException {
    List<byte[]> records;
    try {
      records = records(seen);
    } catch (InvalidRecordException e) {
      feed.counts().refused(reason(e.reason()));
      return;
    } catch (RuntimeException e) { // whatever is in an event, it costs that one
      feed.counts().refused(RefusalReason.INTERNAL);
      return;
    }
    if (!records.isEmpty()) {
      feed.sender().send(records);
    }
  }

  /** The records of an event; none if it was refused. */
  private List<byte[]> records(ObservedEvent seen) throws InvalidRecordException {
    SpecificRecordBase event = seen.event();
    Instant time = (Instant) event.get(eventTime);
    RefusalReason refusal = refusal(time);
    if (refusal != null) {
      feed.counts().refused(refusal);
      return List.of();
    }
    FeedTarget target = feed.target();
    event.put(eventId, seen.eventId());
    event.put(provider, target.provider());
    event.put(tokenDomain, target.tokenDomain());
    ClearValue person = person(seen, target.subjects());
    List<byte[]> records = new ArrayList<>(2);
    TokenMaker maker = maker();
    for (int version : maker == null ? NO_KEY : maker.versions()) {
      event.put(keyVersion, version);
      if (subject >= 0) {
        event.put(subject, person == null || maker == null ? null : maker.token(version, person));
      }
      putTokens(event, seen.clear(), maker, version);
      domain.check(event);
      records.add(codec.encode(event));
    }
    return records;
  }

  private @Nullable RefusalReason refusal(@Nullable Instant time) {
    if (time == null) {
      return RefusalReason.NO_TIME;
    }
    Instant now = feed.clock().instant();
    if (time.isAfter(now.plus(AHEAD))) {
      return RefusalReason.FUTURE;
    }
    return time.isBefore(now.minus(BEFORE)) ? RefusalReason.TOO_OLD : null;
  }

  /** Who asked, where a basis is declared; also sets what is known of their network. */
  private @Nullable ClearValue person(ObservedEvent seen, boolean subjects) {
    ClientEndpoint client = seen.client();
    ClearValue named = seen.clear().get("subject");
    SubscriberTable.KnownClient known = null;
    if (client != null) {
      long millis = ((Instant) seen.event().get(eventTime)).toEpochMilli();
      known = feed.subscribers().find(client, millis);
      if (networkClass >= 0 && seen.event().get(networkClass) == NetworkClass.UNKNOWN) {
        seen.event().put(networkClass, known.networkClass());
      }
    }
    if (!subjects) {
      return null;
    }
    return named != null ? named : known == null ? null : known.subject();
  }

  private void putTokens(
      SpecificRecordBase event,
      Map<String, ClearValue> clear,
      @Nullable TokenMaker maker,
      int version) {
    for (Map.Entry<String, ClearValue> one : clear.entrySet()) {
      int at = place(one.getKey());
      if (at != subject) {
        event.put(at, maker == null ? null : maker.token(version, one.getValue()));
      }
    }
  }

  private @Nullable TokenMaker maker() {
    TokenKeys keys = feed.keys();
    if (keys != null && (tokens == null || !tokens.isOf(keys))) {
      tokens = new TokenMaker(keys);
    }
    return tokens;
  }

  private static RefusalReason reason(RejectReason of) {
    return switch (of) {
      case OVERSIZED -> RefusalReason.OVERSIZED;
      case MISSING_FIELD -> RefusalReason.MISSING_FIELD;
      case FUTURE -> RefusalReason.FUTURE;
      default -> RefusalReason.OUT_OF_RANGE;
    };
  }
}
