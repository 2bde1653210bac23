package org.drey.collect.format;

import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/**
 * The content of one line.
 *
 * @param stream the topic, without any prefix
 * @param event the record, as far as a line can say; it has no provider and no tokens, and an empty
 *     {@code event_id} if the line has no id of its own
 * @param client the address of the customer, as written
 * @param port the customer's port, 0 if it is not known
 * @param clear what is to become tokens, by field, such as the subscriber's id as {@code subject};
 *     of sessions also the viewer's connection, and how many are there now
 * @param isIdOfText whether its id is made of values of the line, which may name people
 * @param isOfDay whether the line says the day alone
 */
public record ObservedLine(
    String stream,
    SpecificRecordBase event,
    @Nullable String client,
    int port,
    Map<String, String> clear,
    boolean isIdOfText,
    boolean isOfDay) {
  /** The name by which a format says the viewer's connection: it joins, and it leaves. */
  public static final String VIEWER = "viewer";

  /** The name by which a format says how many are there now, perhaps with the host. */
  public static final String VIEWERS_NOW = "viewers_now";

  /** The number of viewers while no one has said it. */
  public static final long NO_COUNT = -1;

  /** Returns the same line with other texts that are to become tokens. */
  public ObservedLine withClear(Map<String, String> others) {
    return new ObservedLine(stream, event, client, port, others, isIdOfText, isOfDay);
  }

  /** Nothing of what was seen, lest it end up in a log. */
  @Override
  public String toString() {
    return "ObservedLine";
  }
}
