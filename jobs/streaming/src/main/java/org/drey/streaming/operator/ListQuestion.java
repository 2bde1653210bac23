package org.drey.streaming.operator;

import java.io.Serializable;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.blocklist.live.ListSet;
import org.drey.event.NetworkClass;
import org.drey.streaming.lists.SubscriberProfile;
import org.drey.streaming.lists.SubscriberProfiles;
import org.jspecify.annotations.Nullable;

/**
 * The check of one stream's records against the lists. Pure: the same record and lists give the
 * same verdict.
 */
public interface ListQuestion<T extends SpecificRecordBase> extends Serializable {

  /** The stream's topic, without prefix. */
  String topic();

  /**
   * Decides for a record.
   *
   * @param profile what its subscriber has chosen
   * @param unreadable run if what was asked for cannot be read, so that nothing can meet it
   * @return null for nothing that is listed
   */
  @Nullable ListDecision evaluate(
      T datum, ListSet lists, SubscriberProfile profile, Runnable unreadable);

  /** Returns what the record's subscriber has chosen. */
  SubscriberProfile profile(T datum, SubscriberProfiles subscribers);

  /** Returns what of the record goes into a signal. */
  RequestInfo asked(T datum);

  /**
   * The request of a signal: who asked when and where.
   *
   * @param resolver which resolver answered, null if unknown or not of DNS
   */
  record RequestInfo(
      String eventId,
      Instant eventTime,
      String provider,
      String tokenDomain,
      int keyVersion,
      @Nullable String subject,
      NetworkClass networkClass,
      boolean interactive,
      @Nullable String resolver) {}
}
