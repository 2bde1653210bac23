package org.drey.collect.feed;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.event.NetworkClass;
import org.drey.event.TopicNames;
import org.drey.event.wire.InvalidRecordException;
import org.jspecify.annotations.Nullable;

/**
 * The door of a topic: each event that a source saw gets its header and its tokens, and is sent
 * once for each version of the keys, or refused. What the jobs would refuse is refused here. An
 * event that was counted as read is counted once more here. Belongs to one thread.
 */
public final class FeedDoor implements EventDoor {
  /** The version in records of which no token is made. */
  private static final List<Integer> NO_KEY = List.of(1);

  private final CollectFeed feed;
  private final EventCheck check;
  private final EventFacts facts;
  private final Schema schema;
  private final int eventId;
  private final int provider;
  private final int tokenDomain;
  private final int keyVersion;
  private final int subject;
  private final int networkClass;
  private final int service;
  private @Nullable TokenMaker tokens;

  FeedDoor(CollectFeed feed) {
    this.feed = feed;
    facts = feed.facts().open();
    String stream = feed.target().stream();
    check = new EventCheck(stream, feed.outlet().takesHistory());
    schema = TopicNames.schema(stream);
    eventId = place("event_id");
    provider = place("provider");
    tokenDomain = place("token_domain");
    keyVersion = place("key_version");
    subject = place("subject");
    networkClass = place("network_class");
    service = place("service");
  }

  /** The place of a field; -1 if the stream has none of this name. */
  private int place(String field) {
    Schema.Field found = schema.getField(field);
    return found == null ? -1 : found.pos();
  }

  /** Sends an event, or refuses it. */
  @Override
  public void take(ObservedEvent seen) throws IOException, InterruptedException {
    List<byte[]> records;
    try {
      records = records(seen);
    } catch (InvalidRecordException e) {
      feed.counts().refused(EventCheck.reason(e));
      return;
    } catch (RuntimeException e) { // whatever is in an event, it costs that one
      feed.counts().refused(RefusalReason.INTERNAL);
      return;
    }
    feed.outlet().send(records);
  }

  /** The records of an event. */
  private List<byte[]> records(ObservedEvent seen) throws InvalidRecordException {
    SpecificRecordBase event = seen.event();
    Instant time = check.time(event, feed.clock().instant());
    FeedTarget target = feed.target();
    event.put(provider, target.provider());
    event.put(tokenDomain, target.tokenDomain());
    if (service >= 0 && event.get(service).toString().isEmpty()) {
      event.put(service, target.provider()); // a platform is called by its domain
    }
    ClearValue person = person(seen, time, target.subjects());
    List<byte[]> records = new ArrayList<>(2);
    TokenMaker maker = maker();
    facts.fill(seen, maker);
    for (int version : maker == null ? NO_KEY : maker.versions()) {
      event.put(keyVersion, version);
      event.put(eventId, id(seen, maker, version));
      if (subject >= 0) {
        event.put(subject, person == null || maker == null ? null : maker.token(version, person));
      }
      putTokens(event, seen.clear(), maker, version);
      records.add(check.encode(event));
    }
    boolean unused = facts.learn(seen);
    return records;
  }

  private static String id(ObservedEvent seen, @Nullable TokenMaker maker, int version) {
    return seen.isIdOfText() && maker != null
        ? maker.idToken(version, seen.eventId())
        : seen.eventId();
  }

  /** Sets who asked, where a basis is declared, and what is known of their network. */
  private @Nullable ClearValue person(ObservedEvent seen, Instant time, boolean subjects) {
    ClientEndpoint client = seen.client();
    ClearValue named = seen.clear().get("subject");
    SubscriberTable.KnownClient known = null;
    if (client != null) {
      known = feed.subscribers().find(client, time.toEpochMilli());
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
}
